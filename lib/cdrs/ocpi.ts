/**
 * OCPI 2.2.1 CDR objects (module CDRs, section 10.3.1) become CDRs.
 *
 * Checked by hand and in one pass: what is checked is converted at once, the first fault ends the row with its
 * path and a code of ours. A zod schema of the same fields took a quarter of this reader's time once more, only to
 * check, and its issues would still have to be translated.
 *
 * Asked for is what a session cannot do without: id, start, end, energy. The other fields may be missing, as
 * they are in practice, but what is there must be of its type.
 */
import { readCommonUtc } from "../calendar/iso";
import { minorUnitDigits } from "../money/amount";
import type { Cdr, CdrCosts, CdrDimensionType, CdrEvse, CdrPeriod, CdrToken } from "./cdr";
import type { ReadResult } from "./csv-row";
import { existsInCalendar, implausibleEnd } from "./date-times";
import { type FindingCode, finding, Rejection, type RowFinding } from "./findings";
import { amountOf, decimalTextOf, energyOf, secondsOf } from "./numbers";

type Json = Record<string, unknown>;

const NO_NOTES: readonly RowFinding[] = [];
/** Between these a number's own text has no exponent and no more than 18 digits before the point. */
const SMALLEST_PLAIN = 1e-6;
const LARGEST_PLAIN = 1e18;
const LONGEST_TEXT = 500;
const MOST_PERIODS = 100_000;
const DECIMAL = /^-?\d{1,18}(?:\.\d{1,400})?$/;
/** RFC 3339; OCPI reads a missing offset as UTC (section 16.5). */
const DATE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/;
const DIMENSIONS: ReadonlySet<string> = new Set<CdrDimensionType>([
  "CURRENT",
  "ENERGY",
  "ENERGY_EXPORT",
  "ENERGY_IMPORT",
  "MAX_CURRENT",
  "MIN_CURRENT",
  "MAX_POWER",
  "MIN_POWER",
  "PARKING_TIME",
  "POWER",
  "RESERVATION_TIME",
  "STATE_OF_CHARGE",
  "TIME",
]);

/** Reads the text of one CDR object; an escaped NUL is refused because PostgreSQL keeps none. */
export function readOcpiText(text: string): ReadResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { rejected: finding("reject", "not_json", { value: text }) };
  }
  if (text.includes("\\u0000")) return { rejected: finding("reject", "not_a_text", { value: text }) };
  return readOcpiCdr(json);
}

/** Reads one parsed CDR object. */
export function readOcpiCdr(json: unknown): ReadResult {
  try {
    return { ok: cdrOf(objectAt(json, "") ?? reject("not_an_object", "", json)), notes: NO_NOTES };
  } catch (error) {
    if (error instanceof Rejection) return { rejected: error.finding };
    throw error;
  }
}

function cdrOf(json: Json): Cdr {
  const credit = booleanAt(json, "", "credit") ?? false;
  const creditReferenceId = textAt(json, "", "credit_reference_id");
  if (credit && creditReferenceId === null) return reject("credit_without_reference", "credit_reference_id", null);
  const parkingTimeSeconds = hoursAt(json, "total_parking_time");
  const totalSeconds = hoursAt(json, "total_time");
  const cost = priceAt(json, "total_cost");
  return {
    cdrId: textAt(json, "", "id") ?? reject("missing", "id", null),
    kind: credit ? "credit" : "session",
    creditReferenceId: credit ? creditReferenceId : null,
    ...spanOf(json),
    energyKwh: energyAt(json),
    chargingTimeSeconds: totalSeconds === null ? null : totalSeconds - (parkingTimeSeconds ?? 0),
    parkingTimeSeconds,
    countryCode: textAt(json, "", "country_code"),
    partyId: textAt(json, "", "party_id"),
    sessionId: textAt(json, "", "session_id"),
    authorizationReference: textAt(json, "", "authorization_reference"),
    evse: evseOf(objectAt(json.cdr_location, "cdr_location")),
    token: tokenOf(objectAt(json.cdr_token, "cdr_token")),
    authMethod: textAt(json, "", "auth_method"),
    paidOnSpot: null,
    currency: currencyAt(json),
    totalCost: cost.exclVat,
    totalCostInclVat: cost.inclVat,
    costs: costsOf(json),
    periods: periodsOf(json.charging_periods),
    tariffs: listAt(json.tariffs, "tariffs"),
    remark: textAt(json, "", "remark"),
  };
}

