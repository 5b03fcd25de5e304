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
import { oneAhead } from "@/lib/collections/one-ahead";
import type { Reference } from "@/lib/records/reference";
import { sourcePricingOf } from "@/lib/records/source-pricing";
import { tryAgain } from "@/lib/records/try-again.server";
import type { Classified } from "./classify";
import { columnMapping } from "./csv-mapping";
import { type Foresight, foresee } from "./foresee.server";
import { countBatch, listBatch } from "./import-batch";
import { type FileBatch, MappingDoesNotFit, readCsvFile, readOcpiFile } from "./read-file.server";
import { sourcePayerOf } from "./source-payer";
import { type TakeInContext, takeIn } from "./take-in.server";
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

/** What is the same for every batch of an import, and the master data as last read. */
type Run = {
  found: ImportDetail;
  settings: Pick<TakeInContext, "sourceId" | "importId" | "rules" | "sourcePayer" | "pricing">;
  reference: Promise<Reference>;
  clock: () => number;
};

async function readAll(found: ImportDetail, clock: () => number): Promise<void> {
  const mapping = found.format === "csv" ? columnMapping.parse(found.mapping) : null;
  const batches = mapping ? readCsvFile(found.fileId, mapping, found.rows) : readOcpiFile(found.fileId, found.rows);
  const settings = {
    sourceId: found.sourceId,
    importId: found.id,
    rules: validationRules.parse(found.rules),
    sourcePayer: sourcePayerOf(mapping?.payerDefault ?? found.mapping),
    pricing: sourcePricingOf(found),
  };
  const run: Run = { found, settings, reference: readReference(), clock };
  for await (const ready of oneAhead(prepared(batches, run))) await takeBatch(run, ready);
}

/** Read while the file is; a failure is thrown where it is awaited. */
function readReference(): Promise<Reference> {
  const reading = asOwner(loadReference);
  reading.catch(() => undefined);
  return reading;
}

type Ready = { batch: FileBatch; foresight: Foresight | null };

/** Batches with what can be computed of them while the batch before is being written; the first has nothing to wait for. */
async function* prepared(batches: AsyncIterable<FileBatch>, run: Run): AsyncGenerator<Ready> {
  let isFirst = true;
  for await (const batch of batches) {
    const context = { ...run.settings, reference: await run.reference };
    yield { batch, foresight: isFirst ? null : await foresee(batch.readable, context) };
    isFirst = false;
  }
}

/** Takes one batch in; when the data it was computed from has changed under it, reads again and repeats. */
async function takeBatch(run: Run, ready: Ready): Promise<void> {
  let isOvertaken = false;
  await tryAgain(async () => {
    if (isOvertaken) run.reference = readReference();
    isOvertaken = true;
    const reference = await run.reference;
    await asOwner((tx) => writeBatch(tx, run, ready, reference));
  });
}

async function writeBatch(tx: Tx, run: Run, { batch, foresight }: Ready, reference: Reference): Promise<void> {
  const { found, settings, clock } = run;
  const place = await lockImport(tx, found.id);
  if (!place || place.rows !== batch.rowsBefore) return;
  const now = clock();
  const { classified, nonRatedIds } = await takeIn(tx, batch.readable, {
    ...settings,
    reference,
    now,
    newId: uuidv7,
    foresight,
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
