import { IdCard } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type Column, DataTable, FilterBar, ListFrame, Pager, pagerLinks, type Query } from "@/components/data-table";
import { id, isFiltered, oneOf, readFilters, text } from "@/components/data-table/filters";
import { DateTime } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { companyOptions } from "@/db/queries/companies";
import { tariffOptions } from "@/db/queries/tariff-choices";
import { listTokens, type TokenRow } from "@/db/queries/tokens";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { AssignSelected } from "../tariffs/assign/assign-selected";

const shape = { q: text, issuer: oneOf(["known", "unknown"]), company: id, tariff: oneOf(["with", "without"]) };
const place = { after: id, before: id };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tokens"))("title") };
}

export default async function TokensPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("tokens:read");
  const t = await getTranslations("tokens");
  const query = await props.searchParams;
  const filters = await readFilters(shape, query);
  const at = await readFilters(place, query);
  const today = dateOf(Date.now(), "UTC");
  const mayAssign = isAllowed(viewer.role, "tariffs:write");
  const { page, companies, tariffs } = await readAs(viewer, async (tx) => {
    const filter = {
      search: filters.q ?? undefined,
      issuer: filters.issuer ?? undefined,
      issuerId: filters.company ?? undefined,
      salesTariff: filters.tariff ?? undefined,
    };
    return {
      page: await listTokens(tx, filter, { ...at, limit: 50, today }),
      companies: await companyOptions(tx),
      tariffs: mayAssign ? await tariffOptions(tx, "emp_sales") : [],
    };
  });
  const create = isAllowed(viewer.role, "tokens:write") && (
    <>
      <Button asChild>
        <Link href="/tokens/import">{t("import.open")}</Link>
      </Button>
      <Button asChild variant="primary">
        <Link href="/tokens/new">{t("new")}</Link>
      </Button>
    </>
  );
  const columns: Column<TokenRow>[] = [
    { key: "uid", header: t("fields.uid"), cell: (row) => row.uid },
    { key: "issuer", header: t("fields.issuer"), cell: (row) => row.issuerName ?? t("unknownIssuer") },
    { key: "sales-tariff", header: t("fields.salesTariff"), cell: (row) => row.salesTariff },
    { key: "type", header: t("fields.type"), cell: (row) => t(`types.${row.type}`) },
    { key: "contract-id", header: t("fields.contractId"), cell: (row) => row.contractId, muted: true },
    { key: "label", header: t("fields.label"), cell: (row) => row.label, muted: true, truncate: true },
    { key: "since", header: t("fields.since"), cell: (row) => <DateTime at={row.createdAt} zone="UTC" />, muted: true },
  ];
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={create} />
      <ListFrame>
        <FilterBar
          filters={[
            { type: "search", key: "q", label: t("search") },
            {
              type: "select",
              key: "issuer",
              label: t("filterIssuer"),
              options: [
                { value: "known", label: t("known") },
                { value: "unknown", label: t("unknown") },
              ],
            },
            {
              type: "select",
              key: "company",
              label: t("fields.issuer"),
              options: companies.map(({ id: value, name: label }) => ({ value, label })),
            },
            {
              type: "select",
              key: "tariff",
              label: t("fields.salesTariff"),
              options: [
                { value: "with", label: t("tariffs.with") },
                { value: "without", label: t("tariffs.without") },
              ],
            },
          ]}
        />
        <DataTable
          name="tokens"
          caption={t("title")}
          columns={columns}
          rows={page.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/tokens/${row.id}`}
          filtered={isFiltered(filters)}
          {...(mayAssign && {
            selection: (row: TokenRow) => ({ label: row.uid }),
            bulk: (
              <ClientMessages areas={["tariffs", "locations", "access"]}>
                <AssignSelected field="tokenIds[]" tariffs={tariffs} />
              </ClientMessages>
            ),
          })}
          empty={
            <Empty icon={IdCard} title={t("empty.title")} action={create}>
              {t("empty.text")}
            </Empty>
          }
        />
        <Pager {...pagerLinks(query, page)} />
      </ListFrame>
    </Page>
  );
}
