import { useLocale, useTranslations } from "next-intl";
import { Amount } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { TariffVersionChoice } from "@/db/queries/tariff-trials";
import { formatDate, isFinerThanMinor } from "@/lib/i18n/format";
import type { Amount as Money } from "@/lib/money/amount";
import { averageOf, type Comparison, type TariffSums } from "@/lib/tariffs/compare-tariffs";

type Measure = "sum" | "gross" | "average" | "lowest" | "highest";

/** What each tariff would have brought, and the difference. */
export function SumsTable({
  comparison,
  first,
  second,
}: {
  comparison: Comparison<unknown>;
  first: TariffVersionChoice;
  second: TariffVersionChoice;
}) {
  const t = useTranslations("trials");
  const locale = useLocale();
  const { currency } = first;
  const name = ({ name, version, validFrom }: TariffVersionChoice) =>
    t("version", { name, number: version, date: formatDate(validFrom, locale) });
  return (
    <Table aria-label={t("compareTariffs.title")}>
      <TableHeader>
        <TableRow>
          <TableHead>{t("compareTariffs.measure")}</TableHead>
          <TableHead align="end">{t("compareTariffs.a", { name: name(first) })}</TableHead>
          <TableHead align="end">{t("compareTariffs.b", { name: name(second) })}</TableHead>
          <TableHead align="end">{t("compareTariffs.change")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {measuresOf(comparison).map(({ measure, a, b }) => (
          <MeasureRow key={measure} measure={measure} a={a} b={b} currency={currency} />
        ))}
      </TableBody>
    </Table>
  );
}

type MeasureValues = { measure: Measure; a: Money | null; b: Money | null };

/** Both and their difference, with as many decimals as they need to add up on the page. */
function MeasureRow({ measure, a, b, currency }: MeasureValues & { currency: string }) {
  const t = useTranslations("trials.compareTariffs");
  const isFine = isFinerThanMinor(
    [a, b].filter((value) => value !== null),
    currency,
  );
  const precision = isFine ? "stored" : "minor";
  return (
    <TableRow data-measure={measure}>
      <TableCell>{t(measure)}</TableCell>
      {[a, b].map((value, index) => (
        <TableCell key={index === 0 ? "a" : "b"} align="end">
          {value === null ? "–" : <Amount value={value} currency={currency} precision={precision} />}
        </TableCell>
      ))}
      <TableCell align="end">
        {a === null || b === null ? "–" : <Amount value={b - a} currency={currency} precision={precision} signed />}
      </TableCell>
    </TableRow>
  );
}

function measuresOf({ first, second, counted }: Comparison<unknown>): MeasureValues[] {
  const of = (measure: Measure, read: (sums: TariffSums) => Money | null) => ({
    measure,
    a: read(first),
    b: read(second),
  });
  return [
    of("sum", (sums) => sums.revenue),
    of("gross", (sums) => sums.gross),
    of("average", (sums) => averageOf(sums, counted)),
    of("lowest", (sums) => sums.lowest),
    of("highest", (sums) => sums.highest),
  ];
}
