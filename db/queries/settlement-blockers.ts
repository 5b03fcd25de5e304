/** The pre-run check (X5): sessions of a month that nobody is paid for, or nobody pays, why, and how much money that is. */
import { driverOf, type Tx } from "@/db/client";
import { addDays, firstDay, lastDay, type Month } from "@/lib/calendar/calendar";
import { type Amount, parseDecimalExact } from "@/lib/money/amount";

export const BLOCKER_KINDS = [
  "non_rated",
  "no_owner",
  "no_contract",
  "no_rate",
  "unknown_payer",
  "on_hold",
  "conflict",
] as const;
export type BlockerKind = (typeof BLOCKER_KINDS)[number];

export type Blocker = {
  kind: BlockerKind;
  /** Why a session is not rated; null for the other kinds. */
  reason: string | null;
  sessions: number;
  /** What they would bring, per currency; empty where no price is known. */
  money: { currency: string; revenue: Amount }[];
  /** Where, while it is only one site. */
  site: string | null;
};

type Row = {
  kind: BlockerKind;
  reason: string | null;
  currency: string | null;
  sessions: number;
  revenue: string;
  sites: string[];
};

/** What blocks a month, kind by kind. `organizationId` null: of all; CDRs on hold belong to none yet. */
export async function findBlockers(tx: Tx, month: Month, organizationId: string | null): Promise<Blocker[]> {
  const { from, until, first } = around(month);
  const rows = await driverOf(tx)<Row[]>`
    with unsettled as (
      select c.settlement as kind, c.non_rated_reason as reason, c.currency::text, c.revenue, c.location_id
      from cdrs c
      where c.settlement not in ('recorded', 'own_station') and c.ended_at >= ${from}::date and c.ended_at < ${until}::date
        and c.origin_month = ${first}::date and (${organizationId}::uuid is null or c.organization_id = ${organizationId}::uuid)
      union all
      select 'unknown_payer', null, c.currency::text, c.revenue, c.location_id
      from cdrs c
      where c.payer = 'unknown' and c.ended_at >= ${from}::date and c.ended_at < ${until}::date
        and c.origin_month = ${first}::date and (${organizationId}::uuid is null or c.organization_id = ${organizationId}::uuid)
    )
    select u.kind, u.reason, u.currency, count(*)::int as sessions, coalesce(sum(u.revenue), 0) as revenue,
      (array_agg(distinct l.name))[1:2] as sites
    from unsettled u join locations l on l.id = u.location_id
    group by 1, 2, 3
    union all
    select case h.kind when 'hold' then 'on_hold' else 'conflict' end, null, null, count(*)::int, 0, '{}'
    from held_cdrs h
    where h.state = 'waiting' and to_char(h.ended_at, 'YYYY-MM') = ${month}
    group by 1`;
  return merged(rows);
}

/** One entry per kind and reason, its currencies together, in the order of the kinds. */
function merged(rows: readonly Row[]): Blocker[] {
  const blockers = new Map<string, Blocker & { sites: Set<string> }>();
  for (const row of rows) {
    const key = `${row.kind} ${row.reason}`;
    const blocker = blockers.get(key) ?? { ...row, sessions: 0, money: [], site: null, sites: new Set<string>() };
    blocker.sessions += row.sessions;
    for (const site of row.sites) blocker.sites.add(site);
    const revenue = parseDecimalExact(row.revenue);
    if (row.currency !== null && revenue !== 0n) blocker.money.push({ currency: row.currency, revenue });
    blockers.set(key, blocker);
  }
  return [...blockers.values()]
    .sort((a, b) => BLOCKER_KINDS.indexOf(a.kind) - BLOCKER_KINDS.indexOf(b.kind) || b.sessions - a.sessions)
    .map(({ kind, reason, sessions, money, sites }) => ({
      kind,
      reason,
      sessions,
      money,
      site: sites.size === 1 ? [...sites][0]! : null,
    }));
}

/** Days that hold every session of the month in any time zone, for the index on the end. */
function around(month: Month) {
  return { first: firstDay(month), from: addDays(firstDay(month), -1), until: addDays(lastDay(month), 2) };
}

export type MonthSessions = { sessions: number; importing: number };

/** How many sessions a month has, and how many imports are still running. */
export async function countMonthSessions(tx: Tx, month: Month, organizationId: string | null): Promise<MonthSessions> {
  const { from, until, first } = around(month);
  const [row] = await driverOf(tx)<MonthSessions[]>`
    select (select count(*)::int from cdrs c where c.ended_at >= ${from}::date and c.ended_at < ${until}::date
        and c.origin_month = ${first}::date and (${organizationId}::uuid is null or c.organization_id = ${organizationId}::uuid)
      ) as sessions,
      (select count(*)::int from imports where state in ('queued', 'running')) as importing`;
  return row!;
}
