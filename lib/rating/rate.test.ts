/** Sessions priced by hand from OCPI 2.2.1 (mod_tariffs, mod_cdrs) and ADR 0001: amounts, tariffs, tax, limits, trace. */
import { describe, expect, it } from "vitest";
import {
  complex,
  net,
  netAndGross,
  nonRated,
  type PeriodGiven,
  rated,
  sessionOf,
  tariffOf,
} from "@/lib/rating/test-sessions";
import type { RateableCdr } from "@/lib/rating/types";
import type { TariffVersion } from "@/lib/tariffs/tariff";

const energyAndFee = { FLAT: { price: 0.5, vat: 20 }, ENERGY: { price: 0.25, vat: 10 } };
describe("examples of the specification", () => {
  it("[H16] [H17] [H19] prices the complex tariff on a Saturday", () => {
    const saturday = sessionOf("2019-06-15T13:30:00Z", 185, [
      { charging: 114, kwh: 30, current: 43 },
      { at: 114, parking: 71 },
    ]);
    // The example says 12.28: it multiplies 114 minutes by 1.20 where its own tariff says 1.25 (ADR 0001).
    expect(netAndGross(saturday, complex)).toEqual(["12.3750", "13.9750"]);
  });

  it("[H17] bills parking by the step of the last time-based component", () => {
    const tariff = tariffOf([
      { TIME: { price: 3, vat: 10, step_size: 60 }, PARKING_TIME: { price: 5, vat: 20, step_size: 300 } },
    ]);
    const session = sessionOf("2022-01-13T16:00:00Z", 192, [{ charging: 150 }, { at: 150, parking: 42 }]);
    expect(netAndGross(session, tariff)).toEqual(["11.2500", "12.7500"]);
  });

  it.each([
    [1, "0.0290"],
    [25, "0.0313"],
    [500, "0.1250"],
  ])("[H16] bills 115.2 Wh in steps of %i Wh", (step_size, expected) => {
    const tariff = tariffOf([{ ENERGY: { price: 0.25, step_size } }]);
    expect(net(sessionOf("2024-05-06T10:00:00Z", 60, [{ kwh: 0.1152 }]), tariff)).toBe(expected);
  });

  it("rounds only the total of two prices, by the last step: 6 and 22 minutes are 6 and 24", () => {
    const tariff = tariffOf([
      { TIME: { price: 5, step_size: 600 }, when: { end_time: "17:00" } },
      { TIME: { price: 7, step_size: 600 }, when: { start_time: "17:00" } },
    ]);
    expect(net(sessionOf("2024-05-06T16:54:00Z", 28, [{ charging: 28 }]), tariff)).toBe("3.3000");
  });

  it("rounds the last paid stretch when parking becomes free at 20:00", () => {
    const tariff = tariffOf([
      {
        TIME: { price: 2.4, step_size: 900 },
        PARKING_TIME: { price: 1, step_size: 900 },
        when: { start_time: "17:00", end_time: "20:00" },
      },
      { TIME: { price: 2.4, step_size: 900 }, when: { start_time: "20:00", end_time: "00:00" } },
    ]);
    const session = sessionOf("2019-06-10T19:40:00Z", 32, [{ charging: 12 }, { at: 12, parking: 20 }]);
    expect(net(session, tariff)).toBe("0.7300");
  });

  it("prices a reservation that expired by RESERVATION_EXPIRES first", () => {
    const withFee = tariffOf([
      { FLAT: { price: 4, vat: 20 }, when: { reservation: "RESERVATION_EXPIRES" } },
      { TIME: { price: 2, vat: 20, step_size: 600 }, when: { reservation: "RESERVATION" } },
      energyAndFee,
    ]);
    expect(netAndGross(sessionOf("2019-06-10T10:00:00Z", 60, [{ reserved: 60 }]), withFee)).toEqual([
      "6.0000",
      "7.2000",
    ]);
    const reversed = tariffOf([
      { TIME: { price: 3, step_size: 600 }, when: { reservation: "RESERVATION" } },
      { TIME: { price: 6, step_size: 600 }, when: { reservation: "RESERVATION_EXPIRES" } },
    ]);
    expect(net(sessionOf("2019-06-10T10:00:00Z", 90, [{ reserved: 90 }]), reversed)).toBe("9.0000");
  });

  it("prices a reservation that a session followed apart from the session", () => {
    const tariff = tariffOf([
      { TIME: { price: 6, vat: 20, step_size: 600 }, when: { reservation: "RESERVATION_EXPIRES" } },
      { TIME: { price: 3, vat: 20, step_size: 600 }, when: { reservation: "RESERVATION" } },
      energyAndFee,
    ]);
    const session = sessionOf("2019-06-10T10:00:00Z", 142, [{ reserved: 22 }, { at: 22, charging: 120, kwh: 20 }]);
    expect(netAndGross(session, tariff)).toEqual(["7.0000", "7.9000"]);
    const reservation = rated(session, tariff).components.find((c) => c.component === "reservation");
    expect(reservation).toMatchObject({ quantity: 5_000n, amount: 15_000n, vat: 3_000n });
  });

  it.each([
    [50, ["10.0000", "11.0000"]],
    [30, ["8.0000", "8.8500"]],
  ])("keeps %i kWh within the maximum price", (kwh, expected) => {
    const tariff = tariffOf([energyAndFee], { max_price: { excl_vat: 10, incl_vat: 11 } });
    expect(netAndGross(sessionOf("2019-06-10T10:00:00Z", 120, [{ kwh }]), tariff)).toEqual(expected);
  });
});

