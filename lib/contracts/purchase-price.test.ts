import { describe, expect, it } from "vitest";
import { formatDecimal, sum } from "@/lib/money/amount";
import { splitPurchasePrice } from "./purchase-price";
import { exampleContract, examplePrices, exampleSession } from "./session-examples";
import { checkWaterfall } from "./waterfall";

const contract = exampleContract<"purchase_price">({ kind: "purchase_price" });
const session = exampleSession({ energy: "10.00" });
const rate = examplePrices({ energy: "6.00", session: "0.50" });
const community = examplePrices({ energy: "8.00" });

describe("a split by purchase price", () => {
  it("[B25] pays the purchase cost; the rest is the operator's", () => {
    const result = splitPurchasePrice(session, contract, { source: "charge_point_rate", components: rate }, 1000);
    // 6.00 + 0.50; 10.00 − 6.50; the discount never touches a rate.
    expect([result.partnerShare, result.operatorShare].map((each) => formatDecimal(each))).toEqual([
      "6.5000",
      "3.5000",
    ]);
    expect(result.components.map((line) => [line.component, line.revenue, line.partnerShare])).toEqual([
      ["energy", 100_000n, 60_000n],
      ["session", 0n, 5_000n],
    ]);
    expect(checkWaterfall(result.steps)).toBe(65_000n);
  });

  it("[B19, B20] takes the discount off the COMMUNITY price: 10 % pays 90 %", () => {
    const cost = { source: "community_tariff", components: community } as const;
    const result = splitPurchasePrice(session, contract, cost, 1000);
    // 8.00 − 8.00 × 10 %
    expect(formatDecimal(result.partnerShare)).toBe("7.2000");
    expect(result.steps.map((step) => [step.key, step.amount])).toEqual([
      ["driverPaid", "12.0000"],
      ["vat", "-2.0000"],
      ["revenue", "10.0000"],
      ["operatorKeeps", "-2.0000"],
      ["purchasePrice", "8.0000"],
      ["discount", "-0.8000"],
      ["partnerGets", "7.2000"],
    ]);
  });

  it("[X6] divides a credit into minus its original, and the operator may lose", () => {
    const cost = { source: "community_tariff", components: examplePrices({ energy: "8.01", time: "0.33" }) } as const;
    const free = splitPurchasePrice(exampleSession({}), contract, cost, 333);
    expect(free.flags).toEqual(["operatorNegative"]);
    const minus = { ...cost, components: examplePrices({ energy: "-8.01", time: "-0.33" }) };
    const credit = splitPurchasePrice(exampleSession({}, { credit: true, energyKwh: "-20" }), contract, minus, 333);
    expect(credit.partnerShare).toBe(-free.partnerShare);
    expect(credit.operatorShare).toBe(-free.operatorShare);
    expect(sum(credit.components.map((line) => line.partnerShare))).toBe(credit.partnerShare);
  });
});
