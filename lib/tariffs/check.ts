/**
 * What is doubtful about a valid tariff: hours that no element prices, elements that are never reached, contradictions.
 *
 * The answer of a restriction changes only at its bounds. So asking every price component at every combination of
 * bounds (and once below the lowest) asks all there is to ask, with the very function that rating uses.
 */
import { type Candidates, type CompiledComponent, type CompiledTariff, compileTariff } from "@/lib/tariffs/compile";
import { type Circumstances, type CompiledRestrictions, DAY_MS, namesDays, refusal } from "@/lib/tariffs/restrictions";
import type { Tariff, TariffDimension } from "@/lib/tariffs/tariff";

export type TariffWarning =
  /** No circumstances exist in which the element's restrictions all match. */
  | { code: "element_contradictory"; element: number; dimension: TariffDimension }
  /** Wherever the element would apply, an earlier one already does. */
  | { code: "element_never_reached"; element: number; dimension: TariffDimension }
  /** In these hours (local, `until` exclusive, 1440 is midnight) nothing prices the dimension. ISO weekdays. */
  | {
      code: "hours_never_priced";
      dimension: TariffDimension;
      weekdays: number[];
      fromMinute: number;
      untilMinute: number;
    }
  /** Some circumstances other than the hour (energy, duration, power, date …) leave the dimension without a price. */
  | { code: "not_always_priced"; dimension: TariffDimension }
  /** A reservation can only be priced by FLAT and TIME; this component is ignored. */
  | { code: "reservation_component_ignored"; element: number; dimension: TariffDimension }
  /** The minimum price is higher than the maximum price. */
  | { code: "limits_contradictory" }
  /** Too many combinations of bounds to check this dimension. */
  | { code: "too_complex_to_check"; dimension: TariffDimension };

const MOST_COMBINATIONS = 200_000;
const MINUTE_MS = 60_000;

/** Names gaps and contradictions; an empty list means that none were found. */
export function checkTariff(tariff: Tariff): TariffWarning[] {
  const compiled = compileTariff(tariff);
  return [
    ...checkLimits(compiled),
    ...checkReservations(tariff),
    ...(["ENERGY", "TIME", "PARKING_TIME"] as const).flatMap((dimension) =>
      checkDimension(dimension, compiled.session[dimension], true),
    ),
    ...checkDimension("FLAT", compiled.session.FLAT, false),
  ];
}

function checkLimits({ minPrice, maxPrice }: CompiledTariff): TariffWarning[] {
  if (!minPrice || !maxPrice) return [];
  const grossCrossed = minPrice.gross !== null && maxPrice.gross !== null && minPrice.gross > maxPrice.gross;
  return minPrice.net > maxPrice.net || grossCrossed ? [{ code: "limits_contradictory" }] : [];
}

function checkReservations(tariff: Tariff): TariffWarning[] {
  return tariff.elements.flatMap(({ restrictions, price_components }, element) => {
    if (restrictions?.reservation == null) return [];
    const ignored = price_components.filter(({ type }) => type === "ENERGY" || type === "PARKING_TIME");
    return ignored.map(({ type }) => ({ code: "reservation_component_ignored" as const, element, dimension: type }));
  });
}

/** What asking one dimension everywhere found. A slot is a weekday with a stretch of hours. */
type Findings = {
  applies: Set<CompiledComponent>;
  reached: Set<CompiledComponent>;
  slots: Map<string, { weekday: number; from: number; until: number; priced: boolean; unpriced: boolean }>;
};

function checkDimension(dimension: TariffDimension, candidates: Candidates, gaps: boolean): TariffWarning[] {
  if (candidates.length === 0) return [];
  const bounds = boundsOf(candidates.flatMap((candidate) => candidate.restrictions ?? []));
  if (combinations(bounds) > MOST_COMBINATIONS) return [{ code: "too_complex_to_check", dimension }];
  const findings = askEverywhere(candidates, bounds);
  const unreached = candidates.filter((candidate) => !findings.reached.has(candidate));
  const warnings: TariffWarning[] = unreached.map((candidate) => ({
    code: findings.applies.has(candidate) ? "element_never_reached" : "element_contradictory",
    element: candidate.element,
    dimension,
  }));
  return gaps ? [...warnings, ...gapsOf(dimension, findings)] : warnings;
}

/** Every value at which some restriction may change its answer, ascending, and one below the lowest. */
type Bounds = {
  days: number[];
  times: number[];
  durations: number[];
  energies: number[];
  currents: number[];
  powers: number[];
};