describe("step size where the specification leaves room", () => {
  const both = tariffOf([{ TIME: { price: 1, step_size: 600 }, PARKING_TIME: { price: 2, step_size: 600 } }]);

  it("rounds charging when it follows parking", () => {
    const session = sessionOf("2024-05-06T10:00:00Z", 37, [{ parking: 16 }, { at: 16, charging: 21 }]);
    expect(net(session, both)).toBe("1.0333");
  });

  it("does not take hours with four decimals for one step more", () => {
    const session = sessionOf("2024-05-06T10:00:00Z", 40, [{ charging: 40 }]);
    expect(session.periods[0]?.timeHours).toBe(6_667n);
    expect(net(session, both)).toBe("0.6667");
  });

  it("ignores the first tariff's step when the session switches to another", () => {
    const cheap = tariffOf([{ ENERGY: { price: 0.2, step_size: 5000 } }], { id: "CHEAP" });
    const fast = tariffOf([{ ENERGY: { price: 0.4, step_size: 1000 } }], { id: "FAST" });
    const session = sessionOf("2024-05-06T10:00:00Z", 60, [
      { kwh: 4.3, tariffId: "CHEAP" },
      { at: 30, kwh: 1.1, tariffId: "fast" },
    ]);
    expect(net(session, cheap, fast)).toBe("1.5400");
  });
});

