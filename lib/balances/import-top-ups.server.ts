import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { findByReference, partnersByName } from "@/db/queries/balances";
import { listOrganizations } from "@/db/queries/organizations";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { type CsvReport, readTable, reportOf } from "@/lib/csv/table";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { asStaffAgain } from "@/lib/records/try-again.server";
import { writeTopUps } from "./create-top-ups.server";
import { readTopUps, TOP_UP_COLUMNS, TOP_UP_COLUMNS_NEEDED } from "./top-ups-csv";

/** What a CSV file of top-ups would write; nothing is written. */
export async function previewTopUps(csv: string, now: Instant): Promise<CsvReport> {
  return asStaff(async (tx) => (await prepare(tx, csv, now)).report(false));
}

/**
 * Writes the good rows of a CSV file of top-ups. The same file again finds all of them known.
 * @throws UserError balances.topUpsChanged when someone wrote one of them meanwhile
 */
export async function importTopUps(viewer: Viewer, csv: string, now: Instant): Promise<CsvReport> {
  const changed = () => new UserError("balances.topUpsChanged");
  return translateConstraints({ balance_movements_reference: changed }, () =>
    asStaffAgain(async (tx) => {
      const { good, report } = await prepare(tx, csv, now);
      await writeTopUps(
        tx,
        viewer,
        good.map(({ topUp }) => topUp),
        now,
      );
      return report(true);
    }),
  );
}

async function prepare(tx: Tx, csv: string, now: Instant) {
  const table = readTable(csv, TOP_UP_COLUMNS, TOP_UP_COLUMNS_NEEDED);
  const named = (column: (typeof TOP_UP_COLUMNS)[number]) => table.rows.map(({ values }) => values[column] ?? "");
  const { good, problems } = readTopUps(table, {
    partners: await partnersByName(tx, named("partner")),
    organizations: await listOrganizations(tx),
    known: await findByReference(tx, named("reference")),
    newId: uuidv7,
    now,
  });
  const rows = good.map(({ row }) => row);
  return { good, report: (imported: boolean) => reportOf(table, problems, rows, imported) };
}
