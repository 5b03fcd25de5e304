import { describe, expect, it } from "vitest";
import { formatDecimal } from "@/lib/money/amount";
import { exampleContract, examplePrices, exampleRate, exampleSession, half } from "./session-examples";
import { split } from "./split";
import type { Split, SplitSession } from "./split-types";
import { checkWaterfall } from "./waterfall";

const ten = exampleSession({ energy: "10.00" });

type Example = {
  name: string;
  contract: Parameters<typeof split>[1];
  session: SplitSession;
  /** The arithmetic, by hand. */
  because: string;
  partner: string;
  operator: string;
  flags?: Split["flags"];
};

// Every session is 10.00 without VAT, 12.00 with, 20 kWh, AC, paid ad hoc, unless its row says otherwise.
const examples: Example[] = [
  {
    name: "a percentage of the revenue without tax",
    contract: half({ share: { acBasisPoints: 7000, dcBasisPoints: 6000 } }),
    session: ten,
    because: "10.00 × 70 %",
    partner: "7.0000",
    operator: "3.0000",
  },
  {
    name: "another percentage on DC",
    contract: half({ share: { acBasisPoints: 7000, dcBasisPoints: 6000 } }),
    session: exampleSession({ energy: "10.00" }, { powerType: "DC" }),
    because: "10.00 × 60 %",
    partner: "6.0000",
    operator: "4.0000",
  },
  {
    name: "a percentage that does not come out even",
    contract: half({ share: { acBasisPoints: 3333, dcBasisPoints: 0 } }),
    session: exampleSession({ energy: "0.9999" }),
    because: "0.9999 × 33.33 % = 0.33326667, half-up to four decimals; the operator has the rest",
    partner: "0.3333",
    operator: "0.6666",
  },
  {
    name: "nothing",
    contract: half({ share: { acBasisPoints: 0, dcBasisPoints: 10_000 } }),
    session: ten,
    because: "10.00 × 0 %",
    partner: "0.0000",
    operator: "10.0000",
  },
  {
    name: "everything",
    contract: half({ share: { acBasisPoints: 10_000, dcBasisPoints: 0 } }),
    session: ten,
    because: "10.00 × 100 %",
    partner: "10.0000",
    operator: "0.0000",
  },
  {
    name: "energy only",
    contract: half({ components: ["energy"] }),
    session: exampleSession({ energy: "8.00", time: "2.00" }),
    because: "8.00 × 50 %; the 2.00 for time stay with the operator",
    partner: "4.0000",
    operator: "6.0000",
  },
  {
    name: "without the connection fee",
    contract: half({ connectionFeeExcluded: true }),
    session: exampleSession({ energy: "9.50", session: "0.50" }),
    because: "(10.00 − 0.50) × 50 %",
    partner: "4.7500",
    operator: "5.2500",
  },
  {
    name: "parking shared apart",
    contract: half({ parkingShareBasisPoints: 8000, electricity: exampleRate() }),
    session: exampleSession({ energy: "10.00", parking: "5.00" }),
    because: "(10.00 − 20 × 0.20) × 50 % + 5.00 × 80 % = 3.00 + 4.00",
    partner: "7.0000",
    operator: "8.0000",
  },
  {
    name: "payment fee deducted",
    contract: half({ paymentFee: { basisPoints: 140, fixed: "0.10" } }),
    session: ten,
    because: "12.00 × 1.4 % + 0.10 = 0.268; (10.00 − 0.268) × 50 %",
    partner: "4.8660",
    operator: "5.1340",
  },
  {
    name: "payment fee when our own driver pays",
    contract: half({ paymentFee: { basisPoints: 140, fixed: "0.10" } }),
    session: exampleSession({ energy: "10.00" }, { payer: "own_driver" }),
    because: "12.00 × 1.4 % + 0.10 = 0.268; (10.00 − 0.268) × 50 %",
    partner: "4.8660",
    operator: "5.1340",
  },
  {
    name: "no payment fee on roaming",
    contract: half({ paymentFee: { basisPoints: 140, fixed: "0.10" } }),
    session: exampleSession({ energy: "10.00" }, { payer: "roaming" }),
    because: "10.00 × 50 %",
    partner: "5.0000",
    operator: "5.0000",
  },
  {
    name: "roaming fee deducted",
    contract: half({ roamingFee: { basisPoints: 500, fixed: "0.20" } }),
    session: exampleSession({ energy: "10.00" }, { payer: "roaming" }),
    because: "10.00 × 5 % + 0.20 = 0.70; (10.00 − 0.70) × 50 %",
    partner: "4.6500",
    operator: "5.3500",
  },
  {
    name: "electricity deducted",
    contract: half({ electricity: exampleRate() }),
    session: ten,
    because: "20 × 0.20 = 4.00; (10.00 − 4.00) × 50 %",
    partner: "3.0000",
    operator: "7.0000",
  },
  {
    name: "electricity reimbursed",
    contract: half({ electricity: exampleRate({ deducted: false, reimbursed: true }) }),
    session: ten,
    because: "10.00 × 50 % + 4.00",
    partner: "9.0000",
    operator: "1.0000",
  },
  {
    name: "electricity deducted and reimbursed",
    contract: half({ electricity: exampleRate({ reimbursed: true }) }),
    session: ten,
    because: "(10.00 − 4.00) × 50 % + 4.00",
    partner: "7.0000",
    operator: "3.0000",
  },
  {
    name: "the electricity rate of the day on which the session ended",
    contract: half({
      electricity: {
        rates: [
          { from: "2026-10-15", perKwh: "0.25" },
          { from: "2026-01-01", perKwh: "0.20" },
          { from: "2026-10-16", perKwh: "0.30" },
        ],
      },
    }),
    session: ten,
    because: "20 × 0.25 = 5.00; (10.00 − 5.00) × 50 %",
    partner: "2.5000",
    operator: "7.5000",
  },
  {
    name: "no electricity rate yet",
    contract: half({ electricity: { rates: [{ from: "2027-01-01", perKwh: "0.20" }] } }),
    session: ten,
    because: "the cost counts as 0 and the record says so",
    partner: "5.0000",
    operator: "5.0000",
    flags: ["electricityRateMissing"],
  },
  {
    name: "fee per session",
    contract: half({ sessionFee: { ac: "0.15", dc: "0.25" } }),
    session: exampleSession({ energy: "10.00" }, { powerType: "DC" }),
    because: "10.00 × 50 % − 0.25",
    partner: "4.7500",
    operator: "5.2500",
  },
  {
    name: "fee per kWh",
    contract: half({ energyFee: { acPerKwh: "0.0205", dcPerKwh: "0.03" } }),
    session: ten,
    because: "10.00 × 50 % − 20 × 0.0205 = 5.00 − 0.41",
    partner: "4.5900",
    operator: "5.4100",
  },
  {
    name: "fee per kWh on DC",
    contract: half({ energyFee: { acPerKwh: "0.0205", dcPerKwh: "0.03" } }),
    session: exampleSession({ energy: "10.00" }, { powerType: "DC" }),
    because: "10.00 × 50 % − 20 × 0.03 = 5.00 − 0.60",
    partner: "4.4000",
    operator: "5.6000",
  },
  {
    name: "handling fee on what the driver paid",
    contract: half({ handlingFeeBasisPoints: 300 }),
    session: ten,
    because: "10.00 × 50 % − 12.00 × 3 % = 5.00 − 0.36",
    partner: "4.6400",
    operator: "5.3600",
  },
  {
    name: "handling fee when VAT is not known",
    contract: half({ handlingFeeBasisPoints: 300 }),
    session: exampleSession(examplePrices({ energy: "10.00" }, null)),
    because: "10.00 × 50 % − 10.00 × 3 %",
    partner: "4.7000",
    operator: "5.3000",
    flags: ["vatUnknown"],
  },
  {
    name: "a share below zero",
    contract: half({ sessionFee: { ac: "0.25", dc: "0" } }),
    session: exampleSession({ energy: "0.20" }),
    because: "0.20 × 50 % − 0.25 = −0.15, floored",
    partner: "0.0000",
    operator: "0.2000",
    flags: ["floored"],
  },
  {
    name: "a share that may be negative",
    contract: half({ sessionFee: { ac: "0.25", dc: "0" }, mayBeNegative: true }),
    session: exampleSession({ energy: "0.20" }),
    because: "0.20 × 50 % − 0.25",
    partner: "-0.1500",
    operator: "0.3500",
  },
  {
    name: "a free session with its electricity reimbursed",
    contract: half({ electricity: exampleRate({ reimbursed: true }) }),
    session: exampleSession({}),
    because: "(0 − 4.00) × 50 % + 4.00: the operator pays",
    partner: "2.0000",
    operator: "-2.0000",
    flags: ["operatorNegative"],
  },
  {
    name: "electricity tax paid back to the partner",
    contract: half({ taxReimbursement: { perKwh: "0.0205", side: "revenue" } }),
    session: ten,
    because: "10.00 × 50 % + 20 × 0.0205",
    partner: "5.4100",
    operator: "4.5900",
  },
  {
    name: "payment facilitation",
    contract: exampleContract<"payment_facilitation">({ kind: "payment_facilitation", handlingFeeBasisPoints: 300 }),
    session: ten,
    because: "10.00 − 12.00 × 3 %",
    partner: "9.6400",
    operator: "0.3600",
  },
  {
    name: "own use that goes free",
    contract: half({ ownUseFree: true }),
    session: exampleSession({ energy: "10.00" }, { ownUse: true }),
    because: "nothing is charged, nothing shared",
    partner: "0.0000",
    operator: "0.0000",
    flags: ["ownUseFree"],
  },
];

describe("worked contracts", () => {
  it.each(examples)("[A5, A9, A10] $name: $because", ({ contract, session, partner, operator, flags }) => {
    const result = split(session, contract);
    expect(formatDecimal(result.partnerShare)).toBe(partner);
    expect(formatDecimal(result.operatorTotal)).toBe(operator);
    expect(result.flags).toEqual(flags ?? []);
    expect(checkWaterfall(result.steps)).toBe(result.partnerShare);
  });
});
