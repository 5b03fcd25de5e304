/** What a contract's page shows besides the contract: the sites in its scope, and what they brought on some days. */
import { and, eq, gte, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { evseOwners, evses, locations, organizationCountries, recordRollups, revenueRecords } from "@/db/schema";
import type { IsoDate } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";
import type { Contract } from "./contracts";
import type { DayRange } from "./overview";

export type CoveredSite = { locationId: string; name: string; city: string; evses: number };

/** The sites of which the contract covers an EVSE that its partner owns on `today`. */
export async function sitesCovered(tx: Tx, contract: Contract, today: IsoDate): Promise<CoveredSite[]> {
  return tx
    .select({
      locationId: locations.id,
      name: locations.name,
      city: locations.city,
      evses: sql<number>`count(distinct ${evses.id})::int`,
    })
    .from(evseOwners)
    .innerJoin(evses, eq(evses.id, evseOwners.evseId))
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .innerJoin(
      organizationCountries,
      and(
        eq(organizationCountries.country, locations.country),
        eq(organizationCountries.organizationId, contract.organizationId),
      ),
    )
    .where(
      and(
        eq(evseOwners.partnerId, contract.partnerId),
        sql`${evseOwners.days} @> ${today}::date`,
        scopeCondition(contract),
      ),
    )
    .groupBy(locations.id)
    .orderBy(sql`lower(${locations.name})`);
}

function scopeCondition({ scope, sites, evses: chosen }: Contract): SQL | undefined {
  if (scope === "chosen_sites") return inArray(locations.id, idsOf(sites));
  return scope === "chosen_evses" ? inArray(evses.id, idsOf(chosen)) : undefined;
}

const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

export type ContractSums = { records: number; revenue: Amount; partnerShare: Amount; collectedShare: Amount | null };

/**
 * What the sessions that ended on these days gave the contract's partner. From the rollups, unless the scope is of
 * EVSEs, which they do not tell apart: then from the records, and what of it is collected is not known (null).
 */
export async function contractSums(tx: Tx, contract: Contract, days: DayRange): Promise<ContractSums> {
  return contract.scope === "chosen_evses" ? sumsOfRecords(tx, contract, days) : sumsOfRollups(tx, contract, days);
}

async function sumsOfRollups(tx: Tx, contract: Contract, days: DayRange): Promise<ContractSums> {
  const s = recordRollups;
  const total = (value: SQL) => sql<bigint>`coalesce(sum(${value}), 0)`.mapWith(s.revenue);
  const [row] = await tx
    .select({
      records: sql<number>`coalesce(sum(${s.records}), 0)::int`,
      revenue: total(sql`${s.revenue}`),
      partnerShare: total(sql`${s.partnerShare}`),
      collectedShare: total(sql`${s.collectedShare}`),
    })
    .from(s)
    .where(
      and(
        eq(s.partnerId, contract.partnerId),
        eq(s.organizationId, contract.organizationId),
        eq(s.currency, contract.currency),
        gte(s.day, days.from),
        lte(s.day, days.to),
        contract.scope === "chosen_sites" ? inArray(s.locationId, idsOf(contract.sites)) : undefined,
      ),
    );
  return row!;
}

async function sumsOfRecords(tx: Tx, contract: Contract, days: DayRange): Promise<ContractSums> {
  const r = revenueRecords;
  const total = (value: SQL) => sql<bigint>`coalesce(sum(${value}), 0)`.mapWith(r.revenue);
  const [row] = await tx
    .select({
      records: sql<number>`count(*)::int`,
      revenue: total(sql`${r.revenue}`),
      partnerShare: total(sql`${r.partnerShare}`),
    })
    .from(r)
    .where(
      and(
        eq(r.partnerId, contract.partnerId),
        eq(r.contractId, contract.id),
        gte(r.endedAt, Date.parse(`${days.from}T00:00:00Z`)),
        sql`${r.endedAt} < ${days.to}::date + 1`,
      ),
    );
  return { ...row!, collectedShare: null };
}
