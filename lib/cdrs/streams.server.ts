/**
 * Files of CDRs as streams: chunks of bytes in, batches of rows out, any size in bounded memory.
 *
 * The bytes are cut into rows as Latin-1, one character per byte: delimiters, quotes, brackets and line breaks are
 * the same bytes in every encoding read here, so no chunk can end within a character. The row is decoded afterwards.
 */

import { type CsvFormat, columnNames, type Encoding } from "./csv-mapping";
import { CsvRecords } from "./csv-records";
import type { RowFinding } from "./findings";
import { JsonDocument, type JsonElement, JsonLines } from "./json-elements";

/** A row of a file: its cells or its JSON text, or why it is neither. `line` counts from 1. */
export type CsvRow = { line: number; cells: string[] } | { line: number; problem: RowFinding };
export type JsonRow = JsonElement;

/** Some rows of a file, and how many of its bytes were taken in for them and the rows before. */
export type CsvBatch = { columns: readonly string[]; rows: CsvRow[]; bytesRead: number };
export type JsonBatch = { rows: JsonRow[]; bytesRead: number };

/** One object per line, or a document: an array, an OCPI response, objects over several lines. */
export type JsonLayout = "lines" | "document";

const DEFAULT_BATCH_ROWS = 1000;
/** The mark of UTF-8, one character per byte. */
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
const NOT_ASCII = /[\x80-\xff]/;

/**
 * Reads the rows below the header. A file without any row below it gives one batch without rows, so that the
 * caller learns its columns.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  format: CsvFormat,
  batchRows = DEFAULT_BATCH_ROWS,
): AsyncGenerator<CsvBatch> {
  const records = new CsvRecords(format);
  const decode = decoderFor(format.encoding);
  let columns: readonly string[] = [];
  const batches = inBatches(chunks, format.encoding, records, batchRows);
  for await (const { rows, bytesRead } of batches) {
    const decoded: CsvRow[] = [];
    for (const row of rows) {
      if (row.line < format.headerLine) continue;
      const readable = "cells" in row ? { line: row.line, cells: decodeCells(row.cells, decode) } : row;
      if (row.line !== format.headerLine) decoded.push(readable);
      if (columns.length > 0 || !("cells" in readable)) continue;
      if (row.line === format.headerLine) columns = columnNames(readable.cells);
      else if (format.headerLine === 0) columns = columnNames(readable.cells.map(() => ""));
    }
    yield { columns, rows: decoded, bytesRead };
  }
}

/** Reads the CDR objects of a JSON file; always UTF-8 (RFC 8259). */
export async function* readJson(
  chunks: AsyncIterable<Uint8Array>,
  layout: JsonLayout,
  batchRows = DEFAULT_BATCH_ROWS,
): AsyncGenerator<JsonBatch> {
  const decode = decoderFor("utf-8");
  const elements = layout === "lines" ? new JsonLines() : new JsonDocument();
  for await (const { rows, bytesRead } of inBatches(chunks, "utf-8", elements, batchRows)) {
    yield { rows: rows.map((row) => ("text" in row ? { line: row.line, text: decode(row.text) } : row)), bytesRead };
  }
}

/**
 * The layout of a JSON file by its beginning: `lines` when a complete first or second line is an object of its
 * own and no OCPI response.
 */
export function detectJsonLayout(sample: string): JsonLayout {
  const lines = sample
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  return lines.slice(0, 2).some(isOneObject) ? "lines" : "document";
}

function isOneObject(line: string): boolean {
  if (!line.trimStart().startsWith("{")) return false;
  try {
    return !Array.isArray((JSON.parse(line) as { data?: unknown }).data);
  } catch {
    return false;
  }
}

type Cutter<Row> = { push(text: string): Row[]; finish(): Row[] };

/** Batches of exactly `batchRows` rows, the last one smaller. */
async function* inBatches<Row>(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  cutter: Cutter<Row>,
  batchRows: number,
): AsyncGenerator<{ rows: Row[]; bytesRead: number }> {
  let pending: Row[] = [];
  let bytesRead = 0;
  for await (const piece of binaryText(chunks, encoding)) {
    bytesRead = piece.bytesRead;
    pending = pending.concat(cutter.push(piece.text));
    let from = 0;
    for (; pending.length - from > batchRows; from += batchRows) {
      yield { rows: pending.slice(from, from + batchRows), bytesRead };
    }
    pending = pending.slice(from);
  }
  pending = pending.concat(cutter.finish());
  for (let from = 0; from === 0 || from < pending.length; from += batchRows) {
    yield { rows: pending.slice(from, from + batchRows), bytesRead };
  }
}

/** The bytes as text of one character per byte, without the byte order mark; UTF-16 becomes UTF-8 first. */
async function* binaryText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<{ text: string; bytesRead: number }> {
  const utf16 = encoding === "utf-16le" ? new TextDecoder("utf-16le") : null;
  let bytesRead = 0;
  let head: string | null = "";
  for await (const chunk of chunks) {
    bytesRead += chunk.length;
    let text = (utf16 ? Buffer.from(utf16.decode(chunk, { stream: true })) : asBuffer(chunk)).toString("latin1");
    if (head !== null) {
      head += text;
      if (head.length < BYTE_ORDER_MARK.length) continue;
      text = head.startsWith(BYTE_ORDER_MARK) ? head.slice(BYTE_ORDER_MARK.length) : head;
      head = null;
    }
    yield { text, bytesRead };
  }
  if (head) yield { text: head, bytesRead };
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function decodeCells(cells: string[], decode: (binary: string) => string): string[] {
  return cells.some((cell) => NOT_ASCII.test(cell)) ? cells.map(decode) : cells;
}

/**
 * Turns one-character-per-byte text into characters. What is no UTF-8 is read as Windows-1252: mixed files exist.
 * `stream` keeps Node 20 from its short cut that takes Windows-1252 for Latin-1 and has no euro sign.
 */
function decoderFor(encoding: Encoding): (binary: string) => string {
  const strict = new TextDecoder("utf-8", { fatal: true });
  const windows = new TextDecoder("windows-1252");
  return (binary) => {
    if (!NOT_ASCII.test(binary)) return binary;
    const bytes = Buffer.from(binary, "latin1");
    if (encoding === "windows-1252") return windows.decode(bytes, { stream: true });
    try {
      return strict.decode(bytes);
    } catch {
      return windows.decode(bytes, { stream: true });
    }
  };
}
