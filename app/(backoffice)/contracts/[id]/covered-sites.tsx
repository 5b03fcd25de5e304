import Link from "next/link";
import { useTranslations } from "next-intl";
import { Count } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CoveredSite } from "@/db/queries/contract-pages";

/** The sites that the contract covers today. */
export function CoveredSites({ sites }: { sites: readonly CoveredSite[] }) {
  const t = useTranslations("contracts");
  return (
    <Section title={t("detail.sites")}>
      {sites.length === 0 ? (
        <p className="text-muted-foreground">{t("form.nothingOwned")}</p>
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("detail.site")}</TableHead>
              <TableHead align="end">{t("detail.evses")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {sites.map((site) => (
              <TableRow key={site.locationId}>
                <TableCell>
                  <Link className="font-medium hover:underline" href={`/locations/${site.locationId}`}>
                    {site.name}
                  </Link>{" "}
                  <span className="text-muted-foreground">{site.city}</span>
                </TableCell>
                <TableCell align="end">
                  <Count value={site.evses} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}
