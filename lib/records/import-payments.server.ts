import { createHash } from "node:crypto";
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import { bookTargets, openBooking, targetPayments } from "@/db/queries/collections";
import { findOwed } from "@/db/queries/owed-cdrs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { dateOf, type Instant } from "@/lib/calendar/calendar";
import { type CsvReport, type CsvTable, readTable, reportOf } from "@/lib/csv/table";
import { UserError } from "@/lib/errors/user-error";
import { finishBooking, lockBooking } from "./booking.server";
import { bookingEvents } from "./collection-events";
import { PAYMENT_COLUMNS, PAYMENT_COLUMNS_NEEDED, type ReadPayments, readPayments } from "./payments-csv";
import { asStaffAgain } from "./try-again.server";

/** What a CSV file of payments would book; nothing is written. */
export async function previewPayments(csv: string, now: Instant): Promise<CsvReport> {
  return asStaff(async (tx) => report(await read(tx, csv, now), false));
}

/**
 * Books the good rows of a CSV file of payments. The same file again finds all of them known.
 * @throws UserError records.paymentsChanged when someone booked one of them while we waited
 */
export async function importPayments(viewer: Viewer, csv: string, now: Instant): Promise<CsvReport> {
  return asStaffAgain(async (tx) => {
    const preview = await read(tx, csv, now);
    await openBooking(tx);
    await targetPayments(tx, preview.good);
    const bookings = await lockBooking(tx, now);
    const locked = await read(tx, csv, now);
    if (locked.good.length !== preview.good.length) throw new UserError("records.paymentsChanged");
    const by = { now, createdBy: viewer.userId };
    await bookTargets(tx, bookings, { ...by, kind: "csv", receivedBy: "operator", reason: null });
    const booked = await finishBooking(tx, by);
    const events = bookingEvents(booked, {
      actor: actorOf(viewer),
      verb: "collected",
      objectId: createHash("sha256").update(csv).digest("hex"),
      cdrId: null,
      valueDate:
        preview.good
          .map((payment) => payment.valueDate)
          .sort()
          .at(-1) ?? dateOf(now, "UTC"),
      receivedBy: "operator",
      reason: null,
      at: now,
    });
    await appendAuditEvents(tx, events);
    return report(preview, true);
  });
}

type Preview = ReadPayments & { table: CsvTable };

async function read(tx: Tx, csv: string, now: Instant): Promise<Preview> {
  const table = readTable(csv, PAYMENT_COLUMNS, PAYMENT_COLUMNS_NEEDED);
  const owed = await findOwed(
    tx,
    table.rows.map(({ values }) => values.cdr_id ?? ""),
  );
  return { table, ...readPayments(table, owed, now) };
}

function report({ table, good, problems }: Preview, booked: boolean): CsvReport {
  const rows = good.map((payment) => payment.row);
  return reportOf(table, problems, rows, booked);
}
