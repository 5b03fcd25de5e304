/** Locations with their EVSEs and connectors (OCPI Locations). Who owns them is in owners.ts. */
import { and, asc, count, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, connectors, evseOwners, evses, locations, unknownEvses } from "@/db/schema";
import type { IsoDate } from "@/lib/calendar/calendar";
import { chunksOf, contains, keysetBy, outer, type Page, type PageRequest, pageOf } from "./keyset";

export type Location = typeof locations.$inferSelect;
export type NewLocation = typeof locations.$inferInsert;
export type LocationFields = Omit<NewLocation, "id" | "createdAt" | "version" | "archivedAt">;
export type Evse = typeof evses.$inferSelect;
export type NewEvse = typeof evses.$inferInsert;
export type Connector = typeof connectors.$inferSelect;
export type NewConnector = typeof connectors.$inferInsert;
export type EvseWithConnectors = Evse & { connectors: Connector[] };
export type UnknownEvse = typeof unknownEvses.$inferSelect;

export type LocationFilter = {
  /** Part of the name, the id, the city, or of an EVSE's uid. */
  search?: string | undefined;
  country?: string | undefined;
  /** Sites of which this partner owns an EVSE today. */
  ownerId?: string | undefined;
  /** Sites with an EVSE that nobody owns today. */
  unowned?: boolean;
  archived?: boolean;
};

export type LocationRow = {
  id: string;
  name: string;
  externalId: string;
  city: string;
  country: string;
  evses: number;
  ac: number;
  dc: number;
  /** Names of today's owners. */
  owners: string[];
  /** EVSEs without an owner today. */
  unowned: number;
};

/** One page of locations by name. `today` decides who owns. */
export async function listLocations(
  tx: Tx,
  filter: LocationFilter,
  page: PageRequest & { today: IsoDate },
): Promise<Page<LocationRow>> {
  const keyset = keysetBy(locations.name, locations.id, page);
  const ofLocation = sql`from ${evses} e where e.location_id = ${outer(locations.id)}`;
  const ofCurrent = (current: "AC" | "DC") => sql<number>`(select count(*)::int from ${connectors} c
    join ${evses} e on e.id = c.evse_id where e.location_id = ${outer(locations.id)} and c.current = ${current})`;
  const rows = await tx
    .select({
      id: locations.id,
      name: locations.name,
      externalId: locations.externalId,
      city: locations.city,
      country: locations.country,
      evses: sql<number>`(select count(*)::int ${ofLocation})`,
      ac: ofCurrent("AC"),
      dc: ofCurrent("DC"),
      owners: sql<string[]>`array(select distinct p.name from ${evses} e join ${evseOwners} o on o.evse_id = e.id
        join ${companies} p on p.id = o.partner_id
        where e.location_id = ${outer(locations.id)} and o.days @> ${page.today}::date order by 1)`,
      unowned: sql<number>`(select count(*)::int ${ofLocation} and not ${ownedOn(sql`e.id`, page.today)})`,
    })
    .from(locations)
    .where(and(matches(filter, page.today), keyset.where))
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return pageOf(rows, page);
}

function ownedOn(evseId: SQL, day: IsoDate, partnerId?: string): SQL {
  return sql`exists (select from ${evseOwners} o where o.evse_id = ${evseId} and o.days @> ${day}::date
    and ${partnerId === undefined ? sql`true` : sql`o.partner_id = ${partnerId}`})`;
}

function matches(filter: LocationFilter, today: IsoDate): SQL | undefined {
  const pattern = filter.search?.trim() ? contains(filter.search) : null;
  const someEvse = (condition: SQL) =>
    sql`exists (select from ${evses} e where e.location_id = ${locations.id} and ${condition})`;
  return and(
    filter.archived ? isNotNull(locations.archivedAt) : isNull(locations.archivedAt),
    filter.country ? eq(locations.country, filter.country) : undefined,
    filter.ownerId ? someEvse(ownedOn(sql`e.id`, today, filter.ownerId)) : undefined,
    filter.unowned ? someEvse(sql`not ${ownedOn(sql`e.id`, today)}`) : undefined,
    pattern === null
      ? undefined
      : or(
          ilike(locations.name, pattern),
          ilike(locations.externalId, pattern),
          ilike(locations.city, pattern),
          someEvse(sql`(e.uid ilike ${pattern} or e.evse_id ilike ${pattern})`),
        ),
  );
}

/** How many locations there are: all that match, and those with an EVSE nobody owns. */
export async function countLocations(
  tx: Tx,
  filter: LocationFilter,
  today: IsoDate,
): Promise<{ all: number; unowned: number }> {
  const [all] = await tx
    .select({ n: count() })
    .from(locations)
    .where(matches({ ...filter, unowned: false }, today));
  const [unowned] = await tx
    .select({ n: count() })
    .from(locations)
    .where(matches({ ...filter, unowned: true }, today));
  return { all: all?.n ?? 0, unowned: unowned?.n ?? 0 };
}

/** The countries in which there are locations. */
export async function locationCountries(tx: Tx): Promise<string[]> {
  const rows = await tx.selectDistinct({ country: locations.country }).from(locations).orderBy(asc(locations.country));
  return rows.map((row) => row.country);
}

