/**
 * Sessions written by hand from OCPI 2.2.1 and 2.3.0 (mod_tariffs, mod_cdrs) where tariffs, units and taxes change:
 * several tariffs, reservations, steps, taxes, limits, credits. The arithmetic is in each row.
 */
import { describe, expect, it } from "vitest";
import { rateEntries } from "@/lib/rating/rate-file";
import { checkPrices, net, netAndGross, nonRated, rated, sessionOf, tariffOf } from "@/lib/rating/test-sessions";
import type { TariffVersion } from "@/lib/tariffs/tariff";

describe("several tariffs in one session", () => {
  const start = "2024-05-06T10:00:00Z";
  const two = (first: object, second: object, fields: [Record<string, unknown>?, Record<string, unknown>?] = []) => [
    tariffOf([first], { id: "A", ...fields[0] }),
    tariffOf([second], { id: "B", ...fields[1] }),
  ];
  const halves = (a: object, b: object) =>
    sessionOf(start, 60, [
      { ...a, tariffId: "A" },
      { at: 30, ...b, tariffId: "B" },
    ]);
  checkPrices([
    [
      "each period by its own: 5 × 0.30 + 5 × 0.50",
      halves({ kwh: 5 }, { kwh: 5 }),
      two({ ENERGY: { price: 0.3 } }, { ENERGY: { price: 0.5 } }),
      "4.0000",
    ],
    [
      "a dimension that the second tariff lacks is free from then on",
      halves({ kwh: 5, charging: 30 }, { kwh: 5, charging: 30 }),
      two({ ENERGY: { price: 0.3 }, TIME: { price: 2 } }, { ENERGY: { price: 0.5 } }),
      "5.0000",
    ],
    [
      "back to the first: one tariff, one component",
      sessionOf(start, 90, [
        { kwh: 2, tariffId: "A" },
        { at: 30, kwh: 3, tariffId: "B" },
        { at: 60, kwh: 2, tariffId: "A" },
      ]),
      two({ ENERGY: { price: 1 } }, { ENERGY: { price: 2 } }),
      "10.0000",
    ],
    [
      "the session has one fixed fee, that of the tariff it began with",
      halves({ kwh: 1 }, { kwh: 1 }),
      two({ FLAT: { price: 1 } }, { FLAT: { price: 5 } }),
      "1.0000",
    ],
    [
      "min_kwh counts the energy of the whole session, priced by whichever tariff",
      halves({ kwh: 6 }, { kwh: 4 }),
      two({ ENERGY: { price: 0 } }, { ENERGY: { price: 1 }, when: { min_kwh: 8 } }),
      "2.0000",
    ],
    [
      "the step is that of the last, on the session's total: 7.5 kWh become 8",
      halves({ kwh: 5 }, { kwh: 2.5 }),
      two({ ENERGY: { price: 1, step_size: 5000 } }, { ENERGY: { price: 1, step_size: 1000 } }),
      "8.0000",
    ],
    [
      "a maximum holds for what its own tariff priced: 2 + 5",
      halves({ kwh: 5 }, { kwh: 5 }),
      two({ ENERGY: { price: 1 } }, { ENERGY: { price: 1 } }, [{ max_price: { excl_vat: 2 } }]),
      "7.0000",
    ],
    [
      "a period without a tariff costs nothing, but its energy counts",
      sessionOf(start, 60, [{ kwh: 5 }, { at: 30, kwh: 5, tariffId: "B" }]),
      two({ ENERGY: { price: 9 } }, { ENERGY: { price: 1 }, when: { min_kwh: 6 } }),
      "4.0000",
    ],
  ]);

  it("takes the version that was promised at the start, also after it has ended", () => {
    const old = tariffOf([{ ENERGY: { price: 1 } }], { versionId: "1", end_date_time: "2024-05-06T10:15:00Z" });
    const next = tariffOf([{ ENERGY: { price: 9 } }], { versionId: "2", start_date_time: "2024-05-06T10:15:00Z" });
    const session = sessionOf(start, 60, [
      { kwh: 2, tariffId: "T" },
      { at: 30, kwh: 2, tariffId: "T" },
    ]);
    expect(net(session, old, next)).toBe("4.0000");
  });

  it("[H7] adds no currencies", () => {
    const mixed = two({ ENERGY: { price: 1 } }, { ENERGY: { price: 1 } }, [{}, { currency: "GBP" }]);
    expect(nonRated({ ...halves({ kwh: 1 }, { kwh: 1 }), currency: null }, ...mixed).reason).toBe("currency_differs");
  });
});

