/** What every booking of money shares: its locks, and the months in which it is booked (D8, D12). */
import type { Tx } from "@/db/client";
import {
  addBookedToRollups,
  type Booked,
  type Booking,
  bookedByPartner,
  bookReceivedByPartner,
  lockCollections,
  type Touched,
  touchedPeriods,
} from "@/db/queries/collections";
import { lastIssuedMonths, ledgerText, lockPeriods, type PeriodKey, periodText } from "@/db/queries/periods";
import { firstDay, type Instant } from "@/lib/calendar/calendar";
import { bookingMonth } from "./collected";

/**
 * Locks the records of the gathered targets against recalculation and issuing, and the months in which their money is
 * booked against issuing. A month that was issued while we waited is passed over for the next open one; records that
 * were replaced meanwhile are looked up again.
 */
export async function lockBooking(tx: Tx, now: Instant): Promise<Booking[]> {
  for (;;) {
    await lockCollections(tx);
    const touched = await touchedPeriods(tx);
    const lastIssued = await lastIssuedMonths(tx, touched);
    const bookings = touched.map((period) => ({
      ...period,
      bookingMonth: bookingMonth(
        firstDay(period.valueMonth),
        period.periodMonth,
        lastIssued.get(ledgerText(period)) ?? null,
      ),
    }));
    const booked = bookings.map((booking) => monthOf(booking, booking.bookingMonth));
    const held = touched.map((period) => monthOf(period, period.periodMonth));
    const states = await lockPeriods(tx, [...held, ...booked], "shared", now);
    const isOvertaken = booked.some((key) => states.get(periodText(key)) === "issued");
    if (!isOvertaken && isSame(touched, await touchedPeriods(tx))) return bookings;
  }
}

function isSame(before: readonly Touched[], after: readonly Touched[]): boolean {
  const text = (period: Touched) => `${ledgerText(period)} ${period.periodMonth} ${period.valueMonth}`;
  const known = new Set(before.map(text));
  return before.length === after.length && after.every((period) => known.has(text(period)));
}

function monthOf({ partnerId, organizationId, currency }: Touched, month: string): PeriodKey {
  return { partnerId, organizationId, currency, month };
}

/** Writes what follows from the booked collections: expenses of partners that received money, then the sums. */
export async function finishBooking(tx: Tx, by: { now: Instant; createdBy: string | null }): Promise<Booked[]> {
  await bookReceivedByPartner(tx, by);
  await addBookedToRollups(tx);
  return bookedByPartner(tx);
}
