import { uuidv7 } from "uuidv7";
import { asOwner } from "@/db/client";
import { storeFile } from "@/db/queries/files";
import { findListExport, type ListExport, updateListExport } from "@/db/queries/list-exports";
import { EVERYTHING } from "@/lib/access/scope";
import type { Instant } from "@/lib/calendar/calendar";
import { MEDIA_TYPES } from "./export-kinds";
import { ExportStopped, streamExport } from "./write-export.server";
import { ZipTooLarge } from "./zip.server";

/** Progress is written down each time this many rows are through. */
const REPORTED_ROWS = 20_000;

/**
 * Writes an export's file, in one transaction beside the one that reads: all of it or nothing, so a job that runs again
 * begins again. An export that its owner removed meanwhile ends without a file.
 */
export async function runExport(exportId: string, clock: () => Instant): Promise<void> {
  const wanted = await asOwner(async (tx) => {
    const found = await findListExport(tx, exportId);
    if (!found || found.state === "done") return null;
    await updateListExport(tx, exportId, { state: "running", writtenRows: 0 });
    return found;
  });
  if (!wanted) return;
  try {
    await writeFile(wanted, clock);
  } catch (error) {
    if (error instanceof ExportStopped) return;
    await asOwner((tx) => updateListExport(tx, exportId, { state: "failed", finishedAt: clock() }));
    if (!(error instanceof ZipTooLarge)) throw error;
  }
}

async function writeFile(wanted: ListExport, clock: () => Instant): Promise<void> {
  let written = 0;
  let reported = 0;
  const bytes = streamExport({ scope: EVERYTHING }, wanted, async (rows) => {
    written += rows;
    if (written - reported < REPORTED_ROWS) return true;
    reported = written;
    return asOwner((tx) => updateListExport(tx, wanted.id, { writtenRows: written }));
  });
  await asOwner(async (tx) => {
    const fileId = uuidv7();
    const facts = { id: fileId, partnerId: null, name: wanted.name, mediaType: MEDIA_TYPES[wanted.format] };
    await storeFile(tx, { ...facts, createdAt: clock(), createdBy: wanted.createdBy }, bytes);
    const done = { state: "done", writtenRows: written, fileId, finishedAt: clock() } as const;
    if (!(await updateListExport(tx, wanted.id, done))) throw new ExportStopped();
  });
}
