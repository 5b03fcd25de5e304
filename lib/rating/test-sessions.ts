/** Builders for the tests of rating: tariffs and sessions in as few words as the specification uses. */
import { expect, it } from "vitest";
import { formatDecimal } from "@/lib/money/amount";
import { rate } from "@/lib/rating/rate";
import type { MeasuredRange, NonRated, RateableCdr, RateablePeriod, Rated } from "@/lib/rating/types";
import { parseTariff, type TariffDimension, type TariffRestrictions, type TariffVersion } from "@/lib/tariffs/tariff";

type PriceGiven = { price: number; vat?: number; step_size?: number };
type ElementGiven = Partial<Record<TariffDimension, PriceGiven>> & { when?: Partial<TariffRestrictions> };

/** A tariff version named `id`, its elements given by dimension. */
export function tariffOf(elements: ElementGiven[], fields: Record<string, unknown> = {}): TariffVersion {
  const json = {
    id: "T",
    currency: "EUR",
    elements: elements.map(({ when, ...prices }) => ({
      price_components: Object.entries(prices).map(([type, price]) => ({ type, step_size: 1, ...price })),
      ...(when ? { restrictions: when } : {}),
    })),
    ...fields,
  };
  const parsed = parseTariff(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { versionId: String(fields.versionId ?? parsed.tariff.id), tariff: parsed.tariff };
}

/** Minutes and kWh; `at` is minutes after the session's start. */
export type PeriodGiven = {
  at?: number;
  kwh?: number;
  charging?: number;
  parking?: number;
  reserved?: number;
  current?: number | MeasuredRange;
  power?: number | MeasuredRange;
  tariffId?: string | null;
};

const MINUTE_MS = 60_000;

/** A session that begins at `start` and lasts `minutes`. */
export function sessionOf(start: string, minutes: number, periods: PeriodGiven[], zone = "Etc/UTC"): RateableCdr {
  const startAt = Date.parse(start);
  return {
    startAt,
    endAt: startAt + minutes * MINUTE_MS,
    timeZone: zone,
    currency: "EUR",
    totalEnergyKwh: tenThousandths(periods.reduce((total, period) => total + (period.kwh ?? 0), 0)),
    periods: periods.map((period) => periodOf(period, startAt)),
  };
}

function periodOf(given: PeriodGiven, startAt: number): RateablePeriod {
  return {
    startAt: startAt + (given.at ?? 0) * MINUTE_MS,
    energyKwh: tenThousandths(given.kwh ?? 0),
    timeHours: tenThousandths((given.charging ?? 0) / 60),
    parkingHours: tenThousandths((given.parking ?? 0) / 60),
    reservationHours: tenThousandths((given.reserved ?? 0) / 60),
    current: rangeOf(given.current),
    power: rangeOf(given.power),
    tariffId: given.tariffId ?? null,
  };
}

function rangeOf(given: number | MeasuredRange | undefined): MeasuredRange | null {
  if (given === undefined) return null;
  return typeof given === "number" ? { min: given * 10_000, max: given * 10_000 } : given;
}

function tenThousandths(value: number): bigint {
  return BigInt(Math.round(value * 10_000));
}

/** The session's price; throws when it has none. */
export function rated(cdr: RateableCdr, ...tariffs: TariffVersion[]): Rated {
  const result = rate(cdr, tariffs);
  if (result.kind === "non_rated") throw new Error(`${result.reason} ${JSON.stringify(result.detail)}`);
  return result;
}

/** Why the session has no price; throws when it has one. */
export function nonRated(cdr: RateableCdr, ...tariffs: TariffVersion[]): NonRated {
  const result = rate(cdr, tariffs);
  if (result.kind === "rated") throw new Error("was rated");
  return result;
}

/** Revenue as decimal text. */
export function net(cdr: RateableCdr, ...tariffs: TariffVersion[]): string {
  return formatDecimal(rated(cdr, ...tariffs).revenue);
}

/** A session priced by hand: what it shows, the tariffs, and its revenue as decimal text. */
export type PriceCase = [what: string, session: RateableCdr, tariff: TariffVersion | TariffVersion[], net: string];

/** One test for each. */
export function checkPrices(cases: readonly PriceCase[]): void {
  it.each(cases)("[H5] %s", (_, session, tariff, expected) => {
    expect(net(session, ...[tariff].flat())).toBe(expected);
  });
}

/** Revenue and what the driver pays, as decimal text. */
export function netAndGross(cdr: RateableCdr, ...tariffs: TariffVersion[]): [string, string | null] {
  const { revenue, gross } = rated(cdr, ...tariffs);
  return [formatDecimal(revenue), gross === null ? null : formatDecimal(gross)];
}

/** "Complex Tariff example" of OCPI 2.2.1 mod_tariffs. */
export const complex = tariffOf([
  { FLAT: { price: 2.5, vat: 15 } },
  { TIME: { price: 1, vat: 20, step_size: 900 }, when: { max_current: 32 } },
  {
    TIME: { price: 2, vat: 20, step_size: 600 },
    when: { min_current: 32, day_of_week: ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"] },
  },
  { TIME: { price: 1.25, vat: 20, step_size: 600 }, when: { min_current: 32, day_of_week: ["SATURDAY", "SUNDAY"] } },
  {
    PARKING_TIME: { price: 5, vat: 10, step_size: 300 },
    when: {
      start_time: "09:00",
      end_time: "18:00",
      day_of_week: ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"],
    },
  },
  {
    PARKING_TIME: { price: 6, vat: 10, step_size: 300 },
    when: { start_time: "10:00", end_time: "17:00", day_of_week: ["SATURDAY"] },
  },
]);
