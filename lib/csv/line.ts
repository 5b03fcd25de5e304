/** Writes lines of CSV (RFC 4180) that a spreadsheet opens without running anything in them. */

export type CsvCell = string | number | null;

/** What a spreadsheet takes for the beginning of a formula; some take `;` for the end of a cell, quoted or not. */
const FORMULA = /(^|[;\r\n])(?=[=+\-@\t\r])/g;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
const NEEDS_QUOTES = /[",;\r\n]/;

/** One line with its line break. A text that a spreadsheet would compute is put behind an apostrophe; numbers stay numbers. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  const text = String(cell);
  const safe = NUMBER.test(text) ? text : text.replace(FORMULA, "$1'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
