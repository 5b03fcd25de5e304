import { ArrowUpFromLine, Plus } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
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
import { expenseColumns } from "@/components/record/expense-columns";
import { expenseShape, placeShape } from "@/components/record/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { listExpenseRecords, sumExpenseRecords } from "@/db/queries/expense-records";
import { organizationCurrencies, partnerChoices } from "@/db/queries/record-choices";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { EXPENSE_ORIGINS } from "@/lib/records/origins";

import { start } from "../exports/actions";
import { ListViews } from "../views/list-views";

const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("expenses"))("title") };
}

export default async function ExpensesPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("records:read");
  const t = await getTranslations("expenses");
  const query = await props.searchParams;
  const filters = await readFilters(expenseShape, query);
  const place = await readFilters(placeShape, query);
  const { page, totals, choices } = await readAs(viewer, async (tx, scope) => ({
    page: await listExpenseRecords(tx, scope, filters, { ...place, limit: LIMIT }),
    totals: await sumExpenseRecords(tx, scope, filters),
    choices: { partners: await partnerChoices(tx, scope), currencies: await organizationCurrencies(tx) },
  }));
  const columns = await expenseColumns(await viewerZone(viewer));
  const asked = filterQuery(expenseShape, filters);
  const count = totals.reduce((sum, total) => sum + total.records, 0);
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={<Actions query={asked} count={count} mayWrite={isAllowed(viewer.role, "expenses:write")} />}
      />
      <ListFrame>
        <FilterBar filters={await expenseFilterBar(choices)}>
          <ListViews viewer={viewer} list="expenses" query={query} filters={asked} />
          <ColumnChooser
            name="expenses"
            columns={columns.slice(1).map(({ key, header, extra }) => ({ key, label: header, extra }))}
          />
        </FilterBar>
        <TotalsStrip
          totals={totals.map((total) => ({
            currency: total.currency,
            figures: [{ label: t("total"), value: total.amount }],
          }))}
        >
          {t("shown", { count })}
        </TotalsStrip>
        <DataTable
          name="expenses"
          caption={t("title")}
          columns={columns}
          rows={page.rows}
          rowKey={(row) => `${row.partnerId}/${row.id}`}
          rowHref={(row) => `/expenses/${row.partnerId}/${row.id}`}
          filtered={isFiltered(filters)}
          empty={
            <Empty icon={ArrowUpFromLine} title={t("empty.title")}>
              {t("empty.text")}
            </Empty>
          }
        />
        <Pager {...pagerLinks(query, page)} />
      </ListFrame>
    </Page>
  );
}

type Choices = { partners: readonly { id: string; name: string }[]; currencies: readonly string[] };

async function expenseFilterBar({ partners, currencies }: Choices): Promise<Filter[]> {
  const t = await getTranslations("expenses");
  const select = (key: "partner" | "origin" | "currency", options: { value: string; label: string }[]): Filter => ({
    type: "select",
    key,
    label: t(`fields.${key}`),
    options,
    multiple: true,
  });
  return [
    { type: "dates", key: "date", label: t("fields.date") },
    { type: "month", key: "period", label: t("fields.period") },
    select(
      "partner",
      partners.map(({ id, name }) => ({ value: id, label: name })),
    ),
    select(
      "origin",
      EXPENSE_ORIGINS.map((value) => ({ value, label: t(`origin.${value}`) })),
    ),
    select(
      "currency",
      currencies.map((value) => ({ value, label: value })),
    ),
  ];
}

async function Actions({ query, count, mayWrite }: { query: string; count: number; mayWrite: boolean }) {
  const t = await getTranslations("expenses");
  return (
    <>
      <ClientMessages areas={["exports"]}>
        <ExportMenu list="expenses" query={query} count={count} start={start} />
      </ClientMessages>
      {mayWrite && (
        <Button asChild variant="primary">
          <Link href={"/expenses/new" as Route}>
            <Plus aria-hidden />
            {t("new.open")}
          </Link>
        </Button>
      )}
    </>
  );
}
