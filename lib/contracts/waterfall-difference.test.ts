import { describe, expect, it } from "vitest";
import { formatDecimal } from "@/lib/money/amount";
import { checkWaterfall, WaterfallBuilder, type WaterfallStep } from "./waterfall";
import { waterfallDifference } from "./waterfall-difference";

/** 25 or 30 kWh at 0.40, electricity at 0.10 first, then a percentage, then a fixed fee. */
function waterfall(kwh: bigint, basisPoints: number, parking = 0n): WaterfallStep[] {
  const [net, electricity] = [kwh * 4_000n, kwh * 1_000n];
  const steps = new WaterfallBuilder(basisPoints === 7000 ? 1 : 2).start("driverPaid", (net * 12n) / 10n);
  steps.minus("vat", (net * 2n) / 10n, { vatBasisPoints: 2000 }, null).subtotal("revenue");
  if (parking > 0n) steps.minus("excludedComponent", parking, { component: "parking" }, "components");
  steps.minus("electricity", electricity, { energyKwh: `${kwh}.0000`, ratePerKwh: "0.1000" }, "electricity");
  steps.subtotal("shareable");
  const operator = (steps.running * BigInt(10_000 - basisPoints)) / 10_000n;
  steps.minus("operatorPercentage", operator, { basisPoints: 10_000 - basisPoints, powerType: "AC" }, "share");
  return steps.plus("sessionFee", 3_500n, { powerType: "AC" }, "perSession").result("partnerGets").steps;
}
const told = (steps: readonly WaterfallStep[]) => steps.map((step) => `${step.key} ${step.amount}`);

describe("the waterfall of a difference", () => {
  it("says what each step takes more, and leaves out what stays", () => {
    const steps = waterfallDifference(waterfall(30n, 7000), [waterfall(25n, 7000)]);
    // 5 kWh: 2.40 gross, 0.40 VAT, 2.00 net, 0.50 electricity, 1.50 shareable, 30 % = 0.45
    expect(told(steps)).toEqual([
      "driverPaid 2.4000",
      "vat -0.4000",
      "revenue 2.0000",
      "electricity -0.5000",
      "shareable 1.5000",
      "operatorPercentage -0.4500",
      "partnerGets 1.0500",
    ]);
    expect(steps[3]!.params.energyKwh).toBe("5.0000");
    expect(formatDecimal(checkWaterfall(steps))).toBe("1.0500");
  });

  it("tells a changed contract by the terms that hold now", () => {
    const steps = waterfallDifference(waterfall(25n, 8000), [waterfall(25n, 7000)]);
    // shareable 7.50: 30 % = 2.25 was taken, 20 % = 1.50 is
    expect(told(steps)).toEqual([
      "driverPaid 0.0000",
      "revenue 0.0000",
      "shareable 0.0000",
      "operatorPercentage 0.7500",
      "partnerGets 0.7500",
    ]);
    expect(steps[3]).toMatchObject({ rule: { contractVersion: 2 }, params: { basisPoints: 2000 } });
    checkWaterfall(steps);
  });

  it("puts a step that is gone where it stood, and takes everything back without an after", () => {
    const before = waterfall(25n, 7000, 5_000n);
    const gone = waterfallDifference(waterfall(25n, 7000), [before]);
    expect(told(gone)).toContain("excludedComponent 0.5000");
    expect(gone.findIndex((step) => step.key === "excludedComponent")).toBe(2);
    checkWaterfall(gone);
    const back = waterfallDifference(null, [before, waterfallDifference(waterfall(30n, 7000), [before])]);
    expect(formatDecimal(checkWaterfall(back))).toBe(`-${waterfall(30n, 7000).at(-1)!.amount}`);
  });
});
