/** What must hold for every tariff and every session, whatever its restrictions. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { sum } from "@/lib/money/amount";
import { rate } from "@/lib/rating/rate";
import { tariffOf } from "@/lib/rating/test-sessions";
import type { RateableCdr, RateablePeriod, Rated } from "@/lib/rating/types";
import { DIMENSIONS, type TariffVersion, WEEKDAYS } from "@/lib/tariffs/tariff";

/** A guard against hanging: a machine that is busy with other things takes its time. */
vi.setConfig({ testTimeout: 60_000 });

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

/** No current, which only the source can measure. */
const cuttable = restrictions.map(({ min_current, max_current, ...others }) => others);

const someVat = option(fc.constantFrom(0, 5.2, 19));
const elementsOf = (
  when: fc.Arbitrary<object>,
  step: fc.Arbitrary<number>,
  vat: fc.Arbitrary<number | undefined> = someVat,
) =>
  fc.array(
    fc
      .record({
        when: option(when),
        prices: fc.dictionary(fc.constantFrom(...DIMENSIONS), fc.record({ price: decimal(3), vat, step_size: step }), {
          minKeys: 1,
        }),
      })
      .map(({ when: given, prices }) => ({ ...prices, ...(given ? { when: given } : {}) })),
    { minLength: 1, maxLength: 5 },
  );

/** Ten-thousandths, with VAT up to a fifth more; a minimum never above a maximum. */
const limitOf = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), option(fc.integer({ min: 0, max: 20 }))).map(([net, percent]) => ({
    excl_vat: net / 10_000,
    ...(percent === undefined ? {} : { incl_vat: Math.round(net * (1 + percent / 100)) / 10_000 }),
  }));
const limits = fc.record({
  min_price: option(limitOf(0, 40_000)),
  max_price: option(limitOf(50_000, 200_000)),
});
const anyTariff = fc
  .tuple(elementsOf(restrictions, fc.constantFrom(0, 1, 60, 500, 900)), limits)
  .map(([elements, fields]) => tariffOf(elements, fields));
/** Prices that include tax name its rate, or there is no price at all (ADR 0001). */
const taxedTariff = fc
  .tuple(
    elementsOf(restrictions, fc.constantFrom(0, 1, 900), fc.constantFrom(0, 5.2, 19)),
    limits,
    fc.constantFrom("YES", "NO", "N/A"),
  )
  .map(([elements, fields, tax_included]) => tariffOf(elements, { ...fields, tax_included }));

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

  it("has a price, and one that adds up, whatever is said about taxes", () => {
    fc.assert(
      fc.property(taxedTariff, anySession, (tariff, cdr) => {
        const { components, revenue, vat, gross } = rated(cdr, tariff);
        expect(sum(components.map((c) => c.amount))).toBe(revenue);
        expect(gross).toBe(vat === null ? null : revenue + vat);
        if (tariff.tariff.tax_included === "N/A") expect(vat).toBe(0n);
      }),
      { numRuns: 300 },
    );
  });

  it("costs no less than the minimum and no more than the maximum, without VAT and with it", () => {
    fc.assert(
      fc.property(fc.oneof(anyTariff, taxedTariff), anySession, (tariff, cdr) => {
        const { min_price, max_price, elements } = tariff.tariff;
        const tookPlace = cdr.periods.length === 0 || cdr.periods.some((p) => !p.reservationHours || p.energyKwh > 0n);
        const priced = elements.some((element) => element.restrictions?.reservation == null);
        if (!tookPlace || !priced) return;
        const { revenue, gross } = rated(cdr, tariff);
        const sides = [
          { amount: revenue, side: "excl_vat" },
          { amount: gross, side: "incl_vat" },
        ] as const;
        for (const { amount, side } of sides) {
          const [least, most] = [min_price?.[side], max_price?.[side]];
          if (amount !== null && least != null)
            expect(amount).toBeGreaterThanOrEqual(BigInt(Math.round(least * 10_000)));
          if (amount !== null && most != null) expect(amount).toBeLessThanOrEqual(BigInt(Math.round(most * 10_000)));
        }
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
  /** Nothing that only the source can measure: what a session can be cut by. Its power is the same all the time. */
  const tariffs = elementsOf(cuttable, fc.constantFrom(0, 1, 60, 900)).map((elements) => tariffOf(elements));
  const cuts = fc.array(fc.integer({ min: 1, max: 899 }), { maxLength: 12 });
  const phases = fc.record({
    reservation: fc.constantFrom(0, 0, 25, 60),
    time: fc.integer({ min: 1, max: 900 }),
    parking: fc.constantFrom(0, 0, 40, 300),
  });
  type Phases = { reservation: number; time: number; parking: number };

  /** Reservation, steady charging (600 units a minute, so that any cut by the minute has exactly its energy), parking. */
  const session = (lengths: Phases, at: readonly number[]): Piece[] =>
    (["reservation", "time", "parking"] as const).flatMap((kind) => {
      const marks = [...new Set(at)].filter((cut) => cut < lengths[kind]).sort((a, b) => a - b);
      const ends = lengths[kind] > 0 ? [...marks, lengths[kind]] : [];
      return ends.map((end, index) => {
        const minutes = end - (ends[index - 1] ?? 0);
        return { minutes, energyKwh: kind === "time" ? BigInt(minutes) * 600n : 0n, kind };
      });
    });

  it("does not change the price, step size included", () => {
    fc.assert(
      fc.property(tariffs, cuts, phases, start, fc.constantFrom(...zones), (tariff, at, lengths, minute, zone) => {
        const whole = rated(sessionOf(session(lengths, []), minute, zone), tariff);
        const parts = rated(sessionOf(session(lengths, at), minute, zone), tariff);
        expect(parts.components).toEqual(whole.components);
      }),
      { numRuns: 500 },
    );
  });

  it("is of no account either where a period has no length, nor in which order they come", () => {
    fc.assert(
      fc.property(tariffs, cuts, phases, start, (tariff, at, lengths, minute) => {
        const cdr = sessionOf(session(lengths, at), minute, "Europe/Berlin");
        const empty = { energyKwh: 0n, timeHours: 0n, parkingHours: 0n };
        const extra = cdr.periods.slice(1).map(({ startAt }) => ({ ...empty, startAt }));
        // A period that starts where another does ends there: it has to come first.
        const shuffled = { ...cdr, periods: [...extra, ...[...cdr.periods].reverse()] };
        expect(rated(shuffled, tariff).components).toEqual(rated(cdr, tariff).components);
      }),
      // Found by chance once: an empty period within a reservation must not begin the session.
      {
        numRuns: 200,
        examples: [
          [
            tariffOf([{ ENERGY: { price: 0, step_size: 0 }, when: { min_duration: 1 } }]),
            [1],
            { reservation: 60, time: 1, parking: 0 },
            0,
          ],
        ],
      },
    );
  });
});
