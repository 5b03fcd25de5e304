import { describe, expect, it } from "vitest";
import { parseDecimalExact } from "@/lib/money/amount";
import { parseTerms, serializeTerms, termsSchema } from "./terms";

const share = { acBasisPoints: 7000, dcBasisPoints: 6000 };

describe("contract terms", () => {
  it("[A5] needs no more than the percentages; everything left out is not agreed", () => {
    const terms = parseTerms({ kind: "revenue_share", share });
    expect(terms).toMatchObject({ basis: "generated", mayBeNegative: false, recipients: [], electricity: null });
    expect(terms.monthly).toEqual({ platformFee: null, chargerFee: null, tiers: null, cap: null, guarantee: null });
  });

  it("[A11, A12, A13] keeps the monthly fees exact", () => {
    const monthly = { platformFee: "49.9", chargerFee: { ac: "10", dc: "25.0001" } };
    const terms = parseTerms({ kind: "revenue_share", share, monthly });
    expect(terms.monthly.platformFee).toBe(parseDecimalExact("49.90"));
    expect(terms.monthly.chargerFee).toEqual({ ac: 100_000n, dc: 250_001n });
    expect(serializeTerms(terms).monthly).toMatchObject({
      platformFee: "49.9000",
      chargerFee: { ac: "10.0000", dc: "25.0001" },
    });
  });

  it("reads what it writes, of every kind", () => {
    const all = [
      { kind: "revenue_share", share, electricity: { rates: [{ from: "2026-01-01", perKwh: "0.182345" }] } },
      { kind: "purchase_price", basis: "collected", discountBasisPoints: 1000 },
      { kind: "payment_facilitation", sessionFee: { ac: "0.10", dc: "0.20" } },
      {
        kind: "revenue_share",
        share,
        monthly: {
          cap: "900",
          guarantee: "100",
          tiers: { measure: "energy", bands: [{ aboveKwh: "1000", extraPerKwh: "0.0125" }] },
        },
      },
    ];
    for (const stored of all) {
      const terms = parseTerms(stored);
      expect(parseTerms(JSON.parse(JSON.stringify(serializeTerms(terms))))).toEqual(terms);
    }
  });

  it.each([
    ["a percentage above 100", { share: { acBasisPoints: 10_001, dcBasisPoints: 0 } }, "share.acBasisPoints"],
    ["a negative fee", { sessionFee: { ac: "-1", dc: "0" } }, "sessionFee.ac"],
    ["no decimal", { monthly: { platformFee: "1,50" } }, "monthly.platformFee"],
    ["more decimals than can be kept", { monthly: { cap: "1.00001" } }, "monthly.cap"],
    ["a guarantee above the cap", { monthly: { cap: "1", guarantee: "2" } }, "monthly.guarantee"],
    ["no component at all", { components: [] }, "components"],
    [
      "a day that does not exist",
      { electricity: { rates: [{ from: "2026-02-30", perKwh: "0" }] } },
      "electricity.rates.0.from",
    ],
    ["a recipient twice", { recipients: [1, 2].map(() => ({ partnerId: "a", basisPoints: 1 })) }, "recipients"],
    [
      "recipients above 100 %",
      { recipients: ["a", "b"].map((partnerId) => ({ partnerId, basisPoints: 6000 })) },
      "recipients",
    ],
  ])("refuses %s and names the field", (_, wrong, path) => {
    const result = termsSchema.safeParse({ kind: "revenue_share", share, ...wrong });
    expect(result.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});