describe("reservations", () => {
  const reserved = tariffOf([
    { FLAT: { price: 2 }, TIME: { price: 6, step_size: 600 }, when: { reservation: "RESERVATION" } },
    { TIME: { price: 3, step_size: 300 }, PARKING_TIME: { price: 1, step_size: 300 } },
  ]);
  checkPrices([
    [
      "reserved 12 minutes, charged 11: 2 + 20 min × 6 + 15 min × 3",
      sessionOf("2024-05-06T10:00:00Z", 23, [{ reserved: 12 }, { at: 12, charging: 11 }]),
      reserved,
      "4.7500",
    ],
    [
      "a restriction of the reservation's element holds by the clock: 30 of 60 minutes are before 10:30",
      sessionOf("2024-05-06T10:00:00Z", 60, [{ reserved: 60 }]),
      tariffOf([{ TIME: { price: 4 }, when: { reservation: "RESERVATION", end_time: "10:30" } }]),
      "2.0000",
    ],
    [
      "a tariff without prices for reservations leaves them free",
      sessionOf("2024-05-06T10:00:00Z", 90, [{ reserved: 30 }, { at: 30, charging: 60 }]),
      tariffOf([{ TIME: { price: 2 } }]),
      "2.0000",
    ],
    [
      "what expires has its own price: RESERVATION_EXPIRES before RESERVATION",
      sessionOf("2024-05-06T10:00:00Z", 30, [{ reserved: 30 }]),
      tariffOf([
        { TIME: { price: 2 }, when: { reservation: "RESERVATION" } },
        { TIME: { price: 8 }, when: { reservation: "RESERVATION_EXPIRES" } },
      ]),
      "4.0000",
    ],
    [
      "and does not cost it when the session follows",
      sessionOf("2024-05-06T10:00:00Z", 60, [{ reserved: 30 }, { at: 30, kwh: 1, charging: 30 }]),
      tariffOf([
        { TIME: { price: 2 }, when: { reservation: "RESERVATION" } },
        { TIME: { price: 8 }, when: { reservation: "RESERVATION_EXPIRES" } },
      ]),
      "1.0000",
    ],
    [
      "energy prices among reservation elements never price a session",
      sessionOf("2024-05-06T10:00:00Z", 60, [{ reserved: 30 }, { at: 30, kwh: 4, charging: 30 }]),
      tariffOf([{ ENERGY: { price: 9 }, when: { reservation: "RESERVATION" } }, { ENERGY: { price: 0.5 } }]),
      "2.0000",
    ],
  ]);
});

