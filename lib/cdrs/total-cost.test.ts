import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimalExact, sum } from "@/lib/money/amount";
import { type Cdr, type CdrCosts, NO_EVSE, NO_TOKEN } from "./cdr";
import { priceByTotalCost } from "./total-cost";

const NO_COSTS: CdrCosts = { energy: null, time: null, parking: null, session: null, reservation: null };
const amount = (text: string) => parseDecimalExact(text);

/** An hour and a half of which half an hour was parking; 12.5 kWh. */
function cdr(fields: Partial<Cdr>): Cdr {
  return {
    cdrId: "1",
    kind: "session",
    creditReferenceId: null,
    startAt: 0,
    endAt: 5_400_000,
    energyKwh: amount("12.5"),
    chargingTimeSeconds: 3_600,
    parkingTimeSeconds: 1_800,
    countryCode: null,
    partyId: null,
    sessionId: null,
    authorizationReference: null,
    evse: NO_EVSE,
    token: NO_TOKEN,
    authMethod: null,
    paidOnSpot: null,
    currency: "EUR",
    totalCost: null,
    totalCostInclVat: null,
    costs: null,
    periods: [],
    tariffs: [],
    remark: null,
    ...fields,
  };
}
const price = (fields: Partial<Cdr>) => priceByTotalCost(cdr(fields), "Europe/Berlin", "CHF");

describe("a price by the CDR's total cost", () => {
  it("[H16, H17, H19] takes the components that the source states, with their quantities and one VAT rate", () => {
    const costs = { ...NO_COSTS, energy: amount("5"), time: amount("2"), session: amount("1") };
    const rated = price({ totalCost: amount("8"), totalCostInclVat: amount("9.52"), costs });
    // 9.52 − 8.00 = 1.52 = 19 % of 8.00: 0.95 on 5.00, 0.38 on 2.00, 0.19 on 1.00.
    expect(rated).toMatchObject({ kind: "rated", currency: "EUR", revenue: 80_000n, vat: 15_200n, gross: 95_200n });
    expect(rated.kind === "rated" && rated.components.map((c) => [c.component, c.quantity, c.amount, c.vat])).toEqual([
      ["energy", 125_000n, 50_000n, 9_500n],
      ["time", 10_000n, 20_000n, 3_800n],
      ["session", 10_000n, 10_000n, 1_900n],
    ]);
    expect(rated.kind === "rated" && new Set(rated.components.map((c) => c.vatBasisPoints))).toEqual(new Set([1900]));
  });

  it("[H18] counts parking apart from charging", () => {
    const rated = price({ totalCost: amount("3"), costs: { ...NO_COSTS, parking: amount("3") } });
    expect(rated).toMatchObject({
      components: [{ component: "parking", quantity: 5_000n, amount: 30_000n, vat: null }],
    });
  });

  it("scales parts that do not add up, as under a minimum price, and takes a total without parts as one price", () => {
    const costs = { ...NO_COSTS, energy: amount("1"), time: amount("3") };
    expect(price({ totalCost: amount("5"), costs })).toMatchObject({
      components: [{ amount: 12_500n }, { amount: 37_500n }],
    });
    expect(price({ totalCost: amount("5"), currency: null })).toMatchObject({
      currency: "CHF",
      components: [{ component: "session", quantity: 10_000n, amount: 50_000n }],
    });
  });

  it("reads whole percents through the rounding to cents, and no rate out of nothing", () => {
    const small = price({ totalCost: amount("0.33"), totalCostInclVat: amount("0.39") });
    expect(small).toMatchObject({ components: [{ vatBasisPoints: 1800, vat: 600n }] });
    expect(price({ totalCost: 0n, totalCostInclVat: 0n })).toMatchObject({ revenue: 0n, vat: 0n, components: [] });
  });

  it("[H6] has none without an amount before VAT", () => {
    expect(price({ totalCostInclVat: amount("9.52") })).toEqual({ kind: "non_rated", reason: "no_total_cost" });
  });

  it("adds up to the stated total, whatever the parts", () => {
    const money = fc.bigInt({ min: 0n, max: 10_000_000n });
    const parts = fc.record({ energy: money, time: money, parking: money, session: money, reservation: money });
    fc.assert(
      fc.property(money, money, parts, (net, tax, costs) => {
        const rated = price({ totalCost: net, totalCostInclVat: net + tax, costs });
        if (rated.kind !== "rated") throw new Error("not rated");
        expect(sum(rated.components.map((component) => component.amount))).toBe(net);
        if (net > 0n) expect(sum(rated.components.map((component) => component.vat!))).toBe(tax);
      }),
    );
  });
});
