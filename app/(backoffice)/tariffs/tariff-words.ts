import { useLocale, useTranslations } from "next-intl";
import { formatAmount, formatDate, formatDateTime, formatDuration, formatList } from "@/lib/i18n/format";
import { formatLocale, type Locale } from "@/lib/i18n/locale";
import { type ElementSentence, isThreshold, type SentencePart } from "@/lib/tariffs/sentences";

/** Turns what lib/tariffs tells about a tariff into sentences of the reader's language. For server and browser. */
export function useTariffWords() {
  const t = useTranslations("tariffs.sentence");
  const locale = useLocale();
  const part = (given: SentencePart): string => t(given.key, paramsOf(given, locale) as never);
  const price = ([first, ...others]: readonly SentencePart[]): string =>
    first ? [part(first), ...others.map(part)].join(", ") : "";
  return {
    /** "at least 1.00 EUR net" */
    part,
    /** "0.45 EUR/kWh, plus 19 % VAT" */
    price,
    /** "Mon–Fri 08:00–20:00" */
    when: (when: readonly SentencePart[]) => capitalized(when.map(part).join(" ")),
    sentence: (element: ElementSentence) => sentenceOf(element, { part, price }),
  };
}

/** A sentence in two pieces, so that the condition may be told apart: "Mon–Fri 08:00–20:00" and its prices. */
export type Sentence = { head: string; prices: string[] };

/** The threshold stands after a single price ("… after the first 5 kWh") and before several. */
function sentenceOf(
  { when, prices }: ElementSentence,
  say: { part: (part: SentencePart) => string; price: (parts: readonly SentencePart[]) => string },
): Sentence {
  const thresholds = when.filter(isThreshold).map(say.part);
  const conditions = when.filter((part) => !isThreshold(part)).map(say.part);
  if (prices.length !== 1) {
    return { head: capitalized([...conditions, ...thresholds].join(" ")), prices: prices.map(say.price) };
  }
  const [first, ...others] = prices[0] ?? [];
  const price = first ? [[say.part(first), ...thresholds].join(" "), ...others.map(say.part)].join(", ") : "";
  return { head: capitalized(conditions.join(" ")), prices: [price] };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The parameters as people read them: money, days of the week, dates, durations. */
function paramsOf(part: SentencePart, locale: Locale): Record<string, string> {
  const params: Record<string, string | number> = "params" in part ? part.params : {};
  const entries = Object.entries(params).map(([name, value]) => [name, written(part.key, name, value, params, locale)]);
  return Object.fromEntries(entries);
}

function written(
  key: SentencePart["key"],
  name: string,
  value: string | number,
  { currency }: Record<string, string | number>,
  locale: Locale,
): string {
  if (name === "price" || name === "net" || name === "gross") {
    return formatAmount(String(value), String(currency), locale, { precision: "exact" });
  }
  if (key === "weekday_range") return weekdayName(Number(value), locale);
  if (key === "weekdays") return formatWeekdays(String(value).split(",").map(Number), locale);
  if (key.startsWith("date_")) return formatDate(String(value), locale);
  if (key.startsWith("valid_")) return formatDateTime(utc(String(value)), "UTC", locale, { zoneName: true });
  if (key.startsWith("duration_") || name === "seconds") return formatDuration(Number(value));
  return String(value);
}

/** OCPI DateTime is UTC whether or not it says so. */
function utc(text: string): number {
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

/** "Mon–Fri", "Sat and Sun": ISO days of the week, ascending. */
export function formatWeekdays(days: readonly number[], locale: Locale): string {
  const [first, last] = [days[0] ?? 1, days.at(-1) ?? 1];
  const unbroken = last - first + 1 === days.length;
  if (unbroken && days.length > 2) return `${weekdayName(first, locale)}–${weekdayName(last, locale)}`;
  return formatList(
    days.map((day) => weekdayName(day, locale)),
    locale,
  );
}

/** 1 January 2024 was a Monday. */
export function weekdayName(day: number, locale: Locale): string {
  return new Intl.DateTimeFormat(formatLocale(locale), { weekday: "short", timeZone: "UTC" }).format(
    Date.UTC(2024, 0, day),
  );
}
