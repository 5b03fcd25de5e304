/** The history: written in the transaction of the change it tells of. */
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { auditEvents } from "@/db/schema";
import type { AuditEvent } from "@/lib/audit/event";

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
