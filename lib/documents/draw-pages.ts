/**
 * Draws the pages of a document that are tables, and what stands on every page: a layout engine would take many times
 * as long for thousands of rows whose places are known before. All lengths in points.
 */
import type { Block, TableColumn } from "./pages";
import { fitted, linesOf, type Pen, type PenFonts, type TextStyle } from "./pen";

export const A4 = { width: 595.28, height: 841.89 };
export const MARGIN = 42;
export const INK = "#18181b";
export const QUIET = "#6b7280";
export const HAIRLINE = "#d4d4d8";
const MARK = "#f1f1f3";

/** Rows of a table page between its head line and the footer (`pagesOf`). */
export const ROWS_PER_PAGE = 45;
export const TEXT_SIZE = 8.5;
const SMALL_SIZE = 7.5;
const TITLE_SIZE = 10.5;
const FOOTER_SIZE = 7;
const MARK_SIZE = 96;
const MARK_DEGREES = -35;

const RIGHT = A4.width - MARGIN;
const WIDTH = RIGHT - MARGIN;
const CELL_GAP = 6;
/** Heights in points of the blocks that `pagesOf` counts in rows. */
const HEIGHT: Record<Block["kind"], number> = { title: 33, note: 21, head: 18, row: 15, total: 18 };
const HEAD_LINE_Y = 51;
const TABLES_TOP = 61.5;
const FOOTER_BOTTOM = A4.height - 26;
const FOOTER_LINE = 9.5;
const FOOTER_GAP = 6;

/** Words of the frame, the same on all pages but for the page's number. */
export type Frame = { head: readonly [left: string, right: string]; footer: string; mark: string | null };

/** The mark of a draft, under everything else. */
export function drawMark(pen: Pen, fonts: PenFonts, mark: string | null): void {
  if (mark === null) return;
  const style = { font: fonts.strong, size: MARK_SIZE, color: MARK };
  const middle: [number, number] = [A4.width / 2, A4.height / 2];
  const start = middle[0] - fonts.strong.widthOf(mark, MARK_SIZE) / 2;
  const y = middle[1] + (fonts.strong.capHeight * MARK_SIZE) / 2;
  pen.turned(MARK_DEGREES, middle, () => pen.write(mark, { start, y }, style));
}

/** The issuer's particulars in as many lines as they need, and the page's number at the right. */
export function drawFooter(pen: Pen, fonts: PenFonts, footer: string, page: string): void {
  const style = { font: fonts.text, size: FOOTER_SIZE, color: QUIET };
  const lines = linesOf(footer, WIDTH - fonts.text.widthOf(page, FOOTER_SIZE) - 20, style);
  const first = FOOTER_BOTTOM - (lines.length - 1) * FOOTER_LINE;
  for (const [index, line] of lines.entries())
    pen.write(line, { start: MARGIN, y: first + index * FOOTER_LINE }, style);
  pen.write(page, { end: RIGHT, y: first }, style);
  const y = first - fonts.text.capHeight * FOOTER_SIZE - FOOTER_GAP;
  pen.rule([{ from: MARGIN, to: RIGHT, y }], 0.5, HAIRLINE);
}

/** The line above the tables of a page. */
export function drawPageHead(pen: Pen, fonts: PenFonts, [left, right]: Frame["head"]): void {
  const style = { font: fonts.text, size: TEXT_SIZE, color: QUIET };
  pen.write(right, { end: RIGHT, y: HEAD_LINE_Y }, style);
  const room = WIDTH - fonts.text.widthOf(right, TEXT_SIZE) - CELL_GAP;
  pen.write(fitted(left, room, style), { start: MARGIN, y: HEAD_LINE_Y }, style);
}

/** The blocks of a page, one below the other. */
export function drawBlocks(pen: Pen, fonts: PenFonts, blocks: readonly Block[]): void {
  const rules = { row: [] as number[], head: [] as number[] };
  let top = TABLES_TOP;
  for (const block of blocks) {
    const bottom = top + HEIGHT[block.kind];
    if (block.kind === "title" || block.kind === "note") drawHeading(pen, fonts, block, top);
    else drawCells(pen, fonts, block, top);
    if (block.kind === "row" || block.kind === "head") rules[block.kind].push(bottom);
    top = bottom;
  }
  pen.rule(rules.row.map(across), 0.5, HAIRLINE);
  pen.rule(rules.head.map(across), 0.75, INK);
}

const across = (y: number) => ({ from: MARGIN, to: RIGHT, y });

function drawHeading(pen: Pen, fonts: PenFonts, block: Extract<Block, { text: string }>, top: number): void {
  const isTitle = block.kind === "title";
  const style = isTitle
    ? { font: fonts.strong, size: TITLE_SIZE, color: INK }
    : { font: fonts.text, size: TEXT_SIZE, color: QUIET };
  const y = top + (isTitle ? 25 : 9.5);
  pen.write(fitted(block.text, WIDTH, style), { start: MARGIN, y }, style);
}

type Cells = Extract<Block, { cells: readonly string[] }>;

function drawCells(pen: Pen, fonts: PenFonts, { kind, columns, cells }: Cells, top: number): void {
  const letters = cellStyle(kind, fonts.text, fonts.strong);
  const figures = cellStyle(kind, fonts.figures, fonts.strongFigures);
  const y = top + (HEIGHT[kind] + letters.font.capHeight * letters.size) / 2;
  let left = MARGIN;
  for (const [index, { align, weight }] of columns.entries()) {
    const width = (weight / weightOf(columns)) * WIDTH;
    const room = width - (index === columns.length - 1 ? 0 : CELL_GAP);
    const cell = cells[index]!;
    if (align === "end") pen.write(cell, { end: left + room, y }, figures);
    else pen.write(fitted(cell, room, letters), { start: left, y }, letters);
    left += width;
  }
}

function cellStyle(kind: Cells["kind"], plain: TextStyle["font"], strong: TextStyle["font"]): TextStyle {
  if (kind === "head") return { font: plain, size: SMALL_SIZE, color: QUIET };
  return { font: kind === "total" ? strong : plain, size: TEXT_SIZE, color: INK };
}

function weightOf(columns: readonly TableColumn[]): number {
  return columns.reduce((sum, column) => sum + column.weight, 0);
}
