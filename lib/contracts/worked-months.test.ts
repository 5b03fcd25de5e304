/** Worked contracts of a whole month: sessions, month terms, fees and basis; the arithmetic is by hand. */
import { describe, expect, it } from "vitest";
import { type Amount, formatDecimal, parseDecimalExact, roundHalfUpToMinorUnit, sum } from "@/lib/money/amount";
import { fractionCollected } from "@/lib/records/collected";
import { settleContractMonth } from "@/lib/settlement/contract-month";
import { monthlyFees, type OwnedCharger } from "@/lib/settlement/fees";
import { exampleSession, half } from "./session-examples";
import { split } from "./split";

const money = parseDecimalExact;
const OCTOBER = "2026-10";
const always = [{ from: "2020-01-01", until: null }];
const charger = (evseId: string, connectors: OwnedCharger["connectors"], owned: OwnedCharger["owned"] = always) => ({
  evseId,
  connectors,
  owned,
});
/** So many sessions of 10.00 without VAT and 20 kWh. */
const sessions = (count: number) => Array.from({ length: count }, () => exampleSession({ energy: "10.00" }));
const bands = [
  { above: "100", extraBasisPoints: 500 },
  { above: "200", extraBasisPoints: 1000 },
];
const byKwh = { measure: "energy" as const, bands: [{ aboveKwh: "300", extraPerKwh: "0.0125" }] };

type Example = {
  name: string;
  because: string;
  terms: Parameters<typeof half>[0];
  sessions: ReturnType<typeof sessions>;
  chargers?: OwnedCharger[];
  /** Of 31, with any charger owned. */
  daysOwned?: number;
  /** What came in for the sessions, of what is due: 12.00 each. */
  collected?: string;
  /** What the month makes payable, month terms included. */
  gets: string;
  /** Monthly fees. */
  owes?: string;
};

// Half of the revenue is the partner's.
const examples: Example[] = [
  {
    name: "basis generated",
    because: "3 × 5.00, though nothing is collected",
    terms: {},
    sessions: sessions(3),
    collected: "0",
    gets: "15.00",
  },
  {
    name: "basis collected",
    because: "3 × 5.00 × 18.00 ÷ 36.00",
    terms: { basis: "collected" },
    sessions: sessions(3),
    collected: "18",
    gets: "7.50",
  },
  {
    name: "a platform fee",
    because: "49.00 beside the share",
    terms: { monthly: { platformFee: "49" } },
    sessions: sessions(3),
    gets: "15.00",
    owes: "49.00",
  },
  {
    name: "a platform fee in a month without a charger",
    because: "49.00 for every contract month",
    terms: { monthly: { platformFee: "49" } },
    sessions: [],
    daysOwned: 0,
    gets: "0.00",
    owes: "49.00",
  },
  {
    name: "fees per AC and per DC charger",
    because: "2 × 9.00 + 3 × 25.00",
    terms: { monthly: { chargerFee: { ac: "9", dc: "25" } } },
    sessions: [],
    chargers: [
      charger("1", ["AC"]),
      charger("2", ["AC", "AC"]),
      charger("3", ["DC"]),
      charger("4", ["AC", "DC"]),
      charger("5", ["DC"]),
    ],
    gets: "0.00",
    owes: "93.00",
  },
  {
    name: "a charger that came on the 21st",
    because: "31.00 × 11 ÷ 31",
    terms: { monthly: { chargerFee: { ac: "31", dc: "0" } } },
    sessions: [],
    chargers: [charger("1", ["AC"], [{ from: "2026-10-21", until: null }])],
    gets: "0.00",
    owes: "11.00",
  },
  {
    name: "tiers on revenue, marginal",
    because: "250.00 × 50 % + 100.00 × 5 % + 50.00 × 10 %",
    terms: { monthly: { tiers: { measure: "revenue", bands } } },
    sessions: sessions(25),
    gets: "135.00",
  },
  {
    name: "tiers on revenue that are not reached",
    because: "100.00 × 50 %; nothing lies above 100.00",
    terms: { monthly: { tiers: { measure: "revenue", bands } } },
    sessions: sessions(10),
    gets: "50.00",
  },
  {
    name: "a tier that gives less above its threshold",
    because: "250.00 × 50 % − 150.00 × 10 %",
    terms: { monthly: { tiers: { measure: "revenue", bands: [{ above: "100", extraBasisPoints: -1000 }] } } },
    sessions: sessions(25),
    gets: "110.00",
  },
  {
    name: "tiers on kWh",
    because: "250.00 × 50 % + (500 − 300) × 0.0125",
    terms: { monthly: { tiers: byKwh } },
    sessions: sessions(25),
    gets: "127.50",
  },
  {
    name: "a cap",
    because: "125.00 generated, 100.00 at most",
    terms: { monthly: { cap: "100" } },
    sessions: sessions(25),
    gets: "100.00",
  },
  {
    name: "a cap that is not reached",
    because: "250.00 × 50 %",
    terms: { monthly: { cap: "125" } },
    sessions: sessions(25),
    gets: "125.00",
  },
  {
    name: "a cap over tiers",
    because: "125.00 + 10.00, 130.00 at most",
    terms: { monthly: { tiers: { measure: "revenue", bands }, cap: "130" } },
    sessions: sessions(25),
    gets: "130.00",
  },
  {
    name: "a minimum guarantee",
    because: "15.00 generated, 200.00 at least",
    terms: { monthly: { guarantee: "200" } },
    sessions: sessions(3),
    gets: "200.00",
  },
  {
    name: "a minimum guarantee that is met",
    because: "250.00 × 50 %",
    terms: { monthly: { guarantee: "100" } },
    sessions: sessions(25),
    gets: "125.00",
  },
  {
    name: "a minimum guarantee in a part month",
    because: "200.00 × 12 ÷ 31 = 77.4193… = 77.42",
    terms: { monthly: { guarantee: "200" } },
    sessions: sessions(3),
    daysOwned: 12,
    gets: "77.42",
  },
  {
    name: "a minimum guarantee on basis collected",
    because: "15.00 × 18.00 ÷ 36.00 + (200.00 − 15.00) at once",
    terms: { basis: "collected", monthly: { guarantee: "200" } },
    sessions: sessions(3),
    collected: "18",
    gets: "192.50",
  },
  {
    name: "tiers on basis collected",
    because: "(125.00 + 10.00) × 75.00 ÷ 300.00",
    terms: { basis: "collected", monthly: { tiers: { measure: "revenue", bands } } },
    sessions: sessions(25),
    collected: "75",
    gets: "33.75",
  },
  {
    name: "a cap over an owner's remaining share",
    because: "125.00 less 20 % for the investor = 100.00, 90.00 at most",
    terms: { recipients: [{ partnerId: "investor", basisPoints: 2000 }], monthly: { cap: "90" } },
    sessions: sessions(25),
    gets: "90.00",
  },
  {
    name: "a month of whole cents over sessions of fractions",
    because: "0.9999 × 50 % = 0.5000 half-up, three times 1.50; the guarantee adds 0.50",
    terms: { monthly: { guarantee: "2" } },
    sessions: [1, 2, 3].map(() => exampleSession({ energy: "0.9999" })),
    gets: "2.00",
  },
];

