/** Settlement reports as people read them: list, detail, history, the records behind them, their files. */
import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import { companies, settlementLines, settlementReports } from "@/db/schema";
import { instantFromDriver } from "@/db/schema/columns";
import type { Scope } from "@/lib/access/scope";
import type { Instant, Month } from "@/lib/calendar/calendar";
import { type Amount, type Energy, parseDecimalExact } from "@/lib/money/amount";
import type { ReportParties } from "@/lib/settlement/report-parties";
import type { StoredLine, StoredSnapshot } from "@/lib/settlement/stored-report";
import { type Page, pageOf } from "./keyset";

export type ReportState = "draft" | "issued";

export type ReportFilter = {
  partnerIds?: readonly string[] | null;
  organizationId?: string | null;
  month?: Month | null;
  state?: ReportState | null;
  currencies?: readonly string[] | null;
};

/** A report without its lines. */
export type ReportRow = Omit<typeof settlementReports.$inferSelect, "parties" | "snapshot"> & {
  partnerName: string;
  parties: ReportParties;
  snapshot: StoredSnapshot;
};

const byScope = (scope: Scope): SQL | undefined =>
  scope.kind === "everything" ? undefined : inArray(settlementReports.partnerId, [...scope.partnerIds]);

function matches(scope: Scope, filter: ReportFilter): SQL | undefined {
  return and(
    byScope(scope),
    filter.partnerIds ? inArray(settlementReports.partnerId, [...filter.partnerIds]) : undefined,
    filter.organizationId ? eq(settlementReports.organizationId, filter.organizationId) : undefined,
    filter.month ? eq(settlementReports.month, filter.month) : undefined,
    filter.state ? eq(settlementReports.state, filter.state) : undefined,
    filter.currencies ? inArray(settlementReports.currency, [...filter.currencies]) : undefined,
  );
}

/** A place in the list: `2026-10.<report id>`. */
export type ReportPlace = { after?: string | null; before?: string | null; limit: number };

/** One page of reports, the newest month first (A20, A32). */
export async function listReports(
  tx: Tx,
  scope: Scope,
  filter: ReportFilter,
  page: ReportPlace,
): Promise<Page<ReportRow>> {
  const backwards = Boolean(page.before);
  const place = /^(\d{4}-\d\d)\.([0-9a-f-]{36})$/.exec(page.before ?? page.after ?? "");
  const beyond = place
    ? sql`(${settlementReports.month}, ${settlementReports.id}) ${sql.raw(backwards ? ">" : "<")} (${`${place[1]}-01`}::date, ${place[2]}::uuid)`
    : undefined;
  const direction = backwards ? asc : desc;
  const rows = await selectReports(tx)
    .where(and(matches(scope, filter), beyond))
    .orderBy(direction(settlementReports.month), direction(settlementReports.id))
    .limit(page.limit + 1);
  const placed = rows.map(({ report, partnerName }) => ({
    id: `${report.month}.${report.id}`,
    row: rowOf(report, partnerName),
  }));
  const { rows: found, ...cursors } = pageOf(placed, page);
  return { rows: found.map(({ row }) => row), ...cursors };
}

function selectReports(tx: Tx) {
  return tx
    .select({ report: settlementReports, partnerName: companies.name })
    .from(settlementReports)
    .innerJoin(companies, eq(companies.id, settlementReports.partnerId))
    .$dynamic();
}

function rowOf(report: typeof settlementReports.$inferSelect, partnerName: string): ReportRow {
  return {
    ...report,
    partnerName,
    parties: report.parties as ReportParties,
    snapshot: report.snapshot as StoredSnapshot,
  };
}

export type ReportTotals = {
  currency: string;
  reports: number;
  revenue: Amount;
  partnerShare: Amount;
  expenses: Amount;
  /** Sum of the balances above zero: what partners get. */
  payable: Amount;
};

/** Sums of the whole filter, per currency. */
export async function reportTotals(tx: Tx, scope: Scope, filter: ReportFilter): Promise<ReportTotals[]> {
  const amount = (value: SQL) => sql<string>`coalesce(sum(${value}), 0)`;
  const rows = await tx
    .select({
      currency: settlementReports.currency,
      reports: sql<number>`count(*)::int`,
      revenue: amount(sql`${settlementReports.revenue}`),
      partnerShare: amount(sql`${settlementReports.partnerShare}`),
      expenses: amount(sql`${settlementReports.expenses}`),
      payable: amount(sql`greatest(${settlementReports.balance}, 0)`),
    })
    .from(settlementReports)
    .where(matches(scope, filter))
    .groupBy(settlementReports.currency)
    .orderBy(desc(sql`sum(${settlementReports.revenue})`), settlementReports.currency);
  return rows.map((row) => ({
    ...row,
    revenue: parseDecimalExact(row.revenue),
    partnerShare: parseDecimalExact(row.partnerShare),
    expenses: parseDecimalExact(row.expenses),
    payable: parseDecimalExact(row.payable),
  }));
}

