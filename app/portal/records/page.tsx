import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readFilters } from "@/components/data-table/filters";
import { pagerLinks, type Query } from "@/components/data-table/query";
import { TotalsStrip } from "@/components/data-table/totals-strip";
import { placeShape, revenueShape } from "@/components/record/filters";
import { PlainPager } from "@/components/record/plain-pager";
import { PortalFilters } from "@/components/record/portal-filters";
import { PortalRecordList } from "@/components/record/portal-record-list";
import { PageHeader } from "@/components/shell/page";
import { siteChoices } from "@/db/queries/record-choices";
import { sumRevenueRecords } from "@/db/queries/record-sums";
import { listRevenueRecords } from "@/db/queries/records";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { addMonths, dateOf, monthsBetween } from "@/lib/calendar/calendar";

const LIMIT = 50;
const MONTHS_OFFERED = 24;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("records.title") };
}

/** The sessions of a partner's own sites; the same query as in the back office, within its scope. */
export default async function PortalRecordsPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("portal:read");
  const t = await getTranslations("portal.records");
  const query = await props.searchParams;
  const filters = await readFilters(revenueShape, query);
  const place = await readFilters(placeShape, query);
  const { page, totals, sites } = await readAs(viewer, async (tx, scope) => ({
    page: await listRevenueRecords(tx, scope, filters, { ...place, limit: LIMIT }),
    totals: await sumRevenueRecords(tx, scope, filters),
    sites: await siteChoices(tx, scope),
  }));
  const month = dateOf(Date.now(), await viewerZone(viewer)).slice(0, 7);
  const months = monthsBetween(addMonths(month, 1 - MONTHS_OFFERED), month).reverse();
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PortalFilters chosen={filters} months={months} sites={sites} />
      <TotalsStrip
        totals={totals.map((total) => ({
          currency: total.currency,
          figures: [
            { label: t("yourShare"), value: total.partnerShare },
            { label: t("collected"), value: total.collectedShare },
            { label: t("awaited"), value: total.awaitedShare, muted: true },
          ],
        }))}
      >
        {t("shown", { count: totals.reduce((sum, total) => sum + total.records, 0) })}
      </TotalsStrip>
      {page.rows.length > 0 ? (
        <PortalRecordList rows={page.rows} />
      ) : (
        <p className="text-muted-foreground">{t("none")}</p>
      )}
      <PlainPager {...pagerLinks(query, page)} />
    </>
  );
}
