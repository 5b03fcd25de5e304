/** Dates and times of CSV files, and what they mean as instants (D2). */
import { type Instant, type LocalDateTime, readLocal } from "../calendar/calendar";

/** The order of day, month and year; `excel` counts days since 30 December 1899. A year that leads is always understood. */
export const DATE_FORMATS = ["dmy", "mdy", "ymd", "excel"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** What a cell says: an instant when it names its offset, else what the clock on the wall showed. */
export type Moment = { kind: "instant"; at: Instant } | { kind: "local"; local: LocalDateTime; milliseconds: number };

const YEAR_FIRST = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(?:([ap])\.?m\.?|Uhr)?$/i;
const OFFSET = /\s*(?:Z|UTC|([+-])(\d{2}):?(\d{2})?)$/;
const EXCEL = /^\d{1,6}(?:\.\d+)?$/;
const DAY = 86_400_000;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/** Reads a date with a time behind it ("06/09/2018 23:55", "2018-09-06T23:55:00+01:00"); null when it is none. */
export function readMoment(text: string, format: DateFormat): Moment | null {
  if (format === "excel" && EXCEL.test(text)) return excelMoment(text, "0");
  const gap = text.search(/[T\s]/);
  if (gap < 0) return null;
  return readDateAndTime(text.slice(0, gap).replace(/,$/, ""), text.slice(gap + 1).trim(), format);
}

/** Reads a date and a time from two cells; a midnight that Excel put behind the date is dropped. */
export function readDateAndTime(dateText: string, timeText: string, format: DateFormat): Moment | null {
  if (format === "excel" && EXCEL.test(dateText) && EXCEL.test(timeText)) return excelMoment(dateText, timeText);
  const date = readDate(dateText.replace(/[T\s]00:00(:00(\.0+)?)?$/, ""), format);
  if (date === null) return null;
  const offset = OFFSET.exec(timeText);
  const time = readTime(offset ? timeText.slice(0, offset.index) : timeText);
  if (time === null) return null;
  const local = `${date}T${time.clock}`;
  if (!existsInCalendar(local)) return null;
  if (!offset) return { kind: "local", local, milliseconds: time.milliseconds };
  return { kind: "instant", at: Date.parse(`${local}Z`) + time.milliseconds - offsetMilliseconds(offset) };
}

/** `YYYY-MM-DD`, or null when the text is no date in this format. Two digits of a year mean 20xx. */
export function readDate(text: string, format: DateFormat): string | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return `${yearFirst[1]}-${yearFirst[2]}-${yearFirst[3]}`;
  const parts = YEAR_LAST.exec(text);
  if (!parts || format === "ymd" || format === "excel") return null;
  const [first, second] = [parts[1]!.padStart(2, "0"), parts[2]!.padStart(2, "0")];
  const year = parts[3]!.length === 2 ? `20${parts[3]}` : parts[3]!;
  return format === "dmy" ? `${year}-${second}-${first}` : `${year}-${first}-${second}`;
}

/** `HH:MM:SS` and milliseconds, or null when the text is no time of day. */
function readTime(text: string): { clock: string; milliseconds: number } | null {
  const match = TIME.exec(text);
  if (!match) return null;
  let hour = Number(match[1]);
  const half = match[5]?.toLowerCase();
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half === "p" ? 12 : 0);
  const clock = `${String(hour).padStart(2, "0")}:${match[2]}:${match[3] ?? "00"}`;
  return { clock, milliseconds: Number((match[4] ?? "").padEnd(3, "0").slice(0, 3)) };
}

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** False for 30 February and 24:00, which `Date.parse` takes for the day after. By numbers: it runs for every cell. */
export function existsInCalendar(local: LocalDateTime): boolean {
  const [year, month, day] = [Number(local.slice(0, 4)), Number(local.slice(5, 7)), Number(local.slice(8, 10))];
  if (day < 1 || day > (DAYS_OF_MONTH[month - 1] ?? 0)) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2 && day === 29 && !isLeap) return false;
  return Number(local.slice(11, 13)) < 24 && Number(local.slice(14, 16)) < 60 && Number(local.slice(17, 19)) < 60;
}

function offsetMilliseconds(match: RegExpExecArray): number {
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}

/** A day's fraction carries binary dust; Excel shows whole seconds, so the nearest second is meant. */
function excelMoment(date: string, time: string): Moment {
  const days = Number(date) + Number(time);
  const at = EXCEL_EPOCH + Math.round((days * DAY) / 1000) * 1000;
  return { kind: "local", local: new Date(at).toISOString().slice(0, 19), milliseconds: 0 };
}

/** The reading of one end of a session that the clocks showed twice. */
export type Repeated = { end: "start" | "end"; occurrence: "first" | "second"; at: Instant };

export type Span =
  | { kind: "span"; startAt: Instant; endAt: Instant; repeated: readonly Repeated[] }
  | { kind: "skipped"; end: "start" | "end" };

const NONE: readonly Repeated[] = [];

/**
 * The instants of a session whose ends are given in local time (D2): a time in the skipped hour has none;
 * in the repeated hour it is the first, unless only the second puts the end after the start.
 * @throws CalendarError when the zone is unknown.
 */
export function readSpan(start: Moment, end: Moment, zone: string): Span {
  const starts = instantsOf(start, zone);
  if (starts.length === 0) return { kind: "skipped", end: "start" };
  const ends = instantsOf(end, zone);
  if (ends.length === 0) return { kind: "skipped", end: "end" };
  const startAt = starts[0]!;
  const endAt = ends.find((at) => at > startAt) ?? ends[0]!;
  if (starts.length === 1 && ends.length === 1) return { kind: "span", startAt, endAt, repeated: NONE };
  const repeated: Repeated[] = [];
  if (starts.length > 1) repeated.push({ end: "start", occurrence: "first", at: startAt });
  if (ends.length > 1) repeated.push({ end: "end", occurrence: endAt === ends[0] ? "first" : "second", at: endAt });
  return { kind: "span", startAt, endAt, repeated };
}

const EARLIEST: Instant = Date.UTC(2000, 0, 1);
const LATEST: Instant = Date.UTC(2100, 0, 1);

/**
 * The end of a session that is a typing error, or a date read in the wrong order: a year in which nobody charges.
 * Null for a session that could be, and for one that ends before it starts, which has a rule of its own (D20).
 */
export function implausibleEnd(startAt: Instant, endAt: Instant): "start" | "end" | null {
  if (startAt < EARLIEST || startAt >= LATEST) return "start";
  return endAt >= LATEST ? "end" : null;
}

/** One instant, two in the repeated hour, none in the skipped one. */
function instantsOf(moment: Moment, zone: string): Instant[] {
  if (moment.kind === "instant") return [moment.at];
  const reading = readLocal(moment.local, zone);
  const milliseconds = moment.milliseconds;
  if (reading.kind === "once") return [reading.at + milliseconds];
  if (reading.kind === "skipped") return [];
  return [reading.first + milliseconds, reading.second + milliseconds];
}
