import { describe, expect, it } from "vitest";
import { tariffOf } from "@/lib/rating/test-sessions";
import { checkTariff } from "@/lib/tariffs/check";

const energy = { ENERGY: { price: 0.3 } };

function warnings(...given: Parameters<typeof tariffOf>) {
  return checkTariff(tariffOf(...given).tariff);
}

describe("a tariff without doubt", () => {
  it("has no warnings", () => {
    expect(warnings([energy])).toEqual([]);
    const dayAndNight = [
      { ...energy, when: { start_time: "06:00", end_time: "22:00" } },
      { ...energy, when: { start_time: "22:00", end_time: "06:00" } },
    ];
    expect(warnings(dayAndNight)).toEqual([]);
    const byEnergy = [
      { ...energy, when: { max_kwh: 5 } },
      { ...energy, when: { min_kwh: 5 } },
    ];
    expect(warnings(byEnergy)).toEqual([]);
  });
});

describe("gaps", () => {
  it("names the hours that nothing prices", () => {
    const given = [{ ...energy, when: { start_time: "08:00", end_time: "20:00", day_of_week: ["MONDAY" as const] } }];
    expect(warnings(given)).toEqual([
      { code: "hours_never_priced", dimension: "ENERGY", weekdays: [1], fromMinute: 0, untilMinute: 480 },
      { code: "hours_never_priced", dimension: "ENERGY", weekdays: [1], fromMinute: 1200, untilMinute: 1440 },
      {
        code: "hours_never_priced",
        dimension: "ENERGY",
        weekdays: [2, 3, 4, 5, 6, 7],
        fromMinute: 0,
        untilMinute: 1440,
      },
    ]);
    expect(warnings([{ ...energy, when: { end_time: "20:00" } }])).toEqual([
      {
        code: "hours_never_priced",
        dimension: "ENERGY",
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        fromMinute: 1200,
        untilMinute: 1440,
      },
    ]);
  });

  it("names the dates, durations, energies and powers that nothing prices", () => {
    const gap = (given: object) => [{ dimension: "ENERGY", ...given }];
    const range = (name: string, from: number, until: number | null) =>
      gap({ code: "range_never_priced", range: name, stretch: { from, until } });
    expect(warnings([{ ...energy, when: { min_kwh: 5 } }])).toEqual(range("energy", 0, 5));
    expect(warnings([{ ...energy, when: { max_power: 22 } }])).toEqual(range("power", 22, null));
    expect(warnings([{ ...energy, when: { max_duration: 5400 } }])).toEqual(range("duration", 5400, null));
    const dates = (from: string | null, until: string | null) => gap({ code: "dates_never_priced", from, until });
    expect(warnings([{ ...energy, when: { end_date: "2030-01-01" } }])).toEqual(dates("2030-01-01", null));
    const twoSeasons = [
      { ...energy, when: { end_date: "2030-01-01" } },
      { ...energy, when: { start_date: "2030-03-01" } },
    ];
    expect(warnings(twoSeasons)).toEqual(dates("2030-01-01", "2030-03-01"));
  });

  it("gives an example of a combination without a price when each part has one", () => {
    const given = [
      { ...energy, when: { end_time: "12:00" } },
      { ...energy, when: { min_kwh: 10 } },
    ];
    expect(warnings(given)).toEqual([
      { code: "not_always_priced", dimension: "ENERGY", example: { minute: 720, energy: 0 } },
    ]);
  });

  it("does not miss a price for sessions' fixed fee", () => {
    expect(warnings([energy, { FLAT: { price: 1 }, when: { start_time: "08:00", end_time: "20:00" } }])).toEqual([]);
  });
});

describe("elements", () => {
  it("names one that earlier ones always cover, and which", () => {
    expect(warnings([energy, { ...energy, when: { start_time: "17:00" } }])).toEqual([
      { code: "element_never_reached", element: 1, dimension: "ENERGY", coveredBy: [0] },
    ]);
    const together = [{ ...energy, when: { max_duration: 3600 } }, { ...energy, when: { min_duration: 3600 } }, energy];
    expect(warnings(together)).toEqual([
      { code: "element_never_reached", element: 2, dimension: "ENERGY", coveredBy: [0, 1] },
    ]);
  });

  it("asks those of reservations apart from those of sessions", () => {
    const reserved = { FLAT: { price: 1 }, when: { reservation: "RESERVATION" as const } };
    const expired = { FLAT: { price: 5 }, when: { reservation: "RESERVATION_EXPIRES" as const } };
    expect(warnings([energy, reserved, expired])).toEqual([]);
    expect(warnings([energy, reserved, reserved, expired, expired])).toEqual([
      { code: "element_never_reached", element: 2, dimension: "FLAT", coveredBy: [1] },
      { code: "element_never_reached", element: 4, dimension: "FLAT", coveredBy: [3] },
    ]);
  });

  it.each([
    [{ min_kwh: 10, max_kwh: 5 }, ["min_kwh", "max_kwh"]],
    [{ min_duration: 60, max_duration: 60 }, ["min_duration", "max_duration"]],
    [{ start_date: "2026-02-01", end_date: "2026-01-01" }, ["start_date", "end_date"]],
    // 2026-06-06 is a Saturday.
    [
      { start_date: "2026-06-06", end_date: "2026-06-08", day_of_week: ["MONDAY" as const] },
      ["start_date", "end_date", "day_of_week"],
    ],
  ])("names the conditions of %j that can never all hold, once for all its prices", (when, restrictions) => {
    const given = [{ ENERGY: { price: 1 }, FLAT: { price: 1 }, when }, energy];
    expect(warnings(given)).toEqual([{ code: "element_contradictory", element: 0, restrictions }]);
  });

  it("names a reservation that is priced by energy", () => {
    expect(warnings([{ ...energy, when: { reservation: "RESERVATION" as const } }, { FLAT: { price: 1 } }])).toEqual([
      { code: "reservation_component_ignored", element: 0, dimension: "ENERGY" },
    ]);
  });

  it("names a price that an element states twice", () => {
    const { tariff } = tariffOf([energy]);
    const price = { type: "ENERGY" as const, price: 0.2 };
    const twice = { ...tariff, elements: [{ price_components: [price, price] }] };
    expect(checkTariff(twice)).toEqual([{ code: "component_repeated", element: 0, dimension: "ENERGY" }]);
  });
});

describe("VAT", () => {
  const net = { ENERGY: { price: 0.3 } };
  const taxed = { ENERGY: { price: 0.4, vat: 19 }, when: { start_time: "08:00", end_time: "20:00" } };

  it("is missing where other prices name it, unless the price is nothing or no tax applies", () => {
    expect(warnings([taxed, net])).toEqual([{ code: "vat_missing", element: 1, dimensions: ["ENERGY"] }]);
    expect(warnings([net])).toEqual([]);
    expect(warnings([taxed, { ENERGY: { price: 0 } }])).toEqual([]);
    expect(warnings([taxed, net], { tax_included: "N/A" })).toEqual([]);
  });
});

describe("the whole tariff", () => {
  it("has limits and dates that do not cross", () => {
    expect(warnings([energy], { min_price: { excl_vat: 5 }, max_price: { excl_vat: 4 } })).toEqual([
      { code: "limits_contradictory" },
    ]);
    const backwards = { start_date_time: "2026-02-01T00:00:00Z", end_date_time: "2026-01-01T00:00:00Z" };
    expect(warnings([energy], backwards)).toEqual([{ code: "validity_contradictory" }]);
  });
});
