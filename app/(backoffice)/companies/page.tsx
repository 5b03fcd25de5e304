import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import {
  type Column,
  DataTable,
  FilterBar,
  ListFrame,
  Pager,
  pagerLinks,
  type Query,
  StatusTabs,
} from "@/components/data-table";
import { id, isFiltered, oneOf, readFilters, text } from "@/components/data-table/filters";
import { Count } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { type CompanyRow, countCompanies, listCompanies } from "@/db/queries/companies";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";

const shape = { q: text, kind: oneOf(["partner", "emp", "own"]), archived: oneOf(["yes"]) };
const place = { after: id, before: id };
const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("title") };
}

export default async function CompaniesPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("companies:read");
  const t = await getTranslations("companies");
  const query = await props.searchParams;
  const filters = await readFilters(shape, query);
  const { after, before } = await readFilters(place, query);
  const filter = { search: filters.q ?? undefined, archived: filters.archived === "yes" };
  const { page, counts } = await readAs(viewer, async (tx) => {
    const where = { after, before, limit: LIMIT, today: dateOf(Date.now(), "UTC") };
    const page = await listCompanies(tx, { ...filter, kind: filters.kind ?? undefined }, where);
    return { page, counts: await countCompanies(tx, filter) };
  });
  const mayWrite = isAllowed(viewer.role, "companies:write");
  const kinds = (["partner", "emp", "own"] as const).map((kind) => ({
    value: kind,
    label: t(`kinds.${kind}`),
    count: counts[kind],
  }));
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={mayWrite && <Actions />} />
      <ListFrame>
        <StatusTabs
          param="kind"
          query={query}
          tabs={[{ value: null, label: t("kinds.all"), count: counts.all }, ...kinds]}
        />
        <FilterBar
          filters={[
            { type: "search", key: "q", label: t("search") },
            {
              type: "select",
              key: "archived",
              label: t("archived"),
              options: [{ value: "yes", label: t("onlyArchived") }],
            },
          ]}
        />
        <DataTable
          name="companies"
          caption={t("title")}
          columns={columnsOf(t)}
          rows={page.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/companies/${row.id}`}
          filtered={isFiltered(filters)}
          empty={
            <Empty icon={Building2} title={t("empty.title")} action={mayWrite && <Actions />}>
              {t("empty.text")}
            </Empty>
          }
        />
        <Pager {...pagerLinks(query, page)} />
      </ListFrame>
    </Page>
  );
}

async function Actions() {
  const t = await getTranslations("companies");
  return (
    <>
      <Button asChild>
        <Link href="/companies/import">{t("import.open")}</Link>
      </Button>
      <Button asChild variant="primary">
        <Link href="/companies/new">{t("new")}</Link>
      </Button>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"companies">>>;

function columnsOf(t: Words): Column<CompanyRow>[] {
  const kindsOf = (row: CompanyRow) =>
    [row.isPartner && t("kind.partner"), row.isEmp && t("kind.emp"), row.isOwn && t("kind.own")]
      .filter(Boolean)
      .join(", ");
  return [
    { key: "name", header: t("fields.name"), cell: (row) => row.name },
    { key: "kind", header: t("fields.kind"), cell: kindsOf },
    { key: "parent", header: t("fields.parent"), cell: (row) => row.parentName, muted: true },
    {
      key: "city",
      header: t("fields.city"),
      cell: (row) => [row.city, row.country].filter(Boolean).join(", "),
      muted: true,
    },
    { key: "vat-id", header: t("fields.vatId"), cell: (row) => row.vatId, muted: true },
    { key: "reference", header: t("fields.reference"), cell: (row) => row.externalReference, muted: true },
    { key: "sites", header: t("fields.sites"), align: "end", cell: (row) => <Count value={row.sites} /> },
  ];
}
