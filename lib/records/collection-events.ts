/** What the history says about money that came in or went back: one event per partner and currency. */
import type { Actor, AuditEvent } from "@/lib/audit/event";
import type { Instant, IsoDate } from "@/lib/calendar/calendar";
import { type Amount, formatDecimal } from "@/lib/money/amount";

/** What was booked for one partner. */
export type BookedSum = { partnerId: string; currency: string; cdrs: number; amount: Amount };

export type BookingStory = {
  actor: Actor;
  verb: "collected" | "reversed";
  /** The payment, or the collection that was taken back. */
  objectId: string;
  /** The CDR's id; null when there are many. */
  cdrId: string | null;
  valueDate: IsoDate;
  receivedBy: "operator" | "partner";
  reason: string | null;
  at: Instant;
};

/** The events of a booking. */
export function bookingEvents(booked: readonly BookedSum[], story: BookingStory): AuditEvent[] {
  const { cdrId, valueDate, receivedBy, ...event } = story;
  return booked.map(({ partnerId, currency, cdrs, amount }) => ({
    ...event,
    objectType: "collection",
    label: cdrId ?? `${cdrs} CDRs`,
    partnerId,
    changes: {
      amount: [null, formatDecimal(amount)],
      currency: [null, currency],
      cdrs: [null, cdrs],
      valueDate: [null, valueDate],
      receivedBy: [null, receivedBy],
    },
  }));
}
