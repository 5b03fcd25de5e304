/**
 * What a CSV file is like, told from its beginning: encoding, delimiter, header, decimal sign, order of the date.
 * Where the sample allows two readings, the detection says so and a person decides on the preview.
 */
import { cutRecord } from "./csv-cells";
import { type CsvFormat, columnNames, DELIMITERS, type Encoding } from "./csv-mapping";
import type { DateFormat } from "./date-times";
import type { DecimalSign } from "./numbers";

export type CsvDetection = {
  format: CsvFormat;
  decimal: DecimalSign;
  dateFormat: DateFormat;
  /** Both decimal signs, or both orders of day and month, would read every value of the sample. */
  ambiguous: { decimal: boolean; dateFormat: boolean };
  /** Names of the columns, as `columnNames` gives them. */
  columns: string[];
  /** Rows of the sample below the header, with their lines. */
  rows: { line: number; cells: string[] }[];
};

/** Enough to tell one delimiter from another; the rest of the sample is read with the one that won. */
const DELIMITER_ROWS = 100;
const MOST_ROWS = 5000;
const NUMBER_CELL = /^[+-]?[\d.,\s']*\d-?$/;
const DATE_CELL = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:\D|$)/;

/** The encoding of a file by its first bytes: a mark, else UTF-8 where that is possible, else Windows-1252. */
export function detectEncoding(sample: Uint8Array): Encoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The text of a sample, without byte order mark; a character that the sample cuts in two is left out. */
export function decodeSample(sample: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(sample, { stream: true });
}

/**
 * Detects the format of a file from its beginning. 256 KB are plenty: about a thousand sessions, which seldom all
 * fall on the first twelve days of a month. `isWhole` is false when the file goes on behind the sample.
 */
export function detectCsv(sample: string, encoding: Encoding = "utf-8", isWhole = true): CsvDetection {
  const text = sample.replace(/^\ufeff/, "");
  const quote = detectQuote(text);
  const delimiter = detectDelimiter(text, quote);
  const records = recordsOf(text, delimiter, quote, MOST_ROWS, isWhole);
  const headerAt = findHeader(records);
  const header = records[headerAt];
  const body = records.slice(header ? headerAt + 1 : 0);
  const width = Math.max(0, ...body.map((row) => row.cells.length));
  const cells = body.flatMap((row) => row.cells.map((cell) => cell.trim()));
  const decimal = detectDecimal(cells, delimiter);
  const dates = detectDateFormat(cells);
  return {
    format: { delimiter, quote, encoding, headerLine: header?.line ?? 0 },
    decimal: decimal.sign,
    dateFormat: dates.format,
    ambiguous: { decimal: decimal.ambiguous, dateFormat: dates.ambiguous },
    columns: columnNames(header ? header.cells : Array.from({ length: width }, () => "")),
    rows: body,
  };
}

type Row = { line: number; cells: string[] };

/** The delimiter by which most rows have the same number of cells, the more cells the better. */
function detectDelimiter(text: string, quote: string): CsvFormat["delimiter"] {
  let best: CsvFormat["delimiter"] = ",";
  let highest = 0;
  for (const delimiter of DELIMITERS) {
    const score = evenness(recordsOf(text, delimiter, quote, DELIMITER_ROWS, true).map((row) => row.cells.length));
    if (score <= highest) continue;
    highest = score;
    best = delimiter;
  }
  return best;
}

/** The apostrophe only where cells begin and end with it and none with a quotation mark. */
function detectQuote(text: string): CsvFormat["quote"] {
  const opening = text.match(/(?<=^|[,;\t|])'/gm)?.length ?? 0;
  const closing = text.match(/'(?=[,;\t|\r]|$)/gm)?.length ?? 0;
  return opening > 0 && opening === closing && !/(?:^|[,;\t|])"/m.test(text) ? "'" : '"';
}

/** Rows of the commonest width, as a part of all, times the cells they have beyond one; ties prefer what is tried first. */
function evenness(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let score = 0;
  for (const [width, count] of counts) score = Math.max(score, (count / widths.length) ** 2 * (width - 1));
  return score;
}

/** The rows of the sample; a last one that the sample may have cut is left out. An open quote ends with its line. */
function recordsOf(text: string, delimiter: string, quote: string, most: number, isWhole: boolean): Row[] {
  const rows: Row[] = [];
  let line = 1;
  for (let at = 0; at < text.length && rows.length < most; ) {
    const cut = cutRecord(text, at, delimiter, quote, isWhole);
    const lineEnd = text.indexOf("\n", at);
    if (cut.kind === "incomplete" && lineEnd < 0 && !isWhole) break;
    const end: number = cut.kind === "record" ? cut.end : lineEnd < 0 ? text.length : lineEnd + 1;
    const cells = cut.kind === "record" ? cut.cells : text.slice(at, end).trimEnd().split(delimiter);
    if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells });
    line += text.slice(at, end).split("\n").length - 1;
    at = end;
  }
  return rows;
}

