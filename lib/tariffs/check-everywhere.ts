/**
 * Asks price components in all circumstances there are. The answer of a restriction changes only at its bounds, so
 * every combination of bounds (and one value below the lowest) is all there is to ask, with the very function that
 * rating uses.
 */
import type { Candidates, CompiledComponent } from "@/lib/tariffs/compile";
import { type Circumstances, type CompiledRestrictions, DAY_MS, namesDays, refusal } from "@/lib/tariffs/restrictions";

/** What restrictions measure besides the clock: ms, ten-thousandths of kWh, A and kW. */
export const RANGES = ["duration", "energy", "current", "power"] as const;
export type Range = (typeof RANGES)[number];

/** Every value at which some restriction may change its answer, ascending, and one below the lowest. */
export type Bounds = {
  /** Local days since 1970 to ask: a week from each date that is named, and one before the first. */
  days: number[];
  /** The dates that are named, as days since 1970. */
  dates: number[];
  /** False when all days of the week are alike. */
  weekdaysDiffer: boolean;
  times: number[];
} & Record<Range, number[]>;

/** The bounds of these restrictions. */
export function boundsOf(restrictions: readonly CompiledRestrictions[]): Bounds {
  const dates = ascending(restrictions.flatMap((r) => [r.startDay, r.endDay]));
  const differ = restrictions.some(namesDays);
  return {
    days: differ ? daysToAsk(dates) : [0],
    dates,
    weekdaysDiffer: differ,
    times: ascending([0, ...restrictions.flatMap((r) => [r.startTime, r.endTime % DAY_MS])]),
    duration: ascending([0, ...restrictions.flatMap((r) => [r.minDuration, r.maxDuration])]),
    energy: ascending([0, ...restrictions.flatMap((r) => [r.minEnergy, r.maxEnergy])]),
    current: ascending([0, ...restrictions.flatMap((r) => [r.minCurrent, r.maxCurrent])]),
    power: ascending([0, ...restrictions.flatMap((r) => [r.minPower, r.maxPower])]),
  };
}

function daysToAsk(dates: readonly number[]): number[] {
  const starts = dates.length > 0 ? [dates[0]! - 7, ...dates] : [0];
  const days = starts.flatMap((start, index) => {
    const length = Math.min(7, (starts[index + 1] ?? Infinity) - start);
    return Array.from({ length }, (_, day) => start + day);
  });
  return ascending(days);
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b);
}

/** How many circumstances there are to ask. */
export function combinations(bounds: Bounds): number {
  const ranges = RANGES.reduce((product, range) => product * bounds[range].length, 1);
  return bounds.days.length * bounds.times.length * ranges;
}

/** Circumstances, and the place of each value among the bounds. */
export type Asked = {
  now: Circumstances;
  /** ISO weekday; 0 stands for all of them, which are alike. */
  weekday: number;
  /** How many of the named dates have come. */
  date: number;
  time: number;
} & Record<Range, number>;

/** All circumstances, by day and hour first. */
export function* everywhere(bounds: Bounds): Generator<Asked> {
  for (const localDay of bounds.days) {
    const weekday = bounds.weekdaysDiffer ? isoWeekday(localDay) : 0;
    const date = bounds.dates.filter((day) => day <= localDay).length;
    for (const [time, timeOfDay] of bounds.times.entries()) {
      for (const measured of measurements(bounds)) {
        yield { weekday, date, time, ...measured, now: { localDay, timeOfDay, ...measured.now } };
      }
    }
  }
}

function* measurements(bounds: Bounds) {
  for (const [duration, elapsed] of bounds.duration.entries()) {
    for (const [energy, soFar] of bounds.energy.entries()) {
      for (const [current, amperes] of bounds.current.entries()) {
        for (const [power, kilowatts] of bounds.power.entries()) {
          const now = {
            elapsed,
            energy: soFar,
            lowestCurrent: amperes,
            highestCurrent: amperes,
            lowestPower: kilowatts,
            highestPower: kilowatts,
          };
          yield { now, duration, energy, current, power };
        }
      }
    }
  }
}

/** 1970-01-01 was a Thursday. */
function isoWeekday(localDay: number): number {
  return ((((localDay + 3) % 7) + 7) % 7) + 1;
}

/** Which components apply in some circumstances, and which the first that applies keeps from pricing. */
export type Reach = {
  applies: Set<CompiledComponent>;
  reached: Set<CompiledComponent>;
  /** Component → elements that priced where it would have applied. */
  coveredBy: Map<CompiledComponent, Set<number>>;
};

/** Asks all components in the given circumstances; true when one prices. */
export function ask(candidates: Candidates, now: Circumstances, reach: Reach): boolean {
  let pricing: CompiledComponent | null = null;
  for (const candidate of candidates) {
    if (candidate.restrictions !== null && refusal(candidate.restrictions, now) !== null) continue;
    reach.applies.add(candidate);
    if (pricing === null) {
      pricing = candidate;
      reach.reached.add(candidate);
    } else {
      reach.coveredBy.set(candidate, (reach.coveredBy.get(candidate) ?? new Set()).add(pricing.element));
    }
  }
  return pricing !== null;
}

/** True when some component prices in the given circumstances. */
export function prices(candidates: Candidates, now: Circumstances): boolean {
  return candidates.some(({ restrictions }) => restrictions === null || refusal(restrictions, now) === null);
}
