import { ArrowDownToLine } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import {
  ColumnChooser,
  DataTable,
  type Filter,
  FilterBar,
  ListFrame,
  Pager,
  pagerLinks,
  type Query,
  TotalsStrip,
} from "@/components/data-table";
import { filterQuery, isFiltered, readFilters } from "@/components/data-table/filters";
import { ExportMenu } from "@/components/exports/export-menu";
import { CollectSelection } from "@/components/record/collect-dialog";
import { COLLECTION_STATES, placeShape, revenueShape } from "@/components/record/filters";
import { revenueColumns } from "@/components/record/revenue-columns";
import { revenueTotals } from "@/components/record/revenue-totals";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { type RecordChoices, recordChoices } from "@/db/queries/record-choices";
import { sumRevenueRecords } from "@/db/queries/record-sums";
import { listRevenueRecords } from "@/db/queries/records";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { formatCount } from "@/lib/i18n/format";
import { formatDecimal } from "@/lib/money/amount";
import { REVENUE_ORIGINS } from "@/lib/records/origins";
import { start } from "../exports/actions";
import { ListViews } from "../views/list-views";
import { collect } from "./actions";

const LIMIT = 50;
/** Counting on tells no more than it costs. */
const COUNTED = 10_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("title") };
}

export default async function RevenuePage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("records:read");
  const t = await getTranslations("records");
  const query = await props.searchParams;
  const filters = await readFilters(revenueShape, query);
  const place = await readFilters(placeShape, query);
  const { page, totals, choices } = await readAs(viewer, async (tx, scope) => ({
    page: await listRevenueRecords(tx, scope, filters, { ...place, limit: LIMIT }),
    totals: await sumRevenueRecords(tx, scope, filters),
    choices: await recordChoices(tx, scope),
  }));
  const zone = await viewerZone(viewer);
  const columns = await revenueColumns(zone);
  const count = totals.reduce((sum, total) => sum + total.records, 0);
  const mayCollect = isAllowed(viewer.role, "records:collect");
  const asked = filterQuery(revenueShape, filters);
  const collectButton = (
    <CollectSelection matching={{ query: asked, count }} today={dateOf(Date.now(), zone)} action={collect} />
  );
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={<Actions query={asked} count={count} mayCollect={mayCollect} />}
      />
      <ClientMessages areas={["records"]}>
        <ListFrame>
          <FilterBar filters={await revenueFilterBar(choices)}>
            <ListViews viewer={viewer} list="revenue" query={query} filters={asked} />
            <ColumnChooser
              name="revenue"
              columns={columns.slice(1).map(({ key, header, extra }) => ({ key, label: header, extra }))}
            />
          </FilterBar>
          <TotalsStrip totals={await revenueTotals(totals)}>
            {t("shown", { count: formatCount(count, await getLocale(), COUNTED) })}
          </TotalsStrip>
          <DataTable
            name="revenue"
            caption={t("title")}
            columns={columns}
            rows={page.rows}
            rowKey={(row) => `${row.partnerId}/${row.id}`}
            rowHref={(row) => `/revenue/${row.partnerId}/${row.id}`}
            filtered={isFiltered(filters)}
            empty={<Nothing />}
            {...(mayCollect && {
              selection: (row: (typeof page.rows)[number]) => ({
                label: [row.partnerName, row.locationName].filter(Boolean).join(", "),
                amount: formatDecimal(row.partnerShare),
                currency: row.currency,
              }),
              bulk: collectButton,
            })}
          />
          <Pager {...pagerLinks(query, page)} />
        </ListFrame>
      </ClientMessages>
    </Page>
  );
}

async function revenueFilterBar(choices: RecordChoices): Promise<Filter[]> {
  const t = await getTranslations("records");
  const words = await getTranslations("common.status.collection");
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return [
    { type: "dates", key: "date", label: t("fields.date") },
    { type: "month", key: "period", label: t("fields.period") },
    { type: "select", key: "partner", label: t("fields.partner"), options: options(choices.partners), multiple: true },
    { type: "select", key: "site", label: t("fields.site"), options: options(choices.sites), multiple: true },
    {
      type: "select",
      key: "origin",
      label: t("fields.origin"),
      options: REVENUE_ORIGINS.map((value) => ({ value, label: t(`origin.${value}`) })),
      multiple: true,
    },
    {
      type: "select",
      key: "currency",
      label: t("fields.currency"),
      options: choices.currencies.map((value) => ({ value, label: value })),
      multiple: true,
    },
    {
      type: "select",
      key: "collected",
      label: t("fields.state"),
      options: COLLECTION_STATES.map((value) => ({ value, label: words(value) })),
    },
  ];
}

async function Actions({ query, count, mayCollect }: { query: string; count: number; mayCollect: boolean }) {
  const t = await getTranslations("records");
  return (
    <>
      {mayCollect && (
        <Button asChild>
          <Link href={"/revenue/payments" as Route}>{t("importPayments")}</Link>
        </Button>
      )}
      <ClientMessages areas={["exports"]}>
        <ExportMenu list="revenue" query={query} count={count} start={start} />
      </ClientMessages>
    </>
  );
}

async function Nothing() {
  const t = await getTranslations("records.empty");
  const action = (
    <Button asChild variant="primary">
      <Link href={"/imports" as Route}>{t("action")}</Link>
    </Button>
  );
  return (
    <Empty icon={ArrowDownToLine} title={t("title")} action={action}>
      {t("text")}
    </Empty>
  );
}
