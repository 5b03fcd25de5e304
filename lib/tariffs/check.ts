/** What is doubtful about a valid tariff: gaps that nothing prices, elements that are never reached, contradictions. */
import { type Candidates, type CompiledTariff, compileTariff } from "@/lib/tariffs/compile";
import { DAY_MS } from "@/lib/tariffs/restrictions";
import { ask, boundsOf, combinations, everywhere, type Reach } from "./check-everywhere";
import { Coverage, type GapWarning, gapsOf } from "./check-gaps";
import { type RestrictionName, type Tariff, type TariffDimension, type TariffRestrictions, WEEKDAYS } from "./tariff";

export type TariffWarning =
  | GapWarning
  /** No circumstances exist in which the element's restrictions all match; `restrictions` are those at odds. */
  | { code: "element_contradictory"; element: number; restrictions: RestrictionName[] }
  /** Wherever the element would price the dimension, elements before it already do. */
  | { code: "element_never_reached"; element: number; dimension: TariffDimension; coveredBy: number[] }
  /** An element names a dimension twice; only the first counts. */
  | { code: "component_repeated"; element: number; dimension: TariffDimension }
  /** Other prices of the tariff name VAT, these do not: they would count as free of it. */
  | { code: "vat_missing"; element: number; dimensions: TariffDimension[] }
  /** A reservation can only be priced by FLAT and TIME; this component is ignored. */
  | { code: "reservation_component_ignored"; element: number; dimension: TariffDimension }
  /** The minimum price is higher than the maximum price. */
  | { code: "limits_contradictory" }
  /** The tariff's own end is not after its start. */
  | { code: "validity_contradictory" }
  /** Too many combinations of bounds to check this dimension. */
  | { code: "too_complex_to_check"; dimension: TariffDimension };

const MOST_COMBINATIONS = 50_000;

/** Names gaps and contradictions; an empty list means that none were found. */
export function checkTariff(tariff: Tariff): TariffWarning[] {
  const compiled = compileTariff(tariff);
  const dead = new Set<number>();
  const contradictions = tariff.elements.flatMap(({ restrictions }, element) => {
    const atOdds = restrictions ? contradictionsOf(restrictions) : [];
    if (atOdds.length > 0) dead.add(element);
    return atOdds.length > 0 ? [{ code: "element_contradictory" as const, element, restrictions: atOdds }] : [];
  });
  return [
    ...checkWhole(compiled),
    ...contradictions,
    ...checkComponents(tariff),
    ...checkVat(tariff),
    ...checkSession(compiled, dead),
    ...checkReservations(tariff, compiled, dead),
  ];
}

function checkWhole({ minPrice, maxPrice, validFrom, validTo }: CompiledTariff): TariffWarning[] {
  const warnings: TariffWarning[] = [];
  if (validTo <= validFrom) warnings.push({ code: "validity_contradictory" });
  if (!minPrice || !maxPrice) return warnings;
  const grossCrossed = minPrice.gross !== null && maxPrice.gross !== null && minPrice.gross > maxPrice.gross;
  if (minPrice.net > maxPrice.net || grossCrossed) warnings.push({ code: "limits_contradictory" });
  return warnings;
}

const PAIRS = [
  ["start_date", "end_date"],
  ["min_duration", "max_duration"],
  ["min_kwh", "max_kwh"],
  ["min_current", "max_current"],
  ["min_power", "max_power"],
] as const;

/** The lower bound is included, the upper one is not: equal bounds leave nothing between them. */
function contradictionsOf(given: TariffRestrictions): RestrictionName[] {
  const crossed = PAIRS.filter(([low, high]) => given[low] != null && given[high] != null && given[low] >= given[high]);
  if (crossed.length > 0) return crossed.flat();
  return namesNoDay(given) ? ["start_date", "end_date", "day_of_week"] : [];
}

/** A few dates, none of which falls on a day of the week that is named. */
function namesNoDay({ start_date, end_date, day_of_week }: TariffRestrictions): boolean {
  if (!start_date || !end_date || !day_of_week?.length) return false;
  const [first, end] = [Date.parse(start_date), Date.parse(end_date)];
  for (let day = first; day < Math.min(end, first + 7 * DAY_MS); day += DAY_MS) {
    if (day_of_week.includes(WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7]!)) return false;
  }
  return true;
}

