import { useLocale, useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { formatDate, formatDuration, formatList } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import type { TariffWarning } from "@/lib/tariffs/check";
import { RANGES, type Range } from "@/lib/tariffs/check-everywhere";
import type { GapExample, Stretch } from "@/lib/tariffs/check-gaps";
import { plainDecimal } from "@/lib/tariffs/decimal-number";
import type { SentencePart } from "@/lib/tariffs/sentences";
import { formatWeekdays, useTariffWords, weekdayName } from "./tariff-words";

/** What is doubtful about a tariff, each with the element or the hours it is about. Nothing when nothing is. */
export function TariffWarnings({ warnings }: { warnings: readonly TariffWarning[] }) {
  const t = useTranslations("tariffs");
  const say = useWarningWords();
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warning" title={t("warningsTitle")}>
      <ul className="mt-1 flex flex-col gap-1">
        {warnings.map((warning) => (
          <li key={JSON.stringify(warning)}>{say(warning)}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** Turns what `checkTariff` finds into sentences that name the element. */
export function useWarningWords(): (warning: TariffWarning) => string {
  const t = useTranslations("tariffs");
  const locale = useLocale();
  const { part } = useTariffWords();
  const quantity = (range: Range, value: number) =>
    t(`quantity.${range}`, { value: range === "duration" ? formatDuration(value) : plainDecimal(value) });
  return (warning) => {
    const params: Record<string, string | number> = {};
    if ("element" in warning) params.element = warning.element + 1;
    if ("dimension" in warning) params.dimension = t(`dimensions.${warning.dimension}`);
    if (warning.code === "vat_missing") {
      const names = warning.dimensions.map((dimension) => t(`dimensions.${dimension}`));
      params.prices = formatList(names, locale);
    } else if (warning.code === "element_contradictory") {
      const names = warning.restrictions.map((name) => t(`restrictionNames.${name}`));
      params.restrictions = formatList(names, locale);
    } else if (warning.code === "element_never_reached") {
      const numbers = warning.coveredBy.map((element) => String(element + 1));
      params.others = formatList(numbers, locale);
      params.count = numbers.length;
    } else if (warning.code === "hours_never_priced") {
      params.hours = hoursText(warning, t, locale);
    } else if (warning.code === "dates_never_priced") {
      params.dates = datesText(warning, t, locale);
    } else if (warning.code === "range_never_priced") {
      params.stretch = part(stretchPart(warning.range, warning.stretch));
    } else if (warning.code === "not_always_priced") {
      params.example = exampleText(warning.example, locale, quantity);
    }
    return t(`warnings.${warning.code}`, params as never);
  };
}

type Words = ReturnType<typeof useTranslations<"tariffs">>;

function hoursText(
  { weekdays, fromMinute, untilMinute }: Extract<TariffWarning, { code: "hours_never_priced" }>,
  t: Words,
  locale: Locale,
): string {
  const days = weekdays.length === 7 ? t("gap.everyDay") : formatWeekdays(weekdays, locale);
  if (fromMinute === 0 && untilMinute === 1440) return days;
  return `${days} ${clock(fromMinute)}–${clock(untilMinute)}`;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function datesText(
  { from, until }: Extract<TariffWarning, { code: "dates_never_priced" }>,
  t: Words,
  locale: Locale,
): string {
  if (from === null) return until === null ? t("gap.everyDay") : t("gap.before", { until: formatDate(until, locale) });
  if (until === null) return t("gap.since", { from: formatDate(from, locale) });
  return t("gap.between", { from: formatDate(from, locale), until: formatDate(until, locale) });
}

/** "for the first 5 kWh", in the words of the sentences. */
function stretchPart(range: Range, { from, until }: Stretch): SentencePart {
  const [min, max] = [plainDecimal(from), until === null ? "" : plainDecimal(until)];
  if (until === null) return { key: `${range}_from`, params: { min } };
  return from <= 0 ? { key: `${range}_below`, params: { max } } : { key: `${range}_between`, params: { min, max } };
}

function exampleText(example: GapExample, locale: Locale, quantity: (range: Range, value: number) => string): string {
  const parts = [
    example.date && formatDate(example.date, locale),
    !example.date && example.weekday && weekdayName(example.weekday, locale),
    example.minute !== undefined && clock(example.minute),
    ...RANGES.map((range) => example[range] !== undefined && quantity(range, example[range])),
  ];
  return parts.filter(Boolean).join(", ");
}
