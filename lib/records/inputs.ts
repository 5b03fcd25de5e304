/** What the forms of records send, checked. */
import { z } from "zod";
import { id, isoDate, optionalText, requiredText } from "@/lib/input/fields";
import { parseDecimalExact } from "@/lib/money/amount";

/** An amount as a person types it: "12.50", "12,5", "-3"; at most as many decimals as are stored. */
const amount = z
  .string()
  .trim()
  .regex(/^-?\d{1,12}([.,]\d{1,4})?$/, "records.amount")
  .transform((text) => parseDecimalExact(text.replace(",", ".")));

const optionalAmount = z
  .union([z.literal("").transform(() => null), amount])
  .optional()
  .transform((value) => value ?? null);

const RECORD_KEY = /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/;

/** `partnerId/recordId` */
const recordKey = z
  .string()
  .regex(RECORD_KEY)
  .transform((text) => {
    const [partnerId, recordId] = text.split("/") as [string, string];
    return { partnerId, recordId };
  });

/** The records that are ticked, or with `what` = "matching" all that the list's `query` shows. */
export const collectInput = z.object({
  paymentId: id,
  ids: z.array(recordKey).max(1_000).default([]),
  what: z.enum(["selected", "matching"]).default("selected"),
  query: z.string().max(10_000).default(""),
  amount: optionalAmount,
  valueDate: isoDate,
  receivedBy: z.enum(["operator", "partner"]),
  reason: optionalText(500),
});

export const reverseInput = z.object({
  partnerId: id,
  collectionId: id,
  valueDate: isoDate,
  reason: requiredText(500),
});

export const manualExpenseInput = z.object({
  id,
  partnerId: id,
  organizationId: id,
  date: isoDate,
  quantity: amount,
  unitPrice: amount,
  reason: requiredText(500),
});
