import { useLocale, useTranslations } from "next-intl";
import type { ChangeValue } from "@/lib/audit/changes";
import {
  formatAmount,
  formatCount,
  formatDate,
  formatDateTime,
  formatFileSize,
  formatMoney,
  formatMonth,
  formatPercent,
} from "@/lib/i18n/format";
import { languageName } from "@/lib/i18n/locale";

/** Fields with values from a list → where the words for them are; the first that knows the value says it. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  role: ["common.role"],
  way: ["audit.ways"],
  state: ["common.status.period", "audit.rowStates"],
  receivedBy: ["records.receiver"],
  payer: ["cdrs.payers"],
  kind: ["tariffs.kinds"],
  scope: ["contracts.scopes"],
  type: ["tokens.types"],
  origin: ["records.origin", "expenses.origin"],
  collected: ["common.status.collection"],
  roaming: ["companies.roaming"],
};
const MONEY: readonly string[] = ["amount", "balance", "revenue", "partnerShare", "toleranceAmount"];
/** Older events name none: two decimals then, as most have. */
const USUAL_CURRENCY = "EUR";
const BASIS_POINTS: readonly string[] = ["toleranceBasisPoints", "communityDiscount"];

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const MONTH = /^\d{4}-\d\d$/;
const DECIMAL = /^-?\d+\.\d+$/;

/** A field of an event as it was or became; `currency` is that of the event's amounts, null where it names none. */
export type ChangedField = { field: string; value: ChangeValue; currency: string | null };

/** Whether a field carries an amount, which is then written with the event's currency beside it. */
export const isMoneyField = (field: string) => MONEY.includes(field);

/**
 * How a value of the history is written, on the clocks of `zone`: amounts, dates and counts in the reader's way, words
 * for what comes from a list. Null for what is empty and for what has an inner structure (`isStructured`).
 */
export function useChangeValue(zone: string): (changed: ChangedField) => string | null {
  const t = useTranslations();
  const locale = useLocale();
  const word = (key: string) => (t.has(key as never) ? (t(key as never) as string) : null);

  function listed(field: string, text: string): string | null {
    const found = WORDS[field]?.map((place) => word(`${place}.${text}`)).find((each) => each !== null);
    return found ?? null;
  }

  function counted(field: string, value: number): string {
    if (BASIS_POINTS.includes(field)) return formatPercent(value, locale);
    return field === "sizeBytes" ? formatFileSize(value, locale) : formatCount(value, locale);
  }

  function written(field: string, text: string, currency: string | null): string {
    if (isMoneyField(field) && DECIMAL.test(text)) {
      return currency
        ? formatMoney(text, currency, locale)
        : formatAmount(text, USUAL_CURRENCY, locale, { precision: "exact" });
    }
    if (field === "locale") return languageName(text);
    if (INSTANT.test(text)) return formatDateTime(Date.parse(text), zone, locale);
    if (DATE.test(text)) return formatDate(text, locale);
    return MONTH.test(text) ? formatMonth(text, locale) : (listed(field, text) ?? text);
  }

  return ({ field, value, currency }) => {
    if (value === null || value === "" || isStructured(value)) return null;
    if (typeof value === "boolean") return t(`common.states.${value ? "yes" : "no"}`);
    if (typeof value === "number") return counted(field, value);
    if (typeof value === "string") return written(field, value, currency);
    return (
      Object.values(value)
        .map((part) => written(field, String(part), currency))
        .join(", ") || null
    );
  };
}

/** An object, or a list of them: the terms of a contract, a tariff's elements. The object's own page tells them. */
export function isStructured(value: ChangeValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  return !Array.isArray(value) || value.some((part) => typeof part === "object");
}
