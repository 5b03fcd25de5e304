/** The rows of a difference CDR: what its session is divided into at the new price less what it was at the old one. */
import type { CdrRows } from "@/lib/cdrs/take-in";
import { waterfallDifference } from "@/lib/contracts/waterfall-difference";
import { type DifferenceRecord, differenceRecords } from "./difference";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "./record";

/** Two divisions of one session, why they differ, and the record that a difference of each partner corrects. */
export type Between = {
  after: CdrRows;
  before: CdrRows;
  correctsId: (partnerId: string) => string | null;
  reason: string | null;
};

/** One record per partner whose amounts differ, one expense per partner and origin, one collection per partner. */
export function rowsBetween({ after, before, correctsId, reason }: Between): CdrRows {
  return {
    records: differenceRecords(before.records, after.records).map((difference) => {
      const is = (record: RevenueRecord) => record.partnerId === difference.partnerId;
      const record = recordBetween(after.records.find(is), before.records.find(is), difference);
      return { ...record, correctsId: correctsId(difference.partnerId), reason };
    }),
    expenses: expensesBetween(after.expenses, before.expenses).map((expense) => ({ ...expense, reason })),
    collections: collectionsBetween(after.collections, before.collections),
  };
}

function recordBetween(
  after: RevenueRecord | undefined,
  before: RevenueRecord | undefined,
  { revenue, partnerShare, operatorShare, energyKwh, parts }: DifferenceRecord,
): RevenueRecord {
  const template = (after ?? before)!;
  const cost = (after?.electricityCost ?? 0n) - (before?.electricityCost ?? 0n);
  return {
    ...template,
    revenue,
    partnerShare,
    operatorShare,
    energyKwh,
    parts,
    gross: (after?.gross ?? 0n) - (before?.gross ?? 0n),
    due: (after?.due ?? 0n) - (before?.due ?? 0n),
    electricityCost: template.electricityCost === null ? null : cost,
    steps: waterfallDifference(after?.steps ?? null, before ? [before.steps] : []),
  };
}

function expensesBetween(after: readonly ExpenseRecord[], before: readonly ExpenseRecord[]): ExpenseRecord[] {
  return pairs(after, before, (row) => `${row.partnerId} ${row.origin}`).flatMap(([now, then]) => {
    const amount = (now?.amount ?? 0n) - (then?.amount ?? 0n);
    if (amount === 0n) return [];
    const quantity = (now?.quantity ?? 0n) - (then?.quantity ?? 0n);
    const unitPrice = (now?.unitPrice ?? 0n) - (then?.unitPrice ?? 0n);
    return [{ ...(now ?? then)!, quantity, unitPrice, amount }];
  });
}

/** What is paid on the spot is collected with whatever it is due (D1). */
function collectionsBetween(after: readonly CollectionRow[], before: readonly CollectionRow[]): CollectionRow[] {
  return pairs(after, before, (row) => row.partnerId).flatMap(([now, then]) => {
    const amount = (now?.amount ?? 0n) - (then?.amount ?? 0n);
    return amount === 0n ? [] : [{ ...(now ?? then)!, amount }];
  });
}

/** Rows of the same key beside each other; either may be missing. Each side has a key once. */
function pairs<Row>(
  after: readonly Row[],
  before: readonly Row[],
  keyOf: (row: Row) => string,
): (readonly [Row | undefined, Row | undefined])[] {
  const keys = new Set([...after, ...before].map(keyOf));
  return [...keys].map((key) => [after.find((row) => keyOf(row) === key), before.find((row) => keyOf(row) === key)]);
}
