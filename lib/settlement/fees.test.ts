import { describe, expect, it } from "vitest";
import { parseTerms } from "@/lib/contracts/terms";
import { formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import { daysOwnedIn, monthlyFees, type OwnedCharger, powerTypeOf } from "./fees";

const monthly = (stored: object) => parseTerms({ kind: "payment_facilitation", monthly: stored }).monthly;
const always = [{ from: "2020-01-01", until: null }];
const charger = (evseId: string, connectors: ("AC" | "DC")[], owned: OwnedCharger["owned"] = always): OwnedCharger => ({
  evseId,
  connectors,
  owned,
});
const told = (lines: ReturnType<typeof monthlyFees>) =>
  lines.map(({ origin, quantity, days, amount }) => [origin, quantity, days, formatDecimal(amount)]);

describe("monthly fees", () => {
  it("[A11] owes the platform fee in full for every contract month", () => {
    const lines = monthlyFees("2026-02", monthly({ platformFee: "49.90" }), []);
    expect(told(lines)).toEqual([["platform_fee", 1, 28, "49.9000"]]);
    expect(monthlyFees("2026-02", monthly({}), [charger("e", ["AC"])])).toEqual([]);
    expect(monthlyFees("2026-02", monthly({ platformFee: "0" }), [])).toEqual([]);
  });

  it("[A12, A13] counts each charger once, as DC if any connector is", () => {
    const chargers = [
      charger("e3", ["DC"]),
      charger("e1", ["AC", "DC"]),
      charger("e2", ["DC", "DC"]),
      charger("e4", ["AC", "AC"]),
      charger("e5", []),
    ];
    const lines = monthlyFees("2026-10", monthly({ chargerFee: { ac: "10", dc: "25" } }), chargers);
    expect(told(lines)).toEqual([
      ["ac_fee", 2, 31, "20.0000"],
      ["dc_fee", 3, 31, "75.0000"], // 3 DC chargers × 25.00
    ]);
    expect(lines[1]).toMatchObject({
      unitPrice: parseDecimalExact("25"),
      daysInMonth: 31,
      evseIds: ["e1", "e2", "e3"],
    });
    expect(powerTypeOf(["AC", "DC"])).toBe("DC");
    expect(told(monthlyFees("2026-10", monthly({ chargerFee: { ac: "0", dc: "25" } }), chargers))).toHaveLength(1);
  });

  it("[A12, A13] charges a charger by the days owned", () => {
    const chargers = [
      charger("e1", ["AC"], [{ from: "2026-10-20", until: null }]),
      charger("e2", ["AC"], [{ from: "2026-01-01", until: "2026-10-13" }]),
      charger("e3", ["AC"], [{ from: "2026-10-31", until: "2026-11-01" }]),
      charger("e4", ["AC"], [{ from: "2026-01-01", until: "2026-10-01" }]),
      charger("e5", ["AC"]),
    ];
    expect(told(monthlyFees("2026-10", monthly({ chargerFee: { ac: "10", dc: "25" } }), chargers))).toEqual([
      ["ac_fee", 1, 31, "10.0000"],
      ["ac_fee", 2, 12, "7.7419"], // 2 × 10.00 × 12 ÷ 31 = 7.741935…
      ["ac_fee", 1, 1, "0.3226"], // 10.00 ÷ 31 = 0.322580…
    ]);
  });

  it("[A12, A13] splits a month between two owners without a day lost or counted twice", () => {
    const change = "2026-10-13";
    const former = daysOwnedIn("2026-10", [{ from: "2020-01-01", until: change }]);
    const next = daysOwnedIn("2026-10", [{ from: change, until: null }]);
    expect([former, next]).toEqual([12, 19]);
    const overlapping = [always[0]!, { from: "2026-10-05", until: "2026-10-09" }];
    expect(daysOwnedIn("2026-10", overlapping)).toBe(31);
    const twice = [
      { from: "2026-09-01", until: "2026-10-02" },
      { from: "2026-10-30", until: "2026-12-01" },
    ];
    expect(daysOwnedIn("2026-10", twice)).toBe(3);
  });
});
