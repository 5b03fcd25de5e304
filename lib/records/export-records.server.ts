/** Exports of record lists: noted in the history first, then streamed. */
import type { Tx } from "@/db/client";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { exportExpenseRecords, exportRevenueRecords, type Write } from "@/db/queries/record-exports";
import { readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { ChangeValue } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import type { ExpenseFilters, RevenueFilters } from "./record-filters";

type Export = { name: string; filters: ExpenseFilters | RevenueFilters; now: Instant };

/** The revenue records that match, as CSV. `name` is the file's name, for the history. */
export async function exportRevenue(viewer: Viewer, input: Export & { filters: RevenueFilters }) {
  await noteExport(viewer, input);
  return streamOf(viewer, (tx, scope, write) => exportRevenueRecords(tx, scope, input.filters, write));
}

/** The expense records that match, as CSV. `name` is the file's name, for the history. */
export async function exportExpenses(viewer: Viewer, input: Export & { filters: ExpenseFilters }) {
  await noteExport(viewer, input);
  return streamOf(viewer, (tx, scope, write) => exportExpenseRecords(tx, scope, input.filters, write));
}

async function noteExport(viewer: Viewer, { name, filters, now }: Export): Promise<void> {
  const set = Object.entries(filters).filter(([, value]) => value !== null);
  await asStaff((tx) =>
    appendAuditEvent(tx, {
      actor: actorOf(viewer),
      verb: "exported",
      objectType: "record",
      objectId: name,
      label: name,
      changes: Object.fromEntries(set.map(([key, value]) => [key, [null, value as ChangeValue]])),
      at: now,
    }),
  );
}

/**
 * A stream whose transaction stays open until the last row is read; a reader may go away before. An error breaks the
 * download off, so that half a file is never taken for a whole one.
 */
function streamOf(
  viewer: Viewer,
  read: (tx: Tx, scope: Scope, write: Write) => Promise<void>,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const taken = () => true;
  const left = () => false;
  const write: Write = (piece) => writer.write(piece).then(taken, left);
  readAs(viewer, (tx, scope) => read(tx, scope, write))
    .then(() => writer.close())
    .catch((error) => writer.abort(error).catch(left));
  return readable;
}
