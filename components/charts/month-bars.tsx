import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount, Period } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Month } from "@/lib/calendar/calendar";
import { type Decimal, formatMoney, formatMonth, formatMonthName } from "@/lib/i18n/format";
import { layOutColumns } from "./scale";

/** One month; `running` for the one that is not over yet. */
export type MonthPoint = { month: Month; value: Decimal; running?: boolean };

/** A bar per month, drawn on the server; every figure is also in a table below and on the bar's tooltip. */
export function MonthBars({
  title,
  points,
  currency,
  className,
}: {
  title: ReactNode;
  points: readonly MonthPoint[];
  currency: string;
  className?: string;
}) {
  const locale = useLocale();
  const { zero, bars } = layOutColumns(points.map((point) => point.value));
  return (
    <figure className={cn("flex flex-col gap-2", className)}>
      <figcaption className="text-[0.8125rem] text-muted-foreground">{title}</figcaption>
      <div aria-hidden className="@container">
        <div className="relative flex h-36 gap-[3%] @md:gap-2">
          {points.map((point, index) => (
            <div
              key={point.month}
              className="relative flex-1"
              title={`${formatMonth(point.month, locale)}: ${formatMoney(point.value, currency, locale)}`}
            >
              <div
                className={cn(
                  "absolute inset-x-0 min-h-px rounded-xs",
                  point.running ? "bg-chart-soft" : "bg-primary hover:bg-primary/85",
                )}
                style={{ bottom: `${bars[index]?.bottom}%`, height: `${bars[index]?.height}%` }}
              />
            </div>
          ))}
          <div className="absolute inset-x-0 h-px bg-border" style={{ bottom: `${zero}%` }} />
        </div>
        <div className="mt-1.5 flex gap-[3%] text-muted-foreground text-xs @md:gap-2">
          {points.map((point, index) => (
            <span key={point.month} className={labelClasses(index, points.length)}>
              {formatMonthName(point.month, locale)}
            </span>
          ))}
        </div>
      </div>
      <MonthTable points={points} currency={currency} />
    </figure>
  );
}

/** Where there is little room, only the first and the last month are named, each in line with its edge. */
function labelClasses(index: number, count: number): string {
  const few = count <= 6;
  return cn(
    "flex min-w-0 flex-1 justify-center whitespace-nowrap",
    !few && index === 0 && "justify-start @md:justify-center",
    !few && index === count - 1 && "justify-end @md:justify-center",
    !few && index > 0 && index < count - 1 && "invisible @md:visible",
  );
}

function MonthTable({ points, currency }: { points: readonly MonthPoint[]; currency: string }) {
  const t = useTranslations("common.charts");
  return (
    <details className="group text-[0.8125rem]">
      <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground print:hidden">
        {t("asTable")}
      </summary>
      <div className="max-w-sm pt-1">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("month")}</TableHead>
              <TableHead align="end">{t("amount")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {points.map((point) => (
              <TableRow key={point.month}>
                <TableCell>
                  <Period month={point.month} />
                  {point.running && <span className="text-muted-foreground"> {t("soFar")}</span>}
                </TableCell>
                <TableCell align="end">
                  <Amount value={point.value} currency={currency} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
