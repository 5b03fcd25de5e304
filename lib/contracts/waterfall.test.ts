import { describe, expect, it } from "vitest";
import { checkWaterfall, WaterfallBuilder } from "./waterfall";

function example() {
  return new WaterfallBuilder(3)
    .start("driverPaid", 120_000n)
    .minus("vat", 20_000n, {}, null)
    .subtotal("revenue")
    .plus("taxReimbursed", 5_000n, {}, "taxReimbursement")
    .result("partnerGets").steps;
}

describe("waterfall", () => {
  it("[X1] adds up to its result", () => {
    expect(checkWaterfall(example())).toBe(105_000n);
    expect(example().map((step) => step.amount)).toEqual(["12.0000", "-2.0000", "10.0000", "0.5000", "10.5000"]);
  });

  it("[X1] notices every step that is missing, changed or out of place", () => {
    const steps = example();
    for (const missing of [0, 1, 3, 4]) expect(() => checkWaterfall(steps.toSpliced(missing, 1))).toThrow();
    expect(() => checkWaterfall(steps.with(2, { ...steps[2]!, amount: "9.9999" }))).toThrow("revenue states 9.9999");
    expect(() => checkWaterfall([steps[0]!, ...steps])).toThrow("starts again");
    expect(() => checkWaterfall([steps[0]!, steps[4]!, steps[4]!])).toThrow("ends early");
    expect(() => checkWaterfall([])).toThrow("begins with its start");
    expect(() => checkWaterfall(steps.slice(0, -1))).toThrow("ends with its result");
    expect(() => checkWaterfall(steps.with(4, { ...steps[4]!, amount: "10.5001" }))).toThrow("states 10.5001");
  });
});
