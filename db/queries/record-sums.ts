/** Sums of the revenue records that match (A2, A38): read from sums that are kept wherever one knows what is asked. */
import { asc, count, desc, type SQL, sql, sum } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { monthRollups, openRecords, openRollups, recordRollups } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { Amount, Energy } from "@/lib/money/amount";
import type { RevenueFilters } from "@/lib/records/record-filters";
import {
  asksForOpen,
  monthRollupConditions,
  type OpenState,
  openConditions,
  openRollupConditions,
  organizationZones,
  rollupConditions,
} from "./record-conditions";

/** Sums of one currency; `awaitedShare` = partner share − collected share. */
export type RevenueTotals = {
  currency: string;
  records: number;
  energyKwh: Energy;
  revenue: Amount;
  operatorShare: Amount;
  partnerShare: Amount;
  collectedShare: Amount;
  awaitedShare: Amount;
};

/** Sums of everything that matches, per currency, from sums that are kept wherever one knows what is asked. */
export async function sumRevenueRecords(tx: Tx, scope: Scope, filters: RevenueFilters): Promise<RevenueTotals[]> {
  const rows = await sumsInState(tx, scope, filters);
  return rows
    .filter((row) => row.records > 0)
    .map((row) => ({ ...row, awaitedShare: row.partnerShare - row.collectedShare }));
}

/** What is collected is everything less what is still missing. */
async function sumsInState(tx: Tx, scope: Scope, filters: RevenueFilters): Promise<Sums[]> {
  if (asksForOpen(filters)) return sumOpen(tx, scope, filters);
  const all = await sumRollups(tx, scope, filters);
  if (filters.collected === null) return all;
  const awaited = await sumOpen(tx, scope, { ...filters, collected: "awaited" });
  const partly = await sumOpen(tx, scope, { ...filters, collected: "partly" });
  return all
    .map((sums) => [...awaited, ...partly].filter((open) => open.currency === sums.currency).reduce(without, sums))
    .sort((a, b) => Number(b.revenue - a.revenue) || (a.currency < b.currency ? -1 : 1));
}

type Sums = Omit<RevenueTotals, "awaitedShare">;

function without(all: Sums, part: Sums): Sums {
  return {
    currency: all.currency,
    records: all.records - part.records,
    energyKwh: all.energyKwh - part.energyKwh,
    revenue: all.revenue - part.revenue,
    operatorShare: all.operatorShare - part.operatorShare,
    partnerShare: all.partnerShare - part.partnerShare,
    collectedShare: all.collectedShare - part.collectedShare,
  };
}

/** How many records match. */
export async function countRevenueRecords(tx: Tx, scope: Scope, filters: RevenueFilters): Promise<number> {
  const totals = await sumRevenueRecords(tx, scope, filters);
  return totals.reduce((sum, { records }) => sum + records, 0);
}

/** Only where days or sites are asked for are the finer sums needed. */
function sumRollups(tx: Tx, scope: Scope, filters: RevenueFilters): Promise<Sums[]> {
  return asksForPlaces(filters)
    ? sumTable(tx, recordRollups, rollupConditions(scope, filters), sum(recordRollups.records))
    : sumTable(tx, monthRollups, monthRollupConditions(scope, filters), sum(monthRollups.records));
}

/** What is still missing has no sums by day and site: its rows are narrow, and few where those are asked for. */
async function sumOpen(tx: Tx, scope: Scope, filters: RevenueFilters & { collected: OpenState }): Promise<Sums[]> {
  if (!asksForPlaces(filters)) {
    return sumTable(tx, openRollups, openRollupConditions(scope, filters), sum(openRollups.records));
  }
  return sumTable(tx, openRecords, openConditions(scope, filters, await organizationZones(tx)), count());
}

const asksForPlaces = ({ date, site }: RevenueFilters) => date !== null || site !== null;

function sumTable(
  tx: Tx,
  s: typeof recordRollups | typeof monthRollups | typeof openRollups | typeof openRecords,
  where: SQL | undefined,
  records: SQL,
): Promise<Sums[]> {
  return tx
    .select({
      currency: s.currency,
      records: sql<number>`${records}::int`,
      energyKwh: sql<bigint>`sum(${s.energyKwh})`.mapWith(s.energyKwh),
      revenue: sql<bigint>`sum(${s.revenue})`.mapWith(s.revenue),
      operatorShare: sql<bigint>`sum(${s.operatorShare})`.mapWith(s.revenue),
      partnerShare: sql<bigint>`sum(${s.partnerShare})`.mapWith(s.revenue),
      collectedShare: sql<bigint>`sum(${s.collectedShare})`.mapWith(s.revenue),
    })
    .from(s)
    .where(where)
    .groupBy(s.currency)
    .orderBy(desc(sql`sum(${s.revenue})`), asc(s.currency));
}
