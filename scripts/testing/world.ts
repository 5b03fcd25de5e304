/** Small worlds for database tests: an organization, partners with EVSEs, tariffs and contracts, in a few words. */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { storeFile } from "@/db/queries/files";
import { insertImport, insertSource } from "@/db/queries/imports";
import * as schema from "@/db/schema";
import { importCdrs } from "@/lib/cdrs/import-cdrs.server";
import type { StoredTerms } from "@/lib/contracts/terms";

const LONG_AGO = "2015-01-01";

/** An organization of its own company. */
export async function createOrganization(
  facts: { name?: string; currency?: string; timeZone?: string; countries?: string[]; cutOffDay?: number } = {},
): Promise<{ id: string; companyId: string }> {
  const { name = "Tay Charging Ltd", countries = ["GB"] } = facts;
  const companyId = await createCompany({ name, isOwn: true, country: countries[0] });
  const id = uuidv7();
  await asOwner(async (tx) => {
    await tx.insert(schema.organizations).values({
      id,
      companyId,
      name,
      currency: facts.currency ?? "GBP",
      timeZone: facts.timeZone ?? "Europe/London",
      locale: "en",
      cutOffDay: facts.cutOffDay ?? 1,
      createdAt: 0,
    });
    await tx.insert(schema.organizationCountries).values(countries.map((country) => ({ country, organizationId: id })));
  });
  return { id, companyId };
}

/** A company; a partner unless said otherwise. */
export async function createCompany(facts: Partial<typeof schema.companies.$inferInsert> = {}): Promise<string> {
  const id = facts.id ?? uuidv7();
  const name = facts.name ?? `Partner ${id.slice(-4)}`;
  const isPartner = !facts.isOwn && !facts.isEmp;
  await asOwner((tx) =>
    tx.insert(schema.companies).values({ isPartner, country: "GB", ...facts, id, name, legalName: name, createdAt: 0 }),
  );
  return id;
}

export type EvseFacts = {
  uid: string;
  ownerId?: string;
  locationId?: string;
  locationName?: string;
  country?: string;
  timeZone?: string;
  /** Connector id → current. */
  connectors?: Record<string, "AC" | "DC">;
  ownedFrom?: string;
};

/** An EVSE at a site of its own (or a given one), owned since long ago. */
export async function createEvse(
  facts: EvseFacts,
): Promise<{ id: string; locationId: string; connectorIds: string[] }> {
  return asOwner(async (tx) => {
    const locationId = facts.locationId ?? (await insertLocation(tx, facts));
    const id = uuidv7();
    await tx.insert(schema.evses).values({ id, locationId, uid: facts.uid, createdAt: 0 });
    const connectors = Object.entries(facts.connectors ?? { "1": "AC" as const }).map(([connectorId, current]) => ({
      id: uuidv7(),
      evseId: id,
      connectorId,
      current,
      powerType: current === "DC" ? "DC" : "AC_3_PHASE",
    }));
    await tx.insert(schema.connectors).values(connectors);
    if (facts.ownerId) {
      const days = { from: facts.ownedFrom ?? LONG_AGO, until: null };
      await tx
        .insert(schema.evseOwners)
        .values({ id: uuidv7(), evseId: id, partnerId: facts.ownerId, days, createdAt: 0 });
    }
    return { id, locationId, connectorIds: connectors.map((connector) => connector.id) };
  });
}

async function insertLocation(tx: Tx, facts: EvseFacts): Promise<string> {
  const id = uuidv7();
  const name = facts.locationName ?? `Site of ${facts.uid}`;
  await tx.insert(schema.locations).values({
    id,
    externalId: name,
    name,
    country: facts.country ?? "GB",
    timeZone: facts.timeZone ?? "Europe/London",
    createdAt: 0,
  });
  return id;
}

