/**
 * Cuts a charging period exactly where the answer of a restriction may change: times of day and midnight on the local
 * clock, daylight-saving changes, durations since the session began, and energies. Quantities spread evenly over the
 * period; each cut rounds the running total, so the parts always add up to the whole.
 */
import { type Instant, segmentAt } from "@/lib/calendar/calendar";
import { divideHalfUp } from "@/lib/money/amount";
import type { Period } from "@/lib/rating/session";
import type { Boundaries } from "@/lib/tariffs/compile";
import { DAY_MS } from "@/lib/tariffs/restrictions";

/** A part of a period in which no restriction changes its answer. */
export type Stretch = {
  readonly from: Instant;
  readonly until: Instant;
  /** The session's energy before and after, ten-thousandths of kWh. */
  readonly energyBefore: number;
  readonly energyAfter: number;
  /** Ms. */
  readonly charging: number;
  readonly parking: number;
  readonly reserved: number;
  readonly period: Period;
};

type Cut = { at: Instant; energy: number };

/** The stretches of one period, in order. Without a boundary inside, that is the period itself. */
export function cutPeriod(
  period: Period,
  energyBefore: number,
  begunAt: Instant,
  zone: string,
  boundaries: Boundaries,
): Stretch[] {
  if (!boundaries.exist) return [wholePeriod(period, energyBefore)];
  const cuts: Cut[] = [];
  cutByEnergy(period, energyBefore, boundaries.energies, cuts);
  cutByDuration(period, energyBefore, begunAt, boundaries.durations, cuts);
  cutByClock(period, energyBefore, zone, boundaries.timesOfDay, cuts);
  if (cuts.length === 0) return [wholePeriod(period, energyBefore)];
  const direction = period.energy < 0 ? -1 : 1;
  cuts.sort((a, b) => a.at - b.at || (a.energy - b.energy) * direction);
  return stretchesBetween(period, energyBefore, cuts);
}

/** A period in which no answer changes. */
export function wholePeriod(period: Period, energyBefore: number): Stretch {
  const { from, until, charging, parking, reserved } = period;
  const energyAfter = energyBefore + period.energy;
  return { from, until, energyBefore, energyAfter, charging, parking, reserved, period };
}

function cutByEnergy(period: Period, before: number, energies: readonly number[], cuts: Cut[]): void {
  if (period.energy === 0) return;
  const after = before + period.energy;
  for (const energy of energies) {
    if (energy <= Math.min(before, after) || energy >= Math.max(before, after)) continue;
    const length = portion(period.until - period.from, Math.abs(energy - before), Math.abs(period.energy));
    cuts.push({ at: period.from + length, energy });
  }
}

function cutByDuration(period: Period, before: number, begunAt: Instant, durations: readonly number[], cuts: Cut[]) {
  for (const duration of durations) cutAt(begunAt + duration, period, before, cuts);
}

function cutByClock(period: Period, before: number, zone: string, timesOfDay: readonly number[], cuts: Cut[]): void {
  if (timesOfDay.length === 0) return;
  for (let at = nextOnClock(period.from, zone, timesOfDay); at < period.until; at = nextOnClock(at, zone, timesOfDay)) {
    cutAt(at, period, before, cuts);
  }
}

function cutAt(at: Instant, period: Period, before: number, cuts: Cut[]): void {
  if (at <= period.from || at >= period.until) return;
  cuts.push({ at, energy: before + portion(period.energy, at - period.from, period.until - period.from) });
}

/**
 * How far the answers of all restrictions hold that concern time and energy: from the period's beginning up to the first
 * of these bounds. Only for periods that give no energy back.
 */
export function answersHoldUntil(
  period: Period,
  energyBefore: number,
  begunAt: Instant,
  zone: string,
  { timesOfDay, durations, energies }: Boundaries,
): { at: Instant; energy: number } {
  const elapsed = period.from - begunAt;
  const duration = durations.find((bound) => bound > elapsed) ?? Infinity;
  const clock = timesOfDay.length > 0 ? nextOnClock(period.from, zone, timesOfDay) : Infinity;
  return {
    at: Math.min(begunAt + duration, clock),
    energy: energies.find((bound) => bound > energyBefore) ?? Infinity,
  };
}

/** The next instant after `at` at which the local clock shows one of the times, or jumps. */
function nextOnClock(at: Instant, zone: string, timesOfDay: readonly number[]): Instant {
  const { offset, until } = segmentAt(zone, at);
  const local = at + offset;
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  const next = timesOfDay.find((time) => midnight + time > local) ?? DAY_MS + timesOfDay[0]!;
  return Math.min(at + (midnight + next - local), until);
}

function stretchesBetween(period: Period, energyBefore: number, cuts: readonly Cut[]): Stretch[] {
  const end = { at: period.until, energy: energyBefore + period.energy };
  const stretches: Stretch[] = [];
  let start: Cut = { at: period.from, energy: energyBefore };
  for (const cut of [...cuts, end]) {
    if (cut.at === start.at && cut.energy === start.energy) continue;
    const from = start;
    const part = (whole: number) =>
      spreadUntil(cut, whole, period, energyBefore) - spreadUntil(from, whole, period, energyBefore);
    stretches.push({
      from: start.at,
      until: cut.at,
      energyBefore: start.energy,
      energyAfter: cut.energy,
      charging: part(period.charging),
      parking: part(period.parking),
      reserved: part(period.reserved),
      period,
    });
    start = cut;
  }
  return stretches;
}

/** How much of `whole` the period has spread at a cut: along its clock, or along its energy when its clock stands still. */
function spreadUntil(cut: Cut, whole: number, period: Period, energyBefore: number): number {
  const length = period.until - period.from;
  return length > 0
    ? portion(whole, cut.at - period.from, length)
    : portion(whole, Math.abs(cut.energy - energyBefore), Math.abs(period.energy));
}

/** `whole × part ÷ of`, rounded to the nearest whole number; exact beyond 2^53 too. */
function portion(whole: number, part: number, of: number): number {
  const product = whole * part;
  if (Number.isSafeInteger(product)) return Math.round(product / of);
  return Number(divideHalfUp(BigInt(whole) * BigInt(part), BigInt(of)));
}
