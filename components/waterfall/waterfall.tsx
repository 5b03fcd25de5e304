import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import { isFinerThanMinor } from "@/lib/i18n/format";
import { type Bar, type BarKind, layOutBars } from "./geometry";

export type WaterfallRow = {
  /** Unique within the waterfall. */
  key: string;
  /** The step in words: "VAT 20 %". */
  label: ReactNode;
  /** Its rule: where it comes from, which contract version. */
  rule?: ReactNode;
  /** Signed decimal string: what a step takes is negative. */
  amount: string;
  kind: BarKind;
};

const colours: Record<BarKind, string> = {
  start: "bg-chart-ink",
  subtotal: "bg-chart-ink",
  minus: "bg-chart-minus",
  plus: "bg-chart-plus",
  result: "bg-primary",
};

/**
 * "Why this amount": each step as a bar, a figure and a sentence, from what was paid to what is left. A real table
 * for assistive technology; on a phone the bar moves below its words. Shows four decimals when two would not add up.
 */
export function Waterfall({ steps, currency }: { steps: readonly WaterfallRow[]; currency: string }) {
  const t = useTranslations("common.waterfall");
  const bars = layOutBars(steps);
  const amounts = steps.map((step) => step.amount);
  const precision = isFinerThanMinor(amounts, currency) ? "stored" : "minor";
  return (
    <table className="block w-full @container">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t("step")}</th>
          <th scope="col">{t("amount")}</th>
        </tr>
      </thead>
      <tbody className="block">
        {steps.map((step, index) => (
          <Step key={step.key} step={step} bar={bars[index]} currency={currency} precision={precision} />
        ))}
      </tbody>
    </table>
  );
}

function Step({
  step,
  bar,
  currency,
  precision,
}: {
  step: WaterfallRow;
  bar: Bar | undefined;
  currency: string;
  precision: "stored" | "minor";
}) {
  const states = step.kind === "start" || step.kind === "subtotal" || step.kind === "result";
  return (
    <tr className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-1.5 @md:grid-cols-[minmax(0,13rem)_minmax(0,1fr)_minmax(5.5rem,auto)] @md:py-1">
      <th scope="row" className={cn("text-left leading-[1.125rem]", states ? "font-semibold" : "font-normal")}>
        {step.label}
        {step.rule && <span className="block font-normal text-muted-foreground text-xs">{step.rule}</span>}
      </th>
      <td className="text-right @md:col-start-3">
        <Amount
          value={step.amount}
          currency={currency}
          showCurrency={step.kind === "result"}
          precision={precision}
          className={cn(states && "font-semibold", step.kind === "result" && "text-base")}
        />
      </td>
      <td aria-hidden className="col-span-2 pt-1 @md:col-span-1 @md:col-start-2 @md:row-start-1 @md:pt-0">
        <span className="relative block h-2 @md:h-3.5">
          {bar && (
            <span
              className={cn("absolute inset-y-0 min-w-0.5 rounded-xs", colours[step.kind])}
              style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
            />
          )}
        </span>
      </td>
    </tr>
  );
}
