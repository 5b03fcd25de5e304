/** What a recalculation changes, or would: sums before and after, by partner, currency and period (D9). */
import type { Month } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { type Amount, formatDecimal, parseDecimalExact, sum } from "@/lib/money/amount";
import type { RevenueRecord } from "./record";

type Shares = { revenue: Amount; operatorShare: Amount; partnerShare: Amount };

/** One partner's records of one period. A `difference` corrects or adds to an issued month, or a stated price. */
export type ChangeLine = {
  partnerId: string;
  organizationId: string;
  currency: string;
  periodMonth: Month;
  originMonth: Month;
  kind: "replaced" | "difference";
  records: number;
  before: Shares;
  after: Shares;
};

export type ChangeSums = {
  /** Sessions looked at. */
  cdrs: number;
  /** Sessions whose records change. */
  changed: number;
  /** Sessions whose stated price stays: today's cannot be compared with it. */
  kept: number;
  /** Difference CDRs that are written or change. */
  differences: number;
  lines: ChangeLine[];
};

export const NO_CHANGE: ChangeSums = { cdrs: 0, changed: 0, kept: 0, differences: 0, lines: [] };

type Summed = Pick<
  RevenueRecord,
  | "partnerId"
  | "organizationId"
  | "currency"
  | "periodMonth"
  | "originMonth"
  | "revenue"
  | "operatorShare"
  | "partnerShare"
>;

type Changed = {
  sessions: number;
  kept: number;
  changes: readonly {
    original: { row: { sourceId: string; cdrId: string } };
    before: unknown;
    isCorrection: boolean;
    revenue: { remove: readonly Summed[]; insert: readonly Summed[] };
    expense: { remove: readonly unknown[]; insert: readonly unknown[] };
  }[];
};

/** The sums of one chunk. */
export function sumChanges({ sessions, kept, changes }: Changed): ChangeSums {
  const lines = new Map<string, ChangeLine>();
  const changed = new Set<string>();
  let differences = 0;
  for (const { original, before, isCorrection, revenue, expense } of changes) {
    const touched = [...revenue.remove, ...revenue.insert, ...expense.remove, ...expense.insert];
    if (touched.length === 0) continue;
    changed.add(`${original.row.sourceId} ${original.row.cdrId}`);
    if (before) differences += 1;
    const kind = isCorrection ? "difference" : "replaced";
    for (const record of revenue.remove) addRecord(lines, record, kind, "before");
    for (const record of revenue.insert) addRecord(lines, record, kind, "after");
  }
  return { cdrs: sessions, changed: changed.size, kept, differences, lines: [...lines.values()] };
}

/** Adds two chunks up. */
export function addSums(a: ChangeSums, b: ChangeSums): ChangeSums {
  const lines = new Map<string, ChangeLine>();
  for (const line of [...a.lines, ...b.lines]) {
    const known = lines.get(keyOf(line));
    lines.set(keyOf(line), known ? addLines(known, line) : line);
  }
  return {
    cdrs: a.cdrs + b.cdrs,
    changed: a.changed + b.changed,
    kept: a.kept + b.kept,
    differences: a.differences + b.differences,
    lines: [...lines.values()],
  };
}

/** The lines that correct issued months or stated prices: finance's, with a reason (D9). */
export function differenceLines(sums: ChangeSums): ChangeLine[] {
  return sums.lines.filter((line) => line.kind === "difference");
}

function addRecord(
  lines: Map<string, ChangeLine>,
  record: Summed,
  kind: ChangeLine["kind"],
  side: "before" | "after",
): void {
  const { partnerId, organizationId, currency, periodMonth, originMonth } = record;
  const nothing = { revenue: 0n, operatorShare: 0n, partnerShare: 0n };
  const line: ChangeLine = {
    ...{ partnerId, organizationId, currency, periodMonth, originMonth, kind },
    records: side === "after" ? 1 : 0,
    before: nothing,
    after: nothing,
  };
  const { revenue, operatorShare, partnerShare } = record;
  line[side] = { revenue, operatorShare, partnerShare };
  const known = lines.get(keyOf(line));
  lines.set(keyOf(line), known ? addLines(known, line) : line);
}

function keyOf(line: ChangeLine): string {
  const { partnerId, organizationId, currency, periodMonth, originMonth, kind } = line;
  return [partnerId, organizationId, currency, periodMonth, originMonth, kind].join(" ");
}

function addLines(a: ChangeLine, b: ChangeLine): ChangeLine {
  return { ...a, records: a.records + b.records, before: add(a.before, b.before), after: add(a.after, b.after) };
}

function add(a: Shares, b: Shares): Shares {
  return {
    revenue: a.revenue + b.revenue,
    operatorShare: a.operatorShare + b.operatorShare,
    partnerShare: a.partnerShare + b.partnerShare,
  };
}

type Stored<T> = { [K in keyof T]: T[K] extends Shares ? Record<keyof Shares, string> : T[K] };
/** As it is kept with a run: amounts as decimal text. */
export type StoredSums = Omit<ChangeSums, "lines"> & { lines: Stored<ChangeLine>[] };

/** Ready for jsonb. */
export function storeSums(sums: ChangeSums): StoredSums {
  const lines = sums.lines.map((line) => ({
    ...line,
    before: mapShares(line.before, formatDecimal),
    after: mapShares(line.after, formatDecimal),
  }));
  return { ...sums, lines };
}

/** What `storeSums` wrote. */
export function readSums(stored: StoredSums): ChangeSums {
  const lines = stored.lines.map((line) => ({
    ...line,
    before: mapShares(line.before, parseDecimalExact),
    after: mapShares(line.after, parseDecimalExact),
  }));
  return { ...stored, lines };
}

function mapShares<A, B>(shares: Record<keyof Shares, A>, map: (amount: A) => B): Record<keyof Shares, B> {
  return {
    revenue: map(shares.revenue),
    operatorShare: map(shares.operatorShare),
    partnerShare: map(shares.partnerShare),
  };
}

/** Partner shares before and after by currency, as decimal text. */
export function totalsOf(sums: ChangeSums): { currency: string; before: string; after: string }[] {
  const lines = groupBy(sums.lines, (line) => line.currency);
  return [...lines].sort().map(([currency, ofCurrency]) => ({
    currency,
    before: formatDecimal(sum(ofCurrency.map((line) => line.before.partnerShare))),
    after: formatDecimal(sum(ofCurrency.map((line) => line.after.partnerShare))),
  }));
}
