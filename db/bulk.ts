/** Many rows at once: COPY, and JSON record sets for upserts. Never a loop of single statements. */
import type { Writable } from "node:stream";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { formatDecimal } from "@/lib/money/amount";
import { driverOf, type Tx } from "./client";

/** A value as COPY's text format takes it. Decimals and dates are given as text. */
export type CopyValue = string | number | bigint | boolean | null | Uint8Array | readonly string[] | { json: unknown };

const BATCH_CHARACTERS = 256 * 1024;

/** COPY rows into a table inside the transaction, by their columns. */
export async function copyRows<Row>(
  tx: Tx,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.map(([name]) => `"${name}"`).join(", ");
  const driver = driverOf(tx);
  const target = await driver.unsafe(`COPY "${table}" (${names}) FROM STDIN`).writable();
  let failure: Error | undefined;
  target.on("error", (error) => {
    failure = error;
  });
  for (const text of copyText(columns, rows)) await written(target, text);
  target.end();
  // The driver answers neither the stream nor the query when COPY fails at its end (a unique key, an issued period).
  // Whatever is asked next is answered after it, and fails in the aborted transaction.
  await new Promise(setImmediate);
  await driver`select 1`.catch((error: Error) => {
    throw failure ?? error;
  });
}

/** COPY rows of values in the order of the columns. */
export function copyInto(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  const byPlace = columns.map((name, place): Column<readonly CopyValue[]> => [name, (row) => row[place] as CopyValue]);
  return copyRows(tx, table, byPlace, rows);
}

function written(target: Writable, text: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    target.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Rows in COPY's text format, in pieces of about 256 KB. */
function* copyText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Generator<Buffer> {
  let text = "";
  for (const row of rows) {
    let sign = "";
    for (const [, value] of columns) {
      text += sign + copyField(value(row));
      sign = "\t";
    }
    text += "\n";
    if (text.length > BATCH_CHARACTERS) {
      yield Buffer.from(text);
      text = "";
    }
  }
  if (text) yield Buffer.from(text);
}

function copyField(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return escapeText(arrayText(value as readonly string[]));
  return escapeText(JSON.stringify((value as { json: unknown }).json));
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escapeText(text: string): string {
  // PostgreSQL stores no NUL in text; a file may hold one.
  return /[\\\t\n\r\0]/.test(text) ? text.replace(/\0/g, "").replace(/[\\\t\n\r]/g, (c) => escapes[c]!) : text;
}

/** A text[] literal. */
export function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/**
 * The column has one of these values. They are one parameter: making and reading a statement with a parameter for each
 * of thousands takes longer than answering it.
 */
export function isOneOf(column: PgColumn, values: readonly string[]): SQL {
  return sql`${column} = any(${arrayText(values)}::${sql.raw(column.getSQLType())}[])`;
}

/** A column of a table and how a row fills it. */
export type Column<Row> = readonly [name: string, value: (row: Row) => CopyValue];

/** An instant as COPY takes it. */
export const instantText = (at: number) => new Date(at).toISOString();

/** A month as COPY takes it: its first day. */
export const monthText = (month: string) => `${month}-01`;

/** Rows for `jsonb_to_recordset`: bigints as decimal text, fields named `…Month` as their first day. */
export function asJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (key, value) => {
    if (typeof value === "bigint") return formatDecimal(value);
    return key.endsWith("Month") && typeof value === "string" ? monthText(value) : value;
  });
}
