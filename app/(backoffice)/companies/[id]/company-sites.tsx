import Link from "next/link";
import { useTranslations } from "next-intl";
import { BusinessDate, Count } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { OwnedSite } from "@/db/queries/companies";
import { addDays } from "@/lib/calendar/calendar";

/** The sites a company owns now, and those it owned before. */
export function CompanySites({ sites }: { sites: readonly OwnedSite[] }) {
  const t = useTranslations("companies");
  const before = sites.filter((site) => !site.now);
  return (
    <>
      <Section title={t("detail.sites")}>
        {sites.length === before.length ? (
          <p className="text-muted-foreground">{t("detail.noSites")}</p>
        ) : (
          <SiteTable sites={sites.filter((site) => site.now)} />
        )}
      </Section>
      {before.length > 0 && (
        <Section title={t("detail.formerSites")}>
          <SiteTable sites={before} />
        </Section>
      )}
    </>
  );
}

function SiteTable({ sites }: { sites: readonly OwnedSite[] }) {
  const t = useTranslations("companies");
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("detail.site")}</TableHead>
          <TableHead align="end">{t("detail.evses")}</TableHead>
          <TableHead>{t("detail.owned")}</TableHead>
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
              <Count value={site.evses} />
            </TableCell>
            <TableCell>
              <BusinessDate date={site.from} /> – {site.until && <BusinessDate date={addDays(site.until, -1)} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
