/** Reads the master data that prices and divides CDRs into one value (`Reference`). */
import { eq, sql } from "drizzle-orm";
import { isOneOf } from "@/db/bulk";
import type { Tx } from "@/db/client";
import {
  companies,
  connectors,
  contractEvses,
  contractLocations,
  contracts,
  contractVersions,
  empParties,
  evseOwners,
  evses,
  installation,
  locations,
  organizationCountries,
  organizations,
  referenceVersion,
  salesTariffAssignments,
  tokens,
} from "@/db/schema";
import { communityDiscountsOf } from "@/lib/companies/community-discount";
import type { ContractScope } from "@/lib/contracts/scope";
import { parseTerms } from "@/lib/contracts/terms";
import type { TokenIssuer } from "@/lib/records/payer";
import type {
  Connector,
  Contract,
  ContractVersion,
  Dated,
  Emp,
  Evse,
  KnownToken,
  Organization,
  Reference,
} from "@/lib/records/reference";
import { groupInto } from "./group-into";
import { loadTariffs } from "./reference-tariffs";

/** The number that every change of the master data raises. */
export async function currentReferenceVersion(tx: Tx): Promise<bigint> {
  const [row] = await tx.select({ version: referenceVersion.version }).from(referenceVersion);
  return row!.version;
}

/**
 * The same, held until the transaction ends: a change of the master data waits for those who have computed from it,
 * so that the recalculation which follows finds their CDRs.
 */
export async function holdReferenceVersion(tx: Tx): Promise<bigint> {
  const [row] = await tx.select({ version: referenceVersion.version }).from(referenceVersion).for("share");
  return row!.version;
}

/** Everything at once. Read the version first: a change that slips in between makes the copy look older than it is. */
export async function loadReference(tx: Tx): Promise<Reference> {
  const version = await currentReferenceVersion(tx);
  const [secret] = await tx.select({ key: installation.pseudonymKey }).from(installation);
  const emps = await loadEmps(tx);
  return {
    version,
    pseudonymKey: secret!.key,
    organizations: await loadOrganizations(tx),
    ...(await loadEvses(tx)),
    ownersByEvse: await loadOwners(tx),
    contractsByPartner: await loadContracts(tx),
    ...(await loadTariffs(tx)),
    ...emps,
  };
}

async function loadOrganizations(tx: Tx): Promise<Organization[]> {
  const rows = await tx
    .select({
      id: organizations.id,
      companyId: organizations.companyId,
      currency: organizations.currency,
      timeZone: organizations.timeZone,
      cutOffDay: organizations.cutOffDay,
      settings: organizations.settings,
      countries: sql<string[]>`array_remove(array_agg(${organizationCountries.country}::text), null)`,
    })
    .from(organizations)
    .leftJoin(organizationCountries, eq(organizationCountries.organizationId, organizations.id))
    .groupBy(organizations.id);
  return rows.map(({ settings, ...row }) => ({ ...row, communityDiscounts: communityDiscountsOf(settings) }));
}

async function loadEvses(tx: Tx): Promise<Pick<Reference, "evsesByUid" | "evsesByEvseId">> {
  const rows = await tx
    .select({
      id: evses.id,
      uid: evses.uid,
      evseId: evses.evseId,
      locationId: locations.id,
      name: locations.name,
      country: locations.country,
      timeZone: locations.timeZone,
    })
    .from(evses)
    .innerJoin(locations, eq(locations.id, evses.locationId));
  const plugs = await tx
    .select({
      id: connectors.id,
      evseId: connectors.evseId,
      connectorId: connectors.connectorId,
      current: connectors.current,
      standard: connectors.standard,
    })
    .from(connectors);
  const byEvse = groupInto(plugs, ({ evseId, ...connector }): [string, Connector] => [evseId, connector]);
  const evsesByUid = new Map<string, Evse>();
  const evsesByEvseId = new Map<string, Evse>();
  for (const row of rows) {
    const evse: Evse = {
      id: row.id,
      uid: row.uid,
      evseId: row.evseId,
      connectors: byEvse.get(row.id) ?? [],
      location: { id: row.locationId, name: row.name, country: row.country, timeZone: row.timeZone },
    };
    evsesByUid.set(row.uid, evse);
    if (row.evseId) evsesByEvseId.set(row.evseId, evse);
  }
  return { evsesByUid, evsesByEvseId };
}

