/** More worked contracts: several recipients, the other kinds, and all terms at once; the arithmetic is by hand. */
import { describe, expect, it } from "vitest";
import { formatDecimal } from "@/lib/money/amount";
import { splitPurchasePrice } from "./purchase-price";
import { exampleContract, examplePrices, exampleRate, exampleSession, half } from "./session-examples";
import { split } from "./split";
import type { Split } from "./split-types";
import { checkWaterfall } from "./waterfall";

const ten = exampleSession({ energy: "10.00" });
const investor = { partnerId: "investor", basisPoints: 2000 };
const purchase = exampleContract<"purchase_price">({ kind: "purchase_price" });
const facilitation = (rest: object) =>
  exampleContract<"payment_facilitation">({ kind: "payment_facilitation", ...rest });
const atRate = (price: string) =>
  ({ source: "charge_point_rate", components: examplePrices({ energy: price }) }) as const;

type Example = {
  name: string;
  because: string;
  result: Split;
  owner: string;
  operator: string;
  /** What further recipients get, in their order. */
  further?: string[];
  flags?: Split["flags"];
};

// Every session is 10.00 without VAT, 12.00 with, 20 kWh, AC, paid ad hoc, unless its row says otherwise.
const examples: Example[] = [
  {
    name: "an investor beside the owner (the example of D10)",
    because: "(10.00 − 20 × 0.20) × 50 % = 3.00, of which 20 % = 0.60",
    result: split(ten, half({ electricity: exampleRate(), recipients: [investor] })),
    owner: "2.4000",
    further: ["0.6000"],
    operator: "7.0000",
  },
  {
    name: "three recipients of one site",
    because: "10.00 × 50 % = 5.00; 30 % and 20 % of that",
    result: split(ten, half({ recipients: [{ partnerId: "landlord", basisPoints: 3000 }, investor] })),
    owner: "2.5000",
    further: ["1.5000", "1.0000"],
    operator: "5.0000",
  },
  {
    name: "an investor is paid before reimbursements and fixed fees",
    because: "(10.00 − 4.00) × 50 % = 3.00; 0.60 to the investor; 2.40 + 4.00 − 0.15 to the owner",
    result: split(
      ten,
      half({
        electricity: exampleRate({ reimbursed: true }),
        sessionFee: { ac: "0.15", dc: "0" },
        recipients: [investor],
      }),
    ),
    owner: "6.2500",
    further: ["0.6000"],
    operator: "3.1500",
  },
  {
    name: "an investor has no part in a loss",
    because: "(10.00 − 20 × 0.60) × 50 % = −1.00, floored",
    result: split(
      ten,
      half({ electricity: { rates: [{ from: "2026-01-01", perKwh: "0.60" }] }, recipients: [investor] }),
    ),
    owner: "0.0000",
    further: ["0.0000"],
    operator: "10.0000",
    flags: ["floored"],
  },
  {
    name: "every deduction and reimbursement in its order",
    because:
      "(12.50 − 2.00 time − 0.50 start − 15.00 × 2 % − 20 × 0.20) × 50 % = 2.85; + 4.00 − 0.15 − 20 × 0.01 − 15.00 × 1 %",
    result: split(
      exampleSession({ energy: "10.00", time: "2.00", session: "0.50" }),
      half({
        components: ["energy", "session"],
        connectionFeeExcluded: true,
        paymentFee: { basisPoints: 200, fixed: "0" },
        electricity: exampleRate({ reimbursed: true }),
        sessionFee: { ac: "0.15", dc: "0" },
        energyFee: { acPerKwh: "0.01", dcPerKwh: "0" },
        handlingFeeBasisPoints: 100,
      }),
    ),
    owner: "6.3500",
    operator: "6.1500",
  },
  {
    name: "a handling fee over two VAT rates",
    because: "15.00 × 50 % − (12.00 + 5.35) × 3 % = 7.50 − 0.5205",
    result: split(
      exampleSession([...examplePrices({ energy: "10.00" }), ...examplePrices({ parking: "5.00" }, 700)]),
      half({ handlingFeeBasisPoints: 300 }),
    ),
    owner: "6.9795",
    operator: "8.0205",
  },
  {
    name: "a credit takes back exactly what its session gave",
    because: "−(10.00 × 50 % − 0.15)",
    result: split(
      exampleSession({ energy: "-10.00" }, { credit: true, energyKwh: "-20" }),
      half({ sessionFee: { ac: "0.15", dc: "0" } }),
    ),
    owner: "-4.8500",
    operator: "-5.1500",
  },
  {
    name: "payment facilitation with a fee per session",
    because: "10.00 − 12.00 × 3 % − 0.10",
    result: split(ten, facilitation({ handlingFeeBasisPoints: 300, sessionFee: { ac: "0.10", dc: "0.25" } })),
    owner: "9.5400",
    operator: "0.4600",
  },
  {
    name: "payment facilitation of a session that does not cover its fee",
    because: "0.05 − 0.10 = −0.05, floored",
    result: split(exampleSession({ energy: "0.05" }), facilitation({ sessionFee: { ac: "0.10", dc: "0.25" } })),
    owner: "0.0000",
    operator: "0.0500",
    flags: ["floored"],
  },
  {
    name: "the purchase cost of the charge point rate",
    because: "6.00 whatever was charged; the operator has 10.00 − 6.00",
    result: splitPurchasePrice(ten, purchase, atRate("6.00"), 1000),
    owner: "6.0000",
    operator: "4.0000",
  },
  {
    name: "the COMMUNITY tariff less its discount",
    because: "8.00 − 8.00 × 10 %",
    result: splitPurchasePrice(
      ten,
      purchase,
      { source: "community_tariff", components: examplePrices({ energy: "8.00" }) },
      1000,
    ),
    owner: "7.2000",
    operator: "2.8000",
  },
  {
    name: "a free session with a purchase price",
    because: "nothing came in, 6.00 is paid all the same",
    result: splitPurchasePrice(exampleSession({}), purchase, atRate("6.00"), 0),
    owner: "6.0000",
    operator: "-6.0000",
    flags: ["operatorNegative"],
  },
];

describe("worked contracts with several recipients and of the other kinds", () => {
  it.each(examples)("[A5, A10, X4] $name: $because", ({ result, owner, operator, further, flags }) => {
    expect(formatDecimal(result.partnerShare)).toBe(owner);
    expect(result.recipients.map((each) => formatDecimal(each.partnerShare))).toEqual(further ?? []);
    expect(formatDecimal(result.operatorTotal)).toBe(operator);
    expect(result.flags).toEqual(flags ?? []);
    expect(checkWaterfall(result.steps)).toBe(result.partnerShare);
  });

  it("[A15] owes electricity tax per kWh where the contract puts it on the partner's side", () => {
    const result = split(ten, half({ taxReimbursement: { perKwh: "0.0205", side: "expense" } }));
    // The share stays 5.00; 20 × 0.0205 = 0.41 is owed.
    expect(formatDecimal(result.partnerShare)).toBe("5.0000");
    expect(result.expenses.map(({ origin, amount }) => [origin, formatDecimal(amount)])).toEqual([
      ["tax_reimbursement", "0.4100"],
    ]);
  });
});
