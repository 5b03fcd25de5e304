/**
 * Cuts a stream of text into CSV records, in bounded memory and whatever the cuts of the stream.
 *
 * Written for what an import needs and csv-parse does not give: a quote that is never closed swallows the rest of
 * the file there; here the line on which it stands is reported, and reading goes on with the next line.
 */
import { cutRecord } from "./csv-cells";
import type { CsvFormat } from "./csv-mapping";
import { finding, type RowFinding } from "./findings";

/** One record of a CSV file; `line` is its first line in the file, counted from 1. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; problem: RowFinding };

/** The longest record, in characters; a quoted cell that is not closed within is malformed. */
export const LONGEST_RECORD = 262_144;

/** Feed it text with `push`, then `finish`; both give the records that are complete. */
export class CsvRecords {
  private text = "";
  private at = 0;
  private line = 1;
  /** Within a line that is too long and was reported. */
  private skipping = false;
  /** Cells of the header, or of the first record. */
  private width: number | null = null;
  private nextQuote = -1;
  private out: CsvRecord[] = [];

  constructor(private readonly format: Pick<CsvFormat, "delimiter" | "quote" | "headerLine">) {}

  push(text: string): CsvRecord[] {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
    this.nextQuote = -1;
    return this.drain(false);
  }

  finish(): CsvRecord[] {
    return this.drain(true);
  }

  private drain(final: boolean): CsvRecord[] {
    this.out = [];
    while (this.at < this.text.length && this.step(final)) {}
    return this.out;
  }

  /** Reads one record or skips one line; false when more text is needed. */
  private step(final: boolean): boolean {
    const newline = this.text.indexOf("\n", this.at);
    const lineEnd = newline < 0 ? this.text.length : newline;
    if (this.skipping || lineEnd - this.at > LONGEST_RECORD) return this.skipLongLine(newline);
    if (newline < 0 && !final) return false;
    if (!this.hasQuote(lineEnd)) {
      const line = this.text.slice(this.at, this.text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd);
      if (line.trim() !== "") this.emit(line.split(this.format.delimiter));
      return this.advance(newline);
    }
    return this.stepQuoted(newline, final);
  }

  private stepQuoted(newline: number, final: boolean): boolean {
    const cut = cutRecord(this.text, this.at, this.format.delimiter, this.format.quote, final);
    if (cut.kind === "incomplete" && !final && this.text.length - this.at <= LONGEST_RECORD) return false;
    if (cut.kind !== "record" || !this.isSound(cut.cells, cut.end)) {
      this.report("malformed_quotes");
      return this.advance(newline);
    }
    this.emit(cut.cells);
    this.line += countNewlines(this.text, this.at, cut.end);
    this.at = cut.end;
    return true;
  }

  /** A cell may hold line breaks; but where the number of cells is off as well, a quote was left open. */
  private isSound(cells: readonly string[], end: number): boolean {
    if (end - this.at > LONGEST_RECORD) return false;
    const manyLines = this.text.slice(this.at, end - 1).includes("\n");
    return !manyLines || this.width === null || cells.length === this.width;
  }

  private skipLongLine(newline: number): boolean {
    if (!this.skipping) this.report("row_too_long");
    this.skipping = newline < 0;
    return this.advance(newline);
  }

  /** Goes behind the line break at `newline`, or to the end of the text when there is none. */
  private advance(newline: number): boolean {
    this.at = newline < 0 ? this.text.length : newline + 1;
    if (newline >= 0) this.line += 1;
    return true;
  }

  /** Remembers where the next quote stands, so that a text without quotes is searched once. */
  private hasQuote(lineEnd: number): boolean {
    if (this.nextQuote < this.at) {
      const found = this.text.indexOf(this.format.quote, this.at);
      this.nextQuote = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.nextQuote < lineEnd;
  }

  private emit(cells: string[]): void {
    if (this.width === null && this.line >= this.format.headerLine) this.width = cells.length;
    this.out.push({ line: this.line, cells });
  }

  private report(code: "malformed_quotes" | "row_too_long"): void {
    const value = this.text.slice(this.at, this.at + 200).split("\n", 1)[0] ?? "";
    this.out.push({ line: this.line, problem: finding("reject", code, { value }) });
  }
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
