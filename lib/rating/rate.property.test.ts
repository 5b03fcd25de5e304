/** What must hold for every tariff and every session, whatever its restrictions. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "@/lib/money/amount";
import { rate } from "@/lib/rating/rate";
import { tariffOf } from "@/lib/rating/test-sessions";
import type { RateableCdr, RateablePeriod, Rated } from "@/lib/rating/types";
import { DIMENSIONS, type TariffVersion, WEEKDAYS } from "@/lib/tariffs/tariff";

const MINUTE_MS = 60_000;
const zones = ["Etc/UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];

const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const decimal = (max: number) => fc.integer({ min: 0, max: max * 10_000 }).map((value) => value / 10_000);
const timeOfDay = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const minutes = quarter * 15;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
});
const date = fc.integer({ min: 28, max: 31 }).map((day) => `2024-03-${day}`);

const restrictions = fc.record({
  start_time: option(timeOfDay),
  end_time: option(timeOfDay),
  start_date: option(date),
  end_date: option(date),
  min_kwh: option(decimal(30)),
  max_kwh: option(decimal(60)),
  min_duration: option(fc.integer({ min: 0, max: 7200 })),
  max_duration: option(fc.integer({ min: 0, max: 14_400 })),
  min_current: option(decimal(64)),
  max_current: option(decimal(64)),
  min_power: option(decimal(50)),
  max_power: option(decimal(50)),
  day_of_week: option(fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { maxLength: 5 })),
  reservation: option(fc.constantFrom("RESERVATION" as const, "RESERVATION_EXPIRES" as const)),
});

/** Nothing that only the source can measure, and no reservation: what a session can be cut by. */
const cuttable = restrictions.map(
  ({ min_current, max_current, min_power, max_power, reservation, ...others }) => others,
);

const elementsOf = (when: fc.Arbitrary<object>, step: fc.Arbitrary<number>) =>
  fc.array(
    fc
      .record({
        when: option(when),
        prices: fc.dictionary(
          fc.constantFrom(...DIMENSIONS),
          fc.record({ price: decimal(3), vat: option(fc.constantFrom(0, 5.2, 19)), step_size: step }),
          { minKeys: 1 },
        ),
      })
      .map(({ when: given, prices }) => ({ ...prices, ...(given ? { when: given } : {}) })),
    { minLength: 1, maxLength: 5 },
  );

const limits = fc.record({
  min_price: option(fc.record({ excl_vat: decimal(5) })),
  max_price: option(fc.record({ excl_vat: fc.integer({ min: 50_000, max: 200_000 }).map((v) => v / 10_000) })),
});
const anyTariff = fc
  .tuple(elementsOf(restrictions, fc.constantFrom(0, 1, 60, 500, 900)), limits)
  .map(([elements, fields]) => tariffOf(elements, fields));

/** Whole minutes, whole ten-thousandths of kWh. */
type Piece = { minutes: number; energyKwh: bigint; kind: "time" | "parking" | "reservation" };
const piece: fc.Arbitrary<Piece> = fc.record({
  minutes: fc.integer({ min: 1, max: 600 }),
  energyKwh: fc.integer({ min: 0, max: 400_000 }).map(BigInt),
  kind: fc.constantFrom("time", "parking", "reservation"),
});

function sessionOf(pieces: readonly Piece[], startMinute: number, timeZone: string): RateableCdr {
  const startAt = Date.parse("2024-03-29T00:00:00Z") + startMinute * MINUTE_MS;
  let at = startAt;
  const periods: RateablePeriod[] = [];
  for (const { minutes, energyKwh, kind } of pieces) {
    const hours = (of: Piece["kind"]) => (kind === of ? (BigInt(minutes) * 10_000n + 30n) / 60n : 0n);
    periods.push({
      startAt: at,
      energyKwh,
      timeHours: hours("time"),
      parkingHours: hours("parking"),
      reservationHours: hours("reservation"),
      current: { min: 100_000, max: 200_000 },
    });
    at += minutes * MINUTE_MS;
  }
  return { startAt, endAt: at, timeZone, totalEnergyKwh: sum(pieces.map((p) => p.energyKwh)), periods };
}

