/** Circumstances in which nothing prices a dimension, told as few and as large stretches as possible. */
import { addDays, type IsoDate } from "@/lib/calendar/calendar";
import { SCALE } from "@/lib/money/amount";
import type { Candidates } from "@/lib/tariffs/compile";
import { DAY_MS } from "@/lib/tariffs/restrictions";
import type { TariffDimension } from "@/lib/tariffs/tariff";
import { type Asked, type Bounds, everywhere, prices, RANGES, type Range } from "./check-everywhere";

/** Seconds, kWh, A or kW. `until` is exclusive; null is without end. */
export type Stretch = { from: number; until: number | null };

/** One combination of circumstances that has no price; what is left out does not matter. */
export type GapExample = {
  /** ISO weekday. */
  weekday?: number;
  /** Minutes since local midnight. */
  minute?: number;
  date?: IsoDate;
} & Partial<Record<Range, number>>;

export type GapWarning =
  /** In these hours (local, `until` exclusive, 1440 is midnight) nothing prices the dimension. ISO weekdays. */
  | {
      code: "hours_never_priced";
      dimension: TariffDimension;
      weekdays: number[];
      fromMinute: number;
      untilMinute: number;
    }
  /** On these days (`until` exclusive; null is without bound) nothing prices the dimension. */
  | { code: "dates_never_priced"; dimension: TariffDimension; from: IsoDate | null; until: IsoDate | null }
  /** At these durations, energies, currents or powers nothing prices the dimension. */
  | { code: "range_never_priced"; dimension: TariffDimension; range: Range; stretch: Stretch }
  /** A combination of hours, dates and quantities, each of which has a price with others, has none. */
  | { code: "not_always_priced"; dimension: TariffDimension; example: GapExample };

/** Which values of each kind are ever priced, by their place among the bounds. */
export class Coverage {
  private readonly asked = new Set<string>();
  private readonly priced = new Set<string>();

  add(asked: Asked, priced: boolean): void {
    for (const place of placesOf(asked)) {
      this.asked.add(place);
      if (priced) this.priced.add(place);
    }
  }

  /** True when anything is priced at all; otherwise "every hour of the week" says it. */
  get isAnywhere(): boolean {
    return this.priced.size > 0;
  }

  isNever(place: string): boolean {
    return this.asked.has(place) && !this.priced.has(place);
  }

  /** True when every value of these circumstances is priced together with some others. */
  isSometimes(asked: Asked): boolean {
    return placesOf(asked).every((place) => this.priced.has(place));
  }
}

function placesOf(asked: Asked): string[] {
  return [slot(asked.weekday, asked.time), `date ${asked.date}`, ...RANGES.map((range) => `${range} ${asked[range]}`)];
}

const slot = (weekday: number, time: number) => `slot ${weekday} ${time}`;

/** The gaps of a dimension that was asked everywhere. */
export function gapsOf(
  dimension: TariffDimension,
  candidates: Candidates,
  bounds: Bounds,
  coverage: Coverage,
): GapWarning[] {
  const byHours = hours(bounds, coverage).map((gap) => ({ code: "hours_never_priced" as const, dimension, ...gap }));
  if (!coverage.isAnywhere) return byHours;
  return [
    ...byHours,
    ...dates(bounds, coverage).map((gap) => ({ code: "dates_never_priced" as const, dimension, ...gap })),
    ...RANGES.flatMap((range) =>
      stretches(range, bounds, coverage).map((stretch) => ({
        code: "range_never_priced" as const,
        dimension,
        range,
        stretch,
      })),
    ),
    ...combined(dimension, candidates, bounds, coverage),
  ];
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const MINUTE_MS = 60_000;

/** Hours without a price, neighbours joined, days with the same hours together. */
function hours(bounds: Bounds, coverage: Coverage) {
  const byHours = new Map<string, { weekdays: number[]; fromMinute: number; untilMinute: number }>();
  for (const weekday of bounds.weekdaysDiffer ? EVERY_DAY : [0]) {
    const never = bounds.times.map((_, time) => coverage.isNever(slot(weekday, time)));
    for (const [from, until] of runs(never)) {
      const fromMinute = bounds.times[from]! / MINUTE_MS;
      const untilMinute = (bounds.times[until] ?? DAY_MS) / MINUTE_MS;
      const known = byHours.get(`${fromMinute} ${untilMinute}`)?.weekdays ?? [];
      const weekdays = weekday === 0 ? EVERY_DAY : [...known, weekday];
      byHours.set(`${fromMinute} ${untilMinute}`, { weekdays, fromMinute, untilMinute });
    }
  }
  return [...byHours.values()];
}

/** A date of index 0 lies before the first that is named. */
function dates(bounds: Bounds, coverage: Coverage) {
  const never = Array.from({ length: bounds.dates.length + 1 }, (_, date) => coverage.isNever(`date ${date}`));
  const day = (index: number) =>
    bounds.dates[index] === undefined ? null : addDays("1970-01-01", bounds.dates[index]);
  return runs(never).map(([from, until]) => ({ from: from === 0 ? null : day(from - 1), until: day(until - 1) }));
}

function stretches(range: Range, bounds: Bounds, coverage: Coverage): Stretch[] {
  const never = bounds[range].map((_, index) => coverage.isNever(`${range} ${index}`));
  return runs(never).map(([from, until]) => ({
    from: quantityOf(range, bounds[range][from]!),
    until: bounds[range][until] === undefined ? null : quantityOf(range, bounds[range][until]),
  }));
}

function quantityOf(range: Range, bound: number): number {
  return range === "duration" ? bound / 1000 : bound / 10 ** SCALE;
}

/** Stretches of true as [first, one past the last]. */
function runs(flags: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [index, flag] of flags.entries()) {
    const last = found.at(-1);
    if (flag && last?.[1] === index) last[1] = index + 1;
    else if (flag) found.push([index, index + 1]);
  }
  return found;
}

function combined(
  dimension: TariffDimension,
  candidates: Candidates,
  bounds: Bounds,
  coverage: Coverage,
): GapWarning[] {
  for (const asked of everywhere(bounds)) {
    if (!coverage.isSometimes(asked) || prices(candidates, asked.now)) continue;
    return [{ code: "not_always_priced", dimension, example: exampleOf(asked, bounds) }];
  }
  return [];
}

function exampleOf({ now, weekday, ...asked }: Asked, bounds: Bounds): GapExample {
  const example: GapExample = {};
  if (weekday !== 0) example.weekday = weekday;
  if (bounds.times.length > 1) example.minute = now.timeOfDay / MINUTE_MS;
  if (bounds.dates.length > 0) example.date = addDays("1970-01-01", now.localDay);
  for (const range of RANGES) {
    if (bounds[range].length > 1) example[range] = quantityOf(range, bounds[range][asked[range]]!);
  }
  return example;
}
