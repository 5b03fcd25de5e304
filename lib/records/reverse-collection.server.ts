import { appendAuditEvents } from "@/db/queries/audit";
import {
  type Booked,
  bookReversals,
  findCollection,
  isReversed,
  openBooking,
  targetPayments,
} from "@/db/queries/collections";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant, IsoDate } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { finishBooking, lockBooking } from "./booking.server";
import { bookingEvents } from "./collection-events";
import { asStaffAgain } from "./try-again.server";
import { checkValueDate } from "./value-date";

export type ReverseInput = { partnerId: string; collectionId: string; valueDate: IsoDate; reason: string };

/**
 * Takes a payment for a CDR back (chargeback, wrong booking): for each of its partners an event of minus the amount,
 * booked in the open period; nothing is edited (D12).
 * @throws UserError records.valueDateInFuture, records.collectionGone, records.isReversal, records.paidByInvoice, records.paidByBalance,
 * records.alreadyReversed
 */
export async function reverseCollection(viewer: Viewer, input: ReverseInput, now: Instant): Promise<Booked[]> {
  checkValueDate(input.valueDate, now);
  return asStaffAgain(async (tx) => {
    const collection = await findCollection(tx, input);
    if (!collection) throw new UserError("records.collectionGone");
    if (collection.reversesId !== null) throw new UserError("records.isReversal");
    // Money of an invoice is released with the invoice (D18).
    if (collection.kind === "invoice") throw new UserError("records.paidByInvoice");
    if (collection.kind === "balance") throw new UserError("records.paidByBalance");
    await openBooking(tx);
    await targetPayments(tx, [{ ...collection, amount: null, valueDate: input.valueDate }]);
    const bookings = await lockBooking(tx, now);
    if (await isReversed(tx, input)) throw new UserError("records.alreadyReversed");
    const by = { now, createdBy: viewer.userId };
    await bookReversals(tx, collection, bookings, { ...by, reason: input.reason, valueDate: input.valueDate });
    const booked = await finishBooking(tx, by);
    const events = bookingEvents(booked, {
      actor: actorOf(viewer),
      verb: "reversed",
      objectId: collection.id,
      cdrId: collection.cdrId,
      valueDate: input.valueDate,
      receivedBy: collection.receivedBy,
      reason: input.reason,
      at: now,
    });
    await appendAuditEvents(tx, events);
    return booked;
  });
}
