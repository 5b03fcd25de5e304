/**
 * Collection (A17–A19, D12): money that arrived for a session is a list of events, never an edit. What of it is due,
 * what share of a partner becomes payable by it and in which month it is booked follows from them.
 */
import { addMonths, type IsoDate, type Month } from "@/lib/calendar/calendar";
import { type Amount, absolute, allocateProRata, multiplyTowardZero, sum } from "@/lib/money/amount";

/** A part of the due, exact: 0 ≤ numerator/denominator ≤ 1, denominator > 0. */
export type Fraction = { numerator: bigint; denominator: bigint };

const NOTHING: Fraction = { numerator: 0n, denominator: 1n };
const ALL: Fraction = { numerator: 1n, denominator: 1n };

/** Money that arrived (or went back, when negative) for one CDR. */
export type CollectionEvent = {
  id: string;
  amount: Amount;
  /** The day on which the money moved. */
  valueDate: IsoDate;
  /** The month whose report lists it. */
  bookingMonth: Month;
  receivedBy: "operator" | "partner";
  /** The event it takes back. */
  reversesId: string | null;
};

/** What the payer owes for a CDR: as invoiced (net under reverse charge), else gross. */
export function dueOf(cdr: { gross: Amount; net: Amount; invoiced: "gross" | "net_reverse_charge" | null }): Amount {
  return cdr.invoiced === "net_reverse_charge" ? cdr.net : cdr.gross;
}

/** Collected ÷ due, kept within 0 and 1; a due of 0 counts as 1 (D12). Credits have a negative due. */
export function fractionCollected(collected: Amount, due: Amount): Fraction {
  if (due === 0n) return ALL;
  const numerator = due < 0n ? -collected : collected;
  const denominator = absolute(due);
  if (numerator <= 0n) return NOTHING;
  return numerator >= denominator ? ALL : { numerator, denominator };
}

/** How far a session is collected. */
export type CollectionState = "collected" | "partly" | "awaited";

/** Collected when nothing is missing, awaited when nothing came, partly between. */
export function collectionState(due: Amount, collected: Amount): CollectionState {
  const { numerator, denominator } = fractionCollected(collected, due);
  if (numerator === denominator) return "collected";
  return numerator === 0n ? "awaited" : "partly";
}

/** The collected part of a share, rounded toward zero; exact when everything is collected. */
export function collectedShareTowardZero(share: Amount, fraction: Fraction): Amount {
  return multiplyTowardZero(share, fraction.numerator, fraction.denominator);
}

/**
 * The collected part of a CDR's share, attributed to its lines: the whole is rounded toward zero, then divided pro
 * rata to the lines' shares, so that the lines add up to it. `shares` has at least one entry.
 */
export function collectedPartsTowardZero(shares: readonly Amount[], fraction: Fraction): Amount[] {
  return allocateProRata(collectedShareTowardZero(sum(shares), fraction), shares);
}

/**
 * What a report on basis *collected* makes payable for a CDR: all its shares so far, differences included, × the
 * fraction at the period's end, less what earlier reports made payable for it. Negative after a chargeback.
 */
export function payableOfCollected(
  shares: readonly Amount[],
  fraction: Fraction,
  earlierPayables: readonly Amount[],
): Amount {
  return collectedShareTowardZero(sum(shares), fraction) - sum(earlierPayables);
}

/**
 * The month whose report lists a collection: that of its value date or the record's period, whichever is later; when
 * it is issued, the next open one. `lastIssuedMonth` is that of the record's key, null when none is issued.
 */
export function bookingMonth(valueDate: IsoDate, recordPeriod: Month, lastIssuedMonth: Month | null): Month {
  const month = valueDate.slice(0, 7);
  const later = month > recordPeriod ? month : recordPeriod;
  return lastIssuedMonth !== null && later <= lastIssuedMonth ? addMonths(lastIssuedMonth, 1) : later;
}

/** True for a collection that belongs in the table "Collected for previous periods" of its booking month (A25). */
export function isForPreviousPeriod(recordPeriod: Month, booking: Month): boolean {
  return recordPeriod < booking;
}

/** What arrived in all, reversals included. */
export function collectedOf(events: readonly Pick<CollectionEvent, "amount">[]): Amount {
  return sum(events.map((event) => event.amount));
}

/** Why an event cannot be taken back. */
export type ReversalRefusal = "is_a_reversal" | "already_reversed";

/** The event that takes another back (chargeback, wrong booking), or why it cannot be. */
export function reversalOf(
  event: CollectionEvent,
  events: readonly CollectionEvent[],
  reversal: Pick<CollectionEvent, "id" | "valueDate" | "bookingMonth">,
): CollectionEvent | ReversalRefusal {
  if (event.reversesId !== null) return "is_a_reversal";
  if (events.some((other) => other.reversesId === event.id)) return "already_reversed";
  return { ...reversal, amount: -event.amount, receivedBy: event.receivedBy, reversesId: event.id };
}

/**
 * Spreads a payment over the CDRs of an invoice pro rata by due (D17); nothing is lost. The settling payment gives
 * each CDR exactly what it still lacks, so that every fraction becomes 1.
 * @param cdrs what each owes and what it has collected; at least one.
 */
export function spreadPayment(amount: Amount, cdrs: readonly { due: Amount; collected: Amount }[]): Amount[] {
  const missing = cdrs.map((cdr) => cdr.due - cdr.collected);
  if (amount === sum(missing)) return missing;
  return allocateProRata(
    amount,
    cdrs.map((cdr) => cdr.due),
  );
}