function spanOf(json: Json): { startAt: number; endAt: number } {
  const startAt = instantAt(json, "", "start_date_time") ?? reject("missing", "start_date_time", null);
  const endAt = instantAt(json, "", "end_date_time") ?? reject("no_end", "end_date_time", null);
  const implausible = implausibleEnd(startAt, endAt);
  if (implausible) return reject("out_of_range", `${implausible}_date_time`, json[`${implausible}_date_time`]);
  return { startAt, endAt };
}

function evseOf(json: Json | null): CdrEvse {
  const coordinates = json === null ? null : objectAt(json.coordinates, "cdr_location.coordinates");
  const text = (key: string) => (json === null ? null : textAt(json, "cdr_location.", key));
  const coordinate = (key: string) =>
    coordinates === null ? null : numberAt(coordinates, "cdr_location.coordinates.", key);
  return {
    locationExternalId: text("id"),
    locationName: text("name"),
    evseUid: text("evse_uid"),
    evseId: text("evse_id"),
    connectorId: text("connector_id"),
    address: text("address"),
    postalCode: text("postal_code"),
    city: text("city"),
    country: text("country"),
    latitude: coordinate("latitude"),
    longitude: coordinate("longitude"),
    powerType: text("connector_power_type"),
    connectorStandard: text("connector_standard"),
    model: null,
  };
}

function tokenOf(json: Json | null): CdrToken {
  const text = (key: string) => (json === null ? null : textAt(json, "cdr_token.", key));
  return {
    uid: text("uid"),
    contractId: text("contract_id"),
    type: text("type"),
    countryCode: text("country_code"),
    partyId: text("party_id"),
    empName: null,
    driverReference: null,
  };
}

function costsOf(json: Json): CdrCosts | null {
  const costs = {
    energy: priceAt(json, "total_energy_cost").exclVat,
    time: priceAt(json, "total_time_cost").exclVat,
    parking: priceAt(json, "total_parking_cost").exclVat,
    session: priceAt(json, "total_fixed_cost").exclVat,
    reservation: priceAt(json, "total_reservation_cost").exclVat,
  };
  return Object.values(costs).every((cost) => cost === null) ? null : costs;
}

function periodsOf(value: unknown): CdrPeriod[] {
  const list = listAt(value, "charging_periods");
  if (list.length > MOST_PERIODS) return reject("too_long", "charging_periods", list.length);
  return eachAt(list, "charging_periods", periodOf);
}

function periodOf(period: Json): CdrPeriod {
  return {
    startAt: instantAt(period, "", "start_date_time") ?? reject("missing", "start_date_time", null),
    dimensions: dimensionsOf(period.dimensions),
    tariffId: textAt(period, "", "tariff_id"),
  };
}

/** Dimensions of a type that OCPI does not know price nothing and are left out. */
function dimensionsOf(value: unknown): CdrPeriod["dimensions"] {
  return eachAt(listAt(value, "dimensions"), "dimensions", dimensionOf).filter(isKnownDimension);
}

type Dimension = CdrPeriod["dimensions"][number];

function dimensionOf(dimension: Json): Dimension {
  return {
    type: (textAt(dimension, "", "type") ?? reject("missing", "type", null)) as CdrDimensionType,
    volume: numberAt(dimension, "", "volume") ?? reject("missing", "volume", null),
  };
}

function isKnownDimension({ type }: Dimension): boolean {
  return DIMENSIONS.has(type);
}

