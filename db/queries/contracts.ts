/** Contracts with their versions and scopes (D4). */
import { and, asc, desc, eq, gte, ilike, inArray, isNull, lt, lte, max, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  companies,
  contractEvses,
  contractLocations,
  contracts,
  contractVersions,
  evses,
  locations,
  organizations,
} from "@/db/schema";
import type { Month } from "@/lib/calendar/calendar";
import type { ContractExtent, ContractScope } from "@/lib/contracts/scope";
import { contains, keysetBy, outer, type Page, type PageRequest, pageOf } from "./keyset";

export type ContractRow = typeof contracts.$inferSelect;
export type ContractVersionRow = typeof contractVersions.$inferSelect;
export type ContractState = "upcoming" | "active" | "ended";
export type ContractFilter = {
  /** Part of the contract's or the partner's name, or of the reference. */
  search?: string | undefined;
  partnerId?: string | undefined;
  state?: ContractState | undefined;
};
export type ContractListRow = ContractRow & {
  partnerName: string;
  organizationName: string;
  /** The terms in force in the month of the question, else the first. */
  terms: unknown;
  /** Sites or EVSEs of a chosen scope. */
  chosen: number;
};

/** One page of contracts by name. `month` decides which is in force. */
export async function listContracts(
  tx: Tx,
  filter: ContractFilter,
  page: PageRequest & { month: Month },
): Promise<Page<ContractListRow>> {
  const keyset = keysetBy(contracts.name, contracts.id, page);
  const rows = await tx
    .select({
      contract: contracts,
      partnerName: companies.name,
      organizationName: organizations.name,
      terms: sql<unknown>`(select v.terms from ${contractVersions} v where v.contract_id = ${outer(contracts.id)}
        order by v.valid_from <= ${`${page.month}-01`}::date desc,
          case when v.valid_from <= ${`${page.month}-01`}::date then v.valid_from end desc, v.valid_from limit 1)`,
      chosen: sql<number>`(select count(*)::int from ${contractLocations} l where l.contract_id = ${outer(contracts.id)})
        + (select count(*)::int from ${contractEvses} e where e.contract_id = ${outer(contracts.id)})`,
    })
    .from(contracts)
    .innerJoin(companies, eq(companies.id, contracts.partnerId))
    .innerJoin(organizations, eq(organizations.id, contracts.organizationId))
    .where(and(matches(filter, page.month), keyset.where))
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return pageOf(
    rows.map(({ contract, ...rest }) => ({ ...contract, ...rest })),
    page,
  );
}

function matches(filter: ContractFilter, month: Month): SQL | undefined {
  const pattern = filter.search?.trim() ? contains(filter.search) : null;
  const states: Record<ContractState, SQL | undefined> = {
    upcoming: sql`${contracts.startsIn} > ${`${month}-01`}::date`,
    active: and(lte(contracts.startsIn, month), or(isNull(contracts.endsIn), gte(contracts.endsIn, month))),
    ended: lt(contracts.endsIn, month),
  };
  return and(
    filter.state ? states[filter.state] : undefined,
    filter.partnerId ? eq(contracts.partnerId, filter.partnerId) : undefined,
    pattern === null
      ? undefined
      : or(
          ilike(contracts.name, pattern),
          ilike(contracts.externalReference, pattern),
          sql`exists (select from ${companies} p where p.id = ${contracts.partnerId} and p.name ilike ${pattern})`,
        ),
  );
}

/** How many contracts match, by state in the month. */
export async function countContracts(
  tx: Tx,
  filter: Omit<ContractFilter, "state">,
  month: Month,
): Promise<Record<ContractState | "all", number>> {
  const first = `${month}-01`;
  const [row] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      upcoming: sql<number>`count(*) filter (where ${contracts.startsIn} > ${first}::date)::int`,
      ended: sql<number>`count(*) filter (where ${contracts.endsIn} < ${first}::date)::int`,
    })
    .from(contracts)
    .where(matches(filter, month));
  const { all, upcoming, ended } = row!;
  return { all, upcoming, ended, active: all - upcoming - ended };
}

export type Contract = ContractRow & {
  partnerName: string;
  organizationName: string;
  versions: ContractVersionRow[];
  sites: { id: string; name: string }[];
  evses: { id: string; uid: string; locationName: string }[];
};

/** One contract with its versions (latest first) and what its scope names, or null. */
export async function findContract(tx: Tx, id: string): Promise<Contract | null> {
  const [row] = await tx
    .select({ contract: contracts, partnerName: companies.name, organizationName: organizations.name })
    .from(contracts)
    .innerJoin(companies, eq(companies.id, contracts.partnerId))
    .innerJoin(organizations, eq(organizations.id, contracts.organizationId))
    .where(eq(contracts.id, id));
  if (!row) return null;
  const versions = await tx
    .select()
    .from(contractVersions)
    .where(eq(contractVersions.contractId, id))
    .orderBy(desc(contractVersions.validFrom));
  const sites = await tx
    .select({ id: locations.id, name: locations.name })
    .from(contractLocations)
    .innerJoin(locations, eq(locations.id, contractLocations.locationId))
    .where(eq(contractLocations.contractId, id))
    .orderBy(sql`lower(${locations.name})`);
  const evseRows = await tx
    .select({ id: evses.id, uid: evses.uid, locationName: locations.name })
    .from(contractEvses)
    .innerJoin(evses, eq(evses.id, contractEvses.evseId))
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .where(eq(contractEvses.contractId, id))
    .orderBy(asc(evses.uid));
  const { contract, ...names } = row;
  return { ...contract, ...names, versions, sites, evses: evseRows };
}

