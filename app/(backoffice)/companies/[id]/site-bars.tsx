import Link from "next/link";
import { useTranslations } from "next-intl";
import { ChartOrTable } from "@/components/charts/chart-or-table";
import { highestOf, percentOf } from "@/components/charts/scale";
import { Amount, Count, Period } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { SiteRevenue } from "@/db/queries/partner-page";
import type { Month } from "@/lib/calendar/calendar";

/** More bars than this tell less; the table has them all. */
const MOST_BARS = 10;

/** The month's revenue by site, the largest first: bars, or all sites as a table. */
export function SiteBars({
  sites,
  currency,
  month,
}: {
  sites: readonly SiteRevenue[];
  currency: string;
  month: Month;
}) {
  const t = useTranslations("companies.partner");
  return (
    <ChartOrTable
      title={t.rich("bySite", { currency, month: () => <Period key="month" month={month} /> })}
      chart={<Bars sites={sites.slice(0, MOST_BARS)} currency={currency} />}
      table={<SiteTable sites={sites} currency={currency} />}
    />
  );
}

function Bars({ sites, currency }: { sites: readonly SiteRevenue[]; currency: string }) {
  const highest = highestOf(sites.map((site) => site.revenue));
  return (
    <ul className="flex flex-col gap-2.5">
      {sites.map((site) => (
        <li key={site.locationId} className="flex flex-col gap-1">
          <span className="flex justify-between gap-4">
            <span className="truncate">{site.name}</span>
            <Amount value={site.revenue} currency={currency} />
          </span>
          <span aria-hidden className="h-1.5 rounded-full bg-muted">
            <span
              className="block h-full rounded-full bg-primary"
              style={{ width: `${Math.max(percentOf(site.revenue, highest), 0)}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function SiteTable({ sites, currency }: { sites: readonly SiteRevenue[]; currency: string }) {
  const t = useTranslations("companies.partner");
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("site")}</TableHead>
          <TableHead align="end">{t("sessions")}</TableHead>
          <TableHead align="end">{t("figures.revenue")}</TableHead>
          <TableHead align="end">{t("figures.partnerShare")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sites.map((site) => (
          <TableRow key={site.locationId}>
            <TableCell>
              <Link className="font-medium hover:underline" href={`/locations/${site.locationId}`}>
                {site.name}
              </Link>
            </TableCell>
            <TableCell align="end">
              <Count value={site.records} />
            </TableCell>
            <TableCell align="end">
              <Amount value={site.revenue} currency={currency} />
            </TableCell>
            <TableCell align="end">
              <Amount value={site.partnerShare} currency={currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
