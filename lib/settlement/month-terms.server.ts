/** The month terms of many periods (D11), read from the books: for the draft, the issue and the month so far alike. */
import type { Tx } from "@/db/client";
import {
  type AskedMonth,
  type BookedTerm,
  bookedTerms,
  type ContractMonth,
  collectedMonths,
  contractMonths,
  generatedMonths,
  paidTerms,
} from "@/db/queries/month-terms";
import type { PeriodKey } from "@/db/queries/periods";
import { type OwnedEvse, ownedEvses } from "@/db/queries/settlement-terms";
import { daysInMonth } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { scopeCovers } from "@/lib/contracts/scope";
import { parseTerms } from "@/lib/contracts/terms";
import type { Amount } from "@/lib/money/amount";
import { fractionCollected } from "@/lib/records/collected";
import type { MonthTerm } from "@/lib/records/origins";
import { type ContractMonthFacts, type SettledTerm, settleContractMonth } from "./contract-month";
import { daysOwnedIn } from "./fees";

/** A contract month whose facts are being gathered. */
type Concerned = ContractMonth & AskedMonth & Pick<ContractMonthFacts, "basis" | "monthly">;

/** What is agreed about a month in which a contract is not in force: nothing. */
const NOTHING_AGREED = parseTerms({ kind: "payment_facilitation" });

/**
 * What each period settles of month terms, by the place of its key: of all months, or of its own alone. Computing them may fail for
 * one key alone.
 */
export async function monthTermsOf(
  tx: Tx,
  keys: readonly PeriodKey[],
  months: "own" | "all" = "all",
): Promise<(i: number) => SettledTerm[]> {
  const broken = new Map<number, unknown>();
  const concerned = (await contractMonths(tx, keys, months)).flatMap((month): Concerned[] => {
    try {
      const { basis, monthly } = month.version ? parseTerms(month.version.terms) : NOTHING_AGREED;
      return [{ ...month, key: keys[month.i]!, basis, monthly }];
    } catch (error) {
      broken.set(month.i, error);
      return [];
    }
  });
  const facts = await gatherFacts(tx, concerned);
  const settled = groupBy(
    facts.flatMap((one, n) => settleContractMonth(one).map((term) => ({ i: concerned[n]!.i, term }))),
    ({ i }) => i,
  );
  return (i) => {
    if (broken.has(i)) throw broken.get(i);
    return (settled.get(i) ?? []).map(({ term }) => term);
  };
}

async function gatherFacts(tx: Tx, concerned: readonly Concerned[]): Promise<ContractMonthFacts[]> {
  if (concerned.length === 0) return [];
  const generated = await generatedMonths(tx, concerned);
  const booked = groupBy(await bookedTerms(tx, concerned), ({ n }) => n);
  const paid = groupBy(await paidTerms(tx, concerned), ({ n }) => n);
  const days = await daysOwned(tx, concerned);
  const fractionOf = await collectedFractions(tx, concerned);
  return concerned.map((month, n) => ({
    contractId: month.contractId,
    contract: month.contract,
    contractVersion: month.version && { id: month.version.id, number: month.version.number },
    originMonth: month.originMonth,
    basis: month.basis,
    monthly: month.monthly,
    month: {
      ...generated[n]!,
      currency: month.key.currency,
      daysOwned: days(n),
      daysInMonth: daysInMonth(month.originMonth),
    },
    booked: new Map((booked.get(n) ?? []).map((one) => [one.term, one])),
    paid: paidOf(booked.get(n) ?? [], paid.get(n) ?? []),
    collected: fractionOf(n),
  }));
}

/** What is payable already, per term: at once, or as it was collected. */
function paidOf(
  booked: readonly BookedTerm[],
  collected: readonly { term: MonthTerm; amount: Amount }[],
): Map<MonthTerm, Amount> {
  const paid = new Map<MonthTerm, Amount>();
  const add = (term: MonthTerm, amount: Amount) => paid.set(term, (paid.get(term) ?? 0n) + amount);
  for (const { term, paidAtOnce } of booked) add(term, paidAtOnce);
  for (const { term, amount } of collected) add(term, amount);
  return paid;
}

/** Days of each origin month on which the partner owned any EVSE in scope; only guarantees ask for them. */
async function daysOwned(tx: Tx, concerned: readonly Concerned[]): Promise<(n: number) => number> {
  const asking = [...concerned.keys()].filter((n) => concerned[n]!.monthly.guarantee !== null);
  const keys = asking.map((n) => ({ ...concerned[n]!.key, month: concerned[n]!.originMonth }));
  const owned = groupBy(keys.length > 0 ? await ownedEvses(tx, keys) : [], (evse: OwnedEvse) => evse.i);
  return (n) => {
    const { scope, originMonth } = concerned[n]!;
    const inScope = (owned.get(asking.indexOf(n)) ?? []).filter((evse) => scopeCovers(scope, evse));
    return daysOwnedIn(originMonth, inScope);
  };
}

/** How far each origin month is collected, where tiers or cap wait for it. */
async function collectedFractions(
  tx: Tx,
  concerned: readonly Concerned[],
): Promise<(n: number) => ContractMonthFacts["collected"]> {
  const asking = [...concerned.keys()].filter((n) => concerned[n]!.basis === "collected");
  const sums = await collectedMonths(
    tx,
    asking.map((n) => concerned[n]!),
  );
  return (n) => {
    const found = sums[asking.indexOf(n)];
    return found ? fractionCollected(found.collected, found.generated) : fractionCollected(0n, 0n);
  };
}
