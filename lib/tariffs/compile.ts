/**
 * A tariff prepared for rating: per dimension the price components in the order in which they are asked, and every
 * point in time, duration and energy at which the answer may change. Compiled once per tariff object and kept.
 */
import type { Instant } from "@/lib/calendar/calendar";
import { type Amount, SCALE } from "@/lib/money/amount";
import { readDateTime } from "@/lib/tariffs/date-time";
import { plainDecimal, scaleHalfUp } from "@/lib/tariffs/decimal-number";
import {
  type CompiledRestrictions,
  compileRestrictions,
  DAY_MS,
  isWholeDay,
  namesDays,
  namesMeasurements,
} from "@/lib/tariffs/restrictions";
import {
  grossOf,
  netOf,
  PRICE_SCALE,
  type PriceComponent,
  type Tariff,
  type TariffDimension,
  type TariffElement,
  type TariffType,
} from "@/lib/tariffs/tariff";

/** One price component with the restrictions of its element. */
export type CompiledComponent = {
  /** Index of the element in the tariff. */
  readonly element: number;
  readonly dimension: TariffDimension;
  /** 10^-12 of the currency unit per kWh, hour or session. */
  readonly price: bigint;
  readonly priceText: string;
  readonly vatBasisPoints: number | null;
  /** Wh or seconds; 0 when quantities are not rounded. */
  readonly stepSize: number;
  readonly restrictions: CompiledRestrictions | null;
};

/** The components of one dimension, in the order in which they are asked: the first that applies prices. */
export type Candidates = readonly CompiledComponent[];

/**
 * How the prices stand to tax. `none`: no tax applies unless a component names VAT (2.2.1); `not_applicable`: none at
 * all (2.3.0 N/A); `added`: comes on top, unknown where no VAT is named (2.3.0 NO); `included` (2.3.0 YES).
 */
export type TaxMode = "none" | "not_applicable" | "added" | "included";

export type CompiledLimit = { readonly net: Amount; readonly gross: Amount | null };

/** Where the answer of a restriction may change. */
export type Boundaries = {
  /** False when the tariff's answer never changes during a period. */
  readonly exist: boolean;
  /** Ms since local midnight, ascending. */
  readonly timesOfDay: readonly number[];
  /** Ms since the session began, ascending. */
  readonly durations: readonly number[];
  /** Ten-thousandths of kWh, ascending. */
  readonly energies: readonly number[];
};

export type CompiledTariff = {
  readonly id: string;
  readonly currency: string;
  readonly type: TariffType | null;
  readonly validFrom: Instant;
  /** Still valid at this instant (OCPI: "the time after which this tariff is no longer valid"). */
  readonly validTo: Instant;
  readonly tax: TaxMode;
  readonly minPrice: CompiledLimit | null;
  readonly maxPrice: CompiledLimit | null;
  readonly session: Readonly<Record<TariffDimension, Candidates>>;
  /** A reservation that a session followed, and one that expired. */
  readonly reservation: ReservationCandidates;
  readonly expiredReservation: ReservationCandidates;
  readonly boundaries: Boundaries;
  /** True when some component is restricted at all, and when some restriction names current or power. */
  readonly usesCircumstances: boolean;
  readonly usesMeasurements: boolean;
};
export type ReservationCandidates = { readonly FLAT: Candidates; readonly TIME: Candidates };

const compiled = new WeakMap<Tariff, CompiledTariff>();

/** The compiled form of a parsed tariff. The tariff object must not be changed afterwards. */
export function compileTariff(tariff: Tariff): CompiledTariff {
  const known = compiled.get(tariff);
  if (known) return known;
  const fresh = compile(tariff);
  compiled.set(tariff, fresh);
  return fresh;
}

type ElementUse = "session" | "RESERVATION" | "RESERVATION_EXPIRES";

