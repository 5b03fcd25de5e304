import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EventTimeline } from "@/components/audit/event-timeline";
import { type Filter, FilterBar, ListFrame, Pager, pagerLinks, type Query } from "@/components/data-table";
import { dateRange, id, ids, isFiltered, manyOf, readFilters } from "@/components/data-table/filters";
import { Page, PageHeader } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import { listActors, listAuditEvents } from "@/db/queries/audit";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { OBJECT_TYPES } from "@/lib/audit/event";
import { addDays, startOfDay } from "@/lib/calendar/calendar";

const shape = { type: manyOf(OBJECT_TYPES), person: ids, date: dateRange };
const place = { after: id, before: id };
const ROWS = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function HistoryPage({ searchParams }: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("audit:read");
  const query = await searchParams;
  const [t, filters, cursor, zone] = await Promise.all([
    getTranslations("audit"),
    readFilters(shape, query),
    readFilters(place, query),
    viewerZone(viewer),
  ]);
  const wanted = {
    objectTypes: filters.type,
    actorIds: filters.person,
    from: filters.date?.from ? startOfDay(filters.date.from, zone) : null,
    before: filters.date?.to ? startOfDay(addDays(filters.date.to, 1), zone) : null,
  };
  const { page, actors } = await readAs(viewer, async (tx, scope) => ({
    page: await listAuditEvents(tx, scope, wanted, { ...cursor, limit: ROWS }),
    actors: await listActors(tx),
  }));
  const bar: Filter[] = [
    {
      type: "select",
      key: "type",
      label: t("filter.type"),
      multiple: true,
      options: OBJECT_TYPES.map((value) => ({ value, label: t(`types.${value}`) })),
    },
    {
      type: "select",
      key: "person",
      label: t("filter.person"),
      multiple: true,
      options: actors.map((actor) => ({ value: actor.id, label: actor.name })),
    },
    { type: "dates", key: "date", label: t("filter.date") },
  ];
  return (
    <Page width="reading">
      <PageHeader title={t("title")} description={t("description")} />
      <ListFrame>
        <FilterBar filters={bar} />
        {page.rows.length > 0 ? (
          <EventTimeline events={page.rows} zone={zone} />
        ) : (
          <Empty title={t(isFiltered(filters) ? "noMatch" : "empty")} />
        )}
        <Pager {...pagerLinks(query, page)} />
      </ListFrame>
    </Page>
  );
}
