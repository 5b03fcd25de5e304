/**
 * Master data that looks real, the same for the same scale: five organizations with a currency each, partners with a
 * long tail (a few own most stations), EMPs, sites, EVSEs, tariffs of several shapes and contracts of every kind.
 */
import { createHash } from "node:crypto";
import type { PgTable } from "drizzle-orm/pg-core";
import { asOwner } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import * as schema from "@/db/schema";
import type { StoredTerms } from "@/lib/contracts/terms";
import type { Scale } from "./bench";

const MARKETS = [
  { country: "DE", currency: "EUR", timeZone: "Europe/Berlin", vat: 19, until: 0.5 },
  { country: "GB", currency: "GBP", timeZone: "Europe/London", vat: 20, until: 0.7 },
  { country: "PL", currency: "PLN", timeZone: "Europe/Warsaw", vat: 23, until: 0.82 },
  { country: "CH", currency: "CHF", timeZone: "Europe/Zurich", vat: 8.1, until: 0.92 },
  { country: "SE", currency: "SEK", timeZone: "Europe/Stockholm", vat: 25, until: 1 },
] as const;
export type Market = (typeof MARKETS)[number];

const ALWAYS = { from: "2020-01-01", until: null };
const TARIFFS_PER_MARKET = 8;
const CONNECTORS_PER_SITE = 4;
const TOKENS_PER_CONNECTOR = 5;
const BATCH_ROWS = 5_000;
const LONG_TAIL = 3;

/** How many of each there are. */
export type Counts = { partners: number; emps: number; connectors: number; tokens: number };

/** 1,000 partners, 200 EMPs and 20,000 connectors for a million CDRs; fewer for fewer, never none. */
export function countsOf({ cdrs }: Scale): Counts {
  const connectors = Math.min(20_000, Math.max(40, Math.round(cdrs / 50)));
  const partners = Math.min(1_000, Math.max(10, Math.round(cdrs / 1_000)));
  const emps = Math.min(200, Math.max(5, Math.round(cdrs / 5_000)));
  return { partners, emps, connectors, tokens: connectors * TOKENS_PER_CONNECTOR };
}

