/**
 * The import job: reads a stored file batch by batch and takes each in, in a transaction of its own that also keeps
 * the counts and the place. A crash, a second worker or a second run goes on where the last commit stood.
 */

import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  advanceImport,
  findImport,
  type ImportDetail,
  insertImportRows,
  lockImport,
  updateImport,
} from "@/db/queries/imports";
import { loadReference } from "@/db/queries/reference";
import { SYSTEM } from "@/lib/audit/event";
import type { Reference } from "@/lib/records/reference";
import { sourcePricingOf } from "@/lib/records/source-pricing";
import { tryAgain } from "@/lib/records/try-again.server";
import type { Classified } from "./classify";
import { columnMapping } from "./csv-mapping";
import { countBatch, listBatch } from "./import-batch";
import { type FileBatch, MappingDoesNotFit, readCsvFile, readOcpiFile } from "./read-file.server";
import { sourcePayerOf } from "./source-payer";
import { takeIn } from "./take-in.server";
import { validationRules } from "./validation";

/** Runs an import to its end. Does nothing when it is done or when another worker has it. */
export async function importCdrs(importId: string, clock: () => number = Date.now): Promise<void> {
  const found = await asOwner((tx) => begin(tx, importId, clock()));
  if (!found) return;
  try {
    await readAll(found, clock);
    await asOwner((tx) => finish(tx, found, clock()));
  } catch (error) {
    if (!(error instanceof MappingDoesNotFit)) throw error;
    const problem = { code: "mapping_does_not_fit", gaps: error.gaps };
    await asOwner((tx) => updateImport(tx, importId, { state: "failed", problem, finishedAt: clock() }));
  }
}

async function begin(tx: Tx, importId: string, now: number): Promise<ImportDetail | null> {
  const row = await lockImport(tx, importId);
  if (!row || row.state === "done" || row.state === "failed" || row.state === "uploaded") return null;
  await updateImport(tx, importId, { state: "running", startedAt: row.startedAt ?? now });
  return findImport(tx, importId);
}

async function readAll(found: ImportDetail, clock: () => number): Promise<void> {
  const batches =
    found.format === "csv"
      ? readCsvFile(found.fileId, columnMapping.parse(found.mapping), found.rows)
      : readOcpiFile(found.fileId, found.rows);
  let reference: Reference | null = null;
  for await (const batch of batches) {
    reference = await takeBatch(found, batch, reference, clock);
  }
}

/** Takes one batch in; when the data it was computed from has changed under it, reads again and repeats. */
async function takeBatch(
  found: ImportDetail,
  batch: FileBatch,
  known: Reference | null,
  clock: () => number,
): Promise<Reference> {
  let reference = known;
  return tryAgain(async () => {
    const current = reference ?? (await asOwner(loadReference));
    reference = null;
    await asOwner((tx) => writeBatch(tx, found, batch, current, clock()));
    return current;
  });
}

async function writeBatch(
  tx: Tx,
  found: ImportDetail,
  batch: FileBatch,
  reference: Reference,
  now: number,
): Promise<void> {
  const place = await lockImport(tx, found.id);
  if (!place || place.rows !== batch.rowsBefore) return;
  const mapping = found.format === "csv" ? columnMapping.parse(found.mapping) : null;
  const { classified, nonRatedIds } = await takeIn(tx, batch.readable, {
    sourceId: found.sourceId,
    importId: found.id,
    rules: validationRules.parse(found.rules),
    sourcePayer: sourcePayerOf(mapping?.payerDefault ?? found.mapping),
    pricing: sourcePricingOf(found),
    reference,
    now,
    newId: uuidv7,
  });
  await insertImportRows(tx, listedRows(found.id, classified, batch));
  await advanceImport(tx, found.id, countBatch(classified, batch.unreadable, nonRatedIds), {
    bytesRead: batch.bytesRead,
  });
}

function listedRows(importId: string, classified: readonly Classified[], batch: FileBatch) {
  return listBatch(classified, batch.unreadable).map((row) => ({ ...row, importId }));
}

async function finish(tx: Tx, found: ImportDetail, now: number): Promise<void> {
  const row = await lockImport(tx, found.id);
  if (row?.state !== "running") return;
  await updateImport(tx, found.id, { state: "done", finishedAt: now });
  const { rows, imported, rejected, known, conflicting, onHold } = row;
  await appendAuditEvent(tx, {
    actor: SYSTEM,
    verb: "imported",
    objectType: "import",
    objectId: found.id,
    label: found.fileName,
    changes: Object.fromEntries(
      Object.entries({ rows, imported, rejected, known, conflicting, onHold }).map(([name, count]) => [
        name,
        [null, count],
      ]),
    ),
    at: now,
  });
}
