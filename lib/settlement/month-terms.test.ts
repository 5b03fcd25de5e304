import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTerms } from "@/lib/contracts/terms";
import { parseDecimalExact, roundHalfUpToMinorUnit } from "@/lib/money/amount";
import { fractionCollected } from "@/lib/records/collected";
import { type MonthOfSessions, monthTerms, monthTermsDifference, payableMonthTerms } from "./month-terms";

const money = parseDecimalExact;
const monthly = (stored: object) => parseTerms({ kind: "payment_facilitation", monthly: stored }).monthly;
const month = (rest: Partial<MonthOfSessions> = {}): MonthOfSessions => ({
  currency: "EUR",
  revenue: money("1500.00"),
  energyKwh: money("3000"),
  share: money("750.00"),
  daysOwned: 30,
  daysInMonth: 30,
  ...rest,
});
const terms = (tier: string, cap: string, guarantee: string) => ({
  tier: money(tier),
  cap: money(cap),
  guarantee: money(guarantee),
});
const bands = [
  { above: "1200", extraBasisPoints: 1000 },
  { above: "1000", extraBasisPoints: 500 },
];

describe("month terms", () => {
  it.each([
    ["nothing agreed", {}, {}, terms("0", "0", "0")],
    // 200.00 × 5 % + 300.00 × 10 %
    ["revenue tiers", { tiers: { measure: "revenue", bands } }, {}, terms("40.00", "0", "0")],
    [
      "below the first tier",
      { tiers: { measure: "revenue", bands } },
      { revenue: money("1000") },
      terms("0", "0", "0"),
    ],
    // (3000 − 2500) kWh × 0.0125
    [
      "energy tiers",
      { tiers: { measure: "energy", bands: [{ aboveKwh: "2500", extraPerKwh: "0.0125" }] } },
      {},
      terms("6.25", "0", "0"),
    ],
    ["a cap that is reached", { cap: "700" }, {}, terms("0", "-50.00", "0")],
    ["a cap that is not", { cap: "750" }, {}, terms("0", "0", "0")],
    // 750.00 + 40.00 − 700.00
    ["a cap after tiers", { tiers: { measure: "revenue", bands }, cap: "700" }, {}, terms("40.00", "-90.00", "0")],
    ["a guarantee that is missed", { guarantee: "800" }, {}, terms("0", "0", "50.00")],
    ["a guarantee that is met", { guarantee: "750" }, {}, terms("0", "0", "0")],
    // 1000.00 × 25 ÷ 30 = 833.3333 → 833.33; less 750.00
    ["a guarantee in a part month", { guarantee: "1000" }, { daysOwned: 25 }, terms("0", "0", "83.33")],
    ["a guarantee of a month not owned", { guarantee: "1000" }, { daysOwned: 0, share: 0n }, terms("0", "0", "0")],
  ])("[X4] %s", (_, stored, changed, expected) => {
    expect(monthTerms(monthly(stored), month(changed))).toEqual(expected);
  });

  it("[X4] books only the difference when a late record changes its origin month", () => {
    const agreed = monthly({ guarantee: "800" });
    const booked = monthTerms(agreed, month());
    const now = monthTerms(agreed, month({ share: money("770.00") }));
    // The guarantee falls from 50.00 to 30.00.
    expect(monthTermsDifference(now, booked)).toEqual(terms("0", "0", "-20.00"));
  });

  it("[A19, X4] pays tier and cap as far as the share is collected, the guarantee at once", () => {
    const collected = fractionCollected(money("250.00"), money("750.00"));
    // 40.00 ÷ 3 and −90.00 ÷ 3
    expect(payableMonthTerms(terms("40.00", "-90.00", "50.00"), collected)).toEqual(terms("13.3333", "-30", "50.00"));
  });

  it("[X4] keeps the share between guarantee and cap, in whole minor units", () => {
    const cents = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) }).map((each) => each * 100n);
    const arbitrary = fc.record({
      share: cents(200_000),
      cap: fc.bigInt({ min: 0n, max: 9_000_000n }),
      extra: fc.nat(9_000),
    });
    fc.assert(
      fc.property(arbitrary, ({ share, cap, extra }) => {
        const tiers = { measure: "revenue" as const, bands: [{ above: 70_001n, extraBasisPoints: extra }] };
        const agreed = { ...monthly({}), tiers, cap, guarantee: cap / 2n };
        const { tier, cap: taken, guarantee } = monthTerms(agreed, month({ share }));
        const settled = share + tier + taken + guarantee;
        expect(settled <= roundHalfUpToMinorUnit(cap, "EUR")).toBe(true);
        expect(settled >= roundHalfUpToMinorUnit(cap / 2n, "EUR")).toBe(true);
        for (const each of [tier, taken, guarantee]) expect(roundHalfUpToMinorUnit(each, "EUR")).toBe(each);
      }),
    );
  });
});
