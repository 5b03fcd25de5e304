import type { ReactNode } from "react";
import { Amount, Percent } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import type { Decimal } from "@/lib/i18n/format";
import { sharesOf } from "./scale";

const shades = { strong: "bg-primary", soft: "bg-chart-plus", pale: "bg-muted" };

/** A part of a whole: collected `strong`, from earlier months `soft`, awaited `pale`. None below zero. */
export type SharePart = { key: string; label: ReactNode; value: Decimal; shade: keyof typeof shades };

/** Parts of one sum as one bar, with a legend that says each part's amount and percentage. */
export function ShareBar({ parts, currency }: { parts: readonly SharePart[]; currency: string }) {
  const shares = sharesOf(parts.map((part) => part.value));
  return (
    <div className="flex flex-col gap-2">
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-muted">
        {parts.map((part, index) => (
          <span key={part.key} className={shades[part.shade]} style={{ width: `${(shares[index] ?? 0) / 100}%` }} />
        ))}
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-[0.8125rem]">
        {parts.map((part, index) => (
          <div key={part.key} className="flex items-baseline gap-1.5">
            <dt className="flex items-baseline gap-1.5 text-muted-foreground">
              <span
                aria-hidden
                className={cn(
                  "size-2 self-center rounded-full",
                  shades[part.shade],
                  part.shade === "pale" && "border border-input",
                )}
              />
              {part.label}
            </dt>
            <dd className="flex gap-1.5">
              <Amount value={part.value} currency={currency} />
              <span className="text-muted-foreground">
                <Percent basisPoints={Math.round((shares[index] ?? 0) / 100) * 100} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
