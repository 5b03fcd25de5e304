/** Inputs of the share dialog and the password gate. */
import { z } from "zod";
import { LONGEST_SHARE_DAYS } from "./share-days";

const SHORTEST_SHARE_PASSWORD = 6;
const LONGEST_SHARE_PASSWORD = 200;

/** An empty password means none. */
export const newShareInput = z.object({
  reportId: z.uuid(),
  days: z.coerce.number().int().min(1).max(LONGEST_SHARE_DAYS),
  password: z
    .union([
      z.literal(""),
      z.string().min(SHORTEST_SHARE_PASSWORD, "sharing.passwordTooShort").max(LONGEST_SHARE_PASSWORD),
    ])
    .optional()
    .transform((password) => password || null),
});

export const shareIdInput = z.object({ shareId: z.uuid() });

export const unlockInput = z.object({ token: z.string(), password: z.string().min(1) });
