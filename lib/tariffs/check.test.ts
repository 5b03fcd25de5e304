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

  it("names a dimension that some energy, power or date leaves without a price", () => {
    const partly = [{ code: "not_always_priced", dimension: "ENERGY" }];
    expect(warnings([{ ...energy, when: { min_kwh: 5 } }])).toEqual(partly);
    expect(warnings([{ ...energy, when: { max_power: 22 } }])).toEqual(partly);
    expect(warnings([{ ...energy, when: { end_date: "2030-01-01" } }])).toEqual(partly);
  });
});

describe("elements", () => {
  it("names one that an earlier one always covers", () => {
    expect(warnings([energy, { ...energy, when: { start_time: "17:00" } }])).toEqual([
      { code: "element_never_reached", element: 1, dimension: "ENERGY" },
    ]);
    const together = [{ ...energy, when: { max_duration: 3600 } }, { ...energy, when: { min_duration: 3600 } }, energy];
    expect(warnings(together)).toEqual([{ code: "element_never_reached", element: 2, dimension: "ENERGY" }]);
  });

  it("names one whose restrictions contradict each other", () => {
    expect(warnings([{ ...energy, when: { min_kwh: 10, max_kwh: 5 } }, energy])).toEqual([
      { code: "element_contradictory", element: 0, dimension: "ENERGY" },
    ]);
  });

  it("names a reservation that is priced by energy, and limits that cross", () => {
    const given = [{ ...energy, when: { reservation: "RESERVATION" as const } }, { FLAT: { price: 1 } }];
    expect(warnings(given, { min_price: { excl_vat: 5 }, max_price: { excl_vat: 4 } })).toEqual([
      { code: "limits_contradictory" },
      { code: "reservation_component_ignored", element: 0, dimension: "ENERGY" },
    ]);
  });
});
