/** Exports of record lists: noted in the history first, then streamed. */
import { Readable } from "node:stream";
import type { Tx } from "@/db/client";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { exportExpenseRecords, exportRevenueRecords } from "@/db/queries/record-exports";
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
  return streamOf(viewer, (tx, scope) => exportRevenueRecords(tx, scope, input.filters));
}

/** The expense records that match, as CSV. `name` is the file's name, for the history. */
export async function exportExpenses(viewer: Viewer, input: Export & { filters: ExpenseFilters }) {
  await noteExport(viewer, input);
  return streamOf(viewer, (tx, scope) => exportExpenseRecords(tx, scope, input.filters));
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
 * A stream whose transaction stays open until the last row is read. A reader that goes away ends it; an error breaks
 * the download off, so that half a file is never taken for a whole one.
 */
function streamOf(
  viewer: Viewer,
  rows: (tx: Tx, scope: Scope) => Promise<AsyncIterable<Buffer>>,
): ReadableStream<Uint8Array> {
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  readAs(viewer, async (tx, scope) => {
    await Readable.toWeb(Readable.from(await rows(tx, scope))).pipeTo(pipe.writable as WritableStream);
  }).catch((error) => pipe.writable.abort(error).catch(() => undefined));
  return pipe.readable;
}