describe("steps over charging, parking and free time", () => {
  const both = tariffOf([{ TIME: { price: 6, step_size: 600 }, PARKING_TIME: { price: 12, step_size: 900 } }]);
  checkPrices([
    [
      "21 charging, 16 parking: only parking is rounded, to 30",
      sessionOf("2024-05-06T10:00:00Z", 37, [{ charging: 21 }, { at: 21, parking: 16 }]),
      both,
      "8.1000",
    ],
    [
      "charging, parking, charging: only charging is rounded, its total of 21 to 30",
      sessionOf("2024-05-06T10:00:00Z", 37, [{ charging: 11 }, { at: 11, parking: 16 }, { at: 27, charging: 10 }]),
      both,
      "6.2000",
    ],
    [
      "energy has its own step beside that of time",
      sessionOf("2024-05-06T10:00:00Z", 21, [{ charging: 21, kwh: 1.01 }]),
      tariffOf([{ TIME: { price: 6, step_size: 600 }, ENERGY: { price: 1, step_size: 100 } }]),
      "4.1000",
    ],
    [
      "parking that nothing prices takes no step away from charging",
      sessionOf("2024-05-06T10:00:00Z", 37, [{ charging: 21 }, { at: 21, parking: 16 }]),
      tariffOf([{ TIME: { price: 6, step_size: 600 } }]),
      "3.0000",
    ],
    [
      "a price of zero is a price: its step counts",
      sessionOf("2024-05-06T10:00:00Z", 37, [{ charging: 21 }, { at: 21, parking: 16 }]),
      tariffOf([{ TIME: { price: 6, step_size: 600 }, PARKING_TIME: { price: 0, step_size: 60 } }]),
      "2.1000",
    ],
    [
      "a total that is a multiple already stays",
      sessionOf("2024-05-06T10:00:00Z", 20, [{ charging: 20 }]),
      both,
      "2.0000",
    ],
    [
      "one second over costs a step: 20:01 is 30 minutes",
      {
        ...sessionOf("2024-05-06T10:00:00Z", 20, [{ charging: 20 }]),
        endAt: Date.parse("2024-05-06T10:20:01Z"),
        periods: [{ startAt: Date.parse("2024-05-06T10:00:00Z"), energyKwh: 0n, timeHours: 3_336n, parkingHours: 0n }],
      },
      both,
      "3.0000",
    ],
    [
      "nothing used is nothing rounded",
      sessionOf("2024-05-06T10:00:00Z", 20, [{ kwh: 0 }]),
      tariffOf([{ ENERGY: { price: 1, step_size: 1000 } }]),
      "0.0000",
    ],
    [
      "what flows back to the grid is paid back, and not rounded",
      sessionOf("2024-05-06T10:00:00Z", 60, [{ kwh: -2.5 }]),
      tariffOf([{ ENERGY: { price: 0.2, step_size: 1000 } }]),
      "-0.5000",
    ],
  ]);

  it("says in the trace to how much it rounded", () => {
    const { trace } = rated(sessionOf("2024-05-06T10:00:00Z", 37, [{ charging: 21 }, { at: 21, parking: 16 }]), both);
    expect(trace.filter((step) => step.kind === "step")).toMatchObject([
      { component: "parking", measured: "960", billed: "1800", stepSize: 900 },
    ]);
  });
});

describe("the session's start", () => {
  it("counts durations from there, also where the first period begins later", () => {
    // Free until 10:30; the 10 kWh flow evenly from 10:10 to 10:50: half of them before.
    const tariff = tariffOf([{ ENERGY: { price: 0 }, when: { max_duration: 1800 } }, { ENERGY: { price: 1 } }]);
    expect(net(sessionOf("2024-05-06T10:00:00Z", 50, [{ at: 10, kwh: 10, charging: 40 }]), tariff)).toBe("5.0000");
  });
});

