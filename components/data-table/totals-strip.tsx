import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import type { Decimal } from "@/lib/i18n/format";

export type Total = {
  currency: string;
  figures: readonly { label: ReactNode; value: Decimal; muted?: boolean }[];
};

/** Sums of the whole filter, one line per currency, never mixed; the same labels in the same order in each. */
export function TotalsStrip({ totals, children }: { totals: readonly Total[]; children?: ReactNode }) {
  const t = useTranslations("common.table");
  if (totals.length === 0) return null;
  return (
    <section aria-label={t("totals")} className="flex flex-col gap-4 sm:gap-1">
      {totals.map((total, line) => (
        <dl key={total.currency} className="grid grid-cols-2 gap-x-8 gap-y-2 sm:flex sm:flex-wrap">
          {total.figures.map((figure, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the figures of a line are fixed columns
            <div key={index} className="sm:min-w-36">
              <dt className={cn("text-[0.8125rem] text-muted-foreground", line > 0 && "sm:sr-only")}>{figure.label}</dt>
              <dd>
                <Amount
                  value={figure.value}
                  currency={total.currency}
                  muted={figure.muted}
                  className={cn(
                    "font-semibold tracking-tight",
                    line === 0 ? "text-xl leading-7 [&>span]:text-sm" : "text-base leading-6 [&>span]:text-xs",
                  )}
                />
              </dd>
            </div>
          ))}
        </dl>
      ))}
      {children && <p className="text-[0.8125rem] text-muted-foreground">{children}</p>}
    </section>
  );
}
