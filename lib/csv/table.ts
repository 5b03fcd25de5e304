/** Small CSV files of master data: a header line that names the columns, then one row per thing. */
import { parse } from "csv-parse/sync";
import type { ActionError } from "@/lib/access/action-error";
import type { ErrorParams } from "@/lib/errors/user-error";

/** What is wrong with a row: which line, which column, what stood there; the code's sentence says the remedy. */
export type CsvProblem = {
  line: number;
  column: string | null;
  value: string | null;
  code: string;
  params: ErrorParams;
};

/** What a file would do, or has done: `rows` = `good` + the rows with problems. */
export type CsvReport = {
  rows: number;
  good: number;
  imported: boolean;
  problems: CsvProblem[];
  /** The first good rows, as they were understood. */
  sample: Record<string, string>[];
};

export type CsvRow = { line: number; values: Readonly<Record<string, string>> };
export type CsvTable = { rows: CsvRow[]; problems: CsvProblem[] };

/** More rows than this belong into several files. */
export const MOST_ROWS = 20_000;
const SAMPLE_ROWS = 10;

/**
 * Reads a file whose first line names its columns (any order and case; comma, semicolon or tab). Columns that are not
 * asked for are left out; one that is needed and missing is a problem of the whole file.
 */
export function readTable(text: string, columns: readonly string[], needed: readonly string[]): CsvTable {
  // No database takes U+0000, and no text file holds it.
  if (text.includes("\0")) return { rows: [], problems: [problem(1, null, null, "csv.unreadable")] };
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as never;
  } catch {
    return { rows: [], problems: [problem(1, null, null, "csv.unreadable")] };
  }
  const header = records[0]?.record.map((name) => name.toLowerCase().replace(/[\s-]+/g, "_")) ?? [];
  const missing = needed.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    return { rows: [], problems: missing.map((column) => problem(1, column, null, "csv.columnMissing", { column })) };
  }
  if (records.length - 1 > MOST_ROWS) {
    return { rows: [], problems: [problem(1, null, null, "csv.tooManyRows", { limit: MOST_ROWS })] };
  }
  const rows = records.slice(1).map(({ record, info }) => ({
    line: info.lines,
    values: Object.fromEntries(columns.map((column) => [column, record[header.indexOf(column)] ?? ""])),
  }));
  return { rows, problems: [] };
}

/** The separator that the header line has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? "";
  const count = (delimiter: string) => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Makes a problem. */
export function problem(
  line: number,
  column: string | null,
  value: string | null,
  code: string,
  params: ErrorParams = {},
): CsvProblem {
  return { line, column, value: value?.slice(0, 80) ?? null, code, params };
}

/** The problems of a row whose input schema refused it; `columnOf` names the column of a field. */
export function rowProblems(
  row: CsvRow,
  errors: readonly ActionError[],
  columnOf: (field: string) => string,
): CsvProblem[] {
  return errors.map(({ field, code, params }) => {
    const column = field === undefined ? null : columnOf(field.split(".")[0]!);
    return problem(row.line, column, column === null ? null : (row.values[column] ?? null), code, params);
  });
}

/** The report on a file: its rows, minus those that have a problem, are good. */
export function reportOf(
  table: CsvTable,
  problems: readonly CsvProblem[],
  goodRows: readonly CsvRow[],
  imported: boolean,
): CsvReport {
  const sorted = [...table.problems, ...problems].sort((a, b) => a.line - b.line);
  return {
    rows: table.rows.length,
    good: goodRows.length,
    imported,
    problems: sorted,
    sample: goodRows.slice(0, SAMPLE_ROWS).map((row) => ({ ...row.values })),
  };
}
