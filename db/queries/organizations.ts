/** Invoice organizations and the countries that each serves (D3). */
import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  cdrs,
  companies,
  connectors,
  evses,
  locations,
  organizationCountries,
  organizations,
  periods,
  tariffAssignments,
} from "@/db/schema";
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import { outer } from "./keyset";

export type NewOrganization = typeof organizations.$inferInsert;
export type OrganizationFields = Pick<NewOrganization, "companyId" | "name" | "currency" | "timeZone" | "locale"> & {
  cutOffDay: number;
  settings: object;
};
export type Organization = typeof organizations.$inferSelect & { companyName: string; countries: string[] };

const countriesOf = sql<string[]>`array(
  select c.country::text from ${organizationCountries} c where c.organization_id = ${outer(organizations.id)} order by 1)`;

function selectOrganizations(tx: Tx) {
  return tx
    .select({
      id: organizations.id,
      companyId: organizations.companyId,
      name: organizations.name,
      currency: organizations.currency,
      timeZone: organizations.timeZone,
      locale: organizations.locale,
      cutOffDay: organizations.cutOffDay,
      settings: organizations.settings,
      createdAt: organizations.createdAt,
      version: organizations.version,
      companyName: companies.name,
      countries: countriesOf,
    })
    .from(organizations)
    .innerJoin(companies, eq(companies.id, organizations.companyId))
    .$dynamic();
}

/** All organizations by name; there are a handful. */
export async function listOrganizations(tx: Tx): Promise<Organization[]> {
  return selectOrganizations(tx).orderBy(organizations.name);
}

/** One organization, or null. */
export async function findOrganization(tx: Tx, id: string): Promise<Organization | null> {
  const [row] = await selectOrganizations(tx).where(eq(organizations.id, id));
  return row ?? null;
}

/** Adds an organization, without its countries. */
export async function insertOrganization(tx: Tx, row: NewOrganization): Promise<void> {
  await tx.insert(organizations).values(row);
}

/** Changes an organization if it still has the version that was read; false when somebody was faster. */
export async function updateOrganization(
  tx: Tx,
  id: string,
  version: number,
  fields: OrganizationFields,
): Promise<boolean> {
  const changed = await tx
    .update(organizations)
    .set({ ...fields, version: version + 1 })
    .where(and(eq(organizations.id, id), eq(organizations.version, version)))
    .returning({ id: organizations.id });
  return changed.length === 1;
}

/**
 * Lets an organization serve these countries and no others.
 * @returns the first country that another organization serves, with its name; null when all is well.
 */
export async function replaceCountries(
  tx: Tx,
  organizationId: string,
  countries: readonly string[],
): Promise<{ country: string; organizationName: string } | null> {
  await tx.delete(organizationCountries).where(eq(organizationCountries.organizationId, organizationId));
  if (countries.length === 0) return null;
  // Waits for a transaction that claims the same country, so that the look below sees who won.
  await tx
    .insert(organizationCountries)
    .values(countries.map((country) => ({ country, organizationId })))
    .onConflictDoNothing();
  const [taken] = await tx
    .select({ country: organizationCountries.country, organizationName: organizations.name })
    .from(organizationCountries)
    .innerJoin(organizations, eq(organizations.id, organizationCountries.organizationId))
    .where(
      and(
        inArray(organizationCountries.country, [...countries]),
        ne(organizationCountries.organizationId, organizationId),
      ),
    )
    .limit(1);
  return taken ?? null;
}

/** The last month that is issued to any partner of an organization, or null. */
export async function lastIssuedMonthOf(tx: Tx, organizationId: string): Promise<Month | null> {
  const [row] = await tx
    .select({ month: periods.month })
    .from(periods)
    .where(and(eq(periods.organizationId, organizationId), eq(periods.state, "issued")))
    .orderBy(desc(periods.month))
    .limit(1);
  return row?.month ?? null;
}

/** The connectors of an organization at which a COMMUNITY tariff is chosen on any day from `from` on. */
export async function communityConnectors(tx: Tx, organizationId: string, from: IsoDate): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: tariffAssignments.connectorId })
    .from(tariffAssignments)
    .innerJoin(connectors, eq(connectors.id, tariffAssignments.connectorId))
    .innerJoin(evses, eq(evses.id, connectors.evseId))
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .innerJoin(organizationCountries, eq(organizationCountries.country, locations.country))
    .where(
      and(
        eq(organizationCountries.organizationId, organizationId),
        eq(tariffAssignments.kind, "community"),
        sql`${tariffAssignments.days} && daterange(${from}::date, null)`,
      ),
    );
  return rows.map((row) => row.id);
}

/** The countries of an organization in which it has CDRs: their months are counted in its books. */
export async function countriesWithCdrs(tx: Tx, organizationId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ country: locations.country })
    .from(locations)
    .where(
      sql`exists (select from ${cdrs} c join evses e on e.id = c.evse_id
        where e.location_id = ${locations.id} and c.organization_id = ${organizationId})`,
    );
  return rows.map((row) => row.country);
}
