import { getLocale, getTranslations } from "next-intl/server";
import type { Instant } from "@/lib/calendar/calendar";
import { formatDateTime, formatList, formatMoney } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import type { RatingStep, SkippedElement } from "@/lib/rating/types";
import { tracedWords } from "./quantity-words";

type Words = Awaited<ReturnType<typeof getTranslations<"cdrs">>>;
type Context = { t: Words; locale: Locale; currency: string; zone: string };

/** How the price came about, one sentence a step. */
export async function TraceSentences({
  trace,
  currency,
  zone,
}: {
  trace: readonly RatingStep[];
  currency: string;
  zone: string;
}) {
  const context: Context = { t: await getTranslations("cdrs"), locale: await getLocale(), currency, zone };
  return (
    <ol className="flex flex-col">
      {trace.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a stored trace never move
        <li key={index} className="border-b py-2 last:border-b-0">
          {sentenceOf(step, context)}
          <Skipped step={step} t={context.t} locale={context.locale} />
        </li>
      ))}
    </ol>
  );
}

function sentenceOf(step: RatingStep, { t, locale, currency, zone }: Context): string {
  const money = (value: string) => formatMoney(value, currency, locale, { precision: "exact" });
  switch (step.kind) {
    case "priced":
      return t(`trace.priced.${step.component}`, {
        ...span(step, zone, locale),
        quantity: tracedWords(step.component, step.quantity, locale),
        price: money(step.price),
        element: step.element + 1,
      });
    case "unpriced":
      return t("trace.unpriced", {
        ...span(step, zone, locale),
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

function span(step: { from: Instant; until: Instant }, zone: string, locale: Locale) {
  return { from: formatDateTime(step.from, zone, locale), until: formatDateTime(step.until, zone, locale) };
}

/** Which elements were asked first, and the restriction that ruled each out. */
function Skipped({ step, t, locale }: { step: RatingStep; t: Words; locale: Locale }) {
  const skipped: readonly SkippedElement[] = "skipped" in step ? (step.skipped ?? []) : [];
  if (skipped.length === 0) return null;
  const named = skipped.map(({ element, because }) =>
    t("trace.skipped", { element: element + 1, because: t(`restrictions.${because}`) }),
  );
  return (
    <span className="block text-[0.8125rem] text-muted-foreground">
      {t("trace.notApplied", { list: formatList(named, locale) })}
    </span>
  );
}
