/**
 * Sums that lists, dashboards and report lines are made from. The transaction that writes a record adds it here,
 * the one that takes it back subtracts it; nothing ever repairs them afterwards.
 */
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import type { Amount, Energy } from "@/lib/money/amount";
import type { RecordPart } from "./line";

/** Stands in the sums where a record has no site (month terms) or no contract. */
export const NIL_UUID = "00000000-0000-0000-0000-000000000000";

/** As much of a revenue record as its sums depend on. */
export type SummedRecord = {
  partnerId: string;
  organizationId: string;
  currency: string;
  periodMonth: Month;
  originMonth: Month;
  /** The local day of the session's end. */
  day: IsoDate;
  locationId: string;
  /** Null: no contract divides (stations of our own). */
  contractId: string | null;
  origin: string;
  energyKwh: Energy;
  revenue: Amount;
  operatorShare: Amount;
  partnerShare: Amount;
  parts: readonly RecordPart[];
};

/** Where a record is summed. */
export type SumPlace = Omit<RollupKey, "contractId"> & { contractId: string | null; day: IsoDate };
type RollupKey = Pick<
  SummedRecord,
  "partnerId" | "organizationId" | "currency" | "periodMonth" | "originMonth" | "locationId" | "origin"
> & {
  /** The nil UUID: no contract divides. */
  contractId: string;
};
/** What one row of the record sums is for. */
export type DayKey = RollupKey & { day: IsoDate };
export type RecordDelta = DayKey & {
  records: number;
  energyKwh: Energy;
  revenue: Amount;
  operatorShare: Amount;
  partnerShare: Amount;
  collectedRevenue: Amount;
  collectedShare: Amount;
};
export type LineDelta = RollupKey & {
  component: string;
  /** −1: no VAT is known. */
  vatBasisPoints: number;
  records: number;
  quantity: bigint;
  revenue: Amount;
  partnerShare: Amount;
};

/** Collects what a transaction adds to (or takes from) the sums, one entry per key. */
export class RollupDeltas {
  readonly #records = new Map<string, RecordDelta>();
  readonly #lines = new Map<string, LineDelta>();

  /** Adds a record, or takes one back with sign −1. `collected` is its collected revenue and share. */
  add(record: SummedRecord, sign: 1 | -1, collected: { revenue: Amount; share: Amount }): void {
    const n = BigInt(sign);
    const sums = this.#recordSums(record);
    sums.records += sign;
    sums.energyKwh += n * record.energyKwh;
    sums.revenue += n * record.revenue;
    sums.operatorShare += n * record.operatorShare;
    sums.partnerShare += n * record.partnerShare;
    sums.collectedRevenue += n * collected.revenue;
    sums.collectedShare += n * collected.share;
    for (const part of record.parts) this.#addLine(record, part, sign);
  }

  /** Adds what a collection changed of a record's collected sums. */
  collect(record: SumPlace, change: { revenue: Amount; share: Amount }): void {
    const sums = this.#recordSums(record);
    sums.collectedRevenue += change.revenue;
    sums.collectedShare += change.share;
  }

  /** In key order, so that two transactions lock the rows in the same order. */
  get records(): RecordDelta[] {
    return sorted(this.#records);
  }

  /** In key order. */
  get lines(): LineDelta[] {
    return sorted(this.#lines);
  }

  #recordSums(record: SumPlace): RecordDelta {
    const key = rollupKey(record);
    const text = `${rollupText(key)} ${record.day}`;
    let sums = this.#records.get(text);
    if (!sums) {
      sums = {
        ...key,
        day: record.day,
        records: 0,
        energyKwh: 0n,
        revenue: 0n,
        operatorShare: 0n,
        partnerShare: 0n,
        collectedRevenue: 0n,
        collectedShare: 0n,
      };
      this.#records.set(text, sums);
    }
    return sums;
  }

  #addLine(record: SummedRecord, part: RecordPart, sign: 1 | -1): void {
    const n = BigInt(sign);
    const key = rollupKey(record);
    const vatBasisPoints = part.vatBasisPoints ?? -1;
    const text = `${rollupText(key)} ${part.line} ${vatBasisPoints}`;
    let line = this.#lines.get(text);
    if (!line) {
      line = { ...key, component: part.line, vatBasisPoints, records: 0, quantity: 0n, revenue: 0n, partnerShare: 0n };
      this.#lines.set(text, line);
    }
    line.records += sign;
    if (part.line === "energy") line.quantity += n * record.energyKwh;
    line.revenue += n * part.revenue;
    line.partnerShare += n * part.partnerShare;
  }
}

function rollupKey(record: SumPlace): RollupKey {
  const { partnerId, organizationId, currency, periodMonth, originMonth, locationId, origin } = record;
  const contractId = record.contractId ?? NIL_UUID;
  return { partnerId, organizationId, currency, periodMonth, originMonth, locationId, contractId, origin };
}

/** In the order of the sums' primary keys. */
function rollupText(key: RollupKey): string {
  const { partnerId, organizationId, currency, periodMonth, originMonth, locationId, contractId, origin } = key;
  return `${partnerId} ${organizationId} ${currency} ${periodMonth} ${originMonth} ${locationId} ${contractId} ${origin}`;
}

function sorted<T>(map: Map<string, T>): T[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
