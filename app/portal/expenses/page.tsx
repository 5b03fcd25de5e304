import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PortalBalances } from "@/components/balance/portal-balances";
import { readFilters } from "@/components/data-table/filters";
import { pagerLinks, type Query } from "@/components/data-table/query";
import { TotalsStrip } from "@/components/data-table/totals-strip";
import { expenseShape, placeShape } from "@/components/record/filters";
import { PlainPager } from "@/components/record/plain-pager";
import { PortalExpenseList } from "@/components/record/portal-expense-list";
import { PageHeader } from "@/components/shell/page";
import { listAccounts } from "@/db/queries/balances";
import { listExpenseRecords, sumExpenseRecords } from "@/db/queries/expense-records";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";

const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("expenses.title") };
}

/** What a partner owes; the same query as in the back office, within its scope. */
export default async function PortalExpensesPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("portal:read");
  const t = await getTranslations("portal.expenses");
  const query = await props.searchParams;
  const filters = await readFilters(expenseShape, query);
  const place = await readFilters(placeShape, query);
  const { page, totals, balances } = await readAs(viewer, async (tx, scope) => ({
    balances: await listAccounts(tx, scope),
    page: await listExpenseRecords(tx, scope, filters, { ...place, limit: LIMIT }),
    totals: await sumExpenseRecords(tx, scope, filters),
  }));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PortalBalances accounts={balances} />
      <TotalsStrip
        totals={totals.map(({ currency, amount }) => ({ currency, figures: [{ label: t("total"), value: amount }] }))}
      />
      {page.rows.length > 0 ? (
        <PortalExpenseList rows={page.rows} />
      ) : (
        <p className="text-muted-foreground">{t("none")}</p>
      )}
      <PlainPager {...pagerLinks(query, page)} />
    </>
  );
}
