/**
 * Months, days and instants. A month belongs to a time zone: instants are epoch milliseconds, business
 * dates are `YYYY-MM-DD`, months `YYYY-MM`, and every function that crosses between them takes the zone.
 */
import { Temporal } from "temporal-polyfill";
import { isDate, isMonth } from "./iso";

export { isDate, isMonth, isOfOurTime } from "./iso";

/** `YYYY-MM` */
export type Month = string;
/** `YYYY-MM-DD` */
export type IsoDate = string;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** A local date and time, as a clock on the wall shows it: `YYYY-MM-DDTHH:MM:SS`. */
export type LocalDateTime = string;

/** What was given is no month, date, time or zone. */
export class CalendarError extends Error {
  override name = "CalendarError";
}

/** A stretch of time in which a zone keeps its offset from UTC (milliseconds, east is positive). */
export type Segment = { readonly from: Instant; readonly until: Instant; readonly offset: number };
const segments = new Map<string, Segment[]>();

/** The zone's offset from UTC at an instant, in milliseconds; east is positive. */
export function zoneOffset(zone: string, at: Instant): number {
  return segmentAt(zone, at).offset;
}

/** Instant of the zone's next change of offset after `at`, or Infinity when none is known. */
export function nextOffsetChange(zone: string, at: Instant): Instant {
  return segmentAt(zone, at).until;
}

/** The stretch between two changes of the zone's offset that an instant lies in. Looked up once and kept. */
export function segmentAt(zone: string, at: Instant): Segment {
  let known = segments.get(zone);
  if (!known) {
    known = [];
    segments.set(zone, known);
  }
  for (const segment of known) if (segment.from <= at && at < segment.until) return segment;
  let zoned: Temporal.ZonedDateTime;
  try {
    zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  } catch {
    throw new CalendarError(`"${zone}" is not a time zone of the IANA database`);
  }
  const next = zoned.getTimeZoneTransition("next");
  const previous = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const segment = {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned.offsetNanoseconds / 1_000_000,
  };
  known.unshift(segment);
  return segment;
}

/** True when the IANA database knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    zoneOffset(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/** The local date of an instant. */
export function dateOf(at: Instant, zone: string): IsoDate {
  return new Date(at + zoneOffset(zone, at)).toISOString().slice(0, 10);
}

/** The local month of an instant: a session that ends exactly at midnight belongs to the new month. */
export function monthOf(at: Instant, zone: string): Month {
  return dateOf(at, zone).slice(0, 7);
}

/** What the clock on the wall shows at an instant. */
export function localDateTime(at: Instant, zone: string): LocalDateTime {
  return new Date(at + zoneOffset(zone, at)).toISOString().slice(0, 19);
}

export type LocalReading =
  | { kind: "once"; at: Instant }
  | { kind: "skipped"; before: Instant }
  | { kind: "repeated"; first: Instant; second: Instant };

/**
 * Which instant a local time means (D2). In spring an hour is skipped and no instant shows it; in autumn
 * an hour is repeated and two do.
 * @throws CalendarError when `local` is no date and time or does not exist in the calendar.
 */
export function readLocal(local: LocalDateTime, zone: string): LocalReading {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local)) throw new CalendarError(`"${local}" is not a date and time`);
  const full = local.length === 16 ? `${local}:00` : local;
  const asUtc = Date.parse(`${full}Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 19) !== full) {
    throw new CalendarError(`"${local}" does not exist in the calendar`);
  }
  const day = 86_400_000;
  const earlier = asUtc - zoneOffset(zone, asUtc - day);
  const later = asUtc - zoneOffset(zone, asUtc + day);
  const hits = [...new Set([earlier, later])].filter((at) => at + zoneOffset(zone, at) === asUtc).sort((a, b) => a - b);
  if (hits.length === 0) return { kind: "skipped", before: Math.min(earlier, later) };
  if (hits.length === 1) return { kind: "once", at: hits[0]! };
  return { kind: "repeated", first: hits[0]!, second: hits[1]! };
}

/** The first instant of a local day; where midnight is skipped, the first that exists. */
export function startOfDay(date: IsoDate, zone: string): Instant {
  const reading = readLocal(`${checkDate(date)}T00:00:00`, zone);
  if (reading.kind === "once") return reading.at;
  if (reading.kind === "repeated") return reading.first;
  return nextOffsetChange(zone, reading.before - 3_600_000 * 3);
}

/** The first instant of a local month. */
export function startOfMonth(month: Month, zone: string): Instant {
  return startOfDay(firstDay(month), zone);
}

/** The first instant after a local month. */
export function endOfMonth(month: Month, zone: string): Instant {
  return startOfMonth(addMonths(month, 1), zone);
}

/** `YYYY-MM-01` */
export function firstDay(month: Month): IsoDate {
  return `${checkMonth(month)}-01`;
}

/** The month's last day. */
export function lastDay(month: Month): IsoDate {
  return `${month}-${String(daysInMonth(month)).padStart(2, "0")}`;
}

/** 28 to 31. */
export function daysInMonth(month: Month): number {
  const [year, number] = checkMonth(month).split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

/** The month `count` months later (or earlier, when negative). */
export function addMonths(month: Month, count: number): Month {
  const [year, number] = checkMonth(month).split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The date `count` days later (or earlier, when negative). */
export function addDays(date: IsoDate, count: number): IsoDate {
  return new Date(Date.parse(`${checkDate(date)}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** Days from `from` up to but without `until`. */
export function daysBetween(from: IsoDate, until: IsoDate): number {
  return Math.round(
    (Date.parse(`${checkDate(until)}T00:00:00Z`) - Date.parse(`${checkDate(from)}T00:00:00Z`)) / 86_400_000,
  );
}

/** Every month from `from` to `to`, both included. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** ISO weekday: 1 is Monday, 7 Sunday. */
export function weekday(date: IsoDate): number {
  return ((new Date(`${checkDate(date)}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

function checkMonth(month: Month): Month {
  if (!isMonth(month)) throw new CalendarError(`"${month}" is not a month (YYYY-MM)`);
  return month;
}

function checkDate(date: IsoDate): IsoDate {
  if (!isDate(date)) throw new CalendarError(`"${date}" is not a date (YYYY-MM-DD)`);
  return date;
}
