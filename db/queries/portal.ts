/** What a site host sees at home: months, the last report, sites (A40). Always within a scope, never CDRs. */
import { and, asc, desc, eq, gte, lte, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, evseOwners, evses, locations, recordRollups, settlementReports } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import type { Amount, Energy } from "@/lib/money/amount";
import type { DayRange } from "./overview";
import { partnerIn } from "./record-conditions";

const s = recordRollups;

/** Partner share by the month in which sessions ended, per currency; months without a record are missing. */
export function shareByMonth(
  tx: Tx,
  scope: Scope,
  months: { from: Month; to: Month },
): Promise<{ currency: string; month: Month; partnerShare: Amount }[]> {
  return tx
    .select({
      currency: s.currency,
      month: s.originMonth,
      partnerShare: sql<bigint>`sum(${s.partnerShare})`.mapWith(s.partnerShare),
    })
    .from(s)
    .where(and(partnerIn(s.partnerId, scope, null), gte(s.originMonth, months.from), lte(s.originMonth, months.to)))
    .groupBy(s.currency, s.originMonth)
    .orderBy(asc(s.currency), asc(s.originMonth));
}

/** What of everything earned so far has not come in yet, per currency. */
export async function awaitedShares(tx: Tx, scope: Scope): Promise<{ currency: string; awaited: Amount }[]> {
  const awaited = sql`sum(${s.partnerShare} - ${s.collectedShare})`;
  return tx
    .select({ currency: s.currency, awaited: sql<bigint>`${awaited}`.mapWith(s.partnerShare) })
    .from(s)
    .where(partnerIn(s.partnerId, scope, null))
    .groupBy(s.currency)
    .having(sql`${awaited} <> 0`)
    .orderBy(asc(s.currency));
}

/** The reports of the last issued month, one per organization and currency. */
export async function lastReports(tx: Tx, scope: Scope) {
  const r = settlementReports;
  const issued = and(partnerIn(r.partnerId, scope, null), eq(r.state, "issued"));
  const newest = tx.select({ month: r.month }).from(r).where(issued).orderBy(desc(r.month)).limit(1);
  return tx
    .select({
      id: r.id,
      partnerId: r.partnerId,
      number: r.number,
      month: r.month,
      currency: r.currency,
      sessions: r.sessions,
      payableShare: r.payableShare,
      expenses: r.expenses,
      carriedIn: r.carriedIn,
      balance: r.balance,
      issuedAt: r.issuedAt,
    })
    .from(r)
    .where(and(issued, eq(r.month, sql`(${newest})`)))
    .orderBy(asc(r.currency), asc(r.id));
}

export type SiteSums = {
  locationId: string;
  name: string;
  city: string;
  chargers: number;
  /** Per currency; empty where nothing ended on these days. */
  sums: { currency: string; partnerShare: Amount; records: number; energyKwh: Energy }[];
};

/** The sites at which the partners own a charger today, or earned something on these days. */
export async function sitesWithShares(tx: Tx, scope: Scope, days: DayRange, today: IsoDate): Promise<SiteSums[]> {
  const owned = await tx
    .select({ locationId: evses.locationId, chargers: sql<number>`count(*)::int` })
    .from(evseOwners)
    .innerJoin(evses, eq(evses.id, evseOwners.evseId))
    .where(and(partnerIn(evseOwners.partnerId, scope, null), sql`${evseOwners.days} @> ${today}::date`))
    .groupBy(evses.locationId);
  const earned = await tx
    .select({
      locationId: s.locationId,
      currency: s.currency,
      records: sql<number>`sum(${s.records})::int`,
      energyKwh: sql<bigint>`sum(${s.energyKwh})`.mapWith(s.energyKwh),
      partnerShare: sql<bigint>`sum(${s.partnerShare})`.mapWith(s.partnerShare),
    })
    .from(s)
    .where(and(partnerIn(s.partnerId, scope, null), gte(s.day, days.from), lte(s.day, days.to)))
    .groupBy(s.locationId, s.currency)
    .orderBy(asc(s.currency));
  const names = await tx.select({ id: locations.id, name: locations.name, city: locations.city }).from(locations);
  return names
    .map(({ id, name, city }) => ({
      locationId: id,
      name,
      city,
      chargers: owned.find((row) => row.locationId === id)?.chargers ?? 0,
      sums: earned.filter((row) => row.locationId === id).map(({ locationId: _, ...row }) => row),
    }))
    .filter((site) => site.chargers > 0 || site.sums.length > 0)
    .sort((a, b) => shareOf(b) - shareOf(a) || a.name.localeCompare(b.name));
}

/** Only an order: what a site earned in its first currency. */
function shareOf(site: SiteSums): number {
  return Number(site.sums[0]?.partnerShare ?? 0n);
}

/** The names of the partners in the scope. */
export async function partnerNames(tx: Tx, scope: Scope): Promise<string[]> {
  const rows = await tx
    .select({ name: companies.name })
    .from(companies)
    .where(and(partnerIn(companies.id, scope, null), eq(companies.isPartner, true)))
    .orderBy(sql`lower(${companies.name})`);
  return rows.map((row) => row.name);
}