/** How many reports match, by state. */
export async function countReports(
  tx: Tx,
  scope: Scope,
  filter: Omit<ReportFilter, "state">,
): Promise<Record<ReportState | "all", number>> {
  const rows = await tx
    .select({ state: settlementReports.state, reports: sql<number>`count(*)::int` })
    .from(settlementReports)
    .where(matches(scope, filter))
    .groupBy(settlementReports.state);
  const of = (state: ReportState) => rows.find((row) => row.state === state)?.reports ?? 0;
  return { all: of("draft") + of("issued"), draft: of("draft"), issued: of("issued") };
}

/** The currencies of which there are reports. */
export async function reportCurrencies(tx: Tx, scope: Scope): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ currency: settlementReports.currency })
    .from(settlementReports)
    .where(byScope(scope))
    .orderBy(settlementReports.currency);
  return rows.map((row) => row.currency);
}

export type ReportLine = StoredLine;
export type ReportDetail = ReportRow & { lines: ReportLine[] };

/** One report with its lines, or null when there is none within the scope. */
export async function findReport(
  tx: Tx,
  scope: Scope,
  partnerId: string,
  reportId: string,
): Promise<ReportDetail | null> {
  const [found] = await selectReports(tx).where(
    and(byScope(scope), eq(settlementReports.partnerId, partnerId), eq(settlementReports.id, reportId)),
  );
  if (!found) return null;
  const lines = await tx
    .select()
    .from(settlementLines)
    .where(and(eq(settlementLines.partnerId, partnerId), eq(settlementLines.reportId, reportId)))
    .orderBy(settlementLines.n);
  return {
    ...rowOf(found.report, found.partnerName),
    lines: lines.map(({ partnerId: _, reportId: __, ...line }) => line as ReportLine),
  };
}

/** A record behind a report, as its annex and its CSV show it. */
export type ReportRecord = {
  id: string;
  origin: string;
  originMonth: Month;
  cdrId: string | null;
  startedAt: Instant;
  endedAt: Instant;
  locationName: string;
  evseUid: string;
  connectorId: string;
  /** Null for a month term. */
  current: "AC" | "DC" | null;
  driver: string;
  energyKwh: Energy;
  revenue: Amount;
  operatorShare: Amount;
  partnerShare: Amount;
  due: Amount;
  collected: Amount;
  reason: string | null;
};

const RECORDS_AT_ONCE = 2_000;

/** The records of a report's period in order of their end, in pieces; the transaction stays open meanwhile. */
export async function* streamReportRecords(
  tx: Tx,
  report: Pick<ReportRow, "partnerId" | "organizationId" | "currency" | "month">,
): AsyncGenerator<ReportRecord[]> {
  const cursor = driverOf(tx)<RecordRow[]>`
    select r.id, r.origin, to_char(r.origin_month, 'YYYY-MM') as "originMonth", r.cdr_id as "cdrId", r.started_at, r.ended_at,
      r.location_name as "locationName", r.evse_uid as "evseUid", r.connector_id as "connectorId", r.current, r.driver,
      r.energy_kwh, r.revenue, r.operator_share, r.partner_share, r.due, r.reason,
      coalesce((select sum(c.amount) from collections c where c.partner_id = r.partner_id and c.source_id = r.source_id
        and c.cdr_id = r.cdr_id), 0) as collected
    from revenue_records r
    where r.partner_id = ${report.partnerId} and r.organization_id = ${report.organizationId}
      and r.currency = ${report.currency} and r.period_month = ${`${report.month}-01`}::date
    order by r.ended_at, r.id`.cursor(RECORDS_AT_ONCE);
  for await (const rows of cursor) yield rows.map(recordOf);
}

type RecordRow = Omit<
  ReportRecord,
  "startedAt" | "endedAt" | "energyKwh" | "revenue" | "operatorShare" | "partnerShare" | "due" | "collected"
> &
  Record<
    "started_at" | "ended_at" | "energy_kwh" | "revenue" | "operator_share" | "partner_share" | "due" | "collected",
    string
  >;

function recordOf(row: RecordRow): ReportRecord {
  const { started_at, ended_at, energy_kwh, operator_share, partner_share, ...rest } = row;
  return {
    ...rest,
    startedAt: instantFromDriver(started_at),
    endedAt: instantFromDriver(ended_at),
    energyKwh: parseDecimalExact(energy_kwh),
    revenue: parseDecimalExact(row.revenue),
    operatorShare: parseDecimalExact(operator_share),
    partnerShare: parseDecimalExact(partner_share),
    due: parseDecimalExact(row.due),
    collected: parseDecimalExact(row.collected),
  };
}
