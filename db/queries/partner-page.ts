/** What a partner's page shows of its money and of what is open (A35), from rollups and small indexes. */
import { and, asc, count, desc, eq, gte, inArray, lt, lte, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  cdrs,
  contracts,
  contractVersions,
  locations,
  organizations,
  periods,
  recordRollups,
  settlementReports,
} from "@/db/schema";
import type { Month } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";
import type { DayRange } from "./overview";

export type SiteRevenue = {
  currency: string;
  locationId: string;
  name: string;
  records: number;
  revenue: Amount;
  partnerShare: Amount;
};

/** What each site of a partner brought on these days, per currency, the largest revenue first. */
export function revenueBySite(tx: Tx, partnerId: string, days: DayRange): Promise<SiteRevenue[]> {
  const s = recordRollups;
  const revenue = sql<bigint>`sum(${s.revenue})`.mapWith(s.revenue);
  return tx
    .select({
      currency: s.currency,
      locationId: s.locationId,
      name: locations.name,
      records: sql<number>`sum(${s.records})::int`,
      revenue,
      partnerShare: sql<bigint>`sum(${s.partnerShare})`.mapWith(s.revenue),
    })
    .from(s)
    .innerJoin(locations, eq(locations.id, s.locationId))
    .where(and(eq(s.partnerId, partnerId), gte(s.day, days.from), lte(s.day, days.to)))
    .groupBy(s.currency, s.locationId, locations.name)
    .orderBy(asc(s.currency), desc(revenue), asc(locations.name));
}

/** What waits for somebody, by kind; kinds without any are missing. */
export type OpenItem = { kind: "non_rated" | "no_contract" | "no_rate" | "drafts" | "months"; count: number };

/** Sessions at the partner's stations that nothing pays, drafts, and months before this one that are not issued. */
export async function openItemsOf(tx: Tx, partnerId: string, thisMonth: Month): Promise<OpenItem[]> {
  const unsettled = await tx
    .select({ kind: cdrs.settlement, count: sql<number>`count(*)::int` })
    .from(cdrs)
    // Written out as in the partial index that finds them.
    .where(and(eq(cdrs.ownerId, partnerId), sql`${cdrs.settlement} not in ('recorded', 'own_station')`))
    .groupBy(cdrs.settlement);
  const r = settlementReports;
  const [drafts] = await tx
    .select({ count: count() })
    .from(r)
    .where(and(eq(r.partnerId, partnerId), eq(r.state, "draft")));
  const [months] = await tx
    .select({ count: count() })
    .from(periods)
    .innerJoin(organizations, eq(organizations.id, periods.organizationId))
    .where(
      and(
        eq(periods.partnerId, partnerId),
        eq(periods.state, "open"),
        lt(periods.month, thisMonth),
        ne(organizations.companyId, partnerId),
      ),
    );
  const items = [
    ...(unsettled as OpenItem[]),
    { kind: "drafts" as const, count: drafts!.count },
    { kind: "months" as const, count: months!.count },
  ];
  return items.filter((item) => item.count > 0);
}

export type Deal = { id: string; name: string; currency: string; endsIn: Month | null; terms: unknown };

/** The contracts of a partner that are in force in a month, with the terms that hold then. */
export async function dealsOf(tx: Tx, partnerId: string, month: Month): Promise<Deal[]> {
  const inForce = sql`${contracts.startsIn} <= ${`${month}-01`}::date
    and (${contracts.endsIn} is null or ${contracts.endsIn} >= ${`${month}-01`}::date)`;
  const rows = await tx
    .select({ id: contracts.id, name: contracts.name, currency: contracts.currency, endsIn: contracts.endsIn })
    .from(contracts)
    .where(and(eq(contracts.partnerId, partnerId), inForce))
    .orderBy(sql`lower(${contracts.name})`);
  if (rows.length === 0) return [];
  const versions = await tx
    .selectDistinctOn([contractVersions.contractId], {
      contractId: contractVersions.contractId,
      terms: contractVersions.terms,
    })
    .from(contractVersions)
    .where(
      and(
        inArray(
          contractVersions.contractId,
          rows.map((row) => row.id),
        ),
        lte(contractVersions.validFrom, month),
      ),
    )
    .orderBy(contractVersions.contractId, desc(contractVersions.validFrom));
  const terms = new Map(versions.map((version) => [version.contractId, version.terms]));
  return rows.flatMap((row) => (terms.has(row.id) ? [{ ...row, terms: terms.get(row.id) }] : []));
}
