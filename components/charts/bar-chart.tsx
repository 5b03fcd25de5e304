import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import { type Decimal, formatDate, formatMoney, formatMonth, formatMonthName } from "@/lib/i18n/format";
import { ChartOrTable } from "./chart-or-table";
import { highestOf, layOutColumns, toUnits } from "./scale";

/** A month or a day with its sum; `running` for one that is not over yet. */
export type BarPoint = { at: Month | IsoDate; value: Decimal; running?: boolean };

/** More bars than this stand close together, and only some are named. */
const FEW = 12;

/** A bar per month or day, drawn on the server; the same figures are on each bar's tooltip and in a table. */
export function BarChart({
  title,
  points,
  currency,
  className,
}: {
  title: ReactNode;
  points: readonly BarPoint[];
  currency: string;
  className?: string;
}) {
  const locale = useLocale();
  const t = useTranslations("common.charts");
  const highest = highestOf(points.map((point) => toUnits(point.value)));
  return (
    <ChartOrTable
      title={title}
      note={points.length > FEW && t("highest", { amount: formatMoney(highest, currency, locale) })}
      chart={<Bars points={points} currency={currency} />}
      table={<PointTable points={points} currency={currency} />}
      className={className}
    />
  );
}

function Bars({ points, currency }: { points: readonly BarPoint[]; currency: string }) {
  const locale = useLocale();
  const { zero, bars } = layOutColumns(points.map((point) => point.value));
  const gap = points.length > FEW ? "gap-[0.4%]" : "gap-[3%] @md:gap-2";
  return (
    <div aria-hidden className="@container">
      <div className={cn("relative flex h-36", gap)}>
        {points.map((point, index) => (
          <div
            key={point.at}
            className="relative flex-1"
            title={`${nameOf(point.at, locale)}: ${formatMoney(point.value, currency, locale)}`}
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
      <div className={cn("mt-1.5 flex text-muted-foreground text-xs", gap)}>
        {points.map((point, index) => (
          <span key={point.at} className={tickClasses(index, points.length)}>
            {tickOf(point.at, index, locale)}
          </span>
        ))}
      </div>
    </div>
  );
}

const isMonth = (at: string) => at.length === 7;
const nameOf = (at: string, locale: string) => (isMonth(at) ? formatMonth(at, locale) : formatDate(at, locale));

/** Months by name; of days the first and every fifth. */
function tickOf(at: string, index: number, locale: string): string {
  if (isMonth(at)) return formatMonthName(at, locale);
  return index === 0 || (index + 1) % 5 === 0 ? String(Number(at.slice(8))) : "";
}

/** Where there is little room, only the first and the last of several months are named, in line with their edges. */
function tickClasses(index: number, count: number): string {
  const some = count > 6 && count <= FEW;
  return cn(
    "flex min-w-0 flex-1 justify-center whitespace-nowrap",
    some && index === 0 && "justify-start @md:justify-center",
    some && index === count - 1 && "justify-end @md:justify-center",
    some && index > 0 && index < count - 1 && "invisible @md:visible",
  );
}

function PointTable({ points, currency }: { points: readonly BarPoint[]; currency: string }) {
  const locale = useLocale();
  const t = useTranslations("common.charts");
  return (
    <div className="max-h-44 max-w-sm overflow-y-auto">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t(isMonth(points[0]?.at ?? "") ? "month" : "day")}</TableHead>
            <TableHead align="end">{t("amount")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {points.map((point) => (
            <TableRow key={point.at}>
              <TableCell>
                <time dateTime={point.at} className="figures">
                  {nameOf(point.at, locale)}
                </time>
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
  );
}
