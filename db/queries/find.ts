/** Things by a part of their name, or by their number: what the palette offers. Each search is bounded. */
import { and, asc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  cdrs,
  companies,
  contracts,
  evses,
  expenseRecords,
  locations,
  revenueRecords,
  settlementReports,
  sources,
  tariffs,
  tokens,
} from "@/db/schema";
import { contains } from "./keyset";

const MOST = 5;
const byName = (name: typeof companies.name | typeof locations.name | typeof tariffs.name | typeof contracts.name) =>
  sql`lower(${name})`;

/** Companies by a part of their name, those that begin with it first. */
export function findCompaniesNamed(tx: Tx, text: string) {
  return tx
    .select({ id: companies.id, name: companies.name, legalName: companies.legalName })
    .from(companies)
    .where(or(ilike(companies.name, contains(text)), ilike(companies.legalName, contains(text))))
    .orderBy(sql`not starts_with(lower(${companies.name}), lower(${text}))`, byName(companies.name))
    .limit(MOST);
}

/** Sites by a part of their name, or by the id of one of their EVSEs. */
export function findSites(tx: Tx, text: string) {
  const withEvse = tx.select({ id: evses.locationId }).from(evses).where(eq(evses.uid, text));
  return tx
    .select({ id: locations.id, name: locations.name, city: locations.city })
    .from(locations)
    .where(or(ilike(locations.name, contains(text)), eq(locations.externalId, text), inArray(locations.id, withEvse)))
    .orderBy(byName(locations.name))
    .limit(MOST);
}

export function findContractsNamed(tx: Tx, text: string) {
  return tx
    .select({ id: contracts.id, name: contracts.name, partnerName: companies.name })
    .from(contracts)
    .innerJoin(companies, eq(companies.id, contracts.partnerId))
    .where(or(ilike(contracts.name, contains(text)), ilike(companies.name, contains(text))))
    .orderBy(byName(companies.name), byName(contracts.name))
    .limit(MOST);
}

export function findTariffsNamed(tx: Tx, text: string) {
  return tx
    .select({ id: tariffs.id, name: tariffs.name })
    .from(tariffs)
    .where(ilike(tariffs.name, contains(text)))
    .orderBy(byName(tariffs.name))
    .limit(MOST);
}

/** Tokens by their whole uid. */
export function findTokens(tx: Tx, uid: string) {
  return tx.select({ id: tokens.id, uid: tokens.uid }).from(tokens).where(eq(tokens.uid, uid)).limit(MOST);
}

/** Reports by a part of their number. */
export function findReportsNumbered(tx: Tx, text: string) {
  const r = settlementReports;
  return tx
    .select({ id: r.id, partnerId: r.partnerId, number: r.number, partnerName: companies.name })
    .from(r)
    .innerJoin(companies, eq(companies.id, r.partnerId))
    .where(ilike(r.number, contains(text)))
    .orderBy(asc(r.number))
    .limit(MOST);
}

/** CDRs by their whole id, in whatever source. */
export function findCdrsById(tx: Tx, cdrId: string) {
  return tx
    .select({ sourceId: cdrs.sourceId, cdrId: cdrs.cdrId, sourceName: sources.name })
    .from(sources)
    .innerJoin(cdrs, and(eq(cdrs.sourceId, sources.id), eq(cdrs.cdrId, cdrId)))
    .limit(MOST);
}

/** Revenue and expense records by their id. The key begins with the partner, so each partner is asked. */
export async function findRecordsById(tx: Tx, id: string) {
  const of = async (list: "revenue" | "expenses", table: typeof revenueRecords | typeof expenseRecords) => {
    const rows = await tx
      .select({ id: table.id, partnerId: table.partnerId, partnerName: companies.name })
      .from(companies)
      .innerJoin(table, and(eq(table.partnerId, companies.id), eq(table.id, id)))
      .limit(MOST);
    return rows.map((row) => ({ ...row, list }));
  };
  return [...(await of("revenue", revenueRecords)), ...(await of("expenses", expenseRecords))];
}
