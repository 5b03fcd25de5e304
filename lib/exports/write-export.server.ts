/** A list as filtered, as the bytes of a file: CSV as PostgreSQL writes it, or a workbook made of its rows. */
import type { Tx } from "@/db/client";
import type { ExportOf } from "@/db/queries/list-exports";
import {
  copyCells,
  copyCsv,
  type ExportQuery,
  expenseExport,
  revenueExport,
  type Write,
} from "@/db/queries/record-exports";
import { type Reader, readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import type { ExportFormat } from "./export-kinds";
import { XlsxWriter } from "./xlsx.server";

/** Told how many rows were written since it was last told; false stops the export. */
export type Progress = (rows: number) => Promise<boolean>;

/**
 * A stream whose transaction stays open until the last row is read; a reader may go away before. An error breaks the
 * stream off, so that half a file is never taken for a whole one.
 */
export function streamExport(
  reader: Reader,
  asked: ExportOf & { format: ExportFormat },
  progress?: Progress,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const taken = () => true;
  const left = () => false;
  const write: Write = (piece) => writer.write(piece).then(taken, left);
  readAs(reader, async (tx, scope) => {
    const query = await queryOf(tx, scope, asked);
    if (asked.format === "csv") await writeCsv(tx, query, write, progress);
    else await writeXlsx(tx, query, asked.list, write, progress);
  })
    .then(() => writer.close())
    .catch((error) => writer.abort(error).catch(left));
  return readable;
}

function queryOf(tx: Tx, scope: Scope, asked: ExportOf): Promise<ExportQuery> {
  return asked.list === "revenue" ? revenueExport(tx, scope, asked.filters) : expenseExport(tx, scope, asked.filters);
}

async function writeCsv(tx: Tx, query: ExportQuery, write: Write, progress?: Progress): Promise<void> {
  if (!progress) return copyCsv(tx, query, write);
  const count = csvLineCounter();
  const stopped = await untilStopped(async (goOn) => {
    await copyCsv(tx, query, async (piece) => (await write(piece)) && (await goOn(() => progress(count(piece)))));
  });
  if (stopped) throw stopped.error;
}

async function writeXlsx(
  tx: Tx,
  query: ExportQuery,
  name: string,
  write: Write,
  progress: Progress = async () => true,
): Promise<void> {
  let wanted = true;
  const columns = query.columns.map(([header, kind]) => ({ header, kind }));
  const workbook = new XlsxWriter(name, columns, async (bytes) => {
    if (wanted) wanted = await write(bytes);
  });
  const stopped = await untilStopped((goOn) =>
    copyCells(tx, query, (rows) =>
      goOn(async () => {
        await workbook.rows(rows);
        return wanted && progress(rows.length);
      }),
    ),
  );
  if (stopped) throw stopped.error;
  if (wanted) await workbook.finish();
}

/** The export was taken back while it was written. */
export class ExportStopped extends Error {}

/**
 * A COPY must be read to its end whatever happens, so what goes wrong on the way is kept and given back after it; a step
 * that answers false is an `ExportStopped`.
 */
async function untilStopped(
  run: (goOn: (step: () => Promise<boolean>) => Promise<boolean>) => Promise<void>,
): Promise<{ error: unknown } | null> {
  let stopped: { error: unknown } | null = null;
  await run(async (step) => {
    try {
      if (!(await step())) stopped = { error: new ExportStopped() };
    } catch (error) {
      stopped = { error };
    }
    return stopped === null;
  });
  return stopped;
}

const QUOTE = 0x22;
const LINE_BREAK = 0x0a;

/** Counts the records of a CSV file piece by piece, without its header; a quoted line break ends none. */
function csvLineCounter(): (piece: Buffer) => number {
  let quoted = false;
  let header = 1;
  return (piece) => {
    let lines = -header;
    header = 0;
    for (const byte of piece) {
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === LINE_BREAK && !quoted) lines += 1;
    }
    return lines;
  };
}
