/** Building blocks of input schemas: what a form sends as text becomes exact values, or a code that names what is wrong. */
import { z } from "zod";
import { isDate, isMonth, isOfOurTime, isTimeZone } from "@/lib/calendar/calendar";
import { isCountry } from "./countries";

/** Trimmed text without U+0000, which PostgreSQL does not store. */
function storableText(longest: number) {
  return z
    .string()
    .trim()
    .max(longest)
    .refine((text) => !text.includes("\0"));
}

const isOurDate = (text: string) => isDate(text) && isOfOurTime(text);
const isOurMonth = (text: string) => isMonth(text) && isOfOurTime(text);

/** Text that must be there. */
export function requiredText(longest = 200) {
  return storableText(longest).min(1);
}

/** Text that may be left out; empty becomes null. */
export function optionalText(longest = 200) {
  return storableText(longest)
    .nullish()
    .transform((text) => text || null);
}

/** Text of which empty is as good as any. */
export function plainText(longest = 200) {
  return storableText(longest).default("");
}

/** Percent as a person writes it ("10", "12,5"), as basis points; nothing is null. */
export const optionalPercent = optionalText(8).transform((text, context) => {
  if (text === null) return null;
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text);
  const basisPoints = match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : Number.NaN;
  if (basisPoints <= 10_000) return basisPoints;
  context.issues.push({ code: "custom", message: "common.percent", input: text });
  return z.NEVER;
});

/** A checkbox sends "on" or nothing. */
export const checkbox = z
  .union([z.boolean(), z.literal("on"), z.literal("")])
  .optional()
  .transform((value) => value === true || value === "on");

/** ISO 3166-1 alpha-2, written in any case. */
export const country = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => isCountry(code), "common.country");

/** ISO 4217. */
export const currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf("currency").includes(code), "common.currency");

/** IANA time zone. */
export const timeZone = z.string().trim().refine(isTimeZone, "common.timeZone");

/** `YYYY-MM-DD` */
export const isoDate = z.string().trim().refine(isOurDate, "common.date");

/** `YYYY-MM-DD`, or nothing: null. */
export const optionalDate = optionalText(10).refine((text) => text === null || isOurDate(text), "common.date");

/** `YYYY-MM` */
export const month = z.string().trim().refine(isOurMonth, "common.month");

/** `YYYY-MM`, or nothing: null. */
export const optionalMonth = optionalText(7).refine((text) => text === null || isOurMonth(text), "common.month");

export const id = z.uuid();

/** True for a UUID, as ids in addresses are. */
export function isUuid(text: string): boolean {
  return id.safeParse(text).success;
}

/** An id, or nothing: null. */
export const optionalId = z
  .union([z.uuid(), z.literal("")])
  .nullish()
  .transform((text) => text || null);

/** The version of the row that the form was filled from. */
export const version = z.coerce.number().int().min(1);
