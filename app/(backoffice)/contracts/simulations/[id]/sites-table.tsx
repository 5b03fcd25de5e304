import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount, Count, Energy } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { groupBy } from "@/lib/collections/group-by";
import type { Simulation } from "@/lib/contracts/simulation";
import { sum } from "@/lib/money/amount";

/** A row per site over all months, the largest revenue first; shares of sessions, before month terms and fees. */
export function SitesTable({ sites, currency }: { sites: Simulation["sites"]; currency: string }) {
  const t = useTranslations("contracts.simulation");
  const rows = [...groupBy(sites, (site) => site.siteId).values()]
    .map((months) => ({
      siteId: months[0]!.siteId,
      siteName: months[0]!.siteName,
      sessions: months.reduce((count, month) => count + month.sessions, 0),
      energyKwh: sum(months.map((month) => month.energyKwh)),
      revenue: sum(months.map((month) => month.proposed.revenue)),
      present: sum(months.map((month) => month.present.share)),
      proposed: sum(months.map((month) => month.proposed.share)),
    }))
    .sort((a, b) => (a.revenue < b.revenue ? 1 : -1));
  return (
    <Table>
      <caption className="sr-only">{t("bySite")}</caption>
      <TableHeader>
        <TableRow>
          <TableHead>{t("site")}</TableHead>
          <TableHead align="end">{t("sessionCount")}</TableHead>
          <TableHead align="end">{t("energy")}</TableHead>
          <TableHead align="end">{t("columns.revenue", { currency })}</TableHead>
          <TableHead align="end">{t("columns.presentShare")}</TableHead>
          <TableHead align="end">{t("columns.proposedShare")}</TableHead>
          <TableHead align="end">{t("difference")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.siteId}>
            <TableCell>
              <Link className="font-medium hover:underline" href={`/locations/${row.siteId}`}>
                {row.siteName}
              </Link>
            </TableCell>
            <TableCell align="end">
              <Count value={row.sessions} />
            </TableCell>
            <TableCell align="end">
              <Energy kwh={row.energyKwh} decimals={0} />
            </TableCell>
            {[row.revenue, row.present, row.proposed].map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: three columns in their order
              <TableCell key={index} align="end">
                <Amount value={value} currency={currency} showCurrency={false} />
              </TableCell>
            ))}
            <TableCell align="end">
              <Amount signed value={row.proposed - row.present} currency={currency} showCurrency={false} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
