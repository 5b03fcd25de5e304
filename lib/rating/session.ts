/**
 * A session as the engine works on it: periods in order, each with its end, its quantities as whole numbers (energy in
 * ten-thousandths of kWh, durations in ms) that stay far inside the range in which doubles are exact integers.
 */
import { type Instant, isTimeZone } from "@/lib/calendar/calendar";
import type { Hours, MeasuredRange, NonRated, RateableCdr, RateablePeriod } from "@/lib/rating/types";

/** A charging period with its end. */
export type Period = {
  readonly from: Instant;
  readonly until: Instant;
  readonly energy: number;
  readonly charging: number;
  readonly parking: number;
  readonly reserved: number;
  readonly current: MeasuredRange | null;
  readonly power: MeasuredRange | null;
  readonly tariffId: string | null;
  /** Nothing but a reservation. */
  readonly reservationOnly: boolean;
};

export type Session = {
  readonly periods: readonly Period[];
  /** Where the session began: its start, or after a reservation the first period that is more than that. */
  readonly begunAt: Instant;
  /** A reservation that no session followed. */
  readonly expiredReservation: boolean;
};

/** Ten-thousandths of an hour are 360 ms. */
const MS_PER_HOUR_UNIT = 360;
const SECOND_MS = 1000;
const LONGEST_SESSION_MS = 10 * 366 * 86_400_000;
/** 10,000,000 kWh: with these two limits every sum and product below stays under 2^53 or goes through bigint. */
const LARGEST_ENERGY = 100_000_000_000;
const LARGEST_HOURS = LONGEST_SESSION_MS / MS_PER_HOUR_UNIT;

/** Puts a CDR's periods in order and its quantities into whole numbers, or says why it cannot be rated. */
export function readSession(cdr: RateableCdr): Session | NonRated {
  if (cdr.endAt < cdr.startAt) return { kind: "non_rated", reason: "ends_before_start" };
  if (!isTimeZone(cdr.timeZone)) {
    return { kind: "non_rated", reason: "time_zone_unknown", detail: { timeZone: cdr.timeZone } };
  }
  const given = cdr.periods.length > 0 ? inOrder(cdr.periods) : [onePeriodOf(cdr)];
  const periods = readPeriods(given, cdr.endAt);
  if (cdr.endAt - cdr.startAt > LONGEST_SESSION_MS || periods === null) {
    return { kind: "non_rated", reason: "volume_out_of_range" };
  }
  const first = periods.find((period) => !period.reservationOnly);
  const begunAt = first && first !== periods[0] ? first.from : cdr.startAt;
  return { periods, begunAt, expiredReservation: first === undefined };
}

function inOrder(periods: readonly RateablePeriod[]): readonly RateablePeriod[] {
  for (let i = 1; i < periods.length; i++) {
    if (periods[i]!.startAt < periods[i - 1]!.startAt) return [...periods].sort((a, b) => a.startAt - b.startAt);
  }
  return periods;
}

/** A CDR without periods (CSV) is one period of its totals. */
function onePeriodOf(cdr: RateableCdr): RateablePeriod {
  const totalHours = cdr.totalTimeHours ?? hoursOf(cdr.endAt - cdr.startAt);
  const parkingHours = cdr.totalParkingHours ?? 0n;
  const timeHours = totalHours > parkingHours ? totalHours - parkingHours : 0n;
  return { startAt: cdr.startAt, energyKwh: cdr.totalEnergyKwh, timeHours, parkingHours };
}

function hoursOf(ms: number): Hours {
  return BigInt(Math.round(ms / MS_PER_HOUR_UNIT));
}

/**
 * Each period with its end; null when a volume or their sum is out of range. Volumes are compared as doubles, which is
 * safe beyond their exact range too. A period that says nothing is none: it neither begins a session nor ends a reservation.
 */
function readPeriods(given: readonly RateablePeriod[], endAt: Instant): Period[] | null {
  const periods: Period[] = [];
  let energy = 0;
  let hours = 0;
  for (let index = 0; index < given.length; index++) {
    const period = given[index]!;
    const volumes = volumesOf(period);
    const { charging, parking, reserved } = volumes;
    if (charging < 0 || parking < 0 || reserved < 0) return null;
    energy += Math.abs(volumes.energy);
    hours += charging + parking + reserved;
    const read = readPeriod(period, volumes, given[index + 1]?.startAt ?? endAt);
    const isLastHope = periods.length === 0 && index === given.length - 1;
    if (isLastHope || !saysNothing(read, volumes)) periods.push(read);
  }
  return energy <= LARGEST_ENERGY && hours <= LARGEST_HOURS ? periods : null;
}

/** It has no length, no volume and names no tariff. */
function saysNothing({ from, until, tariffId }: Period, { energy, charging, parking, reserved }: Volumes): boolean {
  return from === until && energy === 0 && charging === 0 && parking === 0 && reserved === 0 && tariffId === null;
}

/** Ten-thousandths of kWh and of hours. */
type Volumes = { energy: number; charging: number; parking: number; reserved: number };

function volumesOf({ energyKwh, timeHours, parkingHours, reservationHours }: RateablePeriod): Volumes {
  return {
    energy: Number(energyKwh),
    charging: Number(timeHours),
    parking: Number(parkingHours),
    reserved: reservationHours === undefined ? 0 : Number(reservationHours),
  };
}

function readPeriod(given: RateablePeriod, volumes: Volumes, nextAt: Instant): Period {
  const { energy, charging, parking, reserved } = volumes;
  const until = Math.max(given.startAt, nextAt);
  const kinds = (charging > 0 ? 1 : 0) + (parking > 0 ? 1 : 0) + (reserved > 0 ? 1 : 0);
  const clock = kinds === 1 ? until - given.startAt : null;
  return {
    from: given.startAt,
    until,
    energy,
    charging: durationOf(charging, clock),
    parking: durationOf(parking, clock),
    reserved: durationOf(reserved, clock),
    current: given.current ?? null,
    power: given.power ?? null,
    tariffId: given.tariffId ?? null,
    reservationOnly: reserved > 0 && kinds === 1 && energy === 0,
  };
}

/**
 * Hours with four decimals are 0.36 s coarse, and 0.6667 h would cost one step too many. A volume that differs from the
 * period's clock by less than a second means the clock; any other means the nearest whole second (ADR 0001).
 */
function durationOf(hours: number, clock: number | null): number {
  if (hours === 0) return 0;
  const ms = hours * MS_PER_HOUR_UNIT;
  if (clock !== null && Math.abs(ms - clock) < SECOND_MS) return clock;
  return Math.round(ms / SECOND_MS) * SECOND_MS;
}
