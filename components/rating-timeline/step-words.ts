import { useLocale, useTranslations } from "next-intl";
import type { Instant } from "@/lib/calendar/calendar";
import { formatDateTime, formatList, formatMoney, formatUntil } from "@/lib/i18n/format";
import type { RatingStep, SkippedElement } from "@/lib/rating/types";
import { tracedWords } from "./quantity-words";

/** What a step of the trace says, and which elements were asked before it and ruled out (null: none). */
export type StepWords = { sentence: string; skipped: string | null };

/** How the steps of one trace are said: on the clocks of the location, in the tariff's currency. */
export function useStepWords({ currency, zone }: { currency: string; zone: string }): (step: RatingStep) => StepWords {
  const t = useTranslations("rating");
  const locale = useLocale();
  const money = (value: string) => formatMoney(value, currency, locale, { precision: "exact" });
  const span = (step: { from: Instant; until: Instant }) => ({
    from: formatDateTime(step.from, zone, locale),
    until: formatUntil(step, zone, locale),
  });

  function sentenceOf(step: RatingStep): string {
    switch (step.kind) {
      case "priced":
        return t(`trace.priced.${step.component}`, {
          ...span(step),
          quantity: tracedWords(step.component, step.quantity, locale),
          price: money(step.price),
          element: step.element + 1,
        });
      case "unpriced":
        return t("trace.unpriced", {
          ...span(step),
          component: t(`components.${step.component}`),
          quantity: tracedWords(step.component, step.quantity, locale),
        });
      case "step":
        return t(step.component === "energy" ? "trace.stepWh" : "trace.stepSeconds", {
          component: t(`components.${step.component}`),
          size: step.stepSize,
          measured: tracedWords(step.component, step.measured, locale),
          billed: tracedWords(step.component, step.billed, locale),
        });
      case "limit":
        return t(`trace.limit.${step.limit}`, {
          before: money(step.before),
          after: money(step.after),
          side: t(`trace.side.${step.side}`),
        });
    }
  }

  function skippedOf(skipped: readonly SkippedElement[]): string | null {
    if (skipped.length === 0) return null;
    const named = skipped.map(({ element, because }) =>
      t("trace.skipped", { element: element + 1, because: t(`restrictions.${because}`) }),
    );
    return t("trace.notApplied", { list: formatList(named, locale) });
  }

  return (step) => ({
    sentence: sentenceOf(step),
    skipped: skippedOf("skipped" in step ? (step.skipped ?? []) : []),
  });
}
