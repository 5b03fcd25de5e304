import { IdCard } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type Column, DataTable, FilterBar, ListFrame, Pager, pagerLinks, type Query } from "@/components/data-table";
import { id, isFiltered, oneOf, readFilters, text } from "@/components/data-table/filters";
import { DateTime } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { companyOptions } from "@/db/queries/companies";
import { listTokens, type TokenRow } from "@/db/queries/tokens";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";

const shape = { q: text, issuer: oneOf(["known", "unknown"]), company: id };
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
  const { page, companies } = await readAs(viewer, async (tx) => {
    const filter = {
      search: filters.q ?? undefined,
      issuer: filters.issuer ?? undefined,
      issuerId: filters.company ?? undefined,
    };
    return { page: await listTokens(tx, filter, { ...at, limit: 50 }), companies: await companyOptions(tx) };
  });
  const create = isAllowed(viewer.role, "tokens:write") && (
    <Button asChild variant="primary">
      <Link href="/tokens/new">{t("new")}</Link>
    </Button>
  );
  const columns: Column<TokenRow>[] = [
    { key: "uid", header: t("fields.uid"), cell: (row) => row.uid },
    { key: "issuer", header: t("fields.issuer"), cell: (row) => row.issuerName ?? t("unknownIssuer") },
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
