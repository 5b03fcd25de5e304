import type { Tx } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import {
  type Booked,
  bookTargets,
  cdrsOfRecords,
  openBooking,
  targetAllMissing,
  targetMatching,
  targetPayments,
} from "@/db/queries/collections";
import { findOwed } from "@/db/queries/owed-cdrs";
import type { RecordKey } from "@/db/queries/records";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant, IsoDate } from "@/lib/calendar/calendar";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import { UserError } from "@/lib/errors/user-error";
import { formatAmount } from "@/lib/i18n/format";
import { type Amount, absolute } from "@/lib/money/amount";
import { finishBooking, lockBooking } from "./booking.server";
import { bookingEvents } from "./collection-events";
import type { RevenueFilters } from "./record-filters";
import { settlingAmount } from "./settling-amount";
import { asStaffAgain } from "./try-again.server";
import { checkValueDate } from "./value-date";

/** What is collected: chosen records (one of them also in part), or everything that matches and is not collected yet. */
export type Chosen =
  | { kind: "records"; records: readonly RecordKey[]; amount: Amount | null }
  | { kind: "matching"; filters: RevenueFilters };

export type CollectInput = {
  /** Made once per form: the same payment sent twice is booked once. */
  paymentId: string;
  chosen: Chosen;
  valueDate: IsoDate;
  receivedBy: "operator" | "partner";
  reason: string | null;
};

/**
 * Books money that came in, by hand: one collection per partner and CDR (D12).
 * @returns what was booked; nothing where all was collected already.
 * @throws UserError records.valueDateInFuture, records.partOfOne, records.nothingToCollect, records.moreThanMissing
 */
export async function collectRecords(viewer: Viewer, input: CollectInput, now: Instant): Promise<Booked[]> {
  checkValueDate(input.valueDate, now);
  return asStaffAgain(async (tx) => {
    await openBooking(tx);
    const payment = { valueDate: input.valueDate, paymentKey: `manual ${input.paymentId}` };
    const cdrIds = await target(tx, input.chosen, payment);
    const bookings = await lockBooking(tx, now);
    if (input.chosen.kind === "records" && input.chosen.amount !== null) {
      await checkPart(tx, viewer, input.chosen.amount, cdrIds);
    }
    const by = { now, createdBy: viewer.userId };
    await bookTargets(tx, bookings, { ...by, kind: "manual", receivedBy: input.receivedBy, reason: input.reason });
    const booked = await finishBooking(tx, by);
    const events = bookingEvents(booked, {
      actor: actorOf(viewer),
      verb: "collected",
      objectId: input.paymentId,
      cdrId: cdrIds.length === 1 ? cdrIds[0]!.cdrId : null,
      valueDate: input.valueDate,
      receivedBy: input.receivedBy,
      reason: input.reason,
      at: now,
    });
    await appendAuditEvents(tx, events);
    return booked;
  });
}

/** @returns the chosen CDRs; empty where a filter chose them. */
async function target(tx: Tx, chosen: Chosen, payment: { valueDate: IsoDate; paymentKey: string }): Promise<CdrKey[]> {
  if (chosen.kind === "matching") {
    await targetMatching(tx, chosen.filters, payment);
    return [];
  }
  const cdrs = await cdrsOfRecords(tx, chosen.records);
  if (cdrs.length === 0) throw new UserError("records.nothingToCollect");
  if (chosen.amount !== null && cdrs.length > 1) throw new UserError("records.partOfOne", { field: "amount" });
  await targetPayments(
    tx,
    cdrs.map((cdr) => ({ ...cdr, ...payment, amount: chosen.amount })),
  );
  return cdrs;
}

/** A part is not more than what is missing, and has its sign: a credit is paid back. What settles the CDR is all of it. */
async function checkPart(tx: Tx, viewer: Viewer, amount: Amount, [cdr]: readonly CdrKey[]): Promise<void> {
  const owed = (await findOwed(tx, [cdr!.cdrId])).find((each) => each.sourceId === cdr!.sourceId);
  if (!owed) throw new UserError("records.nothingToCollect");
  const { currency } = owed;
  const missing = owed.due - owed.collected;
  const paid = settlingAmount(amount, missing, currency);
  if (paid === 0n || paid > 0n !== missing > 0n || absolute(paid) > absolute(missing)) {
    const params = { missing: formatAmount(missing, currency, viewer.locale, { precision: "exact" }), currency };
    throw new UserError("records.moreThanMissing", { field: "amount", params });
  }
  if (paid === missing) await targetAllMissing(tx);
}
