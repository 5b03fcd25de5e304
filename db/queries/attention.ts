/** What waits for somebody, counted no further than anybody reads: the same cost whatever there is (A2). */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { cdrs, heldCdrs, mails, monthRollups, settlementReports } from "@/db/schema";

/** Above it a count says "10,000+". */
export const MOST_COUNTED = 10_000;

/** How many rows match, up to one more than `MOST_COUNTED`. */
async function countUpTo(tx: Tx, table: PgTable, where: SQL | undefined): Promise<number> {
  const some = tx
    .select({ one: sql`1`.as("one") })
    .from(table)
    .where(where)
    .limit(MOST_COUNTED + 1)
    .as("some");
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(some);
  return row!.count;
}

/** What keeps sessions from being settled. */
export const UNSETTLED = ["non_rated", "no_owner", "no_contract", "no_rate"] as const;
export type Unsettled = { kind: (typeof UNSETTLED)[number]; count: number };

/** CDRs of which a price, an owner, a contract or a rate is missing; kinds without any are missing. */
export async function unsettledCdrs(tx: Tx): Promise<Unsettled[]> {
  const counts: Unsettled[] = [];
  for (const kind of UNSETTLED) {
    // The second condition is written out as in the partial index that finds them.
    const where = and(eq(cdrs.settlement, kind), sql`${cdrs.settlement} not in ('recorded', 'own_station')`);
    counts.push({ kind, count: await countUpTo(tx, cdrs, where) });
  }
  return counts.filter(({ count }) => count > 0);
}

/** CDRs on hold or in conflict. */
export function waitingCdrs(tx: Tx): Promise<number> {
  return countUpTo(tx, heldCdrs, eq(heldCdrs.state, "waiting"));
}

/** CDRs whose payer nobody knows (D1). */
export function unknownPayers(tx: Tx): Promise<number> {
  return countUpTo(tx, cdrs, sql`${cdrs.payer} = 'unknown'`);
}

/** E-mails that could not be sent. */
export function failedMails(tx: Tx): Promise<number> {
  return countUpTo(tx, mails, eq(mails.state, "failed"));
}

/**
 * Drafted reports whose records have changed since: the sums that a draft was made from are not those of today. Cheaper
 * than drafting again, which month end does, and blind to what changes no record.
 */
export async function outdatedDrafts(tx: Tx): Promise<number> {
  const [r, m] = [settlementReports, monthRollups];
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count
    from ${r} join lateral (
      select coalesce(sum(${m.records}), 0) as records, coalesce(sum(${m.revenue}), 0) as revenue from ${m}
      where ${m.partnerId} = ${r.partnerId} and ${m.organizationId} = ${r.organizationId}
        and ${m.currency} = ${r.currency} and ${m.periodMonth} = ${r.month}) today on true
    where ${r.state} = 'draft' and (today.records <> (${r.snapshot} ->> 'revenueRecords')::int
      or today.revenue <> (${r.snapshot} ->> 'revenue')::numeric)`);
  return row!.count;
}
