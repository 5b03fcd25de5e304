import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import type { ExportOf } from "@/db/queries/list-exports";
import { namesOfPartners } from "@/db/queries/record-choices";
import { readAs } from "@/lib/access/read.server";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { ChangeValue } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import type { ExportFormat } from "./export-kinds";
import { exportName } from "./export-name";
import { streamExport } from "./write-export.server";

export type AskedExport = ExportOf & { format: ExportFormat };

/** Notes an export in the history and streams it; its name says what was filtered. */
export async function exportNow(
  viewer: Viewer,
  asked: AskedExport,
  now: Instant,
): Promise<{ name: string; body: ReadableStream<Uint8Array> }> {
  const name = await nameOf(viewer, asked);
  await asStaff((tx) => noteExport(tx, viewer, { ...asked, name }, now));
  return { name, body: streamExport(viewer, asked) };
}

/** The name of the file, with those of the partners it is narrowed to. */
export async function nameOf(viewer: Viewer, asked: AskedExport): Promise<string> {
  const partners = await readAs(viewer, (tx, scope) => namesOfPartners(tx, scope, asked.filters.partner ?? []));
  return exportName(asked, partners);
}

/** Writes into the history who exported what, with which filters. */
export async function noteExport(
  tx: Tx,
  viewer: Viewer,
  { name, filters }: AskedExport & { name: string },
  now: Instant,
): Promise<void> {
  const set = Object.entries(filters).filter(([, value]) => value !== null);
  await appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb: "exported",
    objectType: "record",
    objectId: name,
    label: name,
    changes: Object.fromEntries(set.map(([key, value]) => [key, [null, value as ChangeValue]])),
    at: now,
  });
}
