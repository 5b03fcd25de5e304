/** What the forms of balances send, checked. */
import { z } from "zod";
import { id, isoDate, optionalText, requiredText } from "@/lib/input/fields";
import { parseDecimalExact } from "@/lib/money/amount";

/** Money as a person types it: "250.00", "250,5"; whole minor units. */
const money = z
  .string()
  .trim()
  .regex(/^-?\d{1,12}([.,]\d{1,3})?$/, "balances.amount")
  .transform((text) => parseDecimalExact(text.replace(",", ".")));

const optionalDate = z
  .union([z.literal("").transform(() => null), isoDate])
  .nullish()
  .transform((date) => date ?? null);

export const topUpInput = z.object({
  id,
  partnerId: id,
  organizationId: id,
  date: isoDate,
  amount: money,
  reference: requiredText(80),
  account: optionalText(120),
  paidOn: optionalDate,
});

const topUpKey = { partnerId: id, topUpId: id };
export const markPaidInput = z.object({ ...topUpKey, paidOn: isoDate });
export const takeBackInput = z.object({ ...topUpKey, reason: requiredText(500) });
