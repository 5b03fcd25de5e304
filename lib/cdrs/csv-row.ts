/** One row of a CSV file becomes a CDR, or the finding that says why not. */
import { type Amount, minorUnitDigits } from "../money/amount";
import { type Cdr, type CdrEvse, type CdrToken, chargePointOf } from "./cdr";
import type { BoundMapping, CsvField } from "./csv-mapping";
import {
  implausibleEnd,
  type Moment,
  type Repeated,
  readDateAndTime,
  readMoment,
  readSpan,
  type Span,
} from "./date-times";
import { finding, Rejection, type RowFinding } from "./findings";
import { amountOf, divideByThousand, energyOf, readNumberText, secondsOf } from "./numbers";

/** A CDR with what is to be noted about its row, or why the row is rejected. */
export type ReadResult = { ok: Cdr; notes: readonly RowFinding[] } | { rejected: RowFinding };

const NO_NOTES: readonly RowFinding[] = [];
const LONGEST_TEXT = 500;
const EMPTY = new Set(["", "-", "n/a", "N/A", "#N/A", "null", "NULL"]);
const YES = new Set(["1", "true", "yes", "y", "ja", "j", "x", "wahr"]);
const NO = new Set(["0", "false", "no", "n", "nein", "falsch"]);

/**
 * Reads one row with a mapping that was bound to the file's columns.
 * Without a column for the id, the id is made of EVSE, connector and start (D20).
 */
export function readCsvRow(bound: BoundMapping, cells: readonly string[]): ReadResult {
  try {
    return new RowReader(bound, cells).read();
  } catch (error) {
    if (error instanceof Rejection) return { rejected: error.finding };
    throw error;
  }
}

class RowReader {
  constructor(
    private readonly bound: BoundMapping,
    private readonly cells: readonly string[],
  ) {}

  read(): ReadResult {
    const span = this.span();
    const evse = this.evse();
    const creditReferenceId = this.text("creditReferenceId");
    const kind = creditReferenceId === null ? "session" : "credit";
    const cdr: Cdr = {
      cdrId: this.cdrId(evse, span.startAt, kind),
      kind,
      creditReferenceId,
      startAt: span.startAt,
      endAt: span.endAt,
      energyKwh: this.energyKwh(),
      chargingTimeSeconds: this.seconds("chargingTime"),
      parkingTimeSeconds: this.seconds("parkingTime"),
      countryCode: null,
      partyId: null,
      sessionId: this.text("sessionId"),
      authorizationReference: this.text("authorizationReference"),
      evse,
      token: this.token(),
      authMethod: this.text("authMethod"),
      paidOnSpot: this.yesOrNo("paidOnSpot"),
      currency: this.currency(),
      totalCost: this.amount("totalCost"),
      totalCostInclVat: this.amount("totalCostInclVat"),
      costs: null,
      periods: [],
      tariffs: [],
      remark: this.text("remark"),
    };
    return { ok: cdr, notes: this.notesOn(span.repeated) };
  }

  private cdrId(evse: CdrEvse, startAt: number, kind: Cdr["kind"]): string {
    const { columns } = this.bound.mapping;
    if (columns.cdrId !== undefined) return this.text("cdrId") ?? this.reject("missing", "cdrId");
    return derivedCdrId(evse, startAt, kind);
  }

  private span(): Span & { kind: "span" } {
    const start = this.moment("startAt", "startDate", "startTime") ?? this.reject("missing", this.boundary("start"));
    const end = this.end(start);
    const span = readSpan(start, end, this.bound.mapping.timeZone);
    if (span.kind === "skipped") {
      return this.reject("skipped_hour", this.boundary(span.end), { zone: this.bound.mapping.timeZone });
    }
    const implausible = implausibleEnd(span.startAt, span.endAt);
    return implausible ? this.reject("out_of_range", this.boundary(implausible)) : span;
  }

  /** The end as given, else the start and the duration. */
  private end(start: Moment): Moment {
    const given = this.moment("endAt", "endDate", "endTime");
    if (given) return given;
    const seconds = this.seconds("duration");
    if (seconds === null) return this.reject("no_end", this.boundary("end"));
    const span = readSpan(start, start, this.bound.mapping.timeZone);
    if (span.kind === "skipped") return this.reject("skipped_hour", this.boundary("start"));
    return { kind: "instant", at: span.startAt + seconds * 1000 };
  }

  /** The moment in one cell or in two; null when all of its cells are empty. */
  private moment(whole: CsvField, date: CsvField, time: CsvField): Moment | null {
    const format = this.bound.mapping.dateFormat;
    const text = this.text(whole);
    if (text !== null) return readMoment(text, format) ?? this.reject("not_a_date_time", whole, { format });
    const [dateText, timeText] = [this.text(date), this.text(time)];
    if (dateText === null && timeText === null) return null;
    if (dateText === null) return this.reject("missing", date);
    if (timeText === null) return this.reject("missing", time);
    return (
      readDateAndTime(dateText, timeText, format) ?? this.reject("not_a_date_time", date, { format, time: timeText })
    );
  }

  /** The field to which a finding about one end of the session belongs: that of the mapped column. */
  private boundary(end: "start" | "end"): CsvField {
    const { index } = this.bound;
    if (end === "start") return index.startAt === undefined && index.startDate !== undefined ? "startDate" : "startAt";
    return index.endAt === undefined && index.endDate !== undefined ? "endDate" : "endAt";
  }