/** A UUID that is the same in every run. */
export function idOf(kind: string, n: number): string {
  const hex = createHash("md5").update(`${kind} ${n}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A number in [0, 1) that belongs to a thing. */
export function chanceOf(kind: string, n: number): number {
  return createHash("md5").update(`chance ${kind} ${n}`).digest().readUInt32BE() / 4_294_967_296;
}

export function marketOfPartner(partner: number): Market {
  const chance = chanceOf("market", partner);
  return MARKETS.find((market) => chance < market.until)!;
}

/** A connector with its EVSE, site and owner; each EVSE has one. */
export type Station = { n: number; partner: number; market: Market; site: number; evseUid: string; dc: boolean };

export function stationOf(n: number, counts: Counts): Station {
  const site = Math.floor(n / CONNECTORS_PER_SITE);
  const partner = Math.floor(counts.partners * chanceOf("owner", site) ** LONG_TAIL);
  const market = marketOfPartner(partner);
  return { n, partner, market, site, evseUid: `${market.country}*WAT*E${n}`, dc: chanceOf("dc", site) < 0.25 };
}

/** How a token pays (D1), by its number. */
export type Token = { n: number; uid: string; contractId: string | null; issuer: string | null };

export function tokenOf(n: number, counts: Counts): Token {
  const uid = `04${createHash("md5").update(`token ${n}`).digest("hex").slice(0, 12).toUpperCase()}`;
  const kind = n % 20;
  if (kind < 15) {
    const emp = Math.floor(counts.emps * chanceOf("emp", n) ** LONG_TAIL);
    return { n, uid, contractId: `DE-${partyOf(emp)}-C${n}`, issuer: idOf("emp", emp) };
  }
  if (kind < 17) return { n, uid, contractId: null, issuer: idOf("partner", n % counts.partners) };
  if (kind < 19) return { n, uid, contractId: null, issuer: idOf("own", 0) };
  return { n, uid, contractId: null, issuer: null };
}

function partyOf(emp: number): string {
  return emp.toString(36).padStart(3, "0").toUpperCase();
}

const CREATED = { createdAt: 0 };
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Writes the master data. */
export async function writeWorld(scale: Scale): Promise<void> {
  const counts = countsOf(scale);
  await writeCompanies(counts);
  await writeOrganizations();
  await writeStations(range(counts.connectors).map((n) => stationOf(n, counts)));
  await writeTariffs(counts);
  await writeContracts(counts);
  const tokens = range(counts.tokens).map((n) => tokenOf(n, counts));
  await write(
    schema.tokens,
    tokens.map(({ n, uid, contractId, issuer }) => ({
      id: idOf("token", n),
      uid,
      contractId,
      type: "RFID" as const,
      issuerId: issuer,
      ...CREATED,
    })),
  );
}

async function write<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH_ROWS) {
    await asOwner((tx) => insertRows(tx, table, rows.slice(from, from + BATCH_ROWS)));
  }
}

async function writeCompanies({ partners, emps }: Counts): Promise<void> {
  const company = (kind: string, n: number, name: string, country: string) => ({
    id: idOf(kind, n),
    name,
    legalName: `${name} Ltd`,
    isPartner: kind === "partner",
    isEmp: kind === "emp",
    isOwn: kind === "own",
    roaming: kind === "emp" ? (n % 3 === 0 ? ("bilateral" as const) : ("hub" as const)) : null,
    country,
    ...CREATED,
  });
  await write(schema.companies, [
    ...MARKETS.map(({ country }, n) => company("own", n, `Wattsettle ${country}`, country)),
    ...range(partners).map((n) => company("partner", n, `Partner ${n}`, marketOfPartner(n).country)),
    ...range(emps).map((n) => company("emp", n, `EMP ${n}`, "DE")),
  ]);
  const parties = range(emps).map((n) => ({ countryCode: "DE", partyId: partyOf(n), companyId: idOf("emp", n) }));
  await write(schema.empParties, parties);
}

async function writeOrganizations(): Promise<void> {
  await write(
    schema.organizations,
    MARKETS.map(({ country, currency, timeZone }, n) => ({
      id: idOf("organization", n),
      companyId: idOf("own", n),
      name: `Wattsettle ${country}`,
      currency,
      timeZone,
      locale: "en",
      ...CREATED,
    })),
  );
  const countries = MARKETS.map(({ country }, n) => ({ country, organizationId: idOf("organization", n) }));
  await write(schema.organizationCountries, countries);
}

async function writeStations(stations: readonly Station[]): Promise<void> {
  await write(
    schema.locations,
    stations
      .filter(({ n }) => n % CONNECTORS_PER_SITE === 0)
      .map(({ site, market }) => ({
        id: idOf("site", site),
        externalId: `SITE-${site}`,
        name: `Station ${site}`,
        country: market.country,
        timeZone: market.timeZone,
        ...CREATED,
      })),
  );
  await write(
    schema.evses,
    stations.map(({ n, site, evseUid }) => ({
      id: idOf("evse", n),
      locationId: idOf("site", site),
      uid: evseUid,
      ...CREATED,
    })),
  );
  await write(
    schema.connectors,
    stations.map(({ n, dc }) => ({
      id: idOf("connector", n),
      evseId: idOf("evse", n),
      connectorId: "1",
      current: dc ? ("DC" as const) : ("AC" as const),
      powerType: dc ? "DC" : "AC_3_PHASE",
    })),
  );
  await write(
    schema.evseOwners,
    stations.map(({ n, partner }) => ({
      id: idOf("owner", n),
      evseId: idOf("evse", n),
      partnerId: idOf("partner", partner),
      days: ALWAYS,
      ...CREATED,
    })),
  );
}

async function writeTariffs(counts: Counts): Promise<void> {
  const all = MARKETS.flatMap((market, m) =>
    range(TARIFFS_PER_MARKET).map((shape) => ({ n: m * TARIFFS_PER_MARKET + shape, market, shape })),
  );
  await write(
    schema.tariffs,
    all.map(({ n, market }) => ({ id: idOf("tariff", n), name: `Tariff ${n}`, currency: market.currency, ...CREATED })),
  );
  await write(
    schema.tariffVersions,
    all.map(({ n, market, shape }) => ({
      id: idOf("tariff version", n),
      tariffId: idOf("tariff", n),
      version: 1,
      validFrom: ALWAYS.from,
      sales: tariffOf(n, market, elementsOf(shape, market.vat, 1)),
      purchase: tariffOf(n, market, elementsOf(shape, market.vat, 0.6)),
      ...CREATED,
    })),
  );
  const stations = range(counts.connectors).map((n) => stationOf(n, counts));
  await write(
    schema.tariffAssignments,
    stations.map(({ n, site, market }) => ({
      id: idOf("assignment", n),
      connectorId: idOf("connector", n),
      tariffId: idOf("tariff", MARKETS.indexOf(market) * TARIFFS_PER_MARKET + (site % TARIFFS_PER_MARKET)),
      days: ALWAYS,
      ...CREATED,
    })),
  );
}

function tariffOf(n: number, { currency }: Market, elements: readonly object[]): object {
  return { id: `T${n}`, currency, elements, last_updated: "2020-01-01T00:00:00Z" };
}

/** Energy only; with a start fee; with time and parking; by time of day. */
function elementsOf(shape: number, vat: number, factor: number): object[] {
  const price = (type: string, amount: number, stepSize = 1) => ({
    type,
    price: Number((amount * factor * (1 + shape / 20)).toFixed(4)),
    vat,
    step_size: stepSize,
  });
  const energy = price("ENERGY", 0.42);
  if (shape % 4 === 0) return [{ price_components: [energy] }];
  if (shape % 4 === 1) return [{ price_components: [price("FLAT", 0.35), energy] }];
  if (shape % 4 === 2) return [{ price_components: [energy, price("TIME", 0.6, 60), price("PARKING_TIME", 3, 300)] }];
  const day = { start_time: "08:00", end_time: "20:00" };
  return [{ price_components: [price("ENERGY", 0.52)], restrictions: day }, { price_components: [energy] }];
}

async function writeContracts({ partners }: Counts): Promise<void> {
  const contracts = range(partners).map((n) => ({ n, market: marketOfPartner(n), terms: termsOf(n) }));
  await write(
    schema.contracts,
    contracts.map(({ n, market, terms }) => ({
      id: idOf("contract", n),
      partnerId: idOf("partner", n),
      organizationId: idOf("organization", MARKETS.indexOf(market)),
      currency: market.currency,
      name: `Contract ${n}`,
      kind: terms.kind,
      scope: "all_sites" as const,
      startsIn: ALWAYS.from.slice(0, 7),
      ...CREATED,
    })),
  );
  await write(
    schema.contractVersions,
    contracts.map(({ n, terms }) => ({
      id: idOf("contract version", n),
      contractId: idOf("contract", n),
      version: 1,
      validFrom: ALWAYS.from.slice(0, 7),
      terms,
      ...CREATED,
    })),
  );
}

/** Seven of ten share the revenue, one in ten of these as it is collected; the others buy or facilitate. */
function termsOf(partner: number): StoredTerms {
  const kind = partner % 10;
  if (kind === 8) return { kind: "purchase_price" };
  if (kind === 9) return { kind: "payment_facilitation", handlingFeeBasisPoints: 300 };
  const basis = kind === 7 ? "collected" : "generated";
  const acBasisPoints = 5_000 + kind * 500;
  return { kind: "revenue_share", basis, share: { acBasisPoints, dcBasisPoints: acBasisPoints - 1_000 } };
}
