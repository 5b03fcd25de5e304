import { useLocale, useTranslations } from "next-intl";
import { highestOf, layOutColumns } from "@/components/charts/scale";
import { Amount, BusinessDate } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatDate, formatMoney } from "@/lib/i18n/format";

export type DayPoint = { day: string; value: bigint };

/** A bar per day of a month, drawn on the server; every figure is also in a table below and on the bar's tooltip. */
export function DayBars({ title, points, currency }: { title: string; points: readonly DayPoint[]; currency: string }) {
  const locale = useLocale();
  const t = useTranslations("overview");
  const values = points.map((point) => point.value);
  const { zero, bars } = layOutColumns(values);
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex justify-between gap-4 text-[0.8125rem] text-muted-foreground">
        {title}
        <span className="figures">{t("highest", { amount: formatMoney(highestOf(values), currency, locale) })}</span>
      </figcaption>
      <div aria-hidden>
        <div className="relative flex h-28 gap-[0.4%]">
          {points.map(({ day, value }, index) => (
            <div
              key={day}
              className="relative flex-1"
              title={`${formatDate(day, locale)}: ${formatMoney(value, currency, locale)}`}
            >
              <div
                className="absolute inset-x-0 min-h-px rounded-xs bg-primary hover:bg-primary/85"
                style={{ bottom: `${bars[index]?.bottom}%`, height: `${bars[index]?.height}%` }}
              />
            </div>
          ))}
          <div className="absolute inset-x-0 h-px bg-border" style={{ bottom: `${zero}%` }} />
        </div>
        <div className="mt-1.5 flex gap-[0.4%] text-muted-foreground text-xs">
          {points.map(({ day }, index) => (
            <span key={day} className="flex min-w-0 flex-1 justify-center">
              {index === 0 || (index + 1) % 5 === 0 ? Number(day.slice(8)) : ""}
            </span>
          ))}
        </div>
      </div>
      <DayTable points={points} currency={currency} />
    </figure>
  );
}

function DayTable({ points, currency }: { points: readonly DayPoint[]; currency: string }) {
  const t = useTranslations("common.charts");
  const words = useTranslations("overview");
  return (
    <details className="text-[0.8125rem]">
      <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground print:hidden">
        {t("asTable")}
      </summary>
      <div className="max-w-sm pt-1">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{words("day")}</TableHead>
              <TableHead align="end">{t("amount")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {points.map(({ day, value }) => (
              <TableRow key={day}>
                <TableCell>
                  <BusinessDate date={day} />
                </TableCell>
                <TableCell align="end">
                  <Amount value={value} currency={currency} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
