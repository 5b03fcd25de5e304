/** The history: written in the transaction of the change it tells of. */
import { and, asc, desc, eq, gte, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { auditEvents } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { Changes } from "@/lib/audit/changes";
import type { AuditEvent, ObjectType, Verb } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import { withNames } from "./audit-names";
import { type Page, type PageRequest, pageOf } from "./keyset";

/** An event as it was written. */
export type StoredEvent = {
  id: string;
  at: Instant;
  actorId: string | null;
  actor: string;
  verb: Verb;
  objectType: ObjectType;
  objectId: string;
  label: string;
  changes: Changes;
  reason: string | null;
};

export type EventFilter = {
  objectTypes?: readonly ObjectType[] | null;
  objectId?: string | null;
  actorIds?: readonly string[] | null;
  /** From this instant on, and before that one. */
  from?: Instant | null;
  before?: Instant | null;
};

/** Appends one event. When it cannot be written, neither is the change. */
export async function appendAuditEvent(tx: Tx, event: AuditEvent): Promise<void> {
  await appendAuditEvents(tx, [event]);
}

/** Appends many events with one statement. */
export async function appendAuditEvents(tx: Tx, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.insert(auditEvents).values(
    events.map(({ actor, partnerId, changes, reason, ...event }) => ({
      ...event,
      id: uuidv7(),
      actorId: actor.id,
      actor: actor.name,
      partnerId: partnerId ?? null,
      changes: changes ?? {},
      reason: reason ?? null,
    })),
  );
}

/** Events, newest first; ids in their changes are told by name. */
export async function listAuditEvents(
  tx: Tx,
  scope: Scope,
  filter: EventFilter,
  page: PageRequest,
): Promise<Page<StoredEvent>> {
  const place = page.before ?? page.after;
  const backwards = Boolean(page.before);
  const rows = await tx
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      actorId: auditEvents.actorId,
      actor: auditEvents.actor,
      verb: auditEvents.verb,
      objectType: auditEvents.objectType,
      objectId: auditEvents.objectId,
      label: auditEvents.label,
      changes: auditEvents.changes,
      reason: auditEvents.reason,
    })
    .from(auditEvents)
    .where(and(...conditionsOf(scope, filter), place ? besides(place, backwards) : undefined))
    .orderBy(...(backwards ? [asc(auditEvents.at), asc(auditEvents.id)] : [desc(auditEvents.at), desc(auditEvents.id)]))
    .limit(page.limit + 1);
  const found = pageOf(rows as StoredEvent[], page);
  return { ...found, rows: await withNames(tx, found.rows) };
}

/** Everybody who did something, for the filter. */
export async function listActors(tx: Tx): Promise<{ id: string; name: string }[]> {
  const rows = await tx
    .select({ id: sql<string>`${auditEvents.actorId}`, name: sql<string>`max(${auditEvents.actor})` })
    .from(auditEvents)
    .where(isNotNull(auditEvents.actorId))
    .groupBy(auditEvents.actorId)
    .orderBy(sql`2`);
  return rows;
}

function conditionsOf(scope: Scope, filter: EventFilter): (SQL | undefined)[] {
  const { objectTypes, objectId, actorIds, from, before } = filter;
  return [
    scope.kind === "everything" ? undefined : inArray(auditEvents.partnerId, [...scope.partnerIds]),
    objectTypes ? inArray(auditEvents.objectType, [...objectTypes]) : undefined,
    objectId ? eq(auditEvents.objectId, objectId) : undefined,
    actorIds ? inArray(auditEvents.actorId, [...actorIds]) : undefined,
    from === null || from === undefined ? undefined : gte(auditEvents.at, from),
    before === null || before === undefined ? undefined : lt(auditEvents.at, before),
  ];
}

/** Older than the event `place`, or newer when read backwards. */
function besides(place: string, backwards: boolean): SQL {
  return sql`(${auditEvents.at}, ${auditEvents.id}) ${sql.raw(backwards ? ">" : "<")} (
    select place.at, place.id from ${auditEvents} place where place.id = ${place})`;
}