/** The contracts of one partner change one writer at a time, so that two cannot come to intersect. */
export async function lockContractsOf(tx: Tx, partnerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`contracts ${partnerId}`}, 0))`);
}

/** What every contract of a partner covers. */
export async function extentsOf(tx: Tx, partnerId: string): Promise<(ContractExtent & { name: string })[]> {
  const rows = await tx
    .select({
      contract: contracts,
      siteIds: sql<string[]>`array(
        select l.location_id::text from ${contractLocations} l where l.contract_id = ${outer(contracts.id)})`,
      evseIds: sql<string[]>`array(
        select e.evse_id::text from ${contractEvses} e where e.contract_id = ${outer(contracts.id)})`,
    })
    .from(contracts)
    .where(eq(contracts.partnerId, partnerId));
  return rows.map(({ contract, siteIds, evseIds }) => {
    const { id, name, organizationId, currency, startsIn, endsIn } = contract;
    const scope = scopeOf(contract.scope, { siteIds, evseIds });
    return { id, name, partnerId, organizationId, currency, startsIn, endsIn, scope };
  });
}

/** A scope as rules see it. */
export function scopeOf(
  kind: ContractScope["kind"],
  chosen: { siteIds: readonly string[]; evseIds: readonly string[] },
): ContractScope {
  if (kind === "chosen_sites") return { kind, siteIds: chosen.siteIds };
  return kind === "chosen_evses" ? { kind, evseIds: chosen.evseIds } : { kind };
}

/** The site of each of these EVSEs. */
export async function sitesOfEvses(tx: Tx, evseIds: readonly string[]): Promise<Map<string, string>> {
  if (evseIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: evses.id, locationId: evses.locationId })
    .from(evses)
    .where(inArray(evses.id, [...evseIds]));
  return new Map(rows.map((row) => [row.id, row.locationId]));
}

/** Adds a contract, without scope and version. */
export async function insertContract(tx: Tx, row: typeof contracts.$inferInsert): Promise<void> {
  await tx.insert(contracts).values(row);
}

/** Changes a contract if it still has the version that was read; false when somebody was faster. */
export async function updateContract(
  tx: Tx,
  id: string,
  version: number,
  fields: Pick<
    ContractRow,
    "name" | "scope" | "endsIn" | "renewalMonths" | "noticeMonths" | "noticeGivenOn" | "externalReference"
  >,
): Promise<boolean> {
  const changed = await tx
    .update(contracts)
    .set({ ...fields, version: version + 1 })
    .where(and(eq(contracts.id, id), eq(contracts.version, version)))
    .returning({ id: contracts.id });
  return changed.length === 1;
}

/** Gives a contract the sites or EVSEs of its scope. */
export async function replaceScope(tx: Tx, contractId: string, scope: ContractScope): Promise<void> {
  await tx.delete(contractLocations).where(eq(contractLocations.contractId, contractId));
  await tx.delete(contractEvses).where(eq(contractEvses.contractId, contractId));
  if (scope.kind === "chosen_sites") {
    await tx.insert(contractLocations).values(scope.siteIds.map((locationId) => ({ contractId, locationId })));
  }
  if (scope.kind === "chosen_evses") {
    await tx.insert(contractEvses).values(scope.evseIds.map((evseId) => ({ contractId, evseId })));
  }
}

/** Adds the next version of a contract whose partner is locked. */
export async function insertContractVersion(
  tx: Tx,
  row: Omit<typeof contractVersions.$inferInsert, "version">,
): Promise<number> {
  const [last] = await tx
    .select({ version: max(contractVersions.version) })
    .from(contractVersions)
    .where(eq(contractVersions.contractId, row.contractId));
  const version = (last?.version ?? 0) + 1;
  await tx.insert(contractVersions).values({ ...row, version });
  return version;
}

/** The EVSEs a partner owns or owned, by site, for choosing a scope. */
export async function evseOptionsOf(
  tx: Tx,
  partnerId: string,
): Promise<{ id: string; uid: string; locationId: string; locationName: string }[]> {
  return tx
    .select({ id: evses.id, uid: evses.uid, locationId: locations.id, locationName: locations.name })
    .from(evses)
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .where(sql`exists (select from evse_owners o where o.evse_id = ${evses.id} and o.partner_id = ${partnerId})`)
    .orderBy(sql`lower(${locations.name})`, asc(evses.uid));
}