const start = fc.integer({ min: 0, max: 4 * 1440 });
const anySession = fc
  .tuple(fc.array(piece, { maxLength: 6 }), start, fc.constantFrom(...zones))
  .map(([pieces, minute, zone]) => sessionOf(pieces, minute, zone));

function rated(cdr: RateableCdr, tariff: TariffVersion): Rated {
  const result = rate(cdr, [tariff]);
  if (result.kind === "non_rated") throw new Error(result.reason);
  return result;
}

describe("every tariff and every session", () => {
  it("is rated without throwing, and its parts add up", () => {
    fc.assert(
      fc.property(anyTariff, anySession, (tariff, cdr) => {
        const { components, revenue, vat, gross } = rated(cdr, tariff);
        expect(sum(components.map((c) => c.amount))).toBe(revenue);
        expect(sum(components.map((c) => c.vat ?? 0n))).toBe(vat);
        expect(gross).toBe(revenue + (vat ?? 0n));
        expect(new Set(components.map((c) => `${c.component} ${c.vatBasisPoints}`)).size).toBe(components.length);
      }),
      { numRuns: 500 },
    );
  });

  it("costs no less than the minimum and no more than the maximum", () => {
    fc.assert(
      fc.property(anyTariff, anySession, (tariff, cdr) => {
        const { min_price, max_price, elements } = tariff.tariff;
        const tookPlace = cdr.periods.length === 0 || cdr.periods.some((p) => !p.reservationHours || p.energyKwh > 0n);
        const priced = elements.some((element) => element.restrictions?.reservation == null);
        if (!tookPlace || !priced) return;
        const { revenue } = rated(cdr, tariff);
        if (min_price) expect(revenue).toBeGreaterThanOrEqual(BigInt(Math.round((min_price.excl_vat ?? 0) * 10_000)));
        if (max_price) expect(revenue).toBeLessThanOrEqual(BigInt(Math.round((max_price.excl_vat ?? 0) * 10_000)));
      }),
      { numRuns: 500 },
    );
  });

  it("explains every kWh and every second that the tariff prices at all", () => {
    fc.assert(
      fc.property(anyTariff, anySession, (tariff, cdr) => {
        const pricesEnergy = tariff.tariff.elements.some(
          (element) =>
            element.restrictions?.reservation == null && element.price_components.some((c) => c.type === "ENERGY"),
        );
        const explained = rated(cdr, tariff).trace.reduce((total, step) => {
          const isStretch = (step.kind === "priced" || step.kind === "unpriced") && step.component === "energy";
          return isStretch ? total + Math.round(Number(step.quantity) * 10_000) : total;
        }, 0);
        expect(explained).toBe(pricesEnergy ? Number(cdr.totalEnergyKwh) : 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("how a session is cut into periods", () => {
  /** One steady charge, so that any cut by the minute gives each part exactly its energy: 600 units a minute. */
  const steady = (cuts: readonly number[], minutes: number): Piece[] => {
    const marks = [0, ...[...new Set(cuts)].filter((cut) => cut < minutes).sort((a, b) => a - b), minutes];
    return marks.slice(1).map((mark, index) => {
      const length = mark - marks[index]!;
      return { minutes: length, energyKwh: BigInt(length) * 600n, kind: "time" };
    });
  };

  it("does not change the price, step size included", () => {
    const tariffs = elementsOf(cuttable, fc.constantFrom(0, 1, 60, 900)).map((elements) => tariffOf(elements));
    const cuts = fc.array(fc.integer({ min: 1, max: 899 }), { maxLength: 12 });
    const minutes = fc.integer({ min: 1, max: 900 });
    fc.assert(
      fc.property(tariffs, cuts, minutes, start, fc.constantFrom(...zones), (tariff, at, length, minute, zone) => {
        const whole = rated(sessionOf(steady([], length), minute, zone), tariff);
        const parts = rated(sessionOf(steady(at, length), minute, zone), tariff);
        expect(parts.components).toEqual(whole.components);
      }),
      { numRuns: 500 },
    );
  });
});
