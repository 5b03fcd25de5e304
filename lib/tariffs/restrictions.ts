/**
 * Restrictions of a tariff element in the form in which they are asked, 44 times a session: local days as numbers,
 * times of day and durations in milliseconds, energies, currents and powers in ten-thousandths.
 * Source: OCPI 2.2.1 mod_tariffs, TariffRestrictions. All that are set must match.
 */
import type { IsoDate } from "@/lib/calendar/calendar";
import { SCALE } from "@/lib/money/amount";
import { scaleHalfUp } from "@/lib/tariffs/decimal-number";
import { type RestrictionName, type TariffRestrictions, WEEKDAYS } from "@/lib/tariffs/tariff";

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What holds during one stretch of a session. */
export type Circumstances = {
  /** Days since 1970-01-01 of the local date. */
  localDay: number;
  /** What the local clock shows, in ms since local midnight. */
  timeOfDay: number;
  /** Ms since the session (for a reservation: the reservation) began. */
  elapsed: number;
  /** Energy before the stretch, ten-thousandths of kWh. */
  energy: number;
  /** Ten-thousandths of A and kW; null when not known. */
  lowestCurrent: number | null;
  highestCurrent: number | null;
  lowestPower: number | null;
  highestPower: number | null;
};

/** A restriction that is not set can never fail: its bound is infinite. */
export type CompiledRestrictions = {
  readonly startDay: number;
  readonly endDay: number;
  /** Bit 0 is Monday. */
  readonly weekdays: number;
  readonly startTime: number;
  readonly endTime: number;
  readonly minDuration: number;
  readonly maxDuration: number;
  readonly minEnergy: number;
  readonly maxEnergy: number;
  readonly minCurrent: number;
  readonly maxCurrent: number;
  readonly minPower: number;
  readonly maxPower: number;
};

/** The restriction that does not match, or what must be known to tell. */
export type Refusal = RestrictionName | "current_unknown" | "power_unknown";

const EVERY_DAY = 0b1111111;

/** Prepares an element's restrictions; null when it has none (reservation apart, which selects the list of elements). */
export function compileRestrictions(given: TariffRestrictions | null | undefined): CompiledRestrictions | null {
  if (!given) return null;
  const compiled: CompiledRestrictions = {
    startDay: given.start_date == null ? -Infinity : dayNumber(given.start_date),
    endDay: given.end_date == null ? Infinity : dayNumber(given.end_date),
    weekdays: weekdayBits(given.day_of_week),
    startTime: given.start_time == null ? 0 : minutesOf(given.start_time) * MINUTE_MS,
    // "To stop at end of the day use: 00:00."
    endTime: given.end_time == null ? DAY_MS : minutesOf(given.end_time) * MINUTE_MS || DAY_MS,
    minDuration: given.min_duration == null ? -Infinity : given.min_duration * 1000,
    maxDuration: given.max_duration == null ? Infinity : given.max_duration * 1000,
    minEnergy: bound(given.min_kwh, -Infinity),
    maxEnergy: bound(given.max_kwh, Infinity),
    minCurrent: bound(given.min_current, -Infinity),
    maxCurrent: bound(given.max_current, Infinity),
    minPower: bound(given.min_power, -Infinity),
    maxPower: bound(given.max_power, Infinity),
  };
  return restrictsNothing(compiled) ? null : compiled;
}

function bound(value: number | null | undefined, otherwise: number): number {
  return value == null ? otherwise : Number(scaleHalfUp(value, SCALE));
}

function dayNumber(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function weekdayBits(days: TariffRestrictions["day_of_week"]): number {
  if (!days || days.length === 0) return EVERY_DAY;
  let bits = 0;
  for (const day of days) bits |= 1 << WEEKDAYS.indexOf(day);
  return bits;
}

/** Start and end at the same time mean the whole day (ADR 0001). */
export function isWholeDay(r: CompiledRestrictions): boolean {
  return r.startTime === r.endTime || (r.startTime === 0 && r.endTime === DAY_MS);
}

/** True when the restrictions name calendar days, so that local midnight may change the answer. */
export function namesDays(r: CompiledRestrictions): boolean {
  return r.weekdays !== EVERY_DAY || r.startDay !== -Infinity || r.endDay !== Infinity;
}

/** True when the answer depends on current or power. */
export function namesMeasurements(r: CompiledRestrictions): boolean {
  const bounds = [-r.minCurrent, r.maxCurrent, -r.minPower, r.maxPower];
  return bounds.some((value) => value !== Infinity);
}

function restrictsNothing(r: CompiledRestrictions): boolean {
  const bounds = [-r.minDuration, r.maxDuration, -r.minEnergy, r.maxEnergy];
  return isWholeDay(r) && !namesDays(r) && !namesMeasurements(r) && bounds.every((value) => value === Infinity);
}

/** The first restriction that does not match, in the order of `RESTRICTIONS`; null when the element applies. */
export function refusal(r: CompiledRestrictions, now: Circumstances): Refusal | null {
  if (now.localDay < r.startDay) return "start_date";
  if (now.localDay >= r.endDay) return "end_date";
  if ((r.weekdays & (1 << weekdayIndex(now.localDay))) === 0) return "day_of_week";
  return (
    refusalByTime(r, now.timeOfDay) ??
    (now.elapsed < r.minDuration ? "min_duration" : null) ??
    (now.elapsed >= r.maxDuration ? "max_duration" : null) ??
    (now.energy < r.minEnergy ? "min_kwh" : null) ??
    (now.energy >= r.maxEnergy ? "max_kwh" : null) ??
    refusalByCurrent(r, now) ??
    refusalByPower(r, now)
  );
}

/** Monday is 0; 1970-01-01 was a Thursday. */
function weekdayIndex(localDay: number): number {
  return (((localDay + 3) % 7) + 7) % 7;
}

function refusalByTime(r: CompiledRestrictions, timeOfDay: number): Refusal | null {
  if (r.startTime === r.endTime) return null;
  if (r.startTime < r.endTime) {
    if (timeOfDay < r.startTime) return "start_time";
    return timeOfDay >= r.endTime ? "end_time" : null;
  }
  // end_time < start_time: the window wraps around to the next day.
  return timeOfDay >= r.endTime && timeOfDay < r.startTime ? "start_time" : null;
}

function refusalByCurrent(r: CompiledRestrictions, now: Circumstances): Refusal | null {
  if (r.minCurrent === -Infinity && r.maxCurrent === Infinity) return null;
  if (now.lowestCurrent === null || now.highestCurrent === null) return "current_unknown";
  if (now.lowestCurrent < r.minCurrent) return "min_current";
  return now.highestCurrent >= r.maxCurrent ? "max_current" : null;
}

function refusalByPower(r: CompiledRestrictions, now: Circumstances): Refusal | null {
  if (r.minPower === -Infinity && r.maxPower === Infinity) return null;
  if (now.lowestPower === null || now.highestPower === null) return "power_unknown";
  if (now.lowestPower < r.minPower) return "min_power";
  return now.highestPower >= r.maxPower ? "max_power" : null;
}
