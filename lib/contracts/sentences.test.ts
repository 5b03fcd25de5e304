import { describe, expect, it } from "vitest";
import { SENTENCE_KEYS, sentencesOf } from "./sentences";
import { parseTerms } from "./terms";

const share = { acBasisPoints: 7000, dcBasisPoints: 7000 };

describe("sentences of a contract", () => {
  it("[A5] says a simple contract in two", () => {
    expect(sentencesOf(parseTerms({ kind: "revenue_share", share }))).toEqual([
      { key: "share", params: { basisPoints: 7000 } },
      { key: "basisGenerated", params: {} },
    ]);
  });

  it("[A11, A12, A13] names each monthly fee", () => {
    const monthly = { platformFee: "49.90", chargerFee: { ac: "10", dc: "25" } };
    const terms = parseTerms({
      kind: "payment_facilitation",
      basis: "collected",
      handlingFeeBasisPoints: 300,
      monthly,
    });
    expect(sentencesOf(terms)).toEqual([
      { key: "wholeRevenue", params: {} },
      { key: "handlingFee", params: { basisPoints: 300 } },
      { key: "basisCollected", params: {} },
      { key: "platformFee", params: { amount: "49.9000" } },
      { key: "acChargerFee", params: { amount: "10.0000" } },
      { key: "dcChargerFee", params: { amount: "25.0000" } },
    ]);
  });

  it("[X4] leaves no term unsaid, and says them in the order in which they act", () => {
    const everything = {
      kind: "revenue_share",
      share: { acBasisPoints: 7000, dcBasisPoints: 6000 },
      components: ["parking", "energy"],
      connectionFeeExcluded: true,
      parkingShareBasisPoints: 5000,
      paymentFee: { basisPoints: 140 },
      roamingFee: { fixed: "0.35" },
      electricity: { rates: [{ from: "2026-01-01", perKwh: "0.182" }], reimbursed: true },
      taxReimbursement: { perKwh: "0.0205", side: "revenue" },
      sessionFee: { ac: "0.10", dc: "0.25" },
      energyFee: { acPerKwh: "0.01", dcPerKwh: "0.02" },
      handlingFeeBasisPoints: 100,
      recipients: [{ partnerId: "investor", basisPoints: 2000 }],
      mayBeNegative: true,
      ownUseFree: true,
      monthly: {
        cap: "900",
        guarantee: "100",
        tiers: { measure: "revenue", bands: [{ above: "1000", extraBasisPoints: 500 }] },
      },
    };
    const sentences = sentencesOf(parseTerms(everything));
    const notHere = ["share", "taxReimbursedByPartner", "purchasePrice", "discount", "wholeRevenue", "basisCollected"];
    const otherMonth = ["platformFee", "acChargerFee", "dcChargerFee", "energyTier"];
    const expected = SENTENCE_KEYS.filter((key) => ![...notHere, ...otherMonth].includes(key));
    expect(sentences.map((each) => each.key)).toEqual(expected);
    expect(sentences.find((each) => each.key === "components")?.params).toEqual({ components: ["energy", "parking"] });
    const discount = sentencesOf(parseTerms({ kind: "purchase_price", discountBasisPoints: 1000 }));
    expect(discount.map((each) => each.key)).toEqual(["purchasePrice", "discount", "basisGenerated"]);
  });
});
