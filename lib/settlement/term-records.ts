/** The revenue records and payables that the month terms of an issued period become (D11). */
import { endOfMonth, type Instant, lastDay, startOfMonth } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";
import type { MonthTerm } from "@/lib/records/origins";
import type { RevenueRecord } from "@/lib/records/record";
import { NIL_UUID } from "@/lib/records/rollups";
import type { SettledTerm } from "./contract-month";

type Period = { partnerId: string; organizationId: string; currency: string; month: string };

/**
 * One record per term that the period books. No session stands behind it: it has no revenue, so that its operator
 * share is minus the partner's, no site and no charger; nobody owes it; it is dated by its origin month.
 */
export function termRecords(
  period: Period,
  terms: readonly SettledTerm[],
  zone: string,
  by: { at: Instant; newId: () => string },
): RevenueRecord[] {
  const { month: periodMonth, ...ledger } = period;
  return terms
    .filter((term) => term.amount !== 0n)
    .map((term) => ({
      id: by.newId(),
      ...ledger,
      periodMonth,
      originMonth: term.originMonth,
      origin: term.term,
      sourceId: null,
      cdrId: null,
      correctsId: term.correctsId,
      ownerRecordId: null,
      startedAt: startOfMonth(term.originMonth, zone),
      endedAt: endOfMonth(term.originMonth, zone) - 1,
      day: lastDay(term.originMonth),
      locationId: NIL_UUID,
      locationName: "",
      evseId: NIL_UUID,
      evseUid: "",
      connectorId: "",
      current: null,
      energyKwh: 0n,
      driver: "",
      payer: "",
      revenue: 0n,
      operatorShare: -term.amount,
      partnerShare: term.amount,
      gross: 0n,
      electricityCost: null,
      due: 0n,
      basis: term.basis,
      parts: [{ line: term.term, vatBasisPoints: null, revenue: 0n, partnerShare: term.amount }],
      steps: term.steps,
      flags: [],
      contractId: term.contractId,
      contractVersionId: term.contractVersion?.id ?? null,
      tariffVersionId: null,
      reason: null,
      createdAt: by.at,
    }));
}

/** What a report makes payable of a term beyond what its record makes payable at once. */
export type TermPayable = { contractId: string; originMonth: string; term: MonthTerm; amount: Amount };

export function termPayablesOf(terms: readonly SettledTerm[]): TermPayable[] {
  return terms
    .map(({ contractId, originMonth, term, basis, collectedNow, collectedBefore }) => ({
      ...{ contractId, originMonth, term },
      amount: collectedBefore + (basis === "collected" ? collectedNow : 0n),
    }))
    .filter(({ amount }) => amount !== 0n);
}
