/**
 * A stored waterfall (X1) in the reader's words: the same on pages, in the portal and in PDFs. Words come from the
 * messages of the area `waterfall`; parameters are written by what their name says they are (lib/contracts/waterfall).
 */
import type { StepKind, StepParams, WaterfallStep } from "@/lib/contracts/waterfall";
import { formatAmount, formatEnergy, formatMoney, formatPercent } from "./format";
import type { Locale } from "./locale";

/** A translator of the area `waterfall`: `useTranslations("waterfall")`, or one made for a mail or PDF. */
export type TranslateWaterfall = (key: never, values?: Record<string, string>) => string;

/** A step as it is read; `rule` is empty where there is nothing to add. */
export type ToldStep = { key: string; label: string; rule: string; amount: string; kind: StepKind };

type Reader = { translate: TranslateWaterfall; locale: Locale; currency: string; partner: string };

/** Every step with its label and rule. `partner` is who gets the result. */
export function tellWaterfall(steps: readonly WaterfallStep[], reader: Reader): ToldStep[] {
  return steps.map((step, index) => {
    const values = { partner: reader.partner, ...stepValues(step.params, reader) };
    const key = step.key === "vat" && step.params.vatBasisPoints === undefined ? "vatWithoutRate" : step.key;
    const rule = [say(reader, `rule.${key}`, values), contractOf(step, reader)].filter((part) => part !== "");
    const label = say(reader, `step.${key}`, values);
    return { key: `${index}-${step.key}`, label, rule: rule.join(" · "), amount: step.amount, kind: step.kind };
  });
}

/** Which version of the contract made the step; empty for what no contract decides. */
function contractOf({ rule }: WaterfallStep, reader: Reader): string {
  if (rule.contractVersion === null || rule.term === null) return "";
  return say(reader, "contract", { version: String(rule.contractVersion) });
}

/** A step's parameters, each written by what its name says it is. */
export function stepValues(params: StepParams, reader: Omit<Reader, "partner">): Record<string, string> {
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, written(name, value, reader)]),
  );
  const hasFixed = typeof params.fixed === "string" && /[1-9]/.test(params.fixed);
  return { ...values, hasFixed: hasFixed ? "yes" : "no" };
}

function written(name: string, value: string | number, reader: Omit<Reader, "partner">): string {
  const { locale, currency } = reader;
  if (typeof value === "number") return /basisPoints$/i.test(name) ? formatPercent(value, locale) : String(value);
  if (name === "energyKwh") return formatEnergy(value, locale);
  if (name === "ratePerKwh") return formatAmount(value, currency, locale, { precision: "exact" });
  if (name === "of" || name === "fixed") return formatMoney(value, currency, locale);
  if (name === "component" || name === "source") return say(reader, `${name}.${value}`, {});
  return value;
}

function say(reader: Pick<Reader, "translate">, key: string, values: Record<string, string>): string {
  return reader.translate(key as never, values);
}
