/** Companies as a tree, their EMP parties, and what hangs on each (A35, B3–B5). */
import { and, asc, count, desc, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, contracts, empParties, evseOwners, evses, locations, organizations, users } from "@/db/schema";
import type { IsoDate } from "@/lib/calendar/calendar";
import { chunksOf, contains, keysetBy, outer, type Page, type PageRequest, pageOf } from "./keyset";

export type Company = typeof companies.$inferSelect;
export type NewCompany = typeof companies.$inferInsert;
/** What may be changed of a company; its identity, creation and version are kept by the queries. */
export type CompanyFields = Omit<NewCompany, "id" | "createdAt" | "version" | "archivedAt">;
export type CompanyKind = "partner" | "emp" | "own";
export type EmpParty = { countryCode: string; partyId: string };
export type CompanyOption = { id: string; name: string; country: string };

export type CompanyFilter = {
  kind?: CompanyKind | undefined;
  /** Part of the name, legal name, VAT ID, tax number or reference. */
  search?: string | undefined;
  archived?: boolean;
};

export type CompanyRow = {
  id: string;
  name: string;
  legalName: string;
  city: string;
  country: string;
  vatId: string | null;
  externalReference: string | null;
  isPartner: boolean;
  isEmp: boolean;
  isOwn: boolean;
  parentName: string | null;
  /** Sites of which it owns an EVSE on the day of the question. */
  sites: number;
};

const kindColumns = { partner: companies.isPartner, emp: companies.isEmp, own: companies.isOwn };

/** One page of companies by name. `today` decides which sites count as owned. */
export async function listCompanies(
  tx: Tx,
  filter: CompanyFilter,
  page: PageRequest & { today: IsoDate },
): Promise<Page<CompanyRow>> {
  const keyset = keysetBy(companies.name, companies.id, page);
  const rows = await tx
    .select({
      id: companies.id,
      name: companies.name,
      legalName: companies.legalName,
      city: companies.city,
      country: companies.country,
      vatId: companies.vatId,
      externalReference: companies.externalReference,
      isPartner: companies.isPartner,
      isEmp: companies.isEmp,
      isOwn: companies.isOwn,
      parentName: sql<string | null>`(select p.name from ${companies} p where p.id = ${outer(companies.parentId)})`,
      sites: sql<number>`(
        select count(distinct e.location_id)::int from ${evseOwners} o join ${evses} e on e.id = o.evse_id
        where o.partner_id = ${outer(companies.id)} and o.days @> ${page.today}::date)`,
    })
    .from(companies)
    .where(and(matches(filter), keyset.where))
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return pageOf(rows, page);
}

/** How many companies match, by kind; a company may be of more than one kind. */
export async function countCompanies(
  tx: Tx,
  filter: Omit<CompanyFilter, "kind">,
): Promise<Record<CompanyKind | "all", number>> {
  const [row] = await tx
    .select({
      all: count(),
      partner: sql<number>`count(*) filter (where ${companies.isPartner})::int`,
      emp: sql<number>`count(*) filter (where ${companies.isEmp})::int`,
      own: sql<number>`count(*) filter (where ${companies.isOwn})::int`,
    })
    .from(companies)
    .where(matches(filter));
  return row!;
}

function matches(filter: CompanyFilter): SQL | undefined {
  const pattern = filter.search?.trim() ? contains(filter.search) : null;
  return and(
    filter.archived ? isNotNull(companies.archivedAt) : isNull(companies.archivedAt),
    filter.kind && eq(kindColumns[filter.kind], true),
    pattern === null
      ? undefined
      : or(
          ilike(companies.name, pattern),
          ilike(companies.legalName, pattern),
          ilike(companies.vatId, pattern),
          ilike(companies.taxNumber, pattern),
          ilike(companies.externalReference, pattern),
        ),
  );
}

