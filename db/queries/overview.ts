/** The overview's figures: the month so far from the rollups, and what waits for somebody (A1, A2, A36). */
import { and, asc, desc, eq, gte, lt, lte, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  cdrs,
  companies,
  contracts,
  expenseRecords,
  heldCdrs,
  imports,
  locations,
  organizations,
  periods,
  recordRollups,
  settlementReports,
  tariffs,
} from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";
import { partnerIn } from "./record-conditions";

const s = recordRollups;

const sums = {
  records: sql<number>`sum(${s.records})::int`,
  revenue: sql<bigint>`sum(${s.revenue})`.mapWith(s.revenue),
  operatorShare: sql<bigint>`sum(${s.operatorShare})`.mapWith(s.revenue),
  partnerShare: sql<bigint>`sum(${s.partnerShare})`.mapWith(s.revenue),
  collectedShare: sql<bigint>`sum(${s.collectedShare})`.mapWith(s.revenue),
};

export type Sums = {
  records: number;
  revenue: Amount;
  operatorShare: Amount;
  partnerShare: Amount;
  collectedShare: Amount;
};
/** Days, both included. */
export type DayRange = { from: IsoDate; to: IsoDate };

const within = (scope: Scope, days: DayRange) =>
  and(partnerIn(s.partnerId, scope, null), gte(s.day, days.from), lte(s.day, days.to));

/** Sums of the sessions that ended on these days, per currency, the largest revenue first. */
export function sumsByCurrency(tx: Tx, scope: Scope, days: DayRange): Promise<(Sums & { currency: string })[]> {
  return tx
    .select({ currency: s.currency, ...sums })
    .from(s)
    .where(within(scope, days))
    .groupBy(s.currency)
    .orderBy(desc(sums.revenue), asc(s.currency));
}

/** … per day and currency; days without a record are missing. */
export function sumsByDay(
  tx: Tx,
  scope: Scope,
  days: DayRange,
): Promise<(Sums & { currency: string; day: IsoDate })[]> {
  return tx
    .select({ currency: s.currency, day: s.day, ...sums })
    .from(s)
    .where(within(scope, days))
    .groupBy(s.currency, s.day)
    .orderBy(asc(s.currency), asc(s.day));
}

export type PartnerSums = Sums & { currency: string; partnerId: string; partnerName: string };

/** … per partner and currency: the currency with the largest revenue first, and in it the largest partner. */
export function sumsByPartner(tx: Tx, scope: Scope, days: DayRange): Promise<PartnerSums[]> {
  return tx
    .select({ currency: s.currency, partnerId: s.partnerId, partnerName: companies.name, ...sums })
    .from(s)
    .innerJoin(companies, eq(companies.id, s.partnerId))
    .where(within(scope, days))
    .groupBy(s.currency, s.partnerId, companies.name)
    .orderBy(
      desc(sql`sum(sum(${s.revenue})) over (partition by ${s.currency})`),
      asc(s.currency),
      desc(sums.revenue),
      asc(companies.name),
    );
}

/** What partners owe for a month so far, per currency. */
export function expensesOfMonth(tx: Tx, scope: Scope, month: Month): Promise<{ currency: string; amount: Amount }[]> {
  const e = expenseRecords;
  return tx
    .select({ currency: e.currency, amount: sql<bigint>`sum(${e.amount})`.mapWith(e.amount) })
    .from(e)
    .where(and(partnerIn(e.partnerId, scope, null), eq(e.periodMonth, month)))
    .groupBy(e.currency)
    .orderBy(asc(e.currency));
}

/** What keeps sessions from being settled, by kind, with how many; kinds without any are missing. */
export type Attention = { kind: "non_rated" | "no_owner" | "no_contract" | "no_rate"; count: number };

/** CDRs of which a price, an owner, a contract or a rate is missing. */
export async function unsettledCdrs(tx: Tx): Promise<Attention[]> {
  const rows = await tx
    .select({ kind: cdrs.settlement, count: sql<number>`count(*)::int` })
    .from(cdrs)
    // Written out as in the partial index that finds them.
    .where(sql`${cdrs.settlement} not in ('recorded', 'own_station')`)
    .groupBy(cdrs.settlement);
  return rows as Attention[];
}

/** CDRs on hold or in conflict. */
export async function waitingCdrs(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(heldCdrs)
    .where(eq(heldCdrs.state, "waiting"));
  return row!.count;
}

/** CDRs whose payer nobody knows (D1). */
export async function unknownPayers(tx: Tx): Promise<number> {
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(cdrs).where(sql`${cdrs.payer} = 'unknown'`);
  return row!.count;
}

export type MonthToClose = { month: Month; open: number; draft: number };

/** Months before this one with periods that are not issued; an organization's own company gets no report (D3). */
export function monthsToClose(tx: Tx, thisMonth: Month): Promise<MonthToClose[]> {
  return tx
    .select({
      month: periods.month,
      open: sql<number>`count(*) filter (where ${periods.state} = 'open')::int`,
      draft: sql<number>`count(*) filter (where ${periods.state} = 'draft')::int`,
    })
    .from(periods)
    .innerJoin(organizations, eq(organizations.id, periods.organizationId))
    .where(
      and(lt(periods.month, thisMonth), ne(periods.state, "issued"), ne(organizations.companyId, periods.partnerId)),
    )
    .groupBy(periods.month)
    .orderBy(asc(periods.month));
}

/** The steps from an empty system to the first report, in order. */
export const FIRST_STEPS = ["organization", "location", "tariff", "contract", "import", "report"] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** Which of the first steps are done. */
export async function firstSteps(tx: Tx): Promise<Record<FirstStep, boolean>> {
  const [row] = await tx.execute<Record<FirstStep, boolean>>(sql`
    select exists (select from ${organizations}) as organization, exists (select from ${locations}) as location,
      exists (select from ${tariffs}) as tariff, exists (select from ${contracts}) as contract,
      exists (select from ${imports} where ${imports.state} = 'done') as import,
      exists (select from ${settlementReports}) as report`);
  return row!;
}
