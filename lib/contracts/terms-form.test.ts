import { describe, expect, it } from "vitest";
import { parseTerms, type StoredTerms } from "./terms";
import { termsForm, termsOf } from "./terms-form";
import { EMPTY_TERMS, formOf } from "./terms-form-values";

const INVESTOR = "01980000-0000-7000-8000-000000000001";
const LANDLORD = "01980000-0000-7000-8000-000000000002";

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
  recipients: [
    { partnerId: INVESTOR, basisPoints: 2000 },
    { partnerId: LANDLORD, basisPoints: 1050 },
  ],
  monthly: {
    platformFee: "49.90",
    chargerFee: { ac: "5", dc: "12.5" },
    tiers: {
      measure: "revenue",
      bands: [
        { above: "1000", extraBasisPoints: 500 },
        { above: "5000", extraBasisPoints: -250 },
      ],
    },
    cap: "5000",
    guarantee: "100",
  },
};

describe("contract terms in a form", () => {
  it("[A5] [X4] gives back every term it was filled with", () => {
    const terms = parseTerms(full);
    const read = termsForm.parse(formOf(terms));
    expect(parseTerms(termsOf(read))).toEqual(terms);
  });

  it("gives back a purchase price and a payment facilitation", () => {
    for (const stored of [
      { kind: "purchase_price", discountBasisPoints: 1000 },
      {
        kind: "purchase_price",
        monthly: { tiers: { measure: "energy", bands: [{ aboveKwh: "1000", extraPerKwh: "0.0125" }] } },
      },
      { kind: "payment_facilitation", handlingFeeBasisPoints: 300, sessionFee: { ac: "0.05", dc: "0.05" } },
    ] as StoredTerms[]) {
      const terms = parseTerms(stored);
      expect(parseTerms(termsOf(termsForm.parse(formOf(terms))))).toEqual(terms);
    }
  });

  it("reads what people write: decimal comma, percent sign", () => {
    const form = termsForm.parse({ ...formOf(parseTerms(full)), acPercent: "72,5 %", platformFee: "49,90" });
    const terms = parseTerms(termsOf(form));
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

  it.each([
    ["a guarantee above the cap", { cap: "100", guarantee: "100,01" }, "guarantee", "contracts.guaranteeAboveCap"],
    ["no component", { components: [] }, "components", "contracts.noComponent"],
    ["a rate without its day", { rates: [{ from: "", perKwh: "0,2" }] }, "rates.0.from", "common.required"],
    [
      "two rates of one day",
      { rates: ["0.1", "0.2"].map((perKwh) => ({ from: "2026-01-01", perKwh })) },
      "rates.1.from",
      "contracts.rateTwice",
    ],
    [
      "electricity that does nothing",
      { rates: [{ from: "2026-01-01", perKwh: "0.2" }], electricityDeducted: false },
      "electricityDeducted",
      "contracts.electricityIdle",
    ],
    [
      "a recipient twice",
      { recipients: ["10", "20"].map((percent) => ({ partnerId: INVESTOR, percent })) },
      "recipients.1.partnerId",
      "contracts.recipientTwice",
    ],
    [
      "recipients of more than everything",
      { recipients: [INVESTOR, LANDLORD].map((partnerId) => ({ partnerId, percent: "60" })) },
      "recipients.0.percent",
      "contracts.recipientsAboveAll",
    ],
    [
      "a band without its percentage points",
      { revenueBands: [{ above: "1000", extra: "" }] },
      "revenueBands.0.extra",
      "common.required",
    ],
  ])("refuses %s and names the field that mends it", (_, fields, path, code) => {
    const { error } = termsForm.safeParse({ ...EMPTY_TERMS, acPercent: "50", dcPercent: "50", ...fields });
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([[path, code]]);
  });

  it("takes empty rows for nothing", () => {
    const rows = { rates: [{ from: "", perKwh: "" }], revenueBands: [{ above: "", extra: "" }], recipients: [{}] };
    const form = termsForm.parse({ ...EMPTY_TERMS, acPercent: "50", dcPercent: "50", ...rows });
    expect(parseTerms(termsOf(form))).toMatchObject({ electricity: null, recipients: [], monthly: { tiers: null } });
  });
});
