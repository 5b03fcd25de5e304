/** What a person may say about a token. */
import { z } from "zod";
import { optionalId, optionalText, requiredText } from "@/lib/input/fields";

/** OCPI TokenType. */
export const TOKEN_TYPES = ["RFID", "APP_USER", "AD_HOC_USER", "OTHER"] as const;

export const tokenFields = z.object({
  contractId: optionalText(36),
  type: z.enum(TOKEN_TYPES),
  issuerId: optionalId,
  label: optionalText(),
});

export const tokenInput = tokenFields.extend({ uid: requiredText(36) });

export type TokenFieldsInput = z.output<typeof tokenFields>;
export type TokenInput = z.output<typeof tokenInput>;

/** A token as its form is filled. */
export type TokenValues = TokenFieldsInput & { id: string };
