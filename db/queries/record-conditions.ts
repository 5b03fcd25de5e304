/** The conditions of record lists: the reader's scope and the filters, the same for rows, sums and exports. */
import { and, eq, exists, gte, inArray, lt, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import {
  collections,
  expenseRecords,
  expenseRollups,
  monthRollups,
  openRecords,
  openRollups,
  organizations,
  recordRollups,
  revenueRecords,
} from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import { addDays, addMonths, firstDay, startOfDay } from "@/lib/calendar/calendar";
import type { CollectionState } from "@/lib/records/collected";
import type { Days, ExpenseFilters, RevenueFilters } from "@/lib/records/record-filters";

/** The time zone of an organization, in which its days begin. */
export type Zone = { organizationId: string; timeZone: string };

/** The zones of all organizations that the transaction may see. */
export function organizationZones(tx: Tx): Promise<Zone[]> {
  return tx.select({ organizationId: organizations.id, timeZone: organizations.timeZone }).from(organizations);
}

/**
 * Partners within both the scope and the filter. One partner is compared with `=`, which keeps the order of an index
 * that begins with it.
 */
export function partnerIn(column: AnyPgColumn, scope: Scope, wanted: readonly string[] | null): SQL | undefined {
  const inScope = scope.kind === "everything" ? null : scope.partnerIds;
  const ids = wanted && inScope ? wanted.filter((id) => inScope.includes(id)) : (wanted ?? inScope);
  if (ids === null) return undefined;
  const [only] = ids;
  if (only === undefined) return sql`false`;
  return ids.length === 1 ? eq(column, only) : inArray(column, [...ids]);
}

const isOneOf = (column: AnyPgColumn, values: readonly string[] | null) =>
  values === null ? undefined : inArray(column, [...values]);

/** Rows of `revenue_records`. */
export function revenueConditions(
  tx: Tx,
  scope: Scope,
  filters: RevenueFilters,
  zones: readonly Zone[],
): SQL | undefined {
  return and(placeConditions(revenueRecords, scope, filters, zones), isInState(tx, filters.collected));
}

/** Rows of `open_records`: those of one state of collection that is not yet *collected*. */
export function openConditions(
  scope: Scope,
  filters: RevenueFilters & { collected: OpenState },
  zones: readonly Zone[],
): SQL | undefined {
  return and(eq(openRecords.state, filters.collected), placeConditions(openRecords, scope, filters, zones));
}

/** A state in which money is still missing. */
export type OpenState = Exclude<CollectionState, "collected">;

/** Whether a filter asks for what is still missing. */
export function asksForOpen(filters: RevenueFilters): filters is RevenueFilters & { collected: OpenState } {
  return filters.collected !== null && filters.collected !== "collected";
}

function placeConditions(
  r: typeof revenueRecords | typeof openRecords,
  scope: Scope,
  filters: RevenueFilters,
  zones: readonly Zone[],
): SQL | undefined {
  return and(
    partnerIn(r.partnerId, scope, filters.partner),
    withinDays({ at: r.endedAt, organizationId: r.organizationId }, filters.date, zones),
    withinPeriod({ at: r.endedAt, month: r.periodMonth }, filters.period),
    isOneOf(r.locationId, filters.site),
    isOneOf(r.origin, filters.origin),
    isOneOf(r.currency, filters.currency),
  );
}

/** What does not stand in `open_records` is collected. */
function isInState(tx: Tx, state: CollectionState | null): SQL | undefined {
  if (state === null) return undefined;
  const o = openRecords;
  const open = tx
    .select({ one: sql`1` })
    .from(o)
    .where(and(isSameRecord(), state === "collected" ? undefined : eq(o.state, state)));
  return state === "collected" ? notExists(open) : exists(open);
}

/** Joins a record to its row of what is still missing. */
export function isSameRecord(): SQL | undefined {
  return and(eq(openRecords.partnerId, revenueRecords.partnerId), eq(openRecords.recordId, revenueRecords.id));
}

/** Rows of `record_rollups` that hold the same records; only the state of collection is not in their key. */
export function rollupConditions(scope: Scope, filters: Omit<RevenueFilters, "collected">): SQL | undefined {
  const s = recordRollups;
  return and(
    partnerIn(s.partnerId, scope, filters.partner),
    filters.date?.from ? gte(s.day, filters.date.from) : undefined,
    filters.date?.to ? lte(s.day, filters.date.to) : undefined,
    filters.period === null ? undefined : eq(s.periodMonth, filters.period),
    isOneOf(s.locationId, filters.site),
    isOneOf(s.origin, filters.origin),
    isOneOf(s.currency, filters.currency),
  );
}

/** Rows of `month_rollups` that hold the same records, where neither days nor sites are asked for. */
export function monthRollupConditions(
  scope: Scope,
  filters: Pick<RevenueFilters, "partner" | "period" | "origin" | "currency">,
): SQL | undefined {
  const m = monthRollups;
  return and(
    partnerIn(m.partnerId, scope, filters.partner),
    filters.period === null ? undefined : eq(m.periodMonth, filters.period),
    isOneOf(m.origin, filters.origin),
    isOneOf(m.currency, filters.currency),
  );
}

/** Rows of `open_rollups` that hold the same records, where neither days nor sites are asked for. */
export function openRollupConditions(
  scope: Scope,
  filters: Pick<RevenueFilters, "partner" | "period" | "origin" | "currency"> & { collected: OpenState },
): SQL | undefined {
  const s = openRollups;
  return and(
    eq(s.state, filters.collected),
    partnerIn(s.partnerId, scope, filters.partner),
    filters.period === null ? undefined : eq(s.periodMonth, filters.period),
    isOneOf(s.origin, filters.origin),
    isOneOf(s.currency, filters.currency),
  );
}

/** Rows of `expense_rollups` that hold the same records, where no days are asked for. */
export function expenseRollupConditions(scope: Scope, filters: Omit<ExpenseFilters, "date">): SQL | undefined {
  const s = expenseRollups;
  return and(
    partnerIn(s.partnerId, scope, filters.partner),
    filters.period === null ? undefined : eq(s.periodMonth, filters.period),
    isOneOf(s.origin, filters.origin),
    isOneOf(s.currency, filters.currency),
  );
}

/** Rows of `expense_records`. */
export function expenseConditions(scope: Scope, filters: ExpenseFilters, zones: readonly Zone[]): SQL | undefined {
  const e = expenseRecords;
  return and(
    partnerIn(e.partnerId, scope, filters.partner),
    withinDays({ at: e.occurredAt, organizationId: e.organizationId }, filters.date, zones),
    filters.period === null ? undefined : eq(e.periodMonth, filters.period),
    isOneOf(e.origin, filters.origin),
    isOneOf(e.currency, filters.currency),
  );
}

/** What came in for the record's CDR, to its partner: 0 where nothing did. */
export const collectedOfRow = sql<bigint>`coalesce((
  select sum(${collections.amount}) from ${collections}
  where ${collections.partnerId} = ${revenueRecords.partnerId} and ${collections.sourceId} = ${revenueRecords.sourceId}
    and ${collections.cdrId} = ${revenueRecords.cdrId}), 0)`.mapWith(collections.amount);

/**
 * `collectionState` of lib/records/collected.ts in SQL: nothing due counts as collected (D12). Null for a month term:
 * nobody pays for it, so it is neither collected nor awaited (D11).
 */
export function collectionStateOf(collected: SQL<bigint>): SQL<CollectionState | null> {
  const { due } = revenueRecords;
  const towardDue = sql`${collected} * sign(${due})`;
  return sql<CollectionState | null>`case when ${revenueRecords.cdrId} is null then null
    when ${due} = 0 or ${towardDue} >= abs(${due}) then 'collected'
    when ${towardDue} <= 0 then 'awaited' else 'partly' end`;
}

/** Days begin when they begin for the row's organization. */
function withinDays(
  row: { at: AnyPgColumn; organizationId: AnyPgColumn },
  days: Days | null,
  zones: readonly Zone[],
): SQL | undefined {
  if (days === null) return undefined;
  const [first] = zones;
  if (!first) return sql`false`;
  const within = (timeZone: string) =>
    and(
      days.from === null ? undefined : gte(row.at, startOfDay(days.from, timeZone)),
      days.to === null ? undefined : lt(row.at, startOfDay(addDays(days.to, 1), timeZone)),
    );
  if (zones.every((zone) => zone.timeZone === first.timeZone)) return within(first.timeZone);
  return or(...zones.map((zone) => and(eq(row.organizationId, zone.organizationId), within(zone.timeZone))));
}

/**
 * A session ends before its period does, so the rows after it need not be looked at: an index by end starts there.
 * One day more, because the month ends later in the west.
 */
function withinPeriod(row: { at: AnyPgColumn; month: AnyPgColumn }, period: string | null): SQL | undefined {
  if (period === null) return undefined;
  const surelyOver = startOfDay(addDays(firstDay(addMonths(period, 1)), 1), "UTC");
  return and(eq(row.month, period), lt(row.at, surelyOver));
}