/** What the month makes payable: the sessions' line and the month terms, as a report does it. */
function payableOf(example: Example): Amount {
  const contract = half(example.terms);
  const shares = example.sessions.map((each) => split(each, contract));
  const generated = sum(shares.map((each) => each.partnerShare));
  const due = sum(shares.map((each) => each.gross));
  const collected = fractionCollected(money(example.collected ?? formatDecimal(due)), due);
  const terms = settleContractMonth({
    contractId: "contract",
    contract: "Contract",
    contractVersion: { id: "version", number: 1 },
    originMonth: OCTOBER,
    basis: contract.terms.basis,
    monthly: contract.terms.monthly,
    month: {
      currency: "EUR",
      revenue: sum(shares.map((each) => each.revenue)),
      energyKwh: sum(example.sessions.map((each) => each.energyKwh)),
      share: roundHalfUpToMinorUnit(generated, "EUR"),
      daysOwned: example.daysOwned ?? 31,
      daysInMonth: 31,
    },
    booked: new Map(),
    paid: new Map(),
    collected,
  });
  const byCollection = contract.terms.basis === "collected";
  const ofSessions = byCollection ? (generated * collected.numerator) / collected.denominator : generated;
  const ofTerms = sum(terms.map((term) => (byCollection ? term.collectedNow : term.amount)));
  return roundHalfUpToMinorUnit(ofSessions, "EUR") + ofTerms;
}

describe("worked contracts of a month", () => {
  it.each(examples)("[A19, A11, X4] $name: $because", (example) => {
    expect(formatDecimal(payableOf(example))).toBe(`${example.gets}00`);
    const fees = monthlyFees(OCTOBER, half(example.terms).terms.monthly, example.chargers ?? []);
    expect(formatDecimal(sum(fees.map((fee) => fee.amount)))).toBe(`${example.owes ?? "0.00"}00`);
  });
});