/** A flat tariff per kWh, assigned to connectors since long ago. */
export async function createTariff(
  connectorIds: readonly string[],
  facts: { perKwh?: string; vat?: number; currency?: string; elements?: object[]; validFrom?: string } = {},
): Promise<{ id: string; versionId: string }> {
  const id = uuidv7();
  const versionId = uuidv7();
  const { perKwh = "0.4000", vat = 20, currency = "GBP" } = facts;
  const component = { type: "ENERGY", price: Number(perKwh), vat, step_size: 1 };
  const elements = facts.elements ?? [{ price_components: [component] }];
  const sales = { id, currency, elements, last_updated: "2015-01-01T00:00:00Z" };
  await asOwner(async (tx) => {
    await tx.insert(schema.tariffs).values({ id, name: `Tariff ${id}`, currency, createdAt: 0 });
    const validFrom = facts.validFrom ?? LONG_AGO;
    await tx
      .insert(schema.tariffVersions)
      .values({ id: versionId, tariffId: id, version: 1, validFrom, sales, createdAt: 0 });
    const days = { from: LONG_AGO, until: null };
    if (connectorIds.length > 0) {
      await tx
        .insert(schema.tariffAssignments)
        .values(connectorIds.map((connectorId) => ({ id: uuidv7(), connectorId, tariffId: id, days, createdAt: 0 })));
    }
  });
  return { id, versionId };
}

/** A revenue share over all sites of a partner, or chosen ones; 70 % unless said otherwise. */
export async function createContract(
  partnerId: string,
  organizationId: string,
  facts: { terms?: StoredTerms; currency?: string; startsIn?: string; siteIds?: readonly string[] } = {},
): Promise<{ id: string; versionId: string }> {
  const id = uuidv7();
  const versionId = uuidv7();
  const startsIn = facts.startsIn ?? LONG_AGO.slice(0, 7);
  const terms: StoredTerms = facts.terms ?? {
    kind: "revenue_share",
    share: { acBasisPoints: 7000, dcBasisPoints: 7000 },
  };
  await asOwner(async (tx) => {
    await tx.insert(schema.contracts).values({
      id,
      partnerId,
      organizationId,
      currency: facts.currency ?? "GBP",
      name: `Contract ${id}`,
      kind: terms.kind,
      scope: facts.siteIds ? "chosen_sites" : "all_sites",
      startsIn,
      createdAt: 0,
    });
    const sites = (facts.siteIds ?? []).map((locationId) => ({ contractId: id, locationId }));
    if (sites.length > 0) await tx.insert(schema.contractLocations).values(sites);
    await tx
      .insert(schema.contractVersions)
      .values({ id: versionId, contractId: id, version: 1, validFrom: startsIn, terms, createdAt: 0 });
  });
  return { id, versionId };
}

/** A source of CSV files with a mapping, or of OCPI CDRs. */
export async function createSource(facts: Partial<typeof schema.sources.$inferInsert> = {}): Promise<string> {
  const id = uuidv7();
  await asOwner((tx) => insertSource(tx, { name: `Source ${id}`, format: "ocpi", createdAt: 0, ...facts, id }));
  return id;
}

/** Stores a file as a queued import. */
export async function createImport(sourceId: string, bytes: Uint8Array, mapping: unknown = null): Promise<string> {
  const [fileId, id] = [uuidv7(), uuidv7()];
  await asOwner(async (tx) => {
    const file = { id: fileId, partnerId: null, name: "cdrs", mediaType: "text/csv", createdAt: 0, createdBy: null };
    await storeFile(tx, file, [bytes] as unknown as AsyncIterable<Uint8Array>);
    await insertImport(tx, { id, sourceId, fileId, state: "queued", mapping, createdAt: 0 });
  });
  return id;
}

/** Imports a text at once, and gives the import's id. */
export async function importText(
  sourceId: string,
  text: string,
  mapping: unknown = null,
  now = Date.now(),
): Promise<string> {
  const id = await createImport(sourceId, Buffer.from(text), mapping);
  await importCdrs(id, () => now);
  return id;
}
