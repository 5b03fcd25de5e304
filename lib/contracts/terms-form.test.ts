import { describe, expect, it } from "vitest";
import { parseTerms, type StoredTerms } from "./terms";
import { formOf, termsForm, termsOf } from "./terms-form";

const full: StoredTerms = {
  kind: "revenue_share",
  basis: "collected",
  ownUseFree: true,
  mayBeNegative: true,
  share: { acBasisPoints: 7000, dcBasisPoints: 6550 },
  components: ["energy", "time"],
  connectionFeeExcluded: true,
  parkingShareBasisPoints: 5000,
  paymentFee: { basisPoints: 150, fixed: "0.1000" },
  roamingFee: { basisPoints: 0, fixed: "0.35" },
  electricity: {
    rates: [
      { from: "2026-01-01", perKwh: "0.18" },
      { from: "2026-07-01", perKwh: "0.215432" },
    ],
    deducted: true,
    reimbursed: true,
  },
  taxReimbursement: { perKwh: "0.0205", side: "expense" },
  sessionFee: { ac: "0.10", dc: "0.25" },
  energyFee: { acPerKwh: "0.01", dcPerKwh: "0.015" },
  handlingFeeBasisPoints: 250,
  recipients: [{ partnerId: "investor", basisPoints: 2000 }],
  monthly: {
    platformFee: "49.90",
    chargerFee: { ac: "5", dc: "12.5" },
    tiers: { measure: "revenue", bands: [{ above: "1000", extraBasisPoints: 500 }] },
    cap: "5000",
    guarantee: "100",
  },
};

describe("contract terms in a form", () => {
  it("[A5] gives back the terms it was filled with, also those it does not show", () => {
    const terms = parseTerms(full);
    const read = termsForm.parse(formOf(terms));
    expect(parseTerms(termsOf(read, terms))).toEqual(terms);
  });

  it("gives back a purchase price and a payment facilitation", () => {
    for (const stored of [
      { kind: "purchase_price", discountBasisPoints: 1000 },
      { kind: "payment_facilitation", handlingFeeBasisPoints: 300, sessionFee: { ac: "0.05", dc: "0.05" } },
    ] as StoredTerms[]) {
      const terms = parseTerms(stored);
      expect(parseTerms(termsOf(termsForm.parse(formOf(terms)), terms))).toEqual(terms);
    }
  });

  it("reads what people write: decimal comma, percent sign", () => {
    const form = termsForm.parse({ ...formOf(parseTerms(full)), acPercent: "72,5 %", platformFee: "49,90" });
    const terms = parseTerms(termsOf(form, null));
    expect(terms).toMatchObject({ share: { acBasisPoints: 7250 }, monthly: { platformFee: 499_000n } });
  });

  it("refuses more than 100 %, an amount that is none, and a share that is missing", () => {
    const given = { ...formOf(parseTerms(full)), acPercent: "100.01", dcPercent: "", cap: "much" };
    const { error } = termsForm.safeParse(given);
    expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ["cap", "contracts.amount"],
      ["acPercent", "contracts.percent"],
    ]);
    const missing = termsForm.safeParse({ ...formOf(parseTerms(full)), dcPercent: "" });
    expect(missing.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ["dcPercent", "common.required"],
    ]);
  });
});
