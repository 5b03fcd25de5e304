/**
 * What the rating engine takes and gives. All quantities are exact: energy in ten-thousandths of a kWh, hours in
 * ten-thousandths of an hour, amounts in ten-thousandths of the currency unit.
 */
import type { Instant } from "@/lib/calendar/calendar";
import type { Amount, Energy } from "@/lib/money/amount";
import type { RestrictionName, TariffType } from "@/lib/tariffs/tariff";

/** Ten-thousandths of an hour. */
export type Hours = bigint;

/** What a session is charged for (H16–H19, D13). `session` is the fixed fee. */
export type Component = "energy" | "time" | "parking" | "session" | "reservation";

/** The order in which components are listed everywhere. */
export const COMPONENTS: readonly Component[] = ["energy", "time", "parking", "session", "reservation"];

/** One component at one VAT rate. */
export type PricedComponent = {
  component: Component;
  /** Hundredths of a percent; null when the tariff names no rate. */
  vatBasisPoints: number | null;
  /** Billed, after the step size: ten-thousandths of kWh (energy), hours (time, parking, reservation) or fees (session). */
  quantity: bigint;
  /** Excluding VAT, half-up to four decimals; limits of the tariff (min and max price) included. */
  amount: Amount;
  /** Zero when the tariff says that no VAT applies, null when the tax is not known. */
  vat: Amount | null;
};

/** Lowest and highest value within a period, ten-thousandths of A or kW; null where the source gave none. */
export type MeasuredRange = { min: number | null; max: number | null };

/** A charging period. It ends when the next one starts, the last with the session (OCPI ChargingPeriod). */
export type RateablePeriod = {
  startAt: Instant;
  energyKwh: Energy;
  /** Charging (OCPI TIME). */
  timeHours: Hours;
  /** Connected without charging (OCPI PARKING_TIME). */
  parkingHours: Hours;
  /** Reserved and not yet in use (OCPI RESERVATION_TIME). */
  reservationHours?: Hours;
  /** Sum over the phases, in ten-thousandths of an ampere. */
  current?: MeasuredRange | null;
  /** In ten-thousandths of a kW. */
  power?: MeasuredRange | null;
  /**
   * OCPI id of the tariff that prices this period. When no period names one, the first fitting tariff prices all;
   * when some do, a period without one is not priced (OCPI ChargingPeriod.tariff_id).
   */
  tariffId?: string | null;
};

/** A session as the engine sees it. Without periods it is priced from its totals, as one period spread evenly. */
export type RateableCdr = {
  startAt: Instant;
  endAt: Instant;
  /** IANA zone of the location: restrictions are local to it. */
  timeZone: string;
  /** ISO 4217; when given, the tariffs must have it. */
  currency?: string | null;
  totalEnergyKwh: Energy;
  /** The whole session, parking included; the clock when absent. */
  totalTimeHours?: Hours | null;
  totalParkingHours?: Hours | null;
  periods: readonly RateablePeriod[];
  /** How the session was started; chooses among several tariffs when the periods name none. REGULAR when absent. */
  tariffType?: TariffType | null;
};

/** Why a session has no price (H6, H7). The list is closed. */
export const NON_RATED_REASONS = [
  /** No tariff was given. */
  "no_tariff",
  /** A period names a tariff that was not given: `tariffId`. */
  "tariff_not_found",
  /** The tariff's validity does not cover the session's start: `tariffId`. */
  "tariff_not_valid",
  /** Tariff and session, or two tariffs, have different currencies: `tariffId`, `expected`, `found`. */
  "currency_differs",
  /** The session ends before it starts. */
  "ends_before_start",
  /** A price depends on the charging current and the period gives none: `tariffId`, `element`, `at`. */
  "current_unknown",
  /** A price depends on the charging power and the period gives none: `tariffId`, `element`, `at`. */
  "power_unknown",
  /** Prices include tax and the tariff names no rate, so the revenue without tax is unknown: `tariffId`. */
  "tax_rate_unknown",
  /** The location's time zone is not in the IANA database: `timeZone`. */
  "time_zone_unknown",
  /** The source is priced by its `total_cost`, and this CDR states none without VAT (D19). */
  "no_total_cost",
  /** A tariff that the CDR carries, and is to be priced by, is not an OCPI tariff (D19). */
  "cdr_tariff_invalid",
  /** A duration is negative, or a volume beyond what any session can have. */
  "volume_out_of_range",
] as const;
export type NonRatedReason = (typeof NON_RATED_REASONS)[number];

/** An element that was asked before the one that priced (or that nothing priced), and the restriction that excluded it. */
export type SkippedElement = { element: number; because: RestrictionName };

/**
 * One line of the explanation, JSON as it stands. Quantities are decimal text: kWh for energy, seconds for time, parking
 * and reservation, a count for the fixed fee. `tariff` is the version id, `element` its index in the tariff. Instants are epoch ms.
 */
export type RatingStep =
  /** Element `element` priced this stretch. */
  | {
      kind: "priced";
      component: Component;
      tariff: string;
      element: number;
      from: Instant;
      until: Instant;
      quantity: string;
      /** Per kWh, hour or session, as the tariff states it. */
      price: string;
      skipped?: SkippedElement[];
    }
  /** The tariff prices this component, but no element applied to this stretch: it is free. */
  | {
      kind: "unpriced";
      component: Component;
      tariff: string;
      from: Instant;
      until: Instant;
      quantity: string;
      skipped: SkippedElement[];
    }
  /** The session's total was rounded up to a multiple of the step size; the surplus has the price of this element. */
  | {
      kind: "step";
      component: Component;
      tariff: string;
      element: number;
      /** Wh or seconds, as the tariff states it. */
      stepSize: number;
      measured: string;
      billed: string;
    }
  /** The sum of what the tariff priced was raised to its minimum or lowered to its maximum. */
  | {
      kind: "limit";
      limit: "min_price" | "max_price";
      side: "excl_vat" | "incl_vat";
      tariff: string;
      before: string;
      after: string;
    };

/** A session with its price. */
export type Rated = {
  kind: "rated";
  currency: string;
  components: PricedComponent[];
  /** Excluding VAT: the sum of the components' amounts. */
  revenue: Amount;
  /** Sum of the components' VAT; null when any of it is unknown. */
  vat: Amount | null;
  /** What the driver pays: revenue + vat. */
  gross: Amount | null;
  trace: RatingStep[];
};

/** A session without a price, and why. */
export type NonRated = { kind: "non_rated"; reason: NonRatedReason; detail?: Record<string, string> };