/** One location, or null. With `forUpdate` it stays locked until the transaction ends. */
export async function findLocation(
  tx: Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Location | null> {
  const query = tx.select().from(locations).where(eq(locations.id, id));
  const [row] = options.forUpdate ? await query.for("update") : await query;
  return row ?? null;
}

/** Sites that are not archived, by name, for choices. */
export async function locationOptions(tx: Tx): Promise<{ id: string; name: string; city: string }[]> {
  return tx
    .select({ id: locations.id, name: locations.name, city: locations.city })
    .from(locations)
    .where(isNull(locations.archivedAt))
    .orderBy(sql`lower(${locations.name})`, asc(locations.id));
}

/** Locations by their external ids, for matching rows of a file. */
export async function locationsByExternalId(
  tx: Tx,
  externalIds: readonly string[],
): Promise<Map<string, { id: string; name: string; country: string }>> {
  if (externalIds.length === 0) return new Map();
  const rows = await tx
    .select({
      id: locations.id,
      name: locations.name,
      country: locations.country,
      externalId: locations.externalId,
    })
    .from(locations)
    .where(inArray(locations.externalId, [...new Set(externalIds)]));
  return new Map(rows.map(({ externalId, ...location }) => [externalId, location]));
}

/** The EVSEs of some locations with their connectors, by uid and connector id. */
export async function evsesAt(tx: Tx, locationIds: readonly string[]): Promise<EvseWithConnectors[]> {
  if (locationIds.length === 0) return [];
  const rows = await tx
    .select({ evse: evses, connector: connectors })
    .from(evses)
    .leftJoin(connectors, eq(connectors.evseId, evses.id))
    .where(inArray(evses.locationId, [...locationIds]))
    .orderBy(evses.uid, connectors.connectorId);
  const byId = new Map<string, EvseWithConnectors>();
  for (const { evse, connector } of rows) {
    const known = byId.get(evse.id) ?? { ...evse, connectors: [] };
    if (connector) known.connectors.push(connector);
    byId.set(evse.id, known);
  }
  return [...byId.values()];
}

/** One EVSE with its connectors, or null. */
export async function findEvse(tx: Tx, id: string): Promise<EvseWithConnectors | null> {
  const [evse] = await tx.select().from(evses).where(eq(evses.id, id));
  if (!evse) return null;
  const rows = await tx.select().from(connectors).where(eq(connectors.evseId, id)).orderBy(connectors.connectorId);
  return { ...evse, connectors: rows };
}

/** EVSEs by uid, for matching rows of a file. */
export async function evsesByUid(
  tx: Tx,
  uids: readonly string[],
): Promise<Map<string, { id: string; locationId: string; connectorIds: string[] }>> {
  if (uids.length === 0) return new Map();
  const rows = await tx
    .select({
      uid: evses.uid,
      id: evses.id,
      locationId: evses.locationId,
      connectorIds: sql<
        string[]
      >`array(select c.connector_id from ${connectors} c where c.evse_id = ${outer(evses.id)})`,
    })
    .from(evses)
    .where(inArray(evses.uid, [...new Set(uids)]));
  return new Map(rows.map(({ uid, ...evse }) => [uid, evse]));
}

/** EVSEs by eMI³ id that exist already. */
export async function takenEvseIds(tx: Tx, evseIds: readonly string[]): Promise<Map<string, string>> {
  if (evseIds.length === 0) return new Map();
  const rows = await tx
    .select({ evseId: evses.evseId, uid: evses.uid })
    .from(evses)
    .where(inArray(evses.evseId, [...new Set(evseIds)]));
  return new Map(rows.map((row) => [row.evseId!, row.uid]));
}

/** Adds locations. */
export async function insertLocations(tx: Tx, rows: readonly NewLocation[]): Promise<void> {
  for (const chunk of chunksOf(rows)) await tx.insert(locations).values(chunk);
}

/** Adds EVSEs. */
export async function insertEvses(tx: Tx, rows: readonly NewEvse[]): Promise<void> {
  for (const chunk of chunksOf(rows)) await tx.insert(evses).values(chunk);
}

/** Adds connectors. */
export async function insertConnectors(tx: Tx, rows: readonly NewConnector[]): Promise<void> {
  for (const chunk of chunksOf(rows)) await tx.insert(connectors).values(chunk);
}

/** Changes a location if it still has the version that was read; false when somebody was faster. */
export async function updateLocation(
  tx: Tx,
  id: string,
  version: number,
  fields: Partial<LocationFields> & { archivedAt?: number | null },
): Promise<boolean> {
  const changed = await tx
    .update(locations)
    .set({ ...fields, version: version + 1 })
    .where(and(eq(locations.id, id), eq(locations.version, version)))
    .returning({ id: locations.id });
  return changed.length === 1;
}

/** Changes an EVSE. */
export async function updateEvse(tx: Tx, id: string, fields: Pick<NewEvse, "uid" | "evseId" | "model">): Promise<void> {
  await tx.update(evses).set(fields).where(eq(evses.id, id));
}

/** Gives an EVSE's connectors by id these particulars, adding those it does not have. */
export async function upsertConnectors(tx: Tx, rows: readonly NewConnector[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(connectors)
    .values([...rows])
    .onConflictDoUpdate({
      target: [connectors.evseId, connectors.connectorId],
      set: {
        current: sql`excluded.current`,
        powerType: sql`excluded.power_type`,
        standard: sql`excluded.standard`,
        maxPowerWatts: sql`excluded.max_power_watts`,
      },
    });
}

/** EVSEs that files name and the system does not know (D20), unless dismissed. */
export async function listUnknownEvses(tx: Tx, uids?: readonly string[]): Promise<UnknownEvse[]> {
  return tx
    .select()
    .from(unknownEvses)
    .where(and(eq(unknownEvses.isDismissed, false), uids ? inArray(unknownEvses.uid, [...uids]) : undefined))
    .orderBy(unknownEvses.locationName, unknownEvses.uid);
}

/** Forgets unknown EVSEs, once they are known. */
export async function deleteUnknownEvses(tx: Tx, uids: readonly string[]): Promise<void> {
  for (const chunk of chunksOf(uids)) await tx.delete(unknownEvses).where(inArray(unknownEvses.uid, chunk));
}