function compile(tariff: Tariff): CompiledTariff {
  const all = tariff.elements.flatMap(compileElement);
  const of = (use: ElementUse, dimension: TariffDimension): CompiledComponent[] =>
    all.filter((entry) => entry.use === use && entry.component.dimension === dimension).map((entry) => entry.component);
  const reserved = { FLAT: of("RESERVATION", "FLAT"), TIME: of("RESERVATION", "TIME") };
  const restrictions = all.flatMap((entry) => entry.component.restrictions ?? []);
  return {
    id: tariff.id,
    currency: tariff.currency,
    type: tariff.type ?? null,
    validFrom: instantOf(tariff.start_date_time, -Infinity),
    validTo: instantOf(tariff.end_date_time, Infinity),
    tax: taxMode(tariff.tax_included),
    minPrice: compileLimit(tariff.min_price),
    maxPrice: compileLimit(tariff.max_price),
    session: {
      ENERGY: of("session", "ENERGY"),
      FLAT: of("session", "FLAT"),
      PARKING_TIME: of("session", "PARKING_TIME"),
      TIME: of("session", "TIME"),
    },
    reservation: reserved,
    // An expired reservation is priced by RESERVATION_EXPIRES first, wherever it stands (ReservationRestrictionType, note).
    expiredReservation: {
      FLAT: [...of("RESERVATION_EXPIRES", "FLAT"), ...reserved.FLAT],
      TIME: [...of("RESERVATION_EXPIRES", "TIME"), ...reserved.TIME],
    },
    boundaries: boundariesOf(restrictions),
    usesCircumstances: restrictions.length > 0,
    usesMeasurements: restrictions.some(namesMeasurements),
  };
}

function compileElement(element: TariffElement, index: number): { use: ElementUse; component: CompiledComponent }[] {
  const restrictions = compileRestrictions(element.restrictions);
  const use = element.restrictions?.reservation ?? "session";
  return element.price_components.map((given) => ({ use, component: compileComponent(given, index, restrictions) }));
}

function compileComponent(
  given: PriceComponent,
  element: number,
  restrictions: CompiledRestrictions | null,
): CompiledComponent {
  return {
    element,
    dimension: given.type,
    price: scaleHalfUp(given.price, PRICE_SCALE),
    priceText: plainDecimal(given.price),
    vatBasisPoints: given.vat == null ? null : Number(scaleHalfUp(given.vat, 2)),
    stepSize: given.step_size ?? 1,
    restrictions,
  };
}

function compileLimit(limit: Tariff["min_price"]): CompiledLimit | null {
  const net = limit ? netOf(limit) : null;
  if (!limit || net === null) return null;
  const gross = grossOf(limit);
  return { net: scaleHalfUp(net, SCALE), gross: gross === null ? null : scaleHalfUp(gross, SCALE) };
}

function instantOf(text: string | null | undefined, otherwise: number): Instant {
  return text == null ? otherwise : (readDateTime(text) ?? otherwise);
}

function taxMode(given: Tariff["tax_included"]): TaxMode {
  if (given === "YES") return "included";
  if (given === "NO") return "added";
  return given === "N/A" ? "not_applicable" : "none";
}

function boundariesOf(restrictions: readonly CompiledRestrictions[]): Boundaries {
  const timesOfDay = new Set<number>();
  for (const r of restrictions) {
    if (namesDays(r)) timesOfDay.add(0);
    if (!isWholeDay(r)) timesOfDay.add(r.startTime).add(r.endTime % DAY_MS);
  }
  const durations = ascending(restrictions.flatMap((r) => [r.minDuration, r.maxDuration]));
  const energies = ascending(restrictions.flatMap((r) => [r.minEnergy, r.maxEnergy]));
  const exist = timesOfDay.size + durations.length + energies.length > 0;
  return { exist, timesOfDay: ascending(timesOfDay), durations, energies };
}

function ascending(values: Iterable<number>): number[] {
  return [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b);
}
