import { Zap } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import {
  ColumnChooser,
  DataTable,
  FilterBar,
  ListFrame,
  Pager,
  pagerLinks,
  StatusTabs,
  TotalsStrip,
} from "@/components/data-table";
import {
  dateRange,
  filterQuery,
  id,
  ids,
  isFiltered,
  manyOf,
  oneOf,
  readFilters,
  text,
} from "@/components/data-table/filters";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { type CdrFilter, listCdrs, sumCdrs } from "@/db/queries/cdrs";
import { companyOptions } from "@/db/queries/companies";
import { findImport, listSources } from "@/db/queries/imports";
import { locationOptions } from "@/db/queries/locations";
import { listOrganizations } from "@/db/queries/organizations";
import { PAYERS, SETTLEMENT_STATES } from "@/db/schema";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { cdrHref } from "@/lib/cdrs/cdr-key";
import { NON_RATED_REASONS } from "@/lib/rating/types";
import { ListViews } from "../views/list-views";
import { columnsOf } from "./columns";
import { countBySettlement, totalsOf } from "./totals";

const FLAGS = ["zero_energy", "repeated_hour"] as const;
const shape = {
  q: text,
  date: dateRange,
  settlement: oneOf(SETTLEMENT_STATES),
  reason: manyOf(NON_RATED_REASONS),
  payer: manyOf(PAYERS),
  organization: ids,
  owner: ids,
  site: ids,
  source: ids,
  flag: manyOf(FLAGS),
  import: id,
};
const place = { after: text, before: text };
const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cdrs"))("title") };
}

export default async function CdrsPage(props: PageProps<"/cdrs">) {
  const viewer = await requireViewer("cdrs:read");
  const t = await getTranslations("cdrs");
  const query = await props.searchParams;
  const filters = await readFilters(shape, query);
  const cursor = await readFilters(place, query);
  const filter = filterOf(filters);
  const { page, sums, choices } = await readAs(viewer, async (tx) => ({
    page: await listCdrs(tx, filter, { ...cursor, limit: LIMIT }),
    sums: await sumCdrs(tx, filter),
    choices: {
      organizations: await listOrganizations(tx),
      owners: await companyOptions(tx, "partner"),
      sites: await locationOptions(tx),
      sources: await listSources(tx),
      file: filters.import ? await findImport(tx, filters.import) : null,
    },
  }));
  const columns = columnsOf(t, await viewerZone(viewer));
  const counts = countBySettlement(sums);
  const states = SETTLEMENT_STATES.map((value) => ({
    value,
    label: t(`settlement.${value}`),
    count: counts.get(value) ?? 0,
  }));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} />
      <ListFrame>
        <TotalsStrip totals={totalsOf(t, sums, filters.settlement)} />
        <StatusTabs
          param="settlement"
          query={query}
          tabs={[{ value: null, label: t("all"), count: all }, ...states.filter(isWorthATab)]}
        />
        <FilterBar filters={filterBar(t, choices)}>
          <ListViews viewer={viewer} list="cdrs" query={query} filters={filterQuery(shape, filters)} />
          <ColumnChooser
            name="cdrs"
            columns={columns.slice(1).map(({ key, header, extra }) => ({ key, label: header, extra }))}
          />
        </FilterBar>
        <DataTable
          name="cdrs"
          caption={t("title")}
          columns={columns}
          rows={page.rows}
          rowKey={(row) => row.id}
          rowHref={cdrHref}
          filtered={isFiltered(filters)}
          empty={
            <Empty icon={Zap} title={t("empty")} action={<ToImports />}>
              {t("emptyText")}
            </Empty>
          }
        />
        <Pager {...pagerLinks(query, page)} />
      </ListFrame>
    </Page>
  );
}

/** What is settled always, of the rest only what there is. */
function isWorthATab(tab: { value: string; count: number }): boolean {
  return tab.value === "recorded" || tab.count > 0;
}

type Filters = Awaited<ReturnType<typeof readFilters<typeof shape>>>;

function filterOf(filters: Filters): CdrFilter {
  return {
    search: filters.q,
    days: filters.date,
    settlement: filters.settlement,
    nonRatedReasons: filters.reason,
    payers: filters.payer,
    organizationIds: filters.organization,
    ownerIds: filters.owner,
    locationIds: filters.site,
    sourceIds: filters.source,
    flags: filters.flag,
    importId: filters.import,
  };
}

async function ToImports() {
  const t = await getTranslations("cdrs");
  return (
    <Button asChild variant="primary">
      <Link href="/imports">{t("toImports")}</Link>
    </Button>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"cdrs">>>;
type Choices = {
  organizations: readonly { id: string; name: string }[];
  owners: readonly { id: string; name: string }[];
  sites: readonly { id: string; name: string }[];
  sources: readonly { id: string; name: string }[];
  file: { id: string; fileName: string } | null;
};

function filterBar(t: Words, choices: Choices) {
  const named = (each: { id: string; name: string }) => ({ value: each.id, label: each.name });
  const some = (key: string, label: string, options: readonly { value: string; label: string }[]) =>
    ({ type: "select", key, label, options, multiple: true }) as const;
  return [
    { type: "search", key: "q", label: t("filters.search") } as const,
    { type: "dates", key: "date", label: t("filters.date") } as const,
    some("owner", t("fields.owner"), choices.owners.map(named)),
    some("site", t("fields.site"), choices.sites.map(named)),
    some(
      "payer",
      t("fields.payer"),
      PAYERS.map((value) => ({ value, label: t(`payers.${value}`) })),
    ),
    some(
      "reason",
      t("filters.nonRated"),
      NON_RATED_REASONS.map((value) => ({ value, label: t(`nonRated.${value}`) })),
    ),
    some("organization", t("fields.organization"), choices.organizations.map(named)),
    some("source", t("fields.source"), choices.sources.map(named)),
    some(
      "flag",
      t("filters.flag"),
      FLAGS.map((value) => ({ value, label: t(`flags.${value}`) })),
    ),
    ...(choices.file
      ? [some("import", t("filters.import"), [{ value: choices.file.id, label: choices.file.fileName }])]
      : []),
  ];
}
