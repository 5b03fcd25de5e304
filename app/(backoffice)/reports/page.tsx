import { FileText } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import {
  ColumnChooser,
  DataTable,
  FilterBar,
  ListFrame,
  Pager,
  pagerLinks,
  type Query,
  StatusTabs,
  type Total,
  TotalsStrip,
} from "@/components/data-table";
import {
  currencies,
  filterQuery,
  id,
  ids,
  isFiltered,
  month,
  oneOf,
  readFilters,
  text,
} from "@/components/data-table/filters";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { Tx } from "@/db/client";
import { companyOptions } from "@/db/queries/companies";
import {
  countReports,
  listReports,
  type ReportFilter,
  type ReportTotals,
  reportCurrencies,
  reportTotals,
} from "@/db/queries/reports";
import { organizationRules } from "@/db/queries/settlement-terms";
import { readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import { requireViewer } from "@/lib/access/viewer.server";
import { staleDrafts } from "@/lib/settlement/preview-close.server";
import { ListViews } from "../views/list-views";
import { reportColumns } from "./columns";

const shape = {
  state: oneOf(["draft", "issued"]),
  partner: ids,
  month,
  currency: currencies,
  organization: id,
};
const place = { after: text, before: text };
const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.reports"))("title") };
}

/** All settlement reports (A20), by partner, month, state and currency (A32). */
export default async function ReportsPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("settlement:read");
  const query = await props.searchParams;
  const [t, filters, cursors] = [
    await getTranslations("settlement"),
    await readFilters(shape, query),
    await readFilters(place, query),
  ];
  const filter: ReportFilter = {
    partnerIds: filters.partner,
    month: filters.month,
    state: filters.state,
    currencies: filters.currency,
    organizationId: filters.organization,
  };
  const list = await readAs(viewer, (tx, scope) => readList(tx, scope, filter, cursors));
  const columns = reportColumns(t, list.stale);
  const option = ({ id: value, name: label }: { id: string; name: string }) => ({ value, label });
  return (
    <Page>
      <PageHeader title={t("reports.title")} description={t("reports.description")} />
      <ListFrame>
        <StatusTabs
          param="state"
          query={query}
          tabs={[
            { value: null, label: t("reports.all"), count: list.counts.all },
            { value: "draft", label: t("reports.draft"), count: list.counts.draft },
            { value: "issued", label: t("reports.issued"), count: list.counts.issued },
          ]}
        />
        <FilterBar
          filters={[
            { type: "month", key: "month", label: t("reports.month") },
            {
              type: "select",
              key: "partner",
              label: t("reports.partner"),
              options: list.partners.map(option),
              multiple: true,
            },
            {
              type: "select",
              key: "currency",
              label: t("reports.currency"),
              options: list.currencies.map((currency) => ({ value: currency, label: currency })),
              multiple: true,
            },
            {
              type: "select",
              key: "organization",
              label: t("reports.organization"),
              options: list.organizations.map(option),
            },
          ]}
        >
          <ListViews viewer={viewer} list="reports" query={query} filters={filterQuery(shape, filters)} />
          <ColumnChooser
            name="reports"
            columns={columns.slice(1).map(({ key, header, extra }) => ({ key, label: header, extra }))}
          />
        </FilterBar>
        <TotalsStrip totals={list.totals.map((total) => totalOf(total, t))} />
        <DataTable
          name="reports"
          caption={t("reports.title")}
          columns={columns}
          rows={list.page.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/reports/${row.partnerId}/${row.id}`}
          filtered={isFiltered(filters)}
          empty={
            <Empty
              icon={FileText}
              title={t("reports.empty")}
              action={
                <Button asChild>
                  <Link href={"/month-end" as Route}>{t("reports.toMonthEnd")}</Link>
                </Button>
              }
            >
              {t("reports.emptyText")}
            </Empty>
          }
        />
        <Pager {...pagerLinks(query, list.page)} />
      </ListFrame>
    </Page>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"settlement">>>;

function totalOf(total: ReportTotals, t: Words): Total {
  return {
    currency: total.currency,
    figures: [
      { label: t("reports.payable"), value: total.payable },
      { label: t("reports.revenue"), value: total.revenue, muted: true },
      { label: t("reports.share"), value: total.partnerShare },
      { label: t("reports.expenses"), value: total.expenses, muted: true },
    ],
  };
}

async function readList(
  tx: Tx,
  scope: Scope,
  filter: ReportFilter,
  cursors: { after: string | null; before: string | null },
) {
  const page = await listReports(tx, scope, filter, { ...cursors, limit: LIMIT });
  return {
    page,
    stale: await staleDrafts(tx, page.rows),
    totals: await reportTotals(tx, scope, filter),
    counts: await countReports(tx, scope, filter),
    currencies: await reportCurrencies(tx, scope),
    partners: await companyOptions(tx, "partner"),
    organizations: [...(await organizationRules(tx)).values()],
  };
}
