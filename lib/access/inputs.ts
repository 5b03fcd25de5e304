/** Inputs that several forms share. */
import { z } from "zod";
import type { Role } from "./permissions";

const LONGEST_NAME = 120;
const LONGEST_EMAIL = 254;

const ROLES = [
  "admin",
  "finance",
  "operations",
  "auditor",
  "partner_admin",
  "partner_viewer",
] as const satisfies Role[];

export const emailInput = z.string().trim().min(1).max(LONGEST_EMAIL).pipe(z.email("access.emailInvalid"));
/** A name stands in mails to others: in one line, so that nobody writes the rest of the mail. */
export const nameInput = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_NAME)
  .regex(/^\P{Cc}*$/u);
export const passwordInput = z.string().min(1);
export const roleInput = z.enum(ROLES);
export const userIdInput = z.object({ userId: z.uuid() });

/** A select whose empty choice means "none". */
export const optionalIdInput = z
  .union([z.literal(""), z.uuid()])
  .optional()
  .transform((value) => value || null);

/** A field that may stay empty. */
export const optionalTextInput = z
  .string()
  .optional()
  .transform((value) => value || null);

/** Refuses a repetition that differs, at the field `repeat`. */
export function sameTwice<T extends { password: string; repeat: string }>(schema: z.ZodType<T>) {
  return schema.refine((value) => value.password === value.repeat, {
    path: ["repeat"],
    message: "access.passwordsDiffer",
  });
}

export const invitationInput = z.object({
  name: nameInput,
  email: emailInput,
  role: roleInput,
  companyId: optionalIdInput,
  locale: z.string().max(35),
});

export const userChangeInput = z.object({
  userId: z.uuid(),
  name: nameInput,
  role: roleInput,
  companyId: optionalIdInput,
});
