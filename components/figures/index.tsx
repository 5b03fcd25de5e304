/**
 * Figures: the only place on pages that formats amounts, energy, times, shares and states. All of them work in
 * server and client components; the same formatters (`lib/i18n/format`) write mails and PDFs.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { Instant, IsoDate, Month } from "@/lib/calendar/calendar";
import {
  type Decimal,
  formatAmount,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatEnergy,
  formatFileSize,
  formatMonth,
  formatPercent,
  type Precision,
} from "@/lib/i18n/format";
import type { BasisPoints } from "@/lib/money/amount";
import { lookOf, type StatusName } from "./status";

export type { StatusName } from "./status";

/** An amount is a bigint of ten-thousandths or a decimal string ("12.3400"); never a number. */
export function Amount({
  value,
  currency,
  showCurrency = true,
  signed = false,
  precision = "minor",
  muted = false,
  className,
}: {
  value: Decimal;
  currency: string;
  /** False where the column or the strip already names the currency. */
  showCurrency?: boolean;
  signed?: boolean;
  precision?: Precision;
  muted?: boolean;
  className?: string;
}) {
  const locale = useLocale();
  return (
    <span className={cn("figures", muted && "text-muted-foreground", className)}>
      {formatAmount(value, currency, locale, { signed, precision })}
      {showCurrency && (
        <span className="ml-[0.3em] font-normal text-[0.85em] text-muted-foreground leading-none">{currency}</span>
      )}
    </span>
  );
}

/**
 * A figure to be read first: what it is (where no heading says so already), the amount large, and a line below that
 * puts it into context.
 */
export function Headline({
  label,
  value,
  currency,
  size = "md",
  muted = false,
  children,
}: {
  label?: ReactNode;
  value: Decimal;
  currency: string;
  size?: "md" | "lg";
  muted?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      {label && <span className="text-[0.8125rem] text-muted-foreground">{label}</span>}
      <Amount
        value={value}
        currency={currency}
        muted={muted}
        className={cn(
          "font-semibold tracking-tight",
          size === "lg" ? "text-4xl leading-11 [&>span]:text-base" : "text-xl leading-7 [&>span]:text-sm",
        )}
      />
      {children && <span className="text-[0.8125rem] text-muted-foreground">{children}</span>}
    </div>
  );
}

/** "27.41 kWh" from ten-thousandths or a decimal string. */
export function Energy({ kwh, decimals = 2 }: { kwh: Decimal; decimals?: number }) {
  return <span className="figures">{formatEnergy(kwh, useLocale(), decimals)}</span>;
}

/** "1 h 05 min" */
export function Duration({ seconds }: { seconds: number }) {
  return (
    <time dateTime={`PT${Math.round(seconds)}S`} className="figures">
      {formatDuration(seconds)}
    </time>
  );
}

/** A month: "October 2026". */
export function Period({ month, style = "long" }: { month: Month; style?: "long" | "short" }) {
  return (
    <time dateTime={month} className="whitespace-nowrap">
      {formatMonth(month, useLocale(), style)}
    </time>
  );
}

/** A business date: "31 Oct 2026". */
export function BusinessDate({ date }: { date: IsoDate }) {
  return (
    <time dateTime={date} className="figures">
      {formatDate(date, useLocale())}
    </time>
  );
}

/** An instant on the clocks of `zone`; the zone itself is shown with `showZone` and always on hover. */
export function DateTime({ at, zone, showZone = false }: { at: Instant | Date; zone: string; showZone?: boolean }) {
  const locale = useLocale();
  const instant = typeof at === "number" ? at : at.getTime();
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={`${formatDateTime(instant, zone, locale, { seconds: true, zoneName: true })} · ${zone}`}
      // Browsers and servers of different ages call one zone "GMT" and "GMT+0".
      suppressHydrationWarning
      className="figures"
    >
      {formatDateTime(instant, zone, locale, { zoneName: showZone })}
    </time>
  );
}

/** "20 %" from 2000 basis points. */
export function Percent({ basisPoints }: { basisPoints: BasisPoints }) {
  return <span className="figures">{formatPercent(basisPoints, useLocale())}</span>;
}

/** "12,909"; above `limit` "10,000+". */
export function Count({ value, limit }: { value: number | bigint; limit?: number }) {
  return <span className="figures">{formatCount(value, useLocale(), limit)}</span>;
}

/** "2.4 MB" */
export function FileSize({ bytes }: { bytes: number }) {
  return <span className="figures">{formatFileSize(bytes, useLocale())}</span>;
}

/** Icon, word and colour of a state. `children` replace the word where it says more ("due 15 Nov"). */
export function StatusBadge({ status, children }: { status: StatusName; children?: ReactNode }) {
  const t = useTranslations("common.status");
  const { tone, icon: Icon } = lookOf(status);
  return (
    <Badge tone={tone}>
      <Icon aria-hidden strokeWidth={2.25} />
      {children ?? t(status)}
    </Badge>
  );
}
