import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount, Count } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

/** A partner's month in one currency, as `monthByPartner` gives it. */
export type PartnerMonth = {
  partnerId: string;
  partnerName: string;
  currency: string;
  records: number;
  revenue: bigint;
  operatorShare: bigint;
  partnerShare: bigint;
  collectedShare: bigint;
  /** How many partners earn in this currency; the largest of them are here. */
  partners: number;
};

/** What the largest partners brought this month, in each currency by itself, and where the others are. */
export function PartnerTable({ rows, month }: { rows: readonly PartnerMonth[]; month: string }) {
  const t = useTranslations("overview");
  const currencies = [...new Set(rows.map((row) => row.currency))];
  const more = currencies.map((currency) => {
    const shown = rows.filter((row) => row.currency === currency);
    return { currency, count: shown[0]!.partners - shown.length };
  });
  return (
    <div className="flex flex-col gap-2">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("partner")}</TableHead>
            <TableHead align="end">{t("count")}</TableHead>
            <TableHead align="end">{t("revenue")}</TableHead>
            <TableHead align="end">{t("operatorShare")}</TableHead>
            <TableHead align="end">{t("partnerShare")}</TableHead>
            <TableHead align="end">{t("collected")}</TableHead>
            <TableHead align="end">{t("awaited")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={`${row.partnerId} ${row.currency}`}>
              <TableCell>
                <Link
                  href={`/revenue?partner=${row.partnerId}&currency=${row.currency}&date=${month}-01..` as Route}
                  className="font-medium underline-offset-4 hover:underline"
                >
                  {row.partnerName}
                </Link>
              </TableCell>
              <TableCell align="end">
                <Count value={row.records} />
              </TableCell>
              <Money row={row} value={row.revenue} showCurrency />
              <Money row={row} value={row.operatorShare} />
              <Money row={row} value={row.partnerShare} />
              <Money row={row} value={row.collectedShare} />
              <Money row={row} value={row.partnerShare - row.collectedShare} muted />
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {more
        .filter(({ count }) => count > 0)
        .map(({ currency, count }) => (
          <Link
            key={currency}
            href={`/revenue?currency=${currency}&date=${month}-01..` as Route}
            className="w-fit text-[0.8125rem] text-primary underline-offset-4 hover:underline"
          >
            {t("morePartners", { count })}, {currency}
          </Link>
        ))}
    </div>
  );
}

function Money({
  row,
  value,
  showCurrency = false,
  muted = false,
}: {
  row: PartnerMonth;
  value: bigint;
  showCurrency?: boolean;
  muted?: boolean;
}) {
  return (
    <TableCell align="end">
      <Amount value={value} currency={row.currency} showCurrency={showCurrency} muted={muted} />
    </TableCell>
  );
}
