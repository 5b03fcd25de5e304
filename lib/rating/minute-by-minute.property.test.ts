/**
 * The engine against a slow reading of the specification: each minute of a session on its own, its local date and time
 * from `Intl`, its elements asked one after the other. All boundaries here lie on whole minutes, so both must agree.
 */
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { divideHalfUp } from "@/lib/money/amount";
import { rated, tariffOf } from "@/lib/rating/test-sessions";
import type { Component, RateableCdr } from "@/lib/rating/types";
import { type Tariff, type TariffDimension, type TariffElement, WEEKDAYS } from "@/lib/tariffs/tariff";

/** A guard against hanging: a machine that is busy with other things takes its time. */
vi.setConfig({ testTimeout: 60_000 });

const MINUTE_MS = 60_000;
/** Ten-thousandths of kWh: 3.6 kW all the time. */
const ENERGY_PER_MINUTE = 600;

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "America/Santiago",
];
/** Nights in which some of the clocks above are changed, and an ordinary one. */
const NIGHTS = ["2024-03-30", "2024-10-26", "2024-04-06", "2024-11-02", "2024-09-07", "2024-06-29"];

const quarter = fc.integer({ min: 0, max: 95 }).map((n) => {
  const minutes = n * 15;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
});
const when = fc.record(
  {
    start_time: quarter,
    end_time: quarter,
    start_date: fc.constantFrom("2024-03-31", "2024-10-27", "2024-11-03", "2024-09-08"),
    end_date: fc.constantFrom("2024-03-31", "2024-10-27", "2024-04-07", "2024-06-30"),
    day_of_week: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 6 }),
    min_duration: fc.integer({ min: 0, max: 600 }).map((minutes) => minutes * 60),
    max_duration: fc.integer({ min: 0, max: 1_200 }).map((minutes) => minutes * 60),
    min_kwh: fc.integer({ min: 0, max: 600 }).map((minutes) => (minutes * ENERGY_PER_MINUTE) / 10_000),
    max_kwh: fc.integer({ min: 0, max: 1_200 }).map((minutes) => (minutes * ENERGY_PER_MINUTE) / 10_000),
  },
  { requiredKeys: [] },
);
const price = fc.integer({ min: 0, max: 300 }).map((cents) => ({ price: cents / 100, step_size: 0 }));
const elements = fc.array(
  fc.tuple(fc.option(when, { nil: undefined }), price, price).map(([given, energy, time]) => ({
    ENERGY: energy,
    TIME: time,
    ...(given ? { when: given } : {}),
  })),
  { minLength: 1, maxLength: 4 },
);

it("agrees with a minute-by-minute reading of the local clock", () => {
  fc.assert(
    fc.property(
      elements,
      fc.constantFrom(...ZONES),
      fc.constantFrom(...NIGHTS),
      fc.integer({ min: -600, max: 600 }),
      fc.integer({ min: 1, max: 1_200 }),
      (given, zone, night, shift, minutes) => {
        const { tariff, versionId } = tariffOf(given);
        const startAt = Date.parse(`${night}T22:00:00Z`) + shift * MINUTE_MS;
        const { components } = rated(steadySession(startAt, minutes, zone), { versionId, tariff });
        const amount = (component: Component) => components.find((c) => c.component === component)?.amount ?? 0n;
        expect([amount("energy"), amount("time")]).toEqual(priceByMinutes(tariff, startAt, minutes, zone));
      },
    ),
    { numRuns: 80 },
  );
});

function steadySession(startAt: number, minutes: number, timeZone: string): RateableCdr {
  const energyKwh = BigInt(minutes * ENERGY_PER_MINUTE);
  const timeHours = divideHalfUp(BigInt(minutes) * 10_000n, 60n);
  const endAt = startAt + minutes * MINUTE_MS;
  return {
    startAt,
    endAt,
    timeZone,
    totalEnergyKwh: energyKwh,
    periods: [{ startAt, energyKwh, timeHours, parkingHours: 0n }],
  };
}

/** Net amounts of energy and time. Prices are whole cents: kept in cents per kWh and per hour until the end. */
function priceByMinutes(tariff: Tariff, startAt: number, minutes: number, zone: string): [bigint, bigint] {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "long",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  let energyCents = 0;
  let timeCents = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const parts = Object.fromEntries(
      clock.formatToParts(startAt + minute * MINUTE_MS).map(({ type, value }) => [type, value]),
    );
    const element = tariff.elements.find((each) => applies(each, parts, minute));
    energyCents += centsOf(element, "ENERGY") * ENERGY_PER_MINUTE;
    timeCents += centsOf(element, "TIME");
  }
  return [divideHalfUp(BigInt(energyCents), 100n), divideHalfUp(BigInt(timeCents) * 100n, 60n)];
}

function centsOf(element: TariffElement | undefined, dimension: TariffDimension): number {
  const component = element?.price_components.find((each) => each.type === dimension);
  return Math.round((component?.price ?? 0) * 100);
}

function applies({ restrictions: r }: TariffElement, now: Record<string, string>, minute: number): boolean {
  if (!r) return true;
  const date = `${now.year}-${now.month}-${now.day}`;
  const energy = minute * ENERGY_PER_MINUTE;
  return (
    (r.start_date == null || date >= r.start_date) &&
    (r.end_date == null || date < r.end_date) &&
    (r.day_of_week == null || (r.day_of_week as string[]).includes(now.weekday!.toUpperCase())) &&
    (r.min_duration == null || minute * 60 >= r.min_duration) &&
    (r.max_duration == null || minute * 60 < r.max_duration) &&
    (r.min_kwh == null || energy >= Math.round(r.min_kwh * 10_000)) &&
    (r.max_kwh == null || energy < Math.round(r.max_kwh * 10_000)) &&
    isWithin(`${now.hour}:${now.minute}`, r.start_time ?? "00:00", r.end_time ?? "00:00")
  );
}

/** 00:00 as an end is the end of the day; the same time twice is the whole day (ADR 0001). */
function isWithin(time: string, start: string, end: string): boolean {
  if (start === end) return true;
  if (end === "00:00") return time >= start;
  return start < end ? time >= start && time < end : time >= start || time < end;
}