describe("taxes and limits together", () => {
  const tenKwh = sessionOf("2024-05-06T10:00:00Z", 60, [{ kwh: 10, charging: 60 }]);
  const gross = (price: number, fields: Record<string, unknown>) =>
    tariffOf([{ ENERGY: { price, vat: 25 } }], { tax_included: "YES", ...fields });
  const mixed = (fields: Record<string, unknown>) =>
    tariffOf([{ ENERGY: { price: 0.5, vat: 10 }, TIME: { price: 5, vat: 20 } }], fields);
  const cases: [string, TariffVersion, [string, string | null]][] = [
    // 10 × 0.50 = 5.00 with 25 %: 4.00 without.
    ["prices that include tax", gross(0.5, {}), ["4.0000", "5.0000"]],
    ["their maximum before taxes", gross(0.5, { max_price: { before_taxes: 3 } }), ["3.0000", "3.7500"]],
    [
      "their minimum after taxes raises what the driver pays",
      gross(0.5, { min_price: { before_taxes: 4, after_taxes: 6 } }),
      ["4.0000", "6.0000"],
    ],
    // 5 + 0.50 and 5 + 1: 10 without, 11.50 with VAT.
    [
      "no limit reached: both sides as they are",
      mixed({ min_price: { excl_vat: 9, incl_vat: 11 }, max_price: { excl_vat: 11, incl_vat: 12 } }),
      ["10.0000", "11.5000"],
    ],
    [
      "only the side with VAT is above its maximum",
      mixed({ max_price: { excl_vat: 10, incl_vat: 11 } }),
      ["10.0000", "11.0000"],
    ],
    [
      "only the side without VAT is below its minimum",
      mixed({ min_price: { excl_vat: 10.5, incl_vat: 10.5 } }),
      ["10.5000", "11.5000"],
    ],
    // 12 spread 6 + 6: VAT 0.60 + 1.20.
    [
      "a minimum without a side for VAT keeps the rates",
      mixed({ min_price: { excl_vat: 12 } }),
      ["12.0000", "13.8000"],
    ],
    [
      "tax unknown (2.3.0 NO): the limit before taxes holds, the sum with tax stays unknown",
      tariffOf([{ ENERGY: { price: 0.5 } }], { tax_included: "NO", max_price: { before_taxes: 4, after_taxes: 5 } }),
      ["4.0000", null],
    ],
    [
      "no tax (2.3.0 N/A): a VAT that is named all the same is none",
      tariffOf([{ ENERGY: { price: 0.5, vat: 20 } }], { tax_included: "N/A" }),
      ["5.0000", "5.0000"],
    ],
    [
      "where no tax applies, a minimum after taxes holds for the only sum there is",
      tariffOf([{ ENERGY: { price: 0.5 } }], { min_price: { excl_vat: 6, incl_vat: 7 } }),
      ["7.0000", "7.0000"],
    ],
    [
      "0 % is a rate, none is none: both add nothing",
      tariffOf([{ ENERGY: { price: 0.5, vat: 0 }, TIME: { price: 1 } }]),
      ["6.0000", "6.0000"],
    ],
  ];
  it.each(cases)("[H8] %s", (_, tariff, expected) => {
    expect(netAndGross(tenKwh, tariff)).toEqual(expected);
  });

  it("negates a credit CDR, limits, steps and VAT included", () => {
    const tariff = {
      id: "T",
      currency: "EUR",
      min_price: { excl_vat: 6 },
      elements: [{ price_components: [{ type: "ENERGY", price: 0.5, vat: 20, step_size: 1000 }] }],
    };
    const cdr = (fields: Record<string, unknown>) => ({
      start_date_time: "2024-05-06T10:00:00Z",
      end_date_time: "2024-05-06T11:00:00Z",
      currency: "EUR",
      charging_periods: [{ start_date_time: "2024-05-06T10:00:00Z", dimensions: [{ type: "ENERGY", volume: 9.2 }] }],
      total_energy: 9.2,
      total_time: 1,
      ...fields,
    });
    const priced = (fields: Record<string, unknown>) =>
      rateEntries({ id: "a", time_zone: "Europe/Berlin", tariffs: [tariff], cdr: cdr(fields) })[0];
    // 9.2 kWh are 10 steps: 5.00, raised to 6.00; 20 % VAT.
    expect(priced({})).toMatchObject({ total_cost: { excl_vat: 6, incl_vat: 7.2 } });
    expect(priced({ credit: true, credit_reference_id: "b" })).toMatchObject({
      total_cost: { excl_vat: -6, incl_vat: -7.2 },
      total_energy_cost: { excl_vat: -6, incl_vat: -7.2 },
    });
  });
});
