/** Runs: work that takes longer than a request, with one item for each partner's part (D8: partners fail alone). */
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { companies, runItems, runs, users } from "@/db/schema";
import type { Instant, Month } from "@/lib/calendar/calendar";
import type { LedgerKey, PeriodKey } from "./periods";

export type RunKind = (typeof runs.$inferSelect)["kind"];
export type Run = typeof runs.$inferSelect;
export type RunItemState = (typeof runItems.$inferSelect)["state"];
export type CloseKind = Extract<RunKind, "draft_reports" | "issue_reports">;

/** Stores a run with one waiting item per key. */
export async function insertRun(
  tx: Tx,
  run: { id: string; kind: CloseKind; month: Month; createdAt: Instant; createdBy: string | null },
  keys: readonly PeriodKey[],
): Promise<void> {
  await tx.insert(runs).values({ ...run, state: "queued", input: { items: keys.length } });
  const items = keys.map((key, index) => ({ ...key, runId: run.id, n: index + 1, state: "waiting" as const }));
  await insertRows(tx, runItems, items);
}

/** One run, or null. With `forUpdate` it stays locked until the transaction ends. */
export async function findRun(tx: Tx, id: string, options: { forUpdate?: boolean } = {}): Promise<Run | null> {
  const query = tx.select().from(runs).where(eq(runs.id, id));
  const [row] = options.forUpdate ? await query.for("update") : await query;
  return row ?? null;
}

/** Changes the state of a run. */
export async function updateRun(
  tx: Tx,
  id: string,
  change: Partial<Pick<Run, "state" | "startedAt" | "finishedAt" | "cancelRequestedAt">>,
): Promise<void> {
  await tx.update(runs).set(change).where(eq(runs.id, id));
}

export type RunItemKey = PeriodKey & { n: number };

/** The ledgers that a run still has to work on. */
export async function waitingLedgers(tx: Tx, runId: string): Promise<LedgerKey[]> {
  const rows = await driverOf(tx)<LedgerKey[]>`
    select distinct partner_id as "partnerId", organization_id as "organizationId", currency
    from run_items where run_id = ${runId} and state = 'waiting'`;
  return [...rows];
}

/** The next waiting items of a run, locked; those that another worker is at are passed over. */
export async function takeItems(tx: Tx, runId: string, limit: number): Promise<RunItemKey[]> {
  return driverOf(tx)<RunItemKey[]>`
    select n, partner_id as "partnerId", organization_id as "organizationId", currency, to_char(month, 'YYYY-MM') as month
    from run_items where run_id = ${runId} and state = 'waiting'
    order by n limit ${limit} for update skip locked`;
}

/** Takes one item again that a failed transaction has given back; null when it is no longer waiting. */
export async function takeItem(tx: Tx, runId: string, n: number): Promise<RunItemKey | null> {
  const rows = await driverOf(tx)<RunItemKey[]>`
    select n, partner_id as "partnerId", organization_id as "organizationId", currency, to_char(month, 'YYYY-MM') as month
    from run_items where run_id = ${runId} and n = ${n} and state = 'waiting' for update skip locked`;
  return rows[0] ?? null;
}

export type ItemOutcome = {
  n: number;
  state: Exclude<RunItemState, "waiting" | "cancelled">;
  reason?: string;
  params?: object;
  reportId?: string;
};

/** Writes what became of items. */
export async function finishItems(tx: Tx, runId: string, outcomes: readonly ItemOutcome[], at: Instant): Promise<void> {
  await driverOf(tx)`
    update run_items t set state = o.state, reason = o.reason, params = o.params, report_id = o."reportId",
      finished_at = ${new Date(at).toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::text::jsonb)
      as o(n int, state text, reason text, params jsonb, "reportId" uuid)
    where t.run_id = ${runId} and t.n = o.n`;
}

/** Cancels what still waits. */
export async function cancelWaiting(tx: Tx, runId: string, at: Instant): Promise<void> {
  await tx
    .update(runItems)
    .set({ state: "cancelled", finishedAt: at })
    .where(and(eq(runItems.runId, runId), eq(runItems.state, "waiting")));
}

export type RunCounts = Record<RunItemState, number> & { all: number };

/** How many items of a run are in which state. */
export async function countItems(tx: Tx, runId: string): Promise<RunCounts> {
  const rows = await tx
    .select({ state: runItems.state, items: sql<number>`count(*)::int` })
    .from(runItems)
    .where(eq(runItems.runId, runId))
    .groupBy(runItems.state);
  const counts: RunCounts = { all: 0, waiting: 0, done: 0, unchanged: 0, parked: 0, cancelled: 0 };
  for (const { state, items } of rows) {
    counts[state] = items;
    counts.all += items;
  }
  return counts;
}

export type RunItem = {
  n: number;
  partnerId: string | null;
  partnerName: string | null;
  organizationId: string | null;
  currency: string | null;
  month: Month | null;
  state: RunItemState;
  reason: string | null;
  params: unknown;
  reportId: string | null;
};

/** A page of a run's items: parked ones first, then in order. `after` is the offset of a short, bounded list. */
export async function listItems(tx: Tx, runId: string, page: { offset: number; limit: number }): Promise<RunItem[]> {
  return tx
    .select({
      n: runItems.n,
      partnerId: runItems.partnerId,
      partnerName: companies.name,
      organizationId: runItems.organizationId,
      currency: runItems.currency,
      month: runItems.month,
      state: runItems.state,
      reason: runItems.reason,
      params: runItems.params,
      reportId: runItems.reportId,
    })
    .from(runItems)
    .leftJoin(companies, eq(companies.id, runItems.partnerId))
    .where(eq(runItems.runId, runId))
    .orderBy(sql`${runItems.state} = 'parked' desc`, asc(runItems.n))
    .limit(page.limit)
    .offset(page.offset);
}

export type RunRow = Run & { by: string | null; parked: number; items: number };

/** The runs of a month, newest first. */
export async function runsOfMonth(tx: Tx, month: Month, limit = 5): Promise<RunRow[]> {
  const rows = await tx
    .select({
      run: runs,
      by: users.name,
      parked: sql<number>`(select count(*)::int from run_items i where i.run_id = ${runs.id} and i.state = 'parked')`,
      items: sql<number>`(select count(*)::int from run_items i where i.run_id = ${runs.id})`,
    })
    .from(runs)
    .leftJoin(users, eq(users.id, runs.createdBy))
    .where(eq(runs.month, month))
    .orderBy(desc(runs.createdAt))
    .limit(limit);
  return rows.map(({ run, ...row }) => ({ ...run, ...row }));
}

/** The periods that a run parked. */
export async function parkedKeys(tx: Tx, runId: string): Promise<PeriodKey[]> {
  return driverOf(tx)<PeriodKey[]>`
    select partner_id as "partnerId", organization_id as "organizationId", currency, to_char(month, 'YYYY-MM') as month
    from run_items where run_id = ${runId} and state = 'parked' order by n`;
}

/** The name of a user, for the history of what runs in their name. */
export async function userName(tx: Tx, id: string): Promise<string | null> {
  const [user] = await tx.select({ name: users.name }).from(users).where(eq(users.id, id));
  return user?.name ?? null;
}
