/**
 * Guesses what the columns of a CSV file are, from their names (English, German, OCPI) and from what stands in
 * them. The guess is shown on a preview and corrected there; it is never applied unseen.
 */

import { COLUMN_WORDS } from "./csv-column-words";
import type { CsvDetection } from "./csv-detect";
import { type ColumnMapping, CSV_FIELDS, type CsvField } from "./csv-mapping";
import { type DateFormat, readDate, readMoment } from "./date-times";
import { type DecimalSign, readNumberText } from "./numbers";

/** How sure a guess is: 1 when name and content fit, 0.8 when the name fits in part, 0.5 by the content alone. */
export type Confidence = 0.5 | 0.8 | 1;

export type MappingGuess = {
  mapping: ColumnMapping;
  confidence: Partial<Record<CsvField, Confidence>>;
  /** Columns that are no field. */
  unused: string[];
};

type Column = { name: string; words: string; values: string[] };

const SAMPLE = 100;

/** Guesses a mapping for the file that was detected; `timeZone` is that of the organization until a person changes it. */
export function guessMapping(csv: CsvDetection, timeZone: string): MappingGuess {
  const columns = csv.columns.map((name, index) => ({
    name,
    words: wordsOf(name),
    values: csv.rows.slice(0, SAMPLE).flatMap((row) => row.cells[index]?.trim() || []),
  }));
  const guess = new Guess(columns, csv);
  for (const exact of [true, false]) for (const field of CSV_FIELDS) guess.byName(field, exact);
  if (csv.format.headerLine === 0) guess.byContent();
  return {
    mapping: {
      ...csv.format,
      columns: guess.columnOf,
      constants: {},
      decimal: csv.decimal,
      dateFormat: csv.dateFormat,
      timeZone,
      energyUnit: guess.energyUnit(),
      durationUnit: guess.durationUnit(),
      payerDefault: { kind: "unknown" },
    },
    confidence: guess.confidence,
    unused: columns.filter((column) => !guess.taken.has(column.name)).map((column) => column.name),
  };
}

class Guess {
  readonly columnOf: Partial<Record<CsvField, string>> = {};
  readonly confidence: Partial<Record<CsvField, Confidence>> = {};
  readonly taken = new Set<string>();

  constructor(
    private readonly columns: readonly Column[],
    private readonly csv: CsvDetection,
  ) {}

  /** Takes the first free column whose name is one of the field's words (or holds one) and whose content fits. */
  byName(field: CsvField, exact: boolean): void {
    if (this.columnOf[field] !== undefined || this.isTold(field)) return;
    for (const word of COLUMN_WORDS[field]) {
      const column = this.columns.find(
        (one) => this.isFree(one) && this.isNamed(one, word, exact) && this.fits(field, one),
      );
      if (!column) continue;
      this.take(field, column, exact ? 1 : 0.8);
      return;
    }
  }

  /** Without a header: the first two moments are start and end, the first number with decimals is the energy. */
  byContent(): void {
    const moments = this.columns.filter((column) => this.fits("startAt", column) && column.values.length > 0);
    if (moments[0]) this.take("startAt", moments[0], 0.5);
    if (moments[1]) this.take("endAt", moments[1], 0.5);
    const energy = this.columns.find(
      (one) => this.isFree(one) && /[.,]\d/.test(one.values[0] ?? "") && this.fits("energy", one),
    );
    if (energy) this.take("energy", energy, 0.5);
  }

  /** Wh when the name says so, or when no session of a kWh column would be that large. */
  energyUnit(): "kWh" | "Wh" {
    const column = this.columns.find((one) => one.name === this.columnOf.energy);
    if (!column) return "kWh";
    if (/\bk ?wh\b/.test(column.words)) return "kWh";
    if (/\bwh\b/.test(column.words)) return "Wh";
    const numbers = column.values
      .map((value) => Number(readNumberText(value, this.csv.decimal) ?? 0))
      .sort((a, b) => a - b);
    return (numbers[Math.floor(numbers.length / 2)] ?? 0) > 500 ? "Wh" : "kWh";
  }

  durationUnit(): ColumnMapping["durationUnit"] {
    const name = this.columnOf.duration ?? this.columnOf.chargingTime ?? this.columnOf.parkingTime;
    const column = this.columns.find((one) => one.name === name);
    if (!column || column.values.some((value) => value.includes(":"))) return "clock";
    if (/\b(h|hours?|stunden|std)\b/.test(column.words)) return "hours";
    return /\b(s|sec|secs|seconds?|sekunden)\b/.test(column.words) ? "seconds" : "minutes";
  }

  private take(field: CsvField, column: Column, confidence: Confidence): void {
    this.columnOf[field] = column.name;
    this.confidence[field] = confidence;
    this.taken.add(column.name);
  }

  /** A moment is told by one column or by two, never by both. */
  private isTold(field: CsvField): boolean {
    const has = (other: CsvField) => this.columnOf[other] !== undefined;
    if (field === "startDate" || field === "startTime") return has("startAt");
    if (field === "endDate" || field === "endTime") return has("endAt");
    if (field === "startAt") return has("startDate");
    return field === "endAt" && has("endDate");
  }

  private isFree(column: Column): boolean {
    return !this.taken.has(column.name);
  }

  /** Short words say too little within a longer name: a "Group ID" is no id of a CDR. */
  private isNamed(column: Column, word: string, exact: boolean): boolean {
    if (exact) return column.words === word;
    return word.length >= 5 && ` ${column.words} `.includes(` ${word} `);
  }

  /** Most of the values that are there can be read as the field. */
  private fits(field: CsvField, column: Column): boolean {
    if (field === "cdrId") return new Set(column.values).size === column.values.length;
    const reads = READERS[field];
    if (!reads || column.values.length === 0) return true;
    const readable = column.values.filter((value) => reads(value, this.csv.dateFormat, this.csv.decimal)).length;
    return readable * 2 >= column.values.length;
  }
}

type Reads = (value: string, format: DateFormat, decimal: DecimalSign) => boolean;

/** A date with midnight behind it is a date: the time stands in another column. */
const isMoment: Reads = (value, format) => readMoment(value, format) !== null && !/[T\s]00:00(:00)?$/.test(value);
const isDate: Reads = (value, format) => readDate(value.split(/[T\s]/)[0]!, format) !== null;
const isTime: Reads = (value) => /^\d{1,2}:\d\d/.test(value);
const isNumber: Reads = (value, _, decimal) => readNumberText(value.replace(/\s*k?wh$/i, ""), decimal) !== null;
const isDuration: Reads = (value, format, decimal) => /^\d+:\d\d/.test(value) || isNumber(value, format, decimal);

const READERS: Partial<Record<CsvField, Reads>> = {
  startAt: isMoment,
  endAt: isMoment,
  startDate: isDate,
  endDate: isDate,
  startTime: isTime,
  endTime: isTime,
  duration: isDuration,
  chargingTime: isDuration,
  parkingTime: isDuration,
  energy: isNumber,
  totalCost: isNumber,
  totalCostInclVat: isNumber,
  latitude: isNumber,
  longitude: isNumber,
};

/** Lower-case words of a column's name, without accents and signs: "Ladevorgang-Nr." is "ladevorgang nr". */
function wordsOf(name: string): string {
  return name
    .replace(/kwh/gi, "kwh")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9#]+/g, " ")
    .trim();
}
