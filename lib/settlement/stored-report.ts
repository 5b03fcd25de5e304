/**
 * A settlement report as it is stored: one row per line, amounts beside their exact values (D13). What a draft was
 * made from is kept with it, so that it can be told whether it still holds.
 */
import type { Month } from "@/lib/calendar/calendar";
import type { Basis } from "@/lib/contracts/terms";
import type { WaterfallStep } from "@/lib/contracts/waterfall";
import { type Amount, formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import type { PeriodSnapshot } from "./period";
import type { ExpenseLine, ExpenseRow, PreviousLine, RevenueLine, SettlementReport } from "./report";

export const STORED_SECTIONS = ["revenue", "previous", "expense", "carry_over"] as const;

/** A row of `settlement_lines` without the report it belongs to. */
export type StoredLine = {
  n: number;
  section: (typeof STORED_SECTIONS)[number];
  /** Of an earlier line its records' period, of a fee or month term the month it is for. */
  originMonth: Month;
  /** Expense origin, month term, or `session` for what sessions earn. */
  origin: string;
  locationId: string | null;
  /** The site; of a month term the contract. */
  locationName: string | null;
  component: string | null;
  vatBasisPoints: number | null;
  records: number;
  quantity: bigint;
  unitPrice: Amount | null;
  revenue: Amount;
  /** Share, expense or carried balance in whole minor units. */
  amount: Amount;
  exact: Amount;
  params: Record<string, string | number>;
  /** How a month term comes about (X1); empty for every other line. */
  steps: readonly WaterfallStep[];
};

/** What an expense line needs beyond the report's arithmetic; carried through it as decimal strings. */
export type ExpenseDetail = { originMonth: Month; quantity: bigint; unitPrice: Amount };

/** An expense row whose detail `linesToStore` finds again. */
export function expenseRow(
  row: Omit<ExpenseRow, "params">,
  detail: ExpenseDetail,
  params: Record<string, string | number>,
): ExpenseRow {
  const { originMonth, quantity, unitPrice } = detail;
  return {
    ...row,
    params: { ...params, originMonth, quantity: formatDecimal(quantity), unitPrice: formatDecimal(unitPrice) },
  };
}

/** The lines of a report in reading order. */
export function linesToStore(report: SettlementReport): StoredLine[] {
  const lines = [
    ...report.revenueLines.map((line) => revenueLine(line, report.month)),
    ...report.previousLines.map(previousLine),
    ...report.expenseLines.map(expenseLine),
    ...carryOver(report),
  ];
  return lines.map((line, n) => ({ n: n + 1, ...line }));
}

type Unnumbered = Omit<StoredLine, "n">;

function revenueLine(line: RevenueLine, month: Month): Unnumbered {
  const { collected, awaited, payable } = line;
  return {
    section: "revenue",
    ...placeOf(line, month),
    records: line.records,
    quantity: line.energyKwh,
    unitPrice: null,
    revenue: line.revenue,
    amount: line.partnerShare,
    exact: line.partnerShare - line.rounding.partnerShare,
    params: {
      collected: formatDecimal(collected),
      awaited: formatDecimal(awaited),
      payable: formatDecimal(payable),
      exactRevenue: formatDecimal(line.revenue - line.rounding.revenue),
    },
  };
}

function previousLine(line: PreviousLine): Unnumbered {
  return {
    section: "previous",
    ...placeOf(line, line.period),
    records: line.records,
    quantity: 0n,
    unitPrice: null,
    revenue: 0n,
    amount: line.collected,
    exact: line.collected - line.rounding.collected,
    params: { payable: formatDecimal(line.payable) },
  };
}

function expenseLine(line: ExpenseLine): Unnumbered {
  const { originMonth, quantity, unitPrice, ...params } = line.params;
  return {
    section: "expense",
    originMonth: String(originMonth),
    origin: line.origin,
    locationId: null,
    locationName: null,
    component: null,
    vatBasisPoints: null,
    records: line.records,
    quantity: parseDecimalExact(String(quantity)),
    unitPrice: parseDecimalExact(String(unitPrice)),
    revenue: 0n,
    amount: line.amount,
    exact: line.amount - line.rounding.amount,
    params,
    steps: [],
  };
}

function carryOver({ month, totals }: SettlementReport): Unnumbered[] {
  if (totals.carriedIn === 0n) return [];
  return [
    {
      section: "carry_over",
      originMonth: month,
      origin: "carry_over",
      locationId: null,
      locationName: null,
      component: null,
      vatBasisPoints: null,
      records: 0,
      quantity: 0n,
      unitPrice: null,
      revenue: 0n,
      amount: totals.carriedIn,
      exact: totals.carriedIn,
      params: {},
      steps: [],
    },
  ];
}

function placeOf(line: RevenueLine | PreviousLine, month: Month) {
  return {
    origin: line.term ? line.line : "session",
    originMonth: line.term?.originMonth ?? month,
    locationId: line.siteId,
    locationName: line.siteName === "" ? null : line.siteName,
    component: line.line,
    vatBasisPoints: line.vatBasisPoints,
    steps: line.steps ?? [],
  };
}

/** A snapshot as stored: decimal strings, beside the fingerprint of everything the draft states, and its basis. */
export type StoredSnapshot = Record<keyof PeriodSnapshot, string | number> & { fingerprint: string; basis: Basis };

export function storeSnapshot(snapshot: PeriodSnapshot, fingerprint: string, basis: Basis): StoredSnapshot {
  const { revenue, partnerShare, expenses, collected, ...counts } = snapshot;
  return {
    ...counts,
    revenue: formatDecimal(revenue),
    partnerShare: formatDecimal(partnerShare),
    expenses: formatDecimal(expenses),
    collected: formatDecimal(collected),
    fingerprint,
    basis,
  };
}

/** Reads what `storeSnapshot` wrote. */
export function readSnapshot(stored: StoredSnapshot): PeriodSnapshot {
  return {
    revenueRecords: Number(stored.revenueRecords),
    expenseRecords: Number(stored.expenseRecords),
    collections: Number(stored.collections),
    revenue: parseDecimalExact(String(stored.revenue)),
    partnerShare: parseDecimalExact(String(stored.partnerShare)),
    expenses: parseDecimalExact(String(stored.expenses)),
    collected: parseDecimalExact(String(stored.collected)),
  };
}

/** The text whose hash is a report's fingerprint: two reports with the same text state the same. */
export function reportText(lines: readonly StoredLine[], totals: SettlementReport["totals"]): string {
  return JSON.stringify([lines, totals], (_, value) => (typeof value === "bigint" ? formatDecimal(value) : value));
}
