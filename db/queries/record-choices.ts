/** What the filters of record lists offer, and the names that an address only knows by id. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, locations, monthRollups, organizations, recordRollups } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import { partnerIn } from "./record-conditions";

export type Choice = { id: string; name: string };
export type RecordChoices = { partners: Choice[]; sites: Choice[]; currencies: string[] };

const [s, m] = [recordRollups, monthRollups];
const byName = (name: typeof companies.name | typeof locations.name) => sql`lower(${name})`;

/** Partners and sites within the scope, and the currencies of its revenue records. */
export async function recordChoices(tx: Tx, scope: Scope): Promise<RecordChoices> {
  const inScope = partnerIn(m.partnerId, scope, null);
  const currencies = await tx.selectDistinct({ currency: m.currency }).from(m).where(inScope).orderBy(asc(m.currency));
  return {
    partners: await partnerChoices(tx, scope),
    sites: await siteChoices(tx, scope),
    currencies: currencies.map((row) => row.currency),
  };
}

/** All partners within the scope. */
export function partnerChoices(tx: Tx, scope: Scope): Promise<Choice[]> {
  return tx
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(and(eq(companies.isPartner, true), partnerIn(companies.id, scope, null)))
    .orderBy(byName(companies.name), asc(companies.id));
}

/** A partner's sites are those of its revenue records; the back office may choose among all there are. */
export function siteChoices(tx: Tx, scope: Scope): Promise<Choice[]> {
  if (scope.kind === "everything") return allSites(tx);
  const used = tx
    .selectDistinct({ id: s.locationId })
    .from(s)
    .where(partnerIn(s.partnerId, scope, null))
    .as("used");
  return tx
    .select({ id: locations.id, name: locations.name })
    .from(locations)
    .innerJoin(used, eq(used.id, locations.id))
    .orderBy(byName(locations.name), asc(locations.id));
}

function allSites(tx: Tx): Promise<Choice[]> {
  return tx
    .select({ id: locations.id, name: locations.name })
    .from(locations)
    .orderBy(byName(locations.name), asc(locations.id));
}

/** The names of partners within the scope. */
export async function namesOfPartners(tx: Tx, scope: Scope, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ name: companies.name })
    .from(companies)
    .where(and(inArray(companies.id, [...ids]), partnerIn(companies.id, scope, null)))
    .orderBy(byName(companies.name));
  return rows.map((row) => row.name);
}

/** The currencies of the organizations that the transaction may see. */
export async function organizationCurrencies(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ currency: organizations.currency })
    .from(organizations)
    .orderBy(asc(organizations.currency));
  return rows.map((row) => row.currency);
}
