import { BadgePercent } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type Column, DataTable, FilterBar, ListFrame, Pager, pagerLinks, type Query } from "@/components/data-table";
import { id, isFiltered, oneOf, readFilters, text } from "@/components/data-table/filters";
import { BusinessDate, Count } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { listTariffs, type TariffListRow } from "@/db/queries/tariffs";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { TARIFF_KINDS } from "@/lib/tariffs/tariff-input";

const shape = { q: text, kind: oneOf(TARIFF_KINDS) };
const place = { after: id, before: id };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("title") };
}

export default async function TariffsPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("tariffs:read");
  const t = await getTranslations("tariffs");
  const query = await props.searchParams;
  const filters = await readFilters(shape, query);
  const at = await readFilters(place, query);
  const where = { ...at, limit: 50, today: dateOf(Date.now(), "UTC") };
  const page = await readAs(viewer, (tx) =>
    listTariffs(tx, { search: filters.q ?? undefined, kind: filters.kind ?? undefined }, where),
  );
  const create = isAllowed(viewer.role, "tariffs:write") && (
    <Button asChild variant="primary">
      <Link href="/tariffs/new">{t("new")}</Link>
    </Button>
  );
  const actions = (
    <>
      <Button asChild>
        <Link href="/tariffs/coverage">{t("coverage.title")}</Link>
      </Button>
      <Button asChild>
        <Link href="/tariffs/compare">{(await getTranslations("trials"))("compare")}</Link>
      </Button>
      {create}
    </>
  );
  const usedBy = ({ connectors, companies, tokens }: TariffListRow) =>
    [
      connectors > 0 && t("usedBy.connectors", { count: connectors }),
      companies > 0 && t("usedBy.companies", { count: companies }),
      tokens > 0 && t("usedBy.tokens", { count: tokens }),
    ]
      .filter(Boolean)
      .join(", ") || t("usedBy.nobody");
  const columns: Column<TariffListRow>[] = [
    { key: "name", header: t("fields.name"), cell: (row) => row.name },
    { key: "kind", header: t("fields.kind"), cell: (row) => t(`kinds.${row.kind}`) },
    { key: "currency", header: t("fields.currency"), cell: (row) => row.currency },
    {
      key: "since",
      header: t("fields.validFrom"),
      cell: (row) => (row.validFrom ? <BusinessDate date={row.validFrom} /> : t("notYet")),
    },
    { key: "versions", header: t("fields.versions"), align: "end", cell: (row) => <Count value={row.versions} /> },
    {
      key: "used-by",
      header: t("fields.usedBy"),
      cell: usedBy,
    },
  ];
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={actions} />
      <ListFrame>
        <FilterBar
          filters={[
            { type: "search", key: "q", label: t("search") },
            {
              type: "select",
              key: "kind",
              label: t("fields.kind"),
              options: TARIFF_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
            },
          ]}
        />
        <DataTable
          name="tariffs"
          caption={t("title")}
          columns={columns}
          rows={page.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/tariffs/${row.id}`}
          filtered={isFiltered(filters)}
          empty={
            <Empty icon={BadgePercent} title={t("empty.title")} action={create}>
              {t("empty.text")}
            </Empty>
          }
        />
        <Pager {...pagerLinks(query, page)} />
      </ListFrame>
    </Page>
  );
}