/** One company, or null. With `forUpdate` it stays locked until the transaction ends. */
export async function findCompany(tx: Tx, id: string, options: { forUpdate?: boolean } = {}): Promise<Company | null> {
  const query = tx.select().from(companies).where(eq(companies.id, id));
  const [row] = options.forUpdate ? await query.for("update") : await query;
  return row ?? null;
}

/** The companies with these ids. */
export async function findCompanies(tx: Tx, ids: readonly string[]): Promise<Company[]> {
  return tx
    .select()
    .from(companies)
    .where(inArray(companies.id, [...ids]));
}

/** Companies of a kind that are not archived, by name, for choices. */
export async function companyOptions(tx: Tx, kind?: CompanyKind): Promise<CompanyOption[]> {
  return tx
    .select({ id: companies.id, name: companies.name, country: companies.country })
    .from(companies)
    .where(and(isNull(companies.archivedAt), kind && eq(kindColumns[kind], true)))
    .orderBy(sql`lower(${companies.name})`, asc(companies.id));
}

/** The companies directly below one. */
export async function childrenOf(tx: Tx, id: string): Promise<Company[]> {
  return tx.select().from(companies).where(eq(companies.parentId, id)).orderBy(sql`lower(${companies.name})`);
}

/** The ids of a company's superordinate entities, nearest first. */
export async function ancestorIds(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive above(id, depth) as (
      select ${companies.parentId}, 1 from ${companies} where ${companies.id} = ${id}
      union all
      select p.parent_id, a.depth + 1 from above a join ${companies} p on p.id = a.id where a.depth < 100
    )
    select id from above where id is not null order by depth`);
  return rows.map((row) => row.id);
}

/** The tree changes one writer at a time, so that two moves cannot close a circle together. */
export async function lockCompanyTree(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('companies.tree'))`);
}

/** Adds companies. */
export async function insertCompanies(tx: Tx, rows: readonly NewCompany[]): Promise<void> {
  for (const chunk of chunksOf(rows)) await tx.insert(companies).values(chunk);
}

/** Changes a company if it still has the version that was read; false when somebody was faster. */
export async function updateCompany(
  tx: Tx,
  id: string,
  version: number,
  fields: Partial<CompanyFields> & { archivedAt?: number | null },
): Promise<boolean> {
  const changed = await tx
    .update(companies)
    .set({ ...fields, version: version + 1 })
    .where(and(eq(companies.id, id), eq(companies.version, version)))
    .returning({ id: companies.id });
  return changed.length === 1;
}

/** The OCPI parties of a company. */
export async function partiesOf(tx: Tx, companyId: string): Promise<EmpParty[]> {
  return tx
    .select({ countryCode: empParties.countryCode, partyId: empParties.partyId })
    .from(empParties)
    .where(eq(empParties.companyId, companyId))
    .orderBy(empParties.countryCode, empParties.partyId);
}

/**
 * Gives a company these parties and no others.
 * @returns the first party that another company has already, with that company's name; null when all is well.
 */
export async function replaceParties(
  tx: Tx,
  companyId: string,
  parties: readonly EmpParty[],
): Promise<(EmpParty & { companyName: string }) | null> {
  await tx.delete(empParties).where(eq(empParties.companyId, companyId));
  if (parties.length === 0) return null;
  await tx
    .insert(empParties)
    .values(parties.map((party) => ({ ...party, companyId })))
    .onConflictDoNothing();
  const keys = sql.join(
    parties.map((party) => sql`(${party.countryCode}, ${party.partyId})`),
    sql`, `,
  );
  const [taken] = await tx
    .select({ countryCode: empParties.countryCode, partyId: empParties.partyId, companyName: companies.name })
    .from(empParties)
    .innerJoin(companies, eq(companies.id, empParties.companyId))
    .where(
      and(sql`(${empParties.countryCode}, ${empParties.partyId}) in (${keys})`, sql`${companies.id} <> ${companyId}`),
    )
    .limit(1);
  return taken ?? null;
}