describe("which tariff", () => {
  const plain = (price: number, fields: Record<string, unknown>) => tariffOf([{ ENERGY: { price } }], fields);
  const tenKwh = (given: PeriodGiven = {}) => sessionOf("2024-05-06T10:00:00Z", 60, [{ kwh: 10, ...given }]);

  it("takes the version that is valid at the session's start", () => {
    const old = plain(1, { versionId: "1", end_date_time: "2024-05-06T10:30:00Z" });
    const next = plain(2, { versionId: "2", start_date_time: "2024-05-06T10:30:00Z" });
    expect(net(tenKwh({ tariffId: "T" }), old, next)).toBe("10.0000");
    expect(net(tenKwh(), next, old)).toBe("10.0000");
  });

  it("prefers the tariff for the way in which the session was started", () => {
    const adHoc = plain(3, { id: "A", type: "AD_HOC_PAYMENT" });
    const regular = plain(1, { id: "R", type: "REGULAR" });
    expect(net(tenKwh(), adHoc, regular)).toBe("10.0000");
    expect(net({ ...tenKwh(), tariffType: "AD_HOC_PAYMENT" }, regular, adHoc)).toBe("30.0000");
    expect(net(tenKwh(), adHoc)).toBe("30.0000");
  });

  it("leaves a period without a tariff unpriced when others name one", () => {
    const session = sessionOf("2024-05-06T10:00:00Z", 60, [
      { kwh: 4, tariffId: "T" },
      { at: 30, kwh: 6 },
    ]);
    expect(net(session, plain(1, {}))).toBe("4.0000");
  });

  it("[H7] says why there is no price", () => {
    const expired = plain(1, { end_date_time: "2024-01-01T00:00:00Z" });
    const reason = (cdr: RateableCdr, ...tariffs: TariffVersion[]) => nonRated(cdr, ...tariffs).reason;
    expect(reason(tenKwh())).toBe("no_tariff");
    expect(reason(tenKwh({ tariffId: "X" }), plain(1, {}))).toBe("tariff_not_found");
    expect(reason(tenKwh(), expired)).toBe("tariff_not_valid");
    expect(reason(tenKwh({ tariffId: "T" }), expired)).toBe("tariff_not_valid");
    expect(reason(tenKwh(), plain(1, { currency: "GBP" }))).toBe("currency_differs");
    expect(reason({ ...tenKwh(), endAt: 0 }, plain(1, {}))).toBe("ends_before_start");
    expect(reason({ ...tenKwh(), timeZone: "Mars/Base" }, plain(1, {}))).toBe("time_zone_unknown");
    expect(reason(tenKwh({ charging: -5 }), plain(1, {}))).toBe("volume_out_of_range");
    expect(reason(tenKwh({ kwh: 1e12 }), plain(1, {}))).toBe("volume_out_of_range");
  });
});

describe("tax", () => {
  const session = sessionOf("2024-05-06T10:00:00Z", 60, [{ kwh: 10 }]);
  const energy = (vat: number | undefined, tax_included?: string) =>
    tariffOf([{ ENERGY: vat === undefined ? { price: 0.3 } : { price: 0.3, vat } }], { tax_included });

  it("takes the tax out of prices that include it", () => {
    expect(netAndGross(session, energy(20, "YES"))).toEqual(["2.5000", "3.0000"]);
  });

  it("cannot tell the revenue from prices that include a tax of unknown rate", () => {
    expect(nonRated(session, energy(undefined, "YES")).reason).toBe("tax_rate_unknown");
  });

  it("knows no total with tax when an unknown tax is added later", () => {
    expect(netAndGross(session, energy(undefined, "NO"))).toEqual(["3.0000", null]);
  });

  it.each([undefined, "N/A"])("adds no tax where none applies (tax_included %s)", (tax) => {
    expect(netAndGross(session, energy(undefined, tax))).toEqual(["3.0000", "3.0000"]);
  });

  it("[H8] keeps one component per VAT rate", () => {
    const tariff = tariffOf([
      { ENERGY: { price: 0.3, vat: 19 }, when: { max_kwh: 4 } },
      { ENERGY: { price: 0.3, vat: 7 } },
    ]);
    const { components, vat } = rated(session, tariff);
    expect(components.map((c) => [c.vatBasisPoints, c.quantity, c.amount, c.vat])).toEqual([
      [1900, 40_000n, 12_000n, 2_280n],
      [700, 60_000n, 18_000n, 1_260n],
    ]);
    expect(vat).toBe(3_540n);
  });
});