async function loadOwners(tx: Tx): Promise<Reference["ownersByEvse"]> {
  const rows = await tx
    .select({ evseId: evseOwners.evseId, partnerId: evseOwners.partnerId, days: evseOwners.days })
    .from(evseOwners);
  return groupInto(rows, (row) => [row.evseId, { partnerId: row.partnerId, ...row.days }]);
}

async function loadContracts(tx: Tx): Promise<Reference["contractsByPartner"]> {
  const rows = await tx.select().from(contracts);
  const versions = groupInto(await tx.select().from(contractVersions), (row): [string, ContractVersion] => [
    row.contractId,
    { id: row.id, version: row.version, validFrom: row.validFrom, terms: parseTerms(row.terms) },
  ]);
  const sites = groupInto(await tx.select().from(contractLocations), (row) => [row.contractId, row.locationId]);
  const chosen = groupInto(await tx.select().from(contractEvses), (row) => [row.contractId, row.evseId]);
  const scopeOf = (row: (typeof rows)[number]): ContractScope => {
    if (row.scope === "chosen_sites") return { kind: "chosen_sites", siteIds: sites.get(row.id) ?? [] };
    if (row.scope === "chosen_evses") return { kind: "chosen_evses", evseIds: chosen.get(row.id) ?? [] };
    return { kind: "all_sites" };
  };
  return groupInto(rows, (row): [string, Contract] => [
    row.partnerId,
    {
      id: row.id,
      partnerId: row.partnerId,
      organizationId: row.organizationId,
      currency: row.currency,
      name: row.name,
      startsIn: row.startsIn,
      endsIn: row.endsIn,
      scope: scopeOf(row),
      versions: versions.get(row.id) ?? [],
    },
  ]);
}

async function loadEmps(tx: Tx): Promise<Pick<Reference, "empsByParty" | "empsById">> {
  const rows = await tx
    .select({ companyId: companies.id, roaming: companies.roaming })
    .from(companies)
    .where(eq(companies.isEmp, true));
  const empsById = new Map<string, Emp>(rows.map((row) => [row.companyId, row]));
  const parties = await tx.select().from(empParties);
  const empsByParty = new Map<string, Emp>();
  for (const party of parties) {
    const emp = empsById.get(party.companyId);
    if (emp) empsByParty.set(party.countryCode + party.partyId, emp);
  }
  return { empsByParty, empsById };
}

/** The tokens with these uids, and who issued them. A company that is partner and EMP issues as partner (D1). */
export async function findTokens(tx: Tx, uids: readonly string[]): Promise<Map<string, KnownToken>> {
  if (uids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: tokens.id,
      uid: tokens.uid,
      issuerId: tokens.issuerId,
      isPartner: companies.isPartner,
      isOwn: companies.isOwn,
      isEmp: companies.isEmp,
    })
    .from(tokens)
    .leftJoin(companies, eq(companies.id, tokens.issuerId))
    .where(isOneOf(tokens.uid, uids));
  const tariffsOf = await salesTariffsByToken(
    tx,
    rows.map((row) => row.id),
  );
  return new Map(
    rows.map((row) => {
      const salesTariffs = tariffsOf.get(row.id) ?? [];
      return [row.uid, { id: row.id, uid: row.uid, issuer: issuerOf(row), salesTariffs }];
    }),
  );
}

async function salesTariffsByToken(
  tx: Tx,
  tokenIds: readonly string[],
): Promise<Map<string, Dated<{ tariffId: string }>[]>> {
  const { tokenId, tariffId, days } = salesTariffAssignments;
  const rows = await tx
    .select({ tokenId, tariffId, days })
    .from(salesTariffAssignments)
    .where(isOneOf(tokenId, tokenIds));
  return groupInto(rows, (row) => [row.tokenId!, { tariffId: row.tariffId, ...row.days }]);
}

function issuerOf(row: {
  issuerId: string | null;
  isPartner: boolean | null;
  isOwn: boolean | null;
  isEmp: boolean | null;
}): TokenIssuer | null {
  if (row.issuerId === null) return null;
  if (row.isPartner) return { kind: "partner", companyId: row.issuerId };
  if (row.isOwn) return { kind: "organization", companyId: row.issuerId };
  return row.isEmp ? { kind: "emp", companyId: row.issuerId } : null;
}
