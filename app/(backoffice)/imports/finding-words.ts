/** Findings of an import in words: what is wrong with a row, and the name of the field it is about. */
import type { useTranslations } from "next-intl";
import { FINDING_CODES } from "@/lib/cdrs/findings";
import { formatDateTime, formatDuration, formatMoney } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";

export type ImportWords = ReturnType<typeof useTranslations<"imports">>;
export type FindingParams = Readonly<Record<string, string | number>>;

/** Every code that a listed row can have: what was found, and the two answers of a comparison with what is known. */
export const ROW_CODES = [...FINDING_CODES, "already_known", "other_content"] as const;
export type RowCode = (typeof ROW_CODES)[number];

const DURATION_LIMITS: readonly string[] = ["over_max_duration", "under_min_duration"];

/** The sentence of a finding; a code of a later version stands for itself. */
export function findingWords(t: ImportWords, locale: Locale, code: string, params: FindingParams = {}): string {
  if (!(ROW_CODES as readonly string[]).includes(code)) return code;
  return t(`findings.${code as RowCode}`, spoken(code, params, locale));
}

/** The name of a reason without its particulars, for filters and sums. */
export function reasonName(t: ImportWords, code: string): string {
  return (ROW_CODES as readonly string[]).includes(code) ? t(`reasons.${code as RowCode}`) : code;
}

/** A CSV's column keeps its own name, an OCPI field its path; fields of ours have words. */
export function fieldName(t: ImportWords, field: string | null): string {
  if (field === null) return "";
  const key = `fields.${field}` as "fields.energy";
  return /^[a-zA-Z]+$/.test(field) && t.has(key) ? t(key) : field;
}

function spoken(code: string, params: FindingParams, locale: Locale) {
  const { limit = "", longest = "", zone = "", occurrence = "first", at, by = "", side = "", currency } = params;
  const money = (amount: string | number | undefined) =>
    amount === undefined || currency === undefined ? "" : formatMoney(String(amount), String(currency), locale);
  return {
    limit: DURATION_LIMITS.includes(code) ? formatDuration(Number(limit)) : String(limit),
    longest: String(longest),
    zone: String(zone),
    occurrence: String(occurrence),
    by: String(by),
    side: String(side),
    priced: money(params.priced),
    other: money(params.other),
    at: at === undefined ? "" : formatDateTime(Date.parse(String(at)), String(zone), locale, { zoneName: true }),
  };
}