function checkComponents(tariff: Tariff): TariffWarning[] {
  return tariff.elements.flatMap(({ restrictions, price_components }, element) => {
    const types = price_components.map(({ type }) => type);
    const repeated = [...new Set(types.filter((type, index) => types.indexOf(type) < index))];
    const ignored = restrictions?.reservation == null ? [] : types.filter((type) => !isReservable(type));
    return [
      ...repeated.map((dimension) => ({ code: "component_repeated" as const, element, dimension })),
      ...[...new Set(ignored)].map((dimension) => ({
        code: "reservation_component_ignored" as const,
        element,
        dimension,
      })),
    ];
  });
}

/** A price without VAT is right where no tax applies, and doubtful beside one with VAT. */
function checkVat(tariff: Tariff): TariffWarning[] {
  const named = tariff.elements.some(({ price_components }) => price_components.some(({ vat }) => vat != null));
  if (!named || tariff.tax_included === "N/A") return [];
  return tariff.elements.flatMap(({ price_components }, element) => {
    const bare = price_components.filter(({ vat, price }) => vat == null && price !== 0).map(({ type }) => type);
    return bare.length > 0 ? [{ code: "vat_missing" as const, element, dimensions: [...new Set(bare)] }] : [];
  });
}

function isReservable(type: TariffDimension): boolean {
  return type === "FLAT" || type === "TIME";
}

function checkSession({ session }: CompiledTariff, dead: ReadonlySet<number>): TariffWarning[] {
  return [
    ...(["ENERGY", "TIME", "PARKING_TIME"] as const).flatMap((dimension) =>
      checkDimension(dimension, session[dimension], { dead, gaps: true }),
    ),
    ...checkDimension("FLAT", session.FLAT, { dead, gaps: false }),
  ];
}

/** A reservation need not be priced, but what prices it should be reached. */
function checkReservations(tariff: Tariff, compiled: CompiledTariff, dead: ReadonlySet<number>): TariffWarning[] {
  const expires = (warning: TariffWarning) =>
    "element" in warning && tariff.elements[warning.element]?.restrictions?.reservation === "RESERVATION_EXPIRES";
  return (["FLAT", "TIME"] as const).flatMap((dimension) => [
    ...checkDimension(dimension, compiled.reservation[dimension], { dead, gaps: false }),
    ...checkDimension(dimension, compiled.expiredReservation[dimension], { dead, gaps: false }).filter(expires),
  ]);
}

/** @param asked.dead elements that can never apply, which is said once for all their components. */
function checkDimension(
  dimension: TariffDimension,
  candidates: Candidates,
  asked: { dead: ReadonlySet<number>; gaps: boolean },
): TariffWarning[] {
  if (candidates.length === 0) return [];
  const bounds = boundsOf(candidates.flatMap((candidate) => candidate.restrictions ?? []));
  if (combinations(bounds) > MOST_COMBINATIONS) return [{ code: "too_complex_to_check", dimension }];
  const reach: Reach = { applies: new Set(), reached: new Set(), coveredBy: new Map() };
  const coverage = new Coverage();
  for (const circumstances of everywhere(bounds)) {
    coverage.add(circumstances, ask(candidates, circumstances.now, reach));
  }
  const warnings = unreached(dimension, candidates, reach, asked.dead);
  return asked.gaps ? [...warnings, ...gapsOf(dimension, candidates, bounds, coverage)] : warnings;
}

function unreached(
  dimension: TariffDimension,
  candidates: Candidates,
  reach: Reach,
  dead: ReadonlySet<number>,
): TariffWarning[] {
  return candidates.flatMap((candidate, index) => {
    const { element } = candidate;
    const isRepeated = candidates.findIndex((other) => other.element === element) < index;
    if (dead.has(element) || isRepeated || reach.reached.has(candidate)) return [];
    const coveredBy = [...(reach.coveredBy.get(candidate) ?? [])].sort((a, b) => a - b);
    return [{ code: "element_never_reached" as const, element, dimension, coveredBy }];
  });
}
