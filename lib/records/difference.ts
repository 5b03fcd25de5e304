/**
 * Changing what an issued month already states (D9): the change is written as difference records in the open period,
 * each naming the record it corrects. After them the records of the CDR add up to what is right.
 */
import { absolute, sum } from "@/lib/money/amount";
import { type RecordAmounts, RecordError, type RecordPart } from "./line";

/** A record of the CDR as it stands; the first of a partner is the original, later ones are differences. */
export type StandingRecord = RecordAmounts & { id: string };

/**
 * A record to be written in the open period. `late`: the partner had none for this CDR; `difference`: it keeps the
 * CDR with other amounts; `reversal`: the CDR is no longer its own, everything is taken back.
 */
export type DifferenceRecord = RecordAmounts & {
  kind: "late" | "difference" | "reversal";
  /** The record it corrects; null for a late record of a partner that had none. */
  originalId: string | null;
};

/**
 * What has to be written so that the standing records of a CDR add up to `target`: per partner target − standing.
 * A former owner gets minus its record, a new one a late record; partners whose amounts are right already get none.
 * @param standing all records of one CDR, oldest first, earlier differences included.
 * @param target the records that the CDR would get today, one per partner.
 * @throws RecordError when a record does not add up.
 */
export function differenceRecords(
  standing: readonly StandingRecord[],
  target: readonly RecordAmounts[],
): DifferenceRecord[] {
  for (const record of [...standing, ...target]) assertAddsUp(record);
  const partnerIds = new Set([...standing, ...target].map((record) => record.partnerId));
  return [...partnerIds].flatMap((partnerId) => {
    const before = standing.filter((record) => record.partnerId === partnerId);
    const after = target.find((record) => record.partnerId === partnerId);
    const delta = deltaOf(partnerId, before, after);
    if (isNothing(delta)) return [];
    const original = before[0];
    const kind = original === undefined ? ("late" as const) : after ? ("difference" as const) : ("reversal" as const);
    return [{ ...delta, kind, originalId: original?.id ?? null }];
  });
}

function deltaOf(partnerId: string, before: readonly RecordAmounts[], after: RecordAmounts | undefined): RecordAmounts {
  const change = (pick: (record: RecordAmounts) => bigint) => (after ? pick(after) : 0n) - sum(before.map(pick));
  return {
    partnerId,
    revenue: change((record) => record.revenue),
    partnerShare: change((record) => record.partnerShare),
    operatorShare: change((record) => record.operatorShare),
    energyKwh: change((record) => record.energyKwh),
    parts: partsDelta(before, after),
  };
}

function partsDelta(before: readonly RecordAmounts[], after: RecordAmounts | undefined): RecordPart[] {
  const deltas = new Map<string, RecordPart>();
  const add = (part: RecordPart, sign: bigint) => {
    const key = `${part.line} ${part.vatBasisPoints}`;
    const known = deltas.get(key) ?? { ...part, revenue: 0n, partnerShare: 0n };
    const revenue = known.revenue + sign * part.revenue;
    deltas.set(key, { ...known, revenue, partnerShare: known.partnerShare + sign * part.partnerShare });
  };
  for (const part of after?.parts ?? []) add(part, 1n);
  for (const record of before) for (const part of record.parts) add(part, -1n);
  return [...deltas.values()].filter((part) => part.revenue !== 0n || part.partnerShare !== 0n);
}

/** No amount of the record and none of its parts says anything. */
function isNothing(record: RecordAmounts): boolean {
  const amounts = [record.revenue, record.partnerShare, record.operatorShare, record.energyKwh];
  return sum(amounts.map(absolute)) === 0n && record.parts.length === 0;
}

/**
 * Every record is true by itself: operator share = revenue − partner share, and its parts add up to both.
 * @throws RecordError when it is not.
 */
export function assertAddsUp(record: RecordAmounts): void {
  if (record.operatorShare !== record.revenue - record.partnerShare) {
    throw new RecordError(`a record of ${record.partnerId} loses money between operator and partner`);
  }
  if (sum(record.parts.map((part) => part.revenue)) !== record.revenue) {
    throw new RecordError(`the revenue of a record of ${record.partnerId} is not that of its parts`);
  }
  if (sum(record.parts.map((part) => part.partnerShare)) !== record.partnerShare) {
    throw new RecordError(`the share of a record of ${record.partnerId} is not that of its parts`);
  }
}

/** How a change reaches a record: replaced while its period is not issued, by a difference once it is (D9). */
export function changeBy(period: "open" | "draft" | "issued"): "replace" | "difference" {
  return period === "issued" ? "difference" : "replace";
}
