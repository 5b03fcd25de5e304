/** Writes what stands before the first session: companies, organizations, sites, tariffs, contracts, cards. */
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { appendAuditEvents } from "@/db/queries/audit";
import * as schema from "@/db/schema";
import { type ObjectType, SYSTEM } from "@/lib/audit/event";
import { type Instant, startOfDay } from "@/lib/calendar/calendar";
import type { DemoCalendar } from "./calendar";
import { type CompanyKey, type DemoCompany, EMPS, type Market, OWN, PARTNERS } from "./companies";
import { demoContracts } from "./contracts";
import { insertSites } from "./insert-sites";
import { insertTariffs } from "./insert-tariffs";
import type { ChargePoint, DemoSession } from "./sessions";

/** The ids of what was written, by the names that the demo's plan uses. */
export type MasterData = {
  companyIds: ReadonlyMap<CompanyKey, string>;
  organizationIds: ReadonlyMap<Market, string>;
};

/** What all writers share. */
export type Writing = {
  tx: Tx;
  calendar: DemoCalendar;
  /** The instant at which everything was set up. */
  at: Instant;
  /** Keeps the history: something was created. */
  created: (objectType: ObjectType, objectId: string, label: string, partnerId?: string) => void;
};

/** Writes all master data of the demo in the caller's transaction. */
export async function insertMasterData(
  tx: Tx,
  calendar: DemoCalendar,
  chargePoints: readonly ChargePoint[],
  sessions: readonly DemoSession[],
): Promise<MasterData> {
  const at = startOfDay(calendar.opened, "Europe/London");
  const events: Parameters<typeof appendAuditEvents>[1][number][] = [];
  const writing: Writing = {
    tx,
    calendar,
    at,
    created: (objectType, objectId, label, partnerId) => {
      events.push({ actor: SYSTEM, verb: "created", objectType, objectId, label, partnerId: partnerId ?? null, at });
    },
  };
  const companyIds = await insertCompanies(writing);
  const organizationIds = await insertOrganizations(writing, companyIds);
  const { locationIds, connectors } = await insertSites(writing, chargePoints, companyIds);
  const tariffIds = await insertTariffs(writing, connectors, companyIds);
  await insertContracts(writing, { companyIds, organizationIds, locationIds });
  await insertCards(writing, sessions, companyIds, tariffIds.get("de_fleet")!);
  await appendAuditEvents(tx, events);
  return { companyIds, organizationIds };
}

async function insertCompanies({ tx, at, created }: Writing): Promise<Map<CompanyKey, string>> {
  const all: readonly DemoCompany[] = [...OWN, ...PARTNERS, ...EMPS];
  const ids = new Map<CompanyKey, string>(all.map(({ key }) => [key, uuidv7()]));
  const roles = (company: DemoCompany) => ({
    isOwn: OWN.some(({ key }) => key === company.key),
    isPartner: PARTNERS.some(({ key }) => key === company.key),
    isEmp: EMPS.some(({ key }) => key === company.key),
  });
  const rows = all.map(({ key, parent, ...facts }) => ({
    ...facts,
    id: ids.get(key)!,
    parentId: parent ? ids.get(parent)! : null,
    ...roles({ key, ...facts }),
    iban: facts.iban ?? null,
    locale: facts.locale ?? null,
    phone: null,
    taxNumber: null,
    isPerson: false,
    email: `accounts@${key.replace("_", "-")}.example`,
    externalReference: key.toUpperCase().replace("_", "-"),
    roaming: EMPS.find((emp) => emp.key === key)?.roaming ?? null,
    createdAt: at,
    version: 1,
  }));
  await insertRows(tx, schema.companies, rows);
  const parties = EMPS.map(({ key, party }) => ({
    countryCode: party.slice(0, 2),
    partyId: party.slice(2),
    companyId: ids.get(key)!,
  }));
  await insertRows(tx, schema.empParties, parties);
  for (const row of rows) created("company", row.id, row.name, row.isPartner ? row.id : undefined);
  return ids;
}

