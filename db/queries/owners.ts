/** Who owns an EVSE on which days (B27). */
import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cdrs, companies, connectors, evseOwners, evses, locations, periods } from "@/db/schema";
import type { DayRange } from "@/db/schema/columns";
import type { Month } from "@/lib/calendar/calendar";
import { chunksOf } from "./keyset";

export type Ownership = { id: string; evseId: string; partnerId: string; days: DayRange };

export type OwnershipRow = Ownership & {
  uid: string;
  partnerName: string;
};

/** Locks EVSEs against another change of their owners; gives those that exist. */
export async function lockEvses(tx: Tx, evseIds: readonly string[]): Promise<{ id: string; uid: string }[]> {
  return tx
    .select({ id: evses.id, uid: evses.uid })
    .from(evses)
    .where(inArray(evses.id, [...evseIds]))
    .orderBy(evses.id)
    .for("update");
}

/** The ids of all EVSEs at some locations. */
export async function evseIdsAt(tx: Tx, locationIds: readonly string[]): Promise<string[]> {
  if (locationIds.length === 0) return [];
  const rows = await tx
    .select({ id: evses.id })
    .from(evses)
    .where(inArray(evses.locationId, [...locationIds]));
  return rows.map((row) => row.id);
}

/** Every ownership of some EVSEs, past and future. */
export async function ownershipsOf(tx: Tx, evseIds: readonly string[]): Promise<Ownership[]> {
  if (evseIds.length === 0) return [];
  return tx
    .select({ id: evseOwners.id, evseId: evseOwners.evseId, partnerId: evseOwners.partnerId, days: evseOwners.days })
    .from(evseOwners)
    .where(inArray(evseOwners.evseId, [...evseIds]))
    .orderBy(evseOwners.evseId, evseOwners.days);
}

/** The history of a site's owners, EVSE by EVSE, latest first. */
export async function ownershipHistory(tx: Tx, locationId: string): Promise<OwnershipRow[]> {
  return tx
    .select({
      id: evseOwners.id,
      evseId: evseOwners.evseId,
      partnerId: evseOwners.partnerId,
      days: evseOwners.days,
      uid: evses.uid,
      partnerName: companies.name,
    })
    .from(evseOwners)
    .innerJoin(evses, eq(evses.id, evseOwners.evseId))
    .innerJoin(companies, eq(companies.id, evseOwners.partnerId))
    .where(eq(evses.locationId, locationId))
    .orderBy(evses.uid, desc(evseOwners.days));
}

/** One ownership with its place, or null. */
export async function findOwnership(
  tx: Tx,
  id: string,
): Promise<(OwnershipRow & { locationId: string; locationName: string }) | null> {
  const [row] = await tx
    .select({
      id: evseOwners.id,
      evseId: evseOwners.evseId,
      partnerId: evseOwners.partnerId,
      days: evseOwners.days,
      uid: evses.uid,
      partnerName: companies.name,
      locationId: locations.id,
      locationName: locations.name,
    })
    .from(evseOwners)
    .innerJoin(evses, eq(evses.id, evseOwners.evseId))
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .innerJoin(companies, eq(companies.id, evseOwners.partnerId))
    .where(eq(evseOwners.id, id));
  return row ?? null;
}

/** Adds ownerships; an EVSE with two owners on one day violates `evse_owners_one_a_day`. */
export async function insertOwnerships(tx: Tx, rows: readonly Ownership[], createdAt: number): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    await tx.insert(evseOwners).values(chunk.map((row) => ({ ...row, createdAt })));
  }
}

/** Removes ownerships. */
export async function deleteOwnerships(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const chunk of chunksOf(ids)) await tx.delete(evseOwners).where(inArray(evseOwners.id, chunk));
}

/** Changes whose an ownership is and on which days. */
export async function updateOwnership(
  tx: Tx,
  id: string,
  fields: { partnerId: string; days: DayRange },
): Promise<boolean> {
  const changed = await tx.update(evseOwners).set(fields).where(eq(evseOwners.id, id)).returning({ id: evseOwners.id });
  return changed.length === 1;
}

/** Names of the sites of some EVSEs, and how many of the EVSEs are at each. */
export async function siteNamesOf(
  tx: Tx,
  evseIds: readonly string[],
): Promise<{ locationId: string; name: string; evses: number }[]> {
  return tx
    .select({ locationId: locations.id, name: locations.name, evses: sql<number>`count(*)::int` })
    .from(evses)
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .where(inArray(evses.id, [...evseIds]))
    .groupBy(locations.id)
    .orderBy(locations.name);
}

/** The latest month from `from` on that is issued for one of these partners, or null. */
export async function lastIssuedMonth(tx: Tx, partnerIds: readonly string[], from: Month): Promise<Month | null> {
  if (partnerIds.length === 0) return null;
  const [row] = await tx
    .select({ month: periods.month })
    .from(periods)
    .where(and(inArray(periods.partnerId, [...partnerIds]), eq(periods.state, "issued"), gte(periods.month, from)))
    .orderBy(desc(periods.month))
    .limit(1);
  return row?.month ?? null;
}

/** Whether there is a CDR of any of these EVSEs. */
export async function hasCdrs(tx: Tx, evseIds: readonly string[]): Promise<boolean> {
  if (evseIds.length === 0) return false;
  const rows = await tx
    .select({ one: sql`1` })
    .from(cdrs)
    .innerJoin(connectors, eq(connectors.id, cdrs.connectorId))
    .where(inArray(connectors.evseId, [...evseIds]))
    .limit(1);
  return rows.length > 0;
}
