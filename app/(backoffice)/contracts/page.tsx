import { Receipt } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import {
  type Column,
  ColumnChooser,
  DataTable,
  FilterBar,
  ListFrame,
  Pager,
  pagerLinks,
  type Query,
  StatusTabs,
} from "@/components/data-table";
import { id, isFiltered, oneOf, readFilters, text } from "@/components/data-table/filters";
import { Period, StatusBadge } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { companyOptions } from "@/db/queries/companies";
import { type ContractListRow, countContracts, listContracts } from "@/db/queries/contracts";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { type Month, monthOf } from "@/lib/calendar/calendar";
import { parseTerms } from "@/lib/contracts/terms";
import { formatPercent } from "@/lib/i18n/format";

const shape = { q: text, state: oneOf(["active", "upcoming", "ended"]), partner: id };
const place = { after: id, before: id };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contracts"))("title") };
}

export default async function ContractsPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("contracts:read");
  const t = await getTranslations("contracts");
  const locale = await getLocale();
  const query = await props.searchParams;
  const filters = await readFilters(shape, query);
  const at = await readFilters(place, query);
  const month = monthOf(Date.now(), "UTC");
  const filter = { search: filters.q ?? undefined, partnerId: filters.partner ?? undefined };
  const { page, counts, partners } = await readAs(viewer, async (tx) => ({
    page: await listContracts(tx, { ...filter, state: filters.state ?? undefined }, { ...at, limit: 50, month }),
    counts: await countContracts(tx, filter, month),
    partners: await companyOptions(tx, "partner"),
  }));
  const create = isAllowed(viewer.role, "contracts:write") && (
    <Button asChild variant="primary">
      <Link href="/contracts/new">{t("new")}</Link>
    </Button>
  );
  const share = (row: ContractListRow) => {
    const terms = parseTerms(row.terms);
    if (terms.kind !== "revenue_share") return t(`kinds.${row.kind}`);
    const { acBasisPoints, dcBasisPoints } = terms.share;
    return t("shareOf", { ac: formatPercent(acBasisPoints, locale), dc: formatPercent(dcBasisPoints, locale) });
  };
  const columns: Column<ContractListRow>[] = [
    { key: "name", header: t("fields.name"), cell: (row) => row.name },
    { key: "partner", header: t("fields.partner"), cell: (row) => row.partnerName },
    { key: "share", header: t("fields.share"), cell: share },
    { key: "scope", header: t("fields.scope"), cell: (row) => t(`scopeCount.${row.scope}`, { count: row.chosen }) },
    {
      key: "state",
      header: t("fields.state"),
      cell: (row) => <StatusBadge status={`contract.${stateOf(row, month)}`} />,
    },
    { key: "months", header: t("fields.months"), cell: (row) => <Months row={row} />, muted: true },
    { key: "currency", header: t("fields.currency"), cell: (row) => row.currency, muted: true },
    {
      key: "organization",
      header: t("fields.organization"),
      cell: (row) => row.organizationName,
      muted: true,
      extra: true,
      truncate: true,
    },
  ];
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={create} />
      <ListFrame>
        <StatusTabs
          param="state"
          query={query}
          tabs={[
            { value: null, label: t("tabs.all"), count: counts.all },
            { value: "active", label: t("tabs.active"), count: counts.active },
            { value: "upcoming", label: t("tabs.upcoming"), count: counts.upcoming },
            { value: "ended", label: t("tabs.ended"), count: counts.ended },
          ]}
        />
        <FilterBar
          filters={[
            { type: "search", key: "q", label: t("search") },
            {
              type: "select",
              key: "partner",
              label: t("fields.partner"),
              options: partners.map((partner) => ({ value: partner.id, label: partner.name })),
            },
          ]}
        >
          <ColumnChooser
            name="contracts"
            columns={columns.slice(1).map(({ key, header, extra }) => ({ key, label: header, extra }))}
          />
        </FilterBar>
        <DataTable
          name="contracts"
          caption={t("title")}
          columns={columns}
          rows={page.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/contracts/${row.id}`}
          filtered={isFiltered(filters)}
          empty={
            <Empty icon={Receipt} title={t("empty.title")} action={create}>
              {t("empty.text")}
            </Empty>
          }
        />
        <Pager {...pagerLinks(query, page)} />
      </ListFrame>
    </Page>
  );
}

function Months({ row }: { row: ContractListRow }) {
  return (
    <>
      <Period month={row.startsIn} style="short" /> – {row.endsIn && <Period month={row.endsIn} style="short" />}
    </>
  );
}

function stateOf(row: { startsIn: Month; endsIn: Month | null }, month: Month): "upcoming" | "active" | "ended" {
  if (row.startsIn > month) return "upcoming";
  return row.endsIn !== null && row.endsIn < month ? "ended" : "active";
}