/** The first filled row of the commonest width is the header, unless it has a number or a date; then there is none: -1. */
function findHeader(records: readonly Row[]): number {
  const widths = records.map((row) => row.cells.length);
  const common = [...new Set(widths)].sort((a, b) => countOf(widths, b) - countOf(widths, a) || b - a)[0];
  const at = records.findIndex((row) => row.cells.length === common && isFilled(row.cells));
  const cells = records[at]?.cells.map((cell) => cell.trim()) ?? [];
  return cells.some((cell) => NUMBER_CELL.test(cell) || DATE_CELL.test(cell)) ? -1 : at;
}

function isFilled(cells: readonly string[]): boolean {
  return cells.filter((cell) => cell.trim() !== "").length * 2 >= cells.length;
}

function countOf(values: readonly number[], value: number): number {
  return values.filter((one) => one === value).length;
}

/**
 * A sign before other than three digits, behind a leading zero, or behind the other sign is the decimal sign.
 * Without such a cell, a file with semicolons is taken for one that writes a comma.
 */
function detectDecimal(cells: readonly string[], delimiter: string): { sign: DecimalSign; ambiguous: boolean } {
  const evidence = { ".": 0, ",": 0 };
  let undecided = 0;
  for (const cell of cells) {
    const match = NUMBER_CELL.test(cell) ? /([.,])(\d*)-?$/.exec(cell) : null;
    if (!match || DATE_CELL.test(cell)) continue;
    const sign = match[1] as DecimalSign;
    const before = cell.slice(0, match.index);
    const repeated = before.includes(sign);
    const certain = match[2]!.length !== 3 || /^[+-]?0?$/.test(before) || /[.,]/.test(before);
    if (!certain) undecided += 1;
    else if (repeated) evidence[sign === "." ? "," : "."] += 1;
    else evidence[sign] += 1;
  }
  const total = evidence["."] + evidence[","];
  if (total > 0) return { sign: evidence[","] > evidence["."] ? "," : ".", ambiguous: false };
  return { sign: delimiter === ";" ? "," : ".", ambiguous: undecided > 0 };
}

/**
 * Day first, month first or year first, by the cells that allow one reading only. Where none does, the order by
 * which the sample covers fewer days is taken, and called ambiguous.
 */
function detectDateFormat(cells: readonly string[]): { format: DateFormat; ambiguous: boolean } {
  let [dayFirst, monthFirst] = [0, 0];
  const either: [number, number, string][] = [];
  for (const cell of cells) {
    const match = DATE_CELL.exec(cell);
    if (!match) continue;
    const [first, second] = [Number(match[1]), Number(match[2])];
    if (first > 12 && second <= 12) dayFirst += 1;
    else if (second > 12 && first <= 12) monthFirst += 1;
    else if (first <= 12) either.push([first, second, match[3]!]);
  }
  if (dayFirst + monthFirst > 0) return { format: monthFirst > dayFirst ? "mdy" : "dmy", ambiguous: false };
  if (either.length === 0) return { format: "ymd", ambiguous: false };
  const asDayFirst = daysCovered(either.map(([first, second, year]) => Date.UTC(Number(year), second - 1, first)));
  const asMonthFirst = daysCovered(either.map(([first, second, year]) => Date.UTC(Number(year), first - 1, second)));
  return { format: asMonthFirst < asDayFirst ? "mdy" : "dmy", ambiguous: true };
}

function daysCovered(dates: readonly number[]): number {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const date of dates) {
    earliest = Math.min(earliest, date);
    latest = Math.max(latest, date);
  }
  return (latest - earliest) / 86_400_000;
}