describe("limits", () => {
  const tariff = (fields: Record<string, unknown>) => tariffOf([energyAndFee], fields);
  const session = (kwh: number) => sessionOf("2019-06-10T10:00:00Z", 120, [{ kwh }]);

  it("spreads the difference over the components, so that they still add up", () => {
    const { components, revenue, gross } = rated(session(50), tariff({ max_price: { excl_vat: 10, incl_vat: 11 } }));
    expect(components.map((c) => [c.component, c.amount])).toEqual([
      ["energy", 96_154n],
      ["session", 3_846n],
    ]);
    expect(revenue).toBe(100_000n);
    expect(gross).toBe(110_000n);
  });

  it("follows the VAT rates when a limit names only the amount without VAT", () => {
    expect(netAndGross(session(2), tariff({ min_price: { excl_vat: 2 } }))).toEqual(["2.0000", "2.3000"]);
  });

  it("holds for a session in which nothing was priced", () => {
    const energyOnly = tariffOf([{ ENERGY: { price: 0.25, vat: 10 } }], { min_price: { before_taxes: 0.5 } });
    expect(netAndGross(session(0), energyOnly)).toEqual(["0.5000", "0.5500"]);
  });

  it("does not hold for a reservation that expired", () => {
    const expiring = tariffOf([{ TIME: { price: 1 }, when: { reservation: "RESERVATION" } }, energyAndFee], {
      min_price: { excl_vat: 20 },
    });
    expect(net(sessionOf("2019-06-10T10:00:00Z", 60, [{ reserved: 60 }]), expiring)).toBe("1.0000");
  });
});

describe("a CDR without periods", () => {
  const dayAndNight = tariffOf([
    { ENERGY: { price: 0.2 }, TIME: { price: 0 }, PARKING_TIME: { price: 6 }, when: { end_time: "06:00" } },
    { ENERGY: { price: 0.4 }, TIME: { price: 0 } },
  ]);

  it("[H5] is one period with its energy spread evenly", () => {
    const cdr = { ...sessionOf("2024-05-06T05:00:00Z", 240, []), totalEnergyKwh: 80_000n };
    expect(net(cdr, dayAndNight)).toBe("2.8000");
  });

  it("splits its parking time off its total time", () => {
    const totals = { totalEnergyKwh: 80_000n, totalTimeHours: 40_000n, totalParkingHours: 20_000n };
    const { components } = rated({ ...sessionOf("2024-05-06T05:00:00Z", 240, []), ...totals }, dayAndNight);
    expect(components.map((c) => [c.component, c.quantity, c.amount])).toEqual([
      ["energy", 80_000n, 28_000n],
      ["time", 20_000n, 0n],
      ["parking", 5_000n, 30_000n],
    ]);
  });
});

describe("the trace", () => {
  it("tells which element priced which stretch, why others did not, and what was rounded", () => {
    const tariff = tariffOf(
      [
        { ENERGY: { price: 0.2 }, when: { end_time: "17:00" } },
        { ENERGY: { price: 0.27, step_size: 500 }, PARKING_TIME: { price: 1 }, when: { start_time: "17:00" } },
      ],
      { max_price: { excl_vat: 1 } },
    );
    const session = sessionOf("2024-05-06T16:00:00Z", 120, [{ kwh: 5.4 }]);
    const start = session.startAt;
    const { trace } = rated(session, tariff);
    expect(JSON.parse(JSON.stringify(trace))).toEqual([
      {
        kind: "priced",
        component: "energy",
        tariff: "T",
        element: 0,
        from: start,
        until: start + 3_600_000,
        quantity: "2.7",
        price: "0.2",
      },
      {
        kind: "priced",
        component: "energy",
        tariff: "T",
        element: 1,
        from: start + 3_600_000,
        until: start + 7_200_000,
        quantity: "2.7",
        price: "0.27",
        skipped: [{ element: 0, because: "end_time" }],
      },
      { kind: "step", component: "energy", tariff: "T", element: 1, stepSize: 500, measured: "5.4", billed: "5.5" },
      { kind: "limit", limit: "max_price", side: "excl_vat", tariff: "T", before: "1.2960", after: "1.0000" },
    ]);
  });

  it("names stretches that the tariff leaves free", () => {
    const tariff = tariffOf([{ PARKING_TIME: { price: 1 }, when: { min_duration: 1800 } }]);
    const { trace } = rated(sessionOf("2024-05-06T16:00:00Z", 60, [{ parking: 60 }]), tariff);
    expect(trace.map((step) => [step.kind, "quantity" in step && step.quantity])).toEqual([
      ["unpriced", "1800"],
      ["priced", "1800"],
    ]);
    expect(trace[0]).toMatchObject({ skipped: [{ element: 0, because: "min_duration" }] });
  });
});