export type OwnedSite = {
  locationId: string;
  name: string;
  city: string;
  country: string;
  evses: number;
  /** First and last day (null: open) over the EVSEs of the site. */
  from: IsoDate;
  until: IsoDate | null;
  now: boolean;
};

/** Sites of which a company owns or owned an EVSE, those owned on `today` first. */
export async function sitesOfCompany(tx: Tx, companyId: string, today: IsoDate): Promise<OwnedSite[]> {
  const now = sql<boolean>`bool_or(${evseOwners.days} @> ${today}::date)`;
  const upper = sql<IsoDate | null>`case when bool_or(upper_inf(${evseOwners.days})) then null
    else max(upper(${evseOwners.days}))::text end`;
  return tx
    .select({
      locationId: locations.id,
      name: locations.name,
      city: locations.city,
      country: locations.country,
      evses: sql<number>`count(distinct ${evseOwners.evseId})::int`,
      from: sql<IsoDate>`min(lower(${evseOwners.days}))::text`,
      until: upper,
      now,
    })
    .from(evseOwners)
    .innerJoin(evses, eq(evses.id, evseOwners.evseId))
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .where(eq(evseOwners.partnerId, companyId))
    .groupBy(locations.id)
    .orderBy(desc(now), sql`lower(${locations.name})`);
}

export type CompanyLinks = {
  contracts: { id: string; name: string; currency: string; startsIn: string; endsIn: string | null }[];
  organizations: { id: string; name: string }[];
  users: number;
};

/** Contracts, organizations and sign-ins of a company. */
export async function linksOfCompany(tx: Tx, companyId: string): Promise<CompanyLinks> {
  const contractRows = await tx
    .select({
      id: contracts.id,
      name: contracts.name,
      currency: contracts.currency,
      startsIn: contracts.startsIn,
      endsIn: contracts.endsIn,
    })
    .from(contracts)
    .where(eq(contracts.partnerId, companyId))
    .orderBy(desc(contracts.startsIn), contracts.name);
  const organizationRows = await tx
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(eq(organizations.companyId, companyId));
  const [userCount] = await tx
    .select({ users: count() })
    .from(users)
    .where(and(eq(users.companyId, companyId), isNull(users.disabledAt)));
  return { contracts: contractRows, organizations: organizationRows, users: userCount?.users ?? 0 };
}

/** Companies by their references, for matching rows of a file. */
export async function companiesByReference(
  tx: Tx,
  references: readonly string[],
): Promise<Map<string, { id: string; name: string; isPartner: boolean }>> {
  if (references.length === 0) return new Map();
  const rows = await tx
    .select({
      id: companies.id,
      name: companies.name,
      isPartner: companies.isPartner,
      reference: companies.externalReference,
    })
    .from(companies)
    .where(inArray(companies.externalReference, [...new Set(references)]));
  return new Map(rows.map(({ reference, ...company }) => [reference!, company]));
}

/** How every company can be named in a file. */
export function companyNames(tx: Tx): Promise<{ id: string; name: string; externalReference: string | null }[]> {
  return tx
    .select({ id: companies.id, name: companies.name, externalReference: companies.externalReference })
    .from(companies)
    .where(isNull(companies.archivedAt));
}

/** Adds parties that no other company has; gives those that were taken. */
export async function insertParties(tx: Tx, rows: readonly (EmpParty & { companyId: string })[]): Promise<EmpParty[]> {
  const added = new Set<string>();
  for (const chunk of chunksOf(rows)) {
    const done = await tx.insert(empParties).values(chunk).onConflictDoNothing().returning();
    for (const party of done) added.add(`${party.countryCode} ${party.partyId}`);
  }
  return rows.filter((party) => !added.has(`${party.countryCode} ${party.partyId}`));
}

/** Which of these parties belong to a company already. */
export async function knownParties(tx: Tx): Promise<Set<string>> {
  const rows = await tx.select({ countryCode: empParties.countryCode, partyId: empParties.partyId }).from(empParties);
  return new Set(rows.map((party) => `${party.countryCode}-${party.partyId}`));
}
