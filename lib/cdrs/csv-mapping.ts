/**
 * How the columns of a source's CSV files become the fields of a CDR: what a source remembers between imports.
 */
import { z } from "zod";
import { isTimeZone } from "../calendar/calendar";
import { DATE_FORMATS } from "./date-times";

/** What a column can be. A moment is one column (`startAt`) or two (`startDate`, `startTime`). */
export const CSV_FIELDS = [
  "cdrId",
  "creditReferenceId",
  "startAt",
  "startDate",
  "startTime",
  "endAt",
  "endDate",
  "endTime",
  "duration",
  "energy",
  "chargingTime",
  "parkingTime",
  "locationExternalId",
  "locationName",
  "evseUid",
  "evseId",
  "connectorId",
  "address",
  "postalCode",
  "city",
  "country",
  "latitude",
  "longitude",
  "powerType",
  "connectorStandard",
  "model",
  "tokenUid",
  "contractId",
  "tokenType",
  "tokenCountryCode",
  "tokenPartyId",
  "empName",
  "driverReference",
  "authMethod",
  "paidOnSpot",
  "currency",
  "totalCost",
  "totalCostInclVat",
  "sessionId",
  "authorizationReference",
  "remark",
] as const;

export type CsvField = (typeof CSV_FIELDS)[number];
const csvField = z.enum(CSV_FIELDS);

/** The comma last: where another delimiter fits as well, the comma is the decimal sign. */
export const DELIMITERS = [";", "\t", "|", ","] as const;
const QUOTES = ['"', "'"] as const;
export const ENCODINGS = ["utf-8", "windows-1252", "utf-16le"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How the text of a file is cut into rows and cells. */
const csvFormat = z.object({
  delimiter: z.enum(DELIMITERS),
  quote: z.enum(QUOTES),
  encoding: z.enum(ENCODINGS),
  /** The line that names the columns, counted from 1; 0 when none does. Lines above it are skipped. */
  headerLine: z.int().min(0).max(100),
});
export type CsvFormat = z.infer<typeof csvFormat>;

/** Who pays for sessions whose token is missing or resolves to nobody (D1). */
export const payerDefault = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unknown") }),
  z.object({ kind: z.literal("ad_hoc") }),
  z.object({ kind: z.literal("own_driver") }),
  z.object({ kind: z.literal("internal"), companyId: z.uuid() }),
  z.object({ kind: z.literal("roaming"), companyId: z.uuid() }),
]);
export type PayerDefault = z.infer<typeof payerDefault>;

/** What a source remembers about its CSV files. */
export const columnMapping = csvFormat.extend({
  /** Field → name of its column, as `columnNames` gives it. */
  columns: z.partialRecord(csvField, z.string().min(1).max(200)),
  /** Field → value for every row; a column of the same field wins where its cell is filled. */
  constants: z.partialRecord(csvField, z.string().min(1).max(200)),
  decimal: z.enum([".", ","]),
  dateFormat: z.enum(DATE_FORMATS),
  timeZone: z.string().refine(isTimeZone, { message: "not_a_time_zone" }),
  energyUnit: z.enum(["kWh", "Wh"]),
  /** `clock` is H:MM or H:MM:SS. */
  durationUnit: z.enum(["clock", "hours", "minutes", "seconds"]),
  payerDefault,
});
export type ColumnMapping = z.infer<typeof columnMapping>;

/**
 * The names by which a mapping calls a file's columns: the header's cell, `#3` for the third column where it is
 * empty or there is no header, `Name#3` where an earlier column has the same name.
 */
export function columnNames(header: readonly string[]): string[] {
  const seen = new Set<string>();
  return header.map((cell, index) => {
    const name = cell.trim() || `#${index + 1}`;
    const unique = seen.has(name) ? `${name}#${index + 1}` : name;
    seen.add(unique);
    return unique;
  });
}

/** What keeps a mapping from reading any row; `fields` are alternatives, one of which has to be mapped. */
export type MappingGap =
  | { code: "field_not_mapped"; fields: readonly CsvField[] }
  | { code: "column_not_in_file"; fields: readonly CsvField[]; column: string };

const REQUIRED: readonly (readonly CsvField[])[] = [
  ["startAt", "startDate"],
  ["endAt", "endDate", "duration"],
  ["energy"],
  ["evseUid", "evseId"],
];
const PAIRS = [
  ["startDate", "startTime"],
  ["endDate", "endTime"],
] as const satisfies readonly (readonly [CsvField, CsvField])[];
const ESSENTIAL: ReadonlySet<CsvField> = new Set([
  "cdrId",
  "creditReferenceId",
  "connectorId",
  ...REQUIRED.flat(),
  ...PAIRS.flat(),
]);

/** A mapping set against one file's columns: the position of each field's cell, and what stands in every row. */
export type BoundMapping = {
  mapping: ColumnMapping;
  index: Partial<Record<CsvField, number>>;
  /** Mapped columns that this file lacks and whose fields may be empty. */
  absent: readonly string[];
};

/**
 * Finds the columns of a mapping in a file. A file may lack columns that only describe; one that lacks a column
 * of the identity, the times, the energy or the charge point is not read at all, or its rows would be others.
 */
export function bindMapping(
  mapping: ColumnMapping,
  names: readonly string[],
): { ok: BoundMapping } | { gaps: readonly MappingGap[] } {
  const index: Partial<Record<CsvField, number>> = {};
  const gaps: MappingGap[] = gapsOf(mapping);
  const absent: string[] = [];
  for (const [key, column] of Object.entries(mapping.columns)) {
    const field = key as CsvField;
    const at = names.indexOf(column);
    if (at >= 0) index[field] = at;
    else if (ESSENTIAL.has(field)) gaps.push({ code: "column_not_in_file", fields: [field], column });
    else absent.push(column);
  }
  return gaps.length > 0 ? { gaps } : { ok: { mapping, index, absent } };
}

/** The fields that the mapping still needs before it can read a row. */
function gapsOf(mapping: ColumnMapping): MappingGap[] {
  const has = (field: CsvField) => mapping.columns[field] !== undefined || mapping.constants[field] !== undefined;
  const needed = REQUIRED.filter((fields) => !fields.some(has));
  for (const [date, time] of PAIRS) if (has(date) && !has(time)) needed.push([time]);
  return needed.map((fields) => ({ code: "field_not_mapped", fields }));
}