  private evse(): CdrEvse {
    return {
      locationExternalId: this.text("locationExternalId"),
      locationName: this.text("locationName"),
      evseUid: this.text("evseUid"),
      evseId: this.text("evseId"),
      connectorId: this.text("connectorId"),
      address: this.text("address"),
      postalCode: this.text("postalCode"),
      city: this.text("city"),
      country: this.text("country"),
      latitude: this.decimal("latitude"),
      longitude: this.decimal("longitude"),
      powerType: this.text("powerType"),
      connectorStandard: this.text("connectorStandard"),
      model: this.text("model"),
    };
  }

  private token(): CdrToken {
    return {
      uid: this.text("tokenUid"),
      contractId: this.text("contractId"),
      type: this.text("tokenType"),
      countryCode: this.text("tokenCountryCode"),
      partyId: this.text("tokenPartyId"),
      empName: this.text("empName"),
      driverReference: this.text("driverReference"),
    };
  }

  /** A unit written behind the number wins over the mapping's. */
  private energyKwh(): bigint {
    const text = this.text("energy") ?? this.reject("missing", "energy");
    const unit = /\s*([kK]?)[wW][hH]$/.exec(text);
    const inWattHours = unit ? unit[1] === "" : this.bound.mapping.energyUnit === "Wh";
    const number = readNumberText(unit ? text.slice(0, unit.index) : text, this.bound.mapping.decimal);
    if (number === null) return this.reject("not_a_number", "energy");
    return energyOf(inWattHours ? divideByThousand(number) : number) ?? this.reject("out_of_range", "energy");
  }

  private amount(field: CsvField): Amount | null {
    const number = this.decimal(field);
    return number === null ? null : (amountOf(number) ?? this.reject("out_of_range", field));
  }

  private decimal(field: CsvField): string | null {
    const text = this.text(field);
    if (text === null) return null;
    return readNumberText(text, this.bound.mapping.decimal) ?? this.reject("not_a_number", field);
  }

  private seconds(field: CsvField): number | null {
    const text = this.text(field);
    if (text === null) return null;
    const unit = this.bound.mapping.durationUnit;
    const clock = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
    if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
    const number = unit === "clock" ? null : readNumberText(text, this.bound.mapping.decimal);
    if (number === null || unit === "clock") return this.reject("not_a_number", field);
    const factor = { hours: 3600n, minutes: 60n, seconds: 1n }[unit];
    return secondsOf(number, factor) ?? this.reject("out_of_range", field);
  }

  private yesOrNo(field: CsvField): boolean | null {
    const text = this.text(field)?.toLowerCase();
    if (text === undefined) return null;
    if (YES.has(text)) return true;
    return NO.has(text) ? false : this.reject("not_yes_or_no", field);
  }

  private currency(): string | null {
    const code = this.text("currency")?.toUpperCase() ?? null;
    if (code !== null && !isCurrency(code)) return this.reject("not_a_currency", "currency");
    return code;
  }

  /** The trimmed cell, else the mapping's constant, else null. */
  private text(field: CsvField): string | null {
    const at = this.bound.index[field];
    const constant = this.bound.mapping.constants[field] ?? null;
    if (at === undefined) return constant;
    const cell = plainCell(this.cells[at] ?? "");
    if (EMPTY.has(cell)) return constant;
    if (cell.length > LONGEST_TEXT) return this.reject("too_long", field, { longest: LONGEST_TEXT });
    return cell.includes("\0") ? this.reject("not_a_text", field) : cell;
  }

  private notesOn(repeated: readonly Repeated[]): readonly RowFinding[] {
    if (repeated.length === 0) return NO_NOTES;
    return repeated.map(({ end, occurrence, at }) => {
      const params = { occurrence, at: new Date(at).toISOString(), zone: this.bound.mapping.timeZone };
      return finding("note", "repeated_hour", { ...this.about(this.boundary(end)), params });
    });
  }

  private reject(code: RowFinding["code"], field: CsvField, params: RowFinding["params"] = {}): never {
    throw new Rejection(finding("reject", code, { ...this.about(field), params }));
  }

  private about(field: CsvField): { field: CsvField; column: string | null; value: string } {
    const at = this.bound.index[field];
    const value = at === undefined ? "" : (this.cells[at] ?? "");
    return { field, column: this.bound.mapping.columns[field] ?? null, value };
  }
}

/** The id of a CDR whose source gives none: EVSE, connector and start; the source is part of the key anyway (D20). */
function derivedCdrId(evse: CdrEvse, startAt: number, kind: Cdr["kind"]): string {
  const parts = [chargePointOf(evse) ?? "", evse.connectorId ?? "", new Date(startAt).toISOString()];
  const key = parts.slice(0, 2).map(encodeURIComponent).concat(parts[2]!).join(":");
  return kind === "credit" ? `${key}:credit` : key;
}

/** Excel protects text by writing ="00123" or '00123. */
function plainCell(cell: string): string {
  const text = cell.trim();
  if (text.startsWith('="') && text.endsWith('"') && text.length > 2) return text.slice(2, -1).trim();
  return text.startsWith("'") && !text.endsWith("'") ? text.slice(1) : text;
}

function isCurrency(code: string): boolean {
  try {
    return minorUnitDigits(code) >= 0;
  } catch {
    return false;
  }
}