async function insertOrganizations(
  { tx, calendar, at, created }: Writing,
  companyIds: ReadonlyMap<CompanyKey, string>,
): Promise<Map<Market, string>> {
  const rows = OWN.map(({ key, market, currency, timeZone, locale, legalName }) => ({
    id: uuidv7(),
    companyId: companyIds.get(key)!,
    name: legalName,
    currency,
    timeZone,
    locale: locale ?? "en",
    cutOffDay: 1,
    settings: market === "DE" ? { communityDiscounts: [{ from: calendar.opened, basisPoints: 1000 }] } : {},
    createdAt: at,
    version: 1,
    market,
  }));
  await insertRows(tx, schema.organizations, rows);
  await insertRows(
    tx,
    schema.organizationCountries,
    rows.map((row) => ({ country: row.market, organizationId: row.id })),
  );
  for (const row of rows) created("organization", row.id, row.name);
  return new Map(rows.map((row) => [row.market, row.id]));
}

async function insertContracts(
  { tx, calendar, at, created }: Writing,
  ids: MasterData & { locationIds: ReadonlyMap<string, string> },
): Promise<void> {
  const contracts = demoContracts(calendar).map((contract) => ({ ...contract, id: uuidv7() }));
  const rows = contracts.map(({ id, partner, market, name, onlySites, versions }) => ({
    id,
    partnerId: ids.companyIds.get(partner)!,
    organizationId: ids.organizationIds.get(market)!,
    currency: OWN.find((own) => own.market === market)!.currency,
    name,
    kind: versions[0]!.terms.kind,
    scope: onlySites ? ("chosen_sites" as const) : ("all_sites" as const),
    startsIn: versions[0]!.validFrom,
    createdAt: at,
    version: 1,
  }));
  await insertRows(tx, schema.contracts, rows);
  const versions = contracts.flatMap(({ id, versions }) =>
    versions.map((version, i) => ({ ...version, id: uuidv7(), contractId: id, version: i + 1, createdAt: at })),
  );
  await insertRows(tx, schema.contractVersions, versions);
  const scopes = contracts.flatMap(({ id, onlySites = [] }) =>
    onlySites.map((site) => ({ contractId: id, locationId: ids.locationIds.get(site)! })),
  );
  await insertRows(tx, schema.contractLocations, scopes);
  for (const row of rows) created("contract", row.id, row.name, row.partnerId);
}

/** Cards of partners and of our own drivers, one with an EMP sales tariff; those of EMPs become known with their first session, as they would. */
async function insertCards(
  { tx, calendar, at }: Writing,
  sessions: readonly DemoSession[],
  companyIds: ReadonlyMap<CompanyKey, string>,
  fleetTariffId: string,
): Promise<void> {
  const issuers = new Map<string, string>();
  for (const { key } of [...OWN, ...PARTNERS]) issuers.set(key, companyIds.get(key)!);
  const cards = new Map<string, typeof schema.tokens.$inferInsert>();
  for (const { driver } of sessions) {
    const issuerId = issuers.get(driver.issuer);
    if (!issuerId || cards.has(driver.tokenUid)) continue;
    const isOwn = OWN.some(({ key }) => key === driver.issuer);
    cards.set(driver.tokenUid, {
      id: uuidv7(),
      uid: driver.tokenUid,
      type: isOwn ? "APP_USER" : "RFID",
      issuerId,
      label: isOwn ? "Tay Charging app" : `Fleet card ${driver.tokenUid.slice(-4)}`,
      createdAt: at,
    });
  }
  await insertRows(tx, schema.tokens, [...cards.values()]);
  const fleetCard = [...cards.values()].find(({ issuerId }) => issuerId === companyIds.get("nordspeicher"));
  if (!fleetCard) return;
  const days = { from: calendar.opened, until: null };
  await insertRows(tx, schema.salesTariffAssignments, [
    { id: uuidv7(), tokenId: fleetCard.id, tariffId: fleetTariffId, kind: "emp_sales", days, createdAt: at },
  ]);
}
