/**
 * What a period settles of the month terms of one contract and origin month (D11): the terms from scratch, less what
 * earlier periods booked. On basis *collected* tiers and cap become payable as the month's share is collected.
 */
import type { Month } from "@/lib/calendar/calendar";
import type { Basis, MonthlyTerms } from "@/lib/contracts/terms";
import type { WaterfallStep } from "@/lib/contracts/waterfall";
import type { Amount } from "@/lib/money/amount";
import type { Fraction } from "@/lib/records/collected";
import { MONTH_TERMS, type MonthTerm } from "@/lib/records/origins";
import { type MonthOfSessions, monthTerms, payableMonthTerms } from "./month-terms";
import { termSteps } from "./term-steps";

/** What happened to a contract's origin month up to the end of the period. */
export type ContractMonthFacts = {
  contractId: string;
  contract: string;
  contractVersion: { id: string; number: number } | null;
  originMonth: Month;
  basis: Basis;
  monthly: MonthlyTerms;
  /** What its sessions generated, late ones included. */
  month: MonthOfSessions;
  /** What earlier periods booked, per term, and by which record first. */
  booked: ReadonlyMap<MonthTerm, { amount: Amount; recordId: string }>;
  /** What earlier reports made payable, per term: on basis *generated* what they booked. */
  paid: ReadonlyMap<MonthTerm, Amount>;
  /** Collected ÷ generated share of the origin month's sessions, at the period's end. */
  collected: Fraction;
};

/** What a period settles of one term. */
export type SettledTerm = Pick<
  ContractMonthFacts,
  "contractId" | "contract" | "contractVersion" | "originMonth" | "basis"
> & {
  term: MonthTerm;
  /** Booked in this period: all of it, or the difference to what is booked. */
  amount: Amount;
  /** The part of `amount` that counts as collected; on basis *collected* what is payable of it. */
  collectedNow: Amount;
  /** What became payable of amounts that earlier periods booked. */
  collectedBefore: Amount;
  /** The first record of the term, when this is a difference. */
  correctsId: string | null;
  /** They add up to `amount`. */
  steps: WaterfallStep[];
};

/** The terms of which the period books or makes payable something. */
export function settleContractMonth(facts: ContractMonthFacts): SettledTerm[] {
  const { monthly, month, basis, collected } = facts;
  const terms = monthTerms(monthly, month);
  const booked = {
    tier: bookedOf(facts, "tier"),
    cap: bookedOf(facts, "cap"),
    guarantee: bookedOf(facts, "guarantee"),
  };
  // Nobody owes a month term, so that on basis generated it is collected as it is earned (D12: due 0 counts as 1).
  const payable = basis === "generated" ? terms : payableMonthTerms(terms, collected);
  const payableBefore = basis === "generated" ? booked : payableMonthTerms(booked, collected);
  const explained = { monthly, month, terms, contractVersion: facts.contractVersion?.number ?? null };
  const { contractId, contract, contractVersion, originMonth } = facts;
  return MONTH_TERMS.map((term) => ({
    ...{ contractId, contract, contractVersion, originMonth, basis, term },
    amount: terms[term] - booked[term],
    collectedNow: payable[term] - payableBefore[term],
    collectedBefore: payableBefore[term] - (facts.paid.get(term) ?? 0n),
    correctsId: facts.booked.get(term)?.recordId ?? null,
    steps: termSteps(term, explained, booked[term]),
  })).filter(({ amount, collectedBefore }) => amount !== 0n || collectedBefore !== 0n);
}

function bookedOf(facts: ContractMonthFacts, term: MonthTerm): Amount {
  return facts.booked.get(term)?.amount ?? 0n;
}