function boundsOf(restrictions: readonly CompiledRestrictions[]): Bounds {
  return {
    days: daysToAsk(restrictions),
    times: ascending([0, ...restrictions.flatMap((r) => [r.startTime, r.endTime % DAY_MS])]),
    durations: ascending([0, ...restrictions.flatMap((r) => [r.minDuration, r.maxDuration])]),
    energies: ascending([0, ...restrictions.flatMap((r) => [r.minEnergy, r.maxEnergy])]),
    currents: ascending([0, ...restrictions.flatMap((r) => [r.minCurrent, r.maxCurrent])]),
    powers: ascending([0, ...restrictions.flatMap((r) => [r.minPower, r.maxPower])]),
  };
}

/** A week from each date that is named, and one before the first; any week will do when none is. */
function daysToAsk(restrictions: readonly CompiledRestrictions[]): number[] {
  if (!restrictions.some(namesDays)) return [0];
  const named = ascending(restrictions.flatMap((r) => [r.startDay, r.endDay]));
  const starts = named.length > 0 ? [named[0]! - 7, ...named] : [0];
  const days = starts.flatMap((start, index) => {
    const length = Math.min(7, (starts[index + 1] ?? Infinity) - start);
    return Array.from({ length }, (_, day) => start + day);
  });
  return ascending(days);
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b);
}

function combinations(bounds: Bounds): number {
  return Object.values(bounds).reduce((product, values) => product * values.length, 1);
}

function askEverywhere(candidates: Candidates, bounds: Bounds): Findings {
  const findings: Findings = { applies: new Set(), reached: new Set(), slots: new Map() };
  for (const localDay of bounds.days) {
    for (const [index, timeOfDay] of bounds.times.entries()) {
      const until = bounds.times[index + 1] ?? DAY_MS;
      const slot = slotAt(findings, bounds.days.length === 1 ? null : localDay, timeOfDay, until);
      for (const now of circumstancesAt(localDay, timeOfDay, bounds)) {
        const priced = ask(candidates, now, findings);
        slot.priced ||= priced;
        slot.unpriced ||= !priced;
      }
    }
  }
  return findings;
}

function* circumstancesAt(localDay: number, timeOfDay: number, bounds: Bounds): Generator<Circumstances> {
  for (const elapsed of bounds.durations) {
    for (const energy of bounds.energies) {
      for (const current of bounds.currents) {
        for (const power of bounds.powers) {
          const measured = { lowestCurrent: current, highestCurrent: current, lowestPower: power, highestPower: power };
          yield { localDay, timeOfDay, elapsed, energy, ...measured };
        }
      }
    }
  }
}

/** Asks all components; true when one prices. */
function ask(candidates: Candidates, now: Circumstances, findings: Findings): boolean {
  let priced = false;
  for (const candidate of candidates) {
    if (candidate.restrictions !== null && refusal(candidate.restrictions, now) !== null) continue;
    findings.applies.add(candidate);
    if (!priced) findings.reached.add(candidate);
    priced = true;
  }
  return priced;
}

function slotAt(findings: Findings, localDay: number | null, from: number, until: number) {
  // 0 stands for every day of the week: no restriction names one.
  const weekday = localDay === null ? 0 : ((((localDay + 3) % 7) + 7) % 7) + 1;
  const key = `${weekday} ${from}`;
  const known = findings.slots.get(key);
  if (known) return known;
  const slot = { weekday, from, until, priced: false, unpriced: false };
  findings.slots.set(key, slot);
  return slot;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

function gapsOf(dimension: TariffDimension, { slots }: Findings): TariffWarning[] {
  const byHours = new Map<string, { weekdays: number[]; from: number; until: number }>();
  for (const { weekday, from, until } of joined([...slots.values()].filter((slot) => !slot.priced))) {
    const key = `${from} ${until}`;
    const weekdays = [...(byHours.get(key)?.weekdays ?? []), ...(weekday === 0 ? EVERY_DAY : [weekday])];
    byHours.set(key, { weekdays: weekdays.sort(), from, until });
  }
  const never = [...byHours.values()].map(({ weekdays, from, until }) => ({
    code: "hours_never_priced" as const,
    dimension,
    weekdays,
    fromMinute: from / MINUTE_MS,
    untilMinute: until / MINUTE_MS,
  }));
  const sometimes = [...slots.values()].some((slot) => slot.priced && slot.unpriced);
  return sometimes ? [...never, { code: "not_always_priced", dimension }] : never;
}

/** Neighbouring hours of the same day become one stretch. */
function joined(slots: { weekday: number; from: number; until: number }[]) {
  const stretches: { weekday: number; from: number; until: number }[] = [];
  for (const slot of slots.sort((a, b) => a.weekday - b.weekday || a.from - b.from)) {
    const last = stretches.at(-1);
    if (last?.weekday === slot.weekday && last.until === slot.from) last.until = slot.until;
    else stretches.push({ ...slot });
  }
  return stretches;
}
