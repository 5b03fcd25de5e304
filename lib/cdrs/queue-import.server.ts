/** Starts an uploaded import, or one that failed, with a mapping that its source remembers from now on. */
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  findImport,
  findSource,
  type ImportDetail,
  lockImport,
  updateImport,
  updateSource,
} from "@/db/queries/imports";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { type ColumnMapping, columnMapping, type PayerDefault, payerDefault } from "./csv-mapping";
import { gapsIn, readSample } from "./preview-file.server";

/** How a file is read: the columns of a CSV, or for OCPI only who pays where nobody else is known to (D1). */
export type ImportMapping = ColumnMapping | PayerDefault;

/**
 * Queues the import with this mapping.
 * @throws UserError imports.gone, imports.alreadyStarted, imports.mappingInvalid, imports.mappingIncomplete
 */
export async function queueImport(
  viewer: Viewer,
  input: { importId: string; mapping: unknown },
  now: Instant,
): Promise<void> {
  await asStaff(async (tx) => {
    const locked = await lockImport(tx, input.importId);
    const found = locked && (await findImport(tx, input.importId));
    if (!found) throw new UserError("imports.gone");
    if (found.state !== "uploaded" && found.state !== "failed") throw new UserError("imports.alreadyStarted");
    const mapping = await checkMapping(tx, found, input.mapping);
    await updateImport(tx, found.id, { state: "queued", mapping, problem: null, finishedAt: null });
    await rememberMapping(tx, viewer, found.sourceId, mapping, now);
    if (found.state === "failed") await appendAuditEvent(tx, retried(viewer, found, now));
    await enqueueImport(tx, found.id);
  });
}

/**
 * Lets an import that has stopped on its way go on; one that is being read at this moment takes no harm.
 * @throws UserError imports.gone, imports.notRunning
 */
export async function resumeImport(viewer: Viewer, importId: string, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const found = await findImport(tx, importId);
    if (!found) throw new UserError("imports.gone");
    if (found.state !== "running" && found.state !== "queued") throw new UserError("imports.notRunning");
    await appendAuditEvent(tx, retried(viewer, found, now));
    await enqueueImport(tx, importId);
  });
}

function enqueueImport(tx: Tx, importId: string): Promise<void> {
  return enqueue(tx, "import_cdrs", { importId }, { jobKey: `import:${importId}` });
}

async function checkMapping(tx: Tx, found: ImportDetail, given: unknown): Promise<ImportMapping> {
  const schema = found.format === "csv" ? columnMapping : payerDefault;
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new UserError("imports.mappingInvalid");
  if (!("columns" in parsed.data)) return parsed.data;
  const gaps = await gapsIn(await readSample(tx, found), parsed.data);
  if (gaps.length > 0) throw new UserError("imports.mappingIncomplete", { params: { count: gaps.length } });
  return parsed.data;
}

async function rememberMapping(
  tx: Tx,
  viewer: Viewer,
  sourceId: string,
  mapping: ImportMapping,
  now: Instant,
): Promise<void> {
  const source = await findSource(tx, sourceId);
  if (!source) throw new UserError("imports.sourceUnknown");
  const changes = diff({ mapping: source.mapping }, { mapping: mapping as unknown }, ["mapping"]);
  if (Object.keys(changes).length === 0) return;
  await updateSource(tx, sourceId, { mapping });
  await appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb: "changed",
    objectType: "source",
    objectId: sourceId,
    label: source.name,
    changes,
    at: now,
  });
}

function retried(viewer: Viewer, found: ImportDetail, now: Instant) {
  const object = { objectType: "import", objectId: found.id, label: found.fileName } as const;
  return { actor: actorOf(viewer), verb: "retried", ...object, at: now } as const;
}
