import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Query } from "@/components/data-table";
import { id, month as monthFilter, oneOf, readFilters } from "@/components/data-table/filters";
import { Page } from "@/components/shell/page";
import type { Tx } from "@/db/client";
import { runsOfMonth } from "@/db/queries/runs";
import { countMonthSessions, findBlockers } from "@/db/queries/settlement-blockers";
import { type OrganizationRules, organizationRules } from "@/db/queries/settlement-terms";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { addMonths, type Month, monthOf } from "@/lib/calendar/calendar";
import { previewClose } from "@/lib/settlement/preview-close.server";
import { Blockers } from "./blockers";
import { CloseHeader } from "./close-header";
import { Owed } from "./owed";
import { Partners } from "./partners";
import { RecentRuns } from "./recent-runs";
import { Stages } from "./stages";

const shape = {
  month: monthFilter,
  organization: id,
  state: oneOf(["open", "draft", "stale", "issued"]),
  all: oneOf(["yes"]),
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") };
}

/** The whole closing of a month on one page; without a month in the address it is the last one. */
export default async function MonthEndPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("settlement:read");
  const query = await props.searchParams;
  const filters = await readFilters(shape, query);
  const [zone, now] = [await viewerZone(viewer), Date.now()];
  const month = filters.month ?? addMonths(monthOf(now, zone), -1);
  const close = await readAs(viewer, (tx) => readMonth(tx, month, filters.organization));
  return (
    <Page>
      <CloseHeader month={month} close={close} query={query} role={viewer.role} now={now} />
      <Stages month={month} close={close} now={now} />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Blockers month={month} blockers={close.blockers} organizationId={close.organization?.id ?? null} />
        <Owed rows={close.rows} />
      </div>
      <Partners rows={close.rows} query={query} state={filters.state} all={filters.all !== null} />
      <RecentRuns runs={close.runs} zone={zone} />
    </Page>
  );
}

export type Close = Awaited<ReturnType<typeof readMonth>>;

async function readMonth(tx: Tx, month: Month, organizationId: string | null) {
  const organizations = [...(await organizationRules(tx)).values()];
  const organization: OrganizationRules | null = organizations.find((each) => each.id === organizationId) ?? null;
  const chosen = organization?.id ?? null;
  return {
    organizations,
    organization,
    rows: await previewClose(tx, month, chosen),
    blockers: await findBlockers(tx, month, chosen),
    ...(await countMonthSessions(tx, month, chosen)),
    runs: await runsOfMonth(tx, month),
  };
}
