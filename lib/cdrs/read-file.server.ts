/** A stored file of CDRs as batches of rows that could be read and rows that could not, after those that are committed already. */
import { asOwner } from "@/db/client";
import { readChunk } from "@/db/queries/files";
import type { Incoming } from "./classify";
import { contentHash } from "./content";
import { bindMapping, type ColumnMapping, type MappingGap } from "./csv-mapping";
import { type ReadResult, readCsvRow } from "./csv-row";
import type { RowFinding } from "./findings";
import type { Unreadable } from "./import-batch";
import { readOcpiText } from "./ocpi";
import { detectJsonLayout, readCsv, readJson } from "./streams.server";

const BATCH_ROWS = 2_000;

export type FileBatch = {
  readable: Incoming[];
  unreadable: Unreadable[];
  /** How many rows of the file stand before this batch. */
  rowsBefore: number;
  bytesRead: number;
};

/** The mapping does not fit the file: nothing of it can be read. */
export class MappingDoesNotFit extends Error {
  override name = "MappingDoesNotFit";
  constructor(readonly gaps: readonly MappingGap[]) {
    super("the mapping does not fit the file");
  }
}

/** The bytes of a stored file, chunk by chunk, each in a short transaction of its own. */
export async function* fileBytes(fileId: string): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n++) {
    const chunk = await asOwner((tx) => readChunk(tx, fileId, n));
    if (chunk === null) return;
    yield chunk;
  }
}

/** Batches of a CSV file. @throws MappingDoesNotFit when the file lacks a column that its rows need. */
export async function* readCsvFile(
  fileId: string,
  mapping: ColumnMapping,
  skipRows: number,
): AsyncGenerator<FileBatch> {
  let rowsBefore = 0;
  let bound: ReturnType<typeof bindMapping> | null = null;
  for await (const batch of readCsv(fileBytes(fileId), mapping, BATCH_ROWS)) {
    bound ??= bindMapping(mapping, batch.columns);
    if ("gaps" in bound) throw new MappingDoesNotFit(bound.gaps);
    const { ok } = bound;
    const place = { rowsBefore, bytesRead: batch.bytesRead };
    rowsBefore += batch.rows.length;
    if (rowsBefore <= skipRows) continue;
    yield sortOut(batch.rows, place, (row) =>
      "cells" in row
        ? { raw: cellsText(row.cells, mapping.delimiter), read: () => readCsvRow(ok, row.cells) }
        : { raw: null, problem: row.problem },
    );
  }
}

/** Batches of a JSON or NDJSON file of OCPI CDR objects. */
export async function* readOcpiFile(fileId: string, skipRows: number): AsyncGenerator<FileBatch> {
  let rowsBefore = 0;
  const first = await asOwner((tx) => readChunk(tx, fileId, 0));
  const layout = detectJsonLayout(first?.toString("utf8") ?? "");
  for await (const batch of readJson(fileBytes(fileId), layout, BATCH_ROWS)) {
    const place = { rowsBefore, bytesRead: batch.bytesRead };
    rowsBefore += batch.rows.length;
    if (rowsBefore <= skipRows) continue;
    yield sortOut(batch.rows, place, (row) =>
      "text" in row ? { raw: row.text, read: () => readOcpiText(row.text) } : { raw: null, problem: row.problem },
    );
  }
}

type RowSource =
  | { raw: string | null; problem: RowFinding }
  | { raw: string; read: () => ReturnType<typeof readCsvRow> };

function sortOut<Row extends { line: number }>(
  rows: readonly Row[],
  place: { rowsBefore: number; bytesRead: number },
  sourceOf: (row: Row) => RowSource,
): FileBatch {
  const batch: FileBatch = { readable: [], unreadable: [], ...place };
  for (const [index, { line }] of rows.entries()) {
    const row = place.rowsBefore + index + 1;
    const source = sourceOf(rows[index]!);
    if ("problem" in source) {
      batch.unreadable.push({ row, line, raw: source.raw, finding: source.problem });
      continue;
    }
    const result = source.read();
    if ("rejected" in result) batch.unreadable.push({ row, line, raw: source.raw, finding: result.rejected });
    else batch.readable.push(incomingOf(result, { row, line, raw: source.raw }));
  }
  return batch;
}

function incomingOf(
  { ok, notes }: Extract<ReadResult, { ok: unknown }>,
  place: { row: number; line: number; raw: string },
): Incoming {
  return { ...place, cdr: ok, hash: contentHash(ok), notes };
}

/** The row as a line of the same CSV, for the list of rows and its download. */
function cellsText(cells: readonly string[], delimiter: string): string {
  return cells
    .map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter);
}
