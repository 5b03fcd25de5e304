import { CirclePause } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import {
  type Column,
  ColumnChooser,
  DataTable,
  FilterBar,
  ListFrame,
  Pager,
  pagerLinks,
  StatusTabs,
} from "@/components/data-table";
import { id, ids, isFiltered, manyOf, oneOf, readFilters, text } from "@/components/data-table/filters";
import { BusinessDate, DateTime, Energy } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import { countHeld, countHeldReasons, type HeldListRow, listHeld } from "@/db/queries/held";
import { findImport, listSources } from "@/db/queries/imports";
import { HELD_KINDS } from "@/db/schema";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { heldHref } from "@/lib/cdrs/cdr-key";
import { type ImportWords, ROW_CODES, reasonName } from "../imports/finding-words";
import { BulkDecisions } from "./decisions";

const shape = { q: text, kind: oneOf(HELD_KINDS), reason: manyOf(ROW_CODES), source: ids, import: id };
const place = { after: text, before: text };
const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cdrs"))("held.title") };
}

export default async function HeldPage(props: PageProps<"/held">) {
  const viewer = await requireViewer("cdrs:read");
  const t = await getTranslations("cdrs");
  const words = await getTranslations("imports");
  const query = await props.searchParams;
  const filters = await readFilters(shape, query);
  const { after, before } = await readFilters(place, query);
  const filter = {
    search: filters.q,
    kind: filters.kind,
    reasons: filters.reason,
    sourceIds: filters.source,
    importId: filters.import,
  };
  const { page, counts, reasons, sources, file } = await readAs(viewer, async (tx) => ({
    page: await listHeld(tx, filter, { after, before, limit: LIMIT }),
    counts: await countHeld(tx, filter),
    reasons: await countHeldReasons(tx, filter),
    sources: await listSources(tx),
    file: filters.import ? await findImport(tx, filters.import) : null,
  }));
  const mayDecide = isAllowed(viewer.role, "cdrs:release");
  const columns = columnsOf(t, words, await viewerZone(viewer));
  const decisions = filters.kind === "conflict" ? (["accept", "discard"] as const) : (["release", "discard"] as const);
  return (
    <Page>
      <PageHeader title={t("held.title")} description={t("held.description")} />
      <ListFrame>
        <StatusTabs
          param="kind"
          query={query}
          tabs={[
            { value: null, label: t("held.kinds.all"), count: counts.hold + counts.conflict },
            { value: "hold", label: t("held.kinds.hold"), count: counts.hold },
            { value: "conflict", label: t("held.kinds.conflict"), count: counts.conflict },
          ]}
        />
        <FilterBar
          filters={[
            { type: "search", key: "q", label: t("held.search") },
            {
              type: "select",
              key: "reason",
              label: t("held.reason"),
              multiple: true,
              options: reasons.map((each) => ({
                value: each.reason,
                label: `${reasonName(words, each.reason)} (${each.rows})`,
              })),
            },
            {
              type: "select",
              key: "source",
              label: t("held.source"),
              multiple: true,
              options: sources.map((source) => ({ value: source.id, label: source.name })),
            },
            ...(file
              ? [
                  {
                    type: "select" as const,
                    key: "import",
                    label: t("held.import"),
                    options: [{ value: file.id, label: file.fileName }],
                  },
                ]
              : []),
          ]}
        >
          <ColumnChooser
            name="held"
            columns={columns.slice(1).map(({ key, header, extra }) => ({ key, label: header, extra }))}
          />
        </FilterBar>
        <ClientMessages areas={["cdrs"]}>
          <DataTable
            name="held"
            caption={t("held.title")}
            columns={columns}
            rows={page.rows}
            rowKey={(row) => row.id}
            rowHref={heldHref}
            {...(mayDecide &&
              filters.kind !== null && {
                selection: (row: HeldListRow) => ({ label: row.cdrId }),
                bulk: <BulkDecisions decisions={decisions} />,
              })}
            filtered={isFiltered(filters)}
            empty={
              <Empty icon={CirclePause} title={t("held.empty")}>
                {t("held.emptyText")}
              </Empty>
            }
          />
        </ClientMessages>
        <Pager {...pagerLinks(query, page)}>
          {mayDecide && filters.kind === null && page.rows.length > 0 && t("held.chooseKind")}
        </Pager>
      </ListFrame>
    </Page>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"cdrs">>>;

function columnsOf(t: Words, words: ImportWords, zone: string): Column<HeldListRow>[] {
  return [
    { key: "cdr", header: t("fields.cdrId"), truncate: true, cell: (row) => row.cdrId },
    {
      key: "reason",
      header: t("held.reason"),
      cell: (row) => row.reasons.map((reason) => reasonName(words, reason)).join(", "),
    },
    { key: "evse", header: t("fields.evse"), cell: (row) => row.evseUid },
    { key: "ended", header: t("fields.end"), cell: (row) => <DateTime at={row.endedAt} zone={zone} /> },
    { key: "energy", header: t("fields.energy"), align: "end", cell: (row) => <Energy kwh={row.energyKwh} /> },
    {
      key: "since",
      header: t("held.since"),
      muted: true,
      cell: (row) => <BusinessDate date={dateOf(row.createdAt, zone)} />,
    },
    { key: "source", header: t("fields.source"), muted: true, cell: (row) => row.sourceName },
    {
      key: "file",
      header: t("held.import"),
      muted: true,
      extra: true,
      truncate: true,
      cell: (row) => t("held.fileLine", { file: row.fileName, line: row.line }),
    },
  ];
}