/** The objects of a list, each read; the path of a fault is put together only where there is one. */
function eachAt<T>(list: readonly unknown[], path: string, read: (json: Json) => T): T[] {
  const results: T[] = [];
  for (let index = 0; index < list.length; index++) {
    const entry = list[index];
    if (!isObject(entry)) return reject("not_an_object", `${path}[${index}]`, entry);
    try {
      results.push(read(entry));
    } catch (error) {
      throw error instanceof Rejection ? error.within(`${path}[${index}]`) : error;
    }
  }
  return results;
}

function energyAt(json: Json): bigint {
  const number = numberAt(json, "", "total_energy") ?? reject("missing", "total_energy", null);
  return energyOf(number) ?? reject("out_of_range", "total_energy", number);
}

/** OCPI gives times in hours. */
function hoursAt(json: Json, key: string): number | null {
  const number = numberAt(json, "", key);
  return number === null ? null : (secondsOf(number, 3600n) ?? reject("out_of_range", key, number));
}

function priceAt(json: Json, key: string): { exclVat: bigint | null; inclVat: bigint | null } {
  const price = objectAt(json[key], key);
  return { exclVat: amountAt(price, key, "excl_vat"), inclVat: amountAt(price, key, "incl_vat") };
}

function amountAt(price: Json | null, path: string, key: string): bigint | null {
  const number = price === null ? null : numberAt(price, `${path}.`, key);
  return number === null ? null : (amountOf(number) ?? reject("out_of_range", `${path}.${key}`, number));
}

function currencyAt(json: Json): string | null {
  const code = textAt(json, "", "currency")?.toUpperCase() ?? null;
  if (code === null) return null;
  try {
    minorUnitDigits(code);
    return code;
  } catch {
    return reject("not_a_currency", "currency", code);
  }
}

function instantAt(json: Json, path: string, key: string): number | null {
  const text = textAt(json, path, key);
  if (text === null) return null;
  const common = readCommonUtc(text);
  if (common !== null) return common;
  const match = DATE_TIME.exec(text);
  if (!match || !existsInCalendar(match[1]!)) return reject("not_a_date_time", path + key, text);
  const at = Date.parse(`${match[1]}${match[2] ?? "Z"}`);
  return Number.isNaN(at) ? reject("not_a_date_time", path + key, text) : at;
}

/** A text without spaces around it; null when absent or empty. Some systems send ids as whole numbers. */
function textAt(json: Json, path: string, key: string): string | null {
  const value = json[key];
  if (value === undefined || value === null) return null;
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (typeof value !== "string") return reject("not_a_text", path + key, value);
  const text = value.trim();
  if (text.length > LONGEST_TEXT) return reject("too_long", path + key, text, { longest: LONGEST_TEXT });
  return text === "" ? null : text;
}

/** A JSON number, or the decimal that some systems put in quotes, as exact text. */
function numberAt(json: Json, path: string, key: string): string | null {
  const value = json[key];
  if (value === undefined || value === null) return null;
  if (typeof value === "number" && Math.abs(value) >= SMALLEST_PLAIN && Math.abs(value) < LARGEST_PLAIN)
    return String(value);
  const text = typeof value === "number" ? decimalTextOf(value) : value;
  return typeof text === "string" && DECIMAL.test(text) ? text : reject("not_a_number", path + key, value);
}

function booleanAt(json: Json, path: string, key: string): boolean | null {
  const value = json[key];
  if (value === undefined || value === null) return null;
  return typeof value === "boolean" ? value : reject("not_yes_or_no", path + key, value);
}

function objectAt(value: unknown, path: string): Json | null {
  if (value === undefined || value === null) return null;
  return isObject(value) ? value : reject("not_an_object", path, value);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listAt(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : reject("not_a_list", path, value);
}

function reject(code: FindingCode, field: string, value: unknown, params: RowFinding["params"] = {}): never {
  const text = value === null ? undefined : typeof value === "string" ? value : JSON.stringify(value);
  throw new Rejection(finding("reject", code, { field, value: text, params }));
}
