/** The overview's figures, all from the rollups: the month so far, months to close, first steps (A1, A2, A36). */
import { and, asc, desc, eq, gte, lt, lte, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  companies,
  contracts,
  expenseRollups,
  imports,
  locations,
  monthRollups,
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

function sumsOf(table: typeof recordRollups | typeof monthRollups) {
  return {
    records: sql<number>`sum(${table.records})::int`,
    revenue: sql<bigint>`sum(${table.revenue})`.mapWith(s.revenue),
    operatorShare: sql<bigint>`sum(${table.operatorShare})`.mapWith(s.revenue),
    partnerShare: sql<bigint>`sum(${table.partnerShare})`.mapWith(s.revenue),
    collectedShare: sql<bigint>`sum(${table.collectedShare})`.mapWith(s.revenue),
  };
}
const sums = sumsOf(recordRollups);

export type Sums = {
  records: number;
  revenue: Amount;
  operatorShare: Amount;
  partnerShare: Amount;
  collectedShare: Amount;
};
const monthSums = sumsOf(monthRollups);

const endedIn = (scope: Scope, month: Month) =>
  and(partnerIn(monthRollups.partnerId, scope, null), eq(monthRollups.originMonth, month));

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

/** The revenue of these days, per day and currency; days without a record are missing. */
export function revenueByDay(
  tx: Tx,
  scope: Scope,
  days: DayRange,
): Promise<{ currency: string; day: IsoDate; revenue: Amount }[]> {
  return tx
    .select({ currency: s.currency, day: s.day, revenue: sums.revenue })
    .from(s)
    .where(within(scope, days))
    .groupBy(s.currency, s.day)
    .orderBy(asc(s.currency), asc(s.day));
}

const m = monthRollups;

/** Sums of the sessions that ended in a month, per currency, the largest revenue first. */
export async function monthByCurrency(tx: Tx, scope: Scope, month: Month): Promise<(Sums & { currency: string })[]> {
  const rows = await tx
    .select({ currency: m.currency, ...monthSums })
    .from(m)
    .where(endedIn(scope, month))
    .groupBy(m.currency)
    .orderBy(desc(monthSums.revenue), asc(m.currency));
  return rows.filter((row) => row.records > 0);
}

export type PartnerSums = Sums & {
  currency: string;
  partnerId: string;
  partnerName: string;
  /** How many partners earn in this currency. */
  partners: number;
};

/** … per partner and currency: the currency with the largest revenue first, and in it the `most` largest partners. */
export async function monthByPartner(tx: Tx, scope: Scope, month: Month, most: number): Promise<PartnerSums[]> {
  const byPartner = tx
    .select({
      currency: m.currency,
      partnerId: m.partnerId,
      records: monthSums.records.as("records"),
      revenue: monthSums.revenue.as("revenue"),
      operatorShare: monthSums.operatorShare.as("operator_share"),
      partnerShare: monthSums.partnerShare.as("partner_share"),
      collectedShare: monthSums.collectedShare.as("collected_share"),
      place: sql<number>`row_number() over (partition by ${m.currency} order by sum(${m.revenue}) desc)::int`.as(
        "place",
      ),
      partners: sql<number>`count(*) over (partition by ${m.currency})::int`.as("partners"),
      whole: sql`sum(sum(${m.revenue})) over (partition by ${m.currency})`.as("whole"),
    })
    .from(m)
    .where(endedIn(scope, month))
    .groupBy(m.currency, m.partnerId)
    .having(sql`sum(${m.records}) > 0`)
    .as("by_partner");
  return tx
    .select({
      currency: byPartner.currency,
      partnerId: byPartner.partnerId,
      partnerName: companies.name,
      partners: byPartner.partners,
      records: byPartner.records,
      revenue: byPartner.revenue,
      operatorShare: byPartner.operatorShare,
      partnerShare: byPartner.partnerShare,
      collectedShare: byPartner.collectedShare,
    })
    .from(byPartner)
    .innerJoin(companies, eq(companies.id, byPartner.partnerId))
    .where(lte(byPartner.place, most))
    .orderBy(desc(byPartner.whole), asc(byPartner.currency), asc(byPartner.place));
}

/** What partners owe for a month so far, per currency. */
export function expensesOfMonth(tx: Tx, scope: Scope, month: Month): Promise<{ currency: string; amount: Amount }[]> {
  const e = expenseRollups;
  return tx
    .select({ currency: e.currency, amount: sql<bigint>`sum(${e.amount})`.mapWith(e.amount) })
    .from(e)
    .where(and(partnerIn(e.partnerId, scope, null), eq(e.periodMonth, month)))
    .groupBy(e.currency)
    .orderBy(asc(e.currency));
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
