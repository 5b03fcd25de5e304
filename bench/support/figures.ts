/** Readings as the figures that are printed: ratio, growth, and whether the aim is met. */
import type { BenchName, Reading, Size } from "./bench";

/** A row of `--json`. A size without an aim has no ratio, the smallest of its case no exponent. */
export type Figure = {
  name: BenchName;
  case: string | null;
  size: number;
  ours_ms: number;
  floor_ms: number;
  ratio: number | null;
  aim: number | string | null;
  peak_mb: number;
  /** How time grows with size: 1 is in proportion; from the next smaller size that ran. */
  exponent: number | null;
  note?: string;
};

/** The readings of all sizes of one bench, smallest first, as figures. */
export function figuresOf(name: BenchName, runs: readonly { size: Size; readings: readonly Reading[] }[]): Figure[] {
  return runs.flatMap(({ size, readings }, index) =>
    readings.map((reading) => {
      const smaller = runs[index - 1];
      const before = smaller?.readings.find((other) => other.case === reading.case);
      return {
        name,
        case: reading.case,
        size: size.size,
        ours_ms: rounded(reading.oursMs, 3),
        floor_ms: rounded(reading.floorMs, 3),
        ratio: size.aim === null ? null : rounded(reading.oursMs / reading.floorMs, 2),
        aim: size.aim,
        peak_mb: Math.round(reading.peakMb),
        exponent: smaller && before ? growth(before.oursMs, reading.oursMs, smaller.size.size, size.size) : null,
        ...(reading.note ? { note: reading.note } : {}),
      };
    }),
  );
}

function growth(timeBefore: number, time: number, sizeBefore: number, size: number): number | null {
  return size > sizeBefore ? rounded(Math.log(time / timeBefore) / Math.log(size / sizeBefore), 2) : null;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

const HEADS = ["name", "case", "size", "ours ms", "floor ms", "ratio", "aim", "peak MB", "exponent", ""];
const TEXT_COLUMNS = 2;

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEADS, ...figures.map(cellsOf)];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => padded(cell, widths[i]!, i))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function padded(cell: string, width: number, column: number): string {
  return column < TEXT_COLUMNS || column === HEADS.length - 1 ? cell.padEnd(width) : cell.padStart(width);
}

function cellsOf(figure: Figure): string[] {
  const { aim, ratio } = figure;
  const isMissed = typeof aim === "number" && ratio !== null && ratio > aim;
  return [
    figure.name,
    figure.case ?? "",
    figure.size.toLocaleString("en"),
    milliseconds(figure.ours_ms),
    milliseconds(figure.floor_ms),
    ratio === null ? "–" : `${ratio.toFixed(2)}×`,
    aim === null ? "–" : typeof aim === "string" ? aim : `≤ ${aim.toFixed(1)}×`,
    String(figure.peak_mb),
    figure.exponent === null ? "–" : figure.exponent.toFixed(2),
    [isMissed ? "missed" : "", figure.note ?? ""].filter(Boolean).join("; "),
  ];
}

function milliseconds(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
}
