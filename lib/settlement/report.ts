/**
 * The settlement report of one period (A20–A25, D12, D13, D16), from sums that the database made. Each line is
 * rounded to the currency's minor unit, totals add rounded lines, and every line states its rounding, so that the
 * records behind it can be found again to the last ten-thousandth.
 */
import type { Month } from "@/lib/calendar/calendar";
import type { Basis } from "@/lib/contracts/terms";
import type { WaterfallStep } from "@/lib/contracts/waterfall";
import { type Amount, type BasisPoints, type Energy, roundHalfUpToMinorUnit, sum } from "@/lib/money/amount";
import { LINE_KINDS, type LineKind } from "@/lib/records/line";
import { FEE_ORIGINS } from "./fees";

/** What a partner may owe (A11–A16, D5, D12). */
export const EXPENSE_ORIGINS = [
  ...FEE_ORIGINS,
  "session",
  "top_up",
  "tax_reimbursement",
  "manual",
  "received_by_partner",
] as const;
export type ExpenseOrigin = (typeof EXPENSE_ORIGINS)[number];

/** What a month term is about: each contract and origin month has lines of its own (D11). */
export type TermOrigin = { contractId: string; originMonth: Month };

/** Where an amount stands: a site (null: none, month terms), a line kind and a VAT rate (D13). */
export type LinePlace = {
  siteId: string | null;
  /** The site's name; of a month term that of its contract. */
  siteName: string;
  line: LineKind;
  vatBasisPoints: BasisPoints | null;
  /** Month terms only. */
  term?: TermOrigin | undefined;
  /** How a month term comes about. */
  steps?: readonly WaterfallStep[] | undefined;
};

/** Sums of record parts of this period; several rows of one place (other bases, origins) become one line. */
export type RevenueRow = LinePlace & {
  basis: Basis;
  /** Records behind the row. */
  records: number;
  energyKwh: Energy;
  revenue: Amount;
  partnerShare: Amount;
  /** The part of the share that is collected at the period's end; on basis *collected* what is payable of it. */
  collectedShare: Amount;
};

/** Sums of what was collected in this period for records of an earlier one (A25). */
export type PreviousRow = LinePlace & {
  /** The records' period. */
  period: Month;
  basis: Basis;
  records: number;
  /** What became collected of the share in this period; on basis *collected* it is payable now. */
  collectedShare: Amount;
};

/** One expense record, or the sum of some that stand on one line. */
export type ExpenseRow = {
  origin: ExpenseOrigin;
  records: number;
  amount: Amount;
  /** What explains the amount ("3 DC chargers × 25.00"): decimal strings and counts, passed through. */
  params: Record<string, string | number>;
};

export type ReportInput = {
  month: Month;
  currency: string;
  revenue: readonly RevenueRow[];
  previous: readonly PreviousRow[];
  expenses: readonly ExpenseRow[];
  /** What earlier months ended below zero with: 0 or negative, in whole minor units (D16). */
  carriedIn: Amount;
};

/** Rounded − exact, per figure of the line: each is less than one minor unit. */
export type Rounding<Figure extends string> = Record<Figure, Amount>;

export type RevenueLine = LinePlace & {
  records: number;
  energyKwh: Energy;
  revenue: Amount;
  partnerShare: Amount;
  /** Of the share. */
  collected: Amount;
  /** The share that is not collected yet. */
  awaited: Amount;
  /** What the basis makes payable now: the share, or its collected part. */
  payable: Amount;
  rounding: Rounding<"revenue" | "partnerShare" | "collected" | "payable">;
};

export type PreviousLine = LinePlace & {
  period: Month;
  records: number;
  collected: Amount;
  /** 0 on basis *generated*: it was payable in its own period. */
  payable: Amount;
  rounding: Rounding<"collected" | "payable">;
};

export type ExpenseLine = ExpenseRow & { rounding: Rounding<"amount"> };

export type ReportTotals = {
  revenue: Amount;
  /** Generated, whatever the basis. */
  partnerShare: Amount;
  /** Revenue − partner share, both as rounded. */
  operatorShare: Amount;
  collected: Amount;
  awaited: Amount;
  collectedForPrevious: Amount;
  /** What the basis makes payable, of this and of previous periods, before expenses. */
  payableShare: Amount;
  expenses: Amount;
  expensesByOrigin: Partial<Record<ExpenseOrigin, Amount>>;
  carriedIn: Amount;
  /** What the partner gets: payable share − expenses + carried in, or 0. */
  payable: Amount;
  /** What goes into the next month: 0, or negative when expenses exceed what is payable (D16). */
  carriedOut: Amount;
};

export type SettlementReport = {
  month: Month;
  currency: string;
  revenueLines: RevenueLine[];
  previousLines: PreviousLine[];
  expenseLines: ExpenseLine[];
  totals: ReportTotals;
};

/** A report that does not add up, or an input that cannot be: a bug, and nothing may be issued from it. */
export class ReportError extends Error {
  override name = "ReportError";
}

/**
 * Builds the report of a period.
 * @throws ReportError when the carried balance is positive or no whole number of minor units.
 */
export function buildReport(input: ReportInput): SettlementReport {
  const { month, currency } = input;
  const round = (exact: Amount) => roundHalfUpToMinorUnit(exact, currency);
  if (input.carriedIn > 0n || round(input.carriedIn) !== input.carriedIn) {
    throw new ReportError(`a balance of ${input.carriedIn} cannot be carried over`);
  }
  const revenueLines = inPlaces(input.revenue).map((rows) => revenueLine(rows, round));
  const previousLines = inPlaces(input.previous).map((rows) => previousLine(rows, round));
  const expenseLines = input.expenses.map((row) => expenseLine(row, round));
  const totals = totalsOf(revenueLines, previousLines, expenseLines, input.carriedIn);
  return { month, currency, revenueLines, previousLines, expenseLines, totals };
}

type Round = (exact: Amount) => Amount;

function revenueLine(rows: readonly [RevenueRow, ...RevenueRow[]], round: Round): RevenueLine {
  const exact = {
    revenue: sum(rows.map((row) => row.revenue)),
    partnerShare: sum(rows.map((row) => row.partnerShare)),
    collected: sum(rows.map((row) => row.collectedShare)),
    payable: sum(rows.map((row) => (row.basis === "generated" ? row.partnerShare : row.collectedShare))),
  };
  const { rounded, rounding } = roundFigures(exact, round);
  return {
    ...placeOf(rows[0]),
    records: count(rows),
    energyKwh: sum(rows.map((row) => row.energyKwh)),
    ...rounded,
    awaited: rounded.partnerShare - rounded.collected,
    rounding,
  };
}

function previousLine(rows: readonly [PreviousRow, ...PreviousRow[]], round: Round): PreviousLine {
  const exact = {
    collected: sum(rows.map((row) => row.collectedShare)),
    payable: sum(rows.map((row) => (row.basis === "collected" ? row.collectedShare : 0n))),
  };
  const { rounded, rounding } = roundFigures(exact, round);
  return { ...placeOf(rows[0]), period: rows[0].period, records: count(rows), ...rounded, rounding };
}

function expenseLine(row: ExpenseRow, round: Round): ExpenseLine {
  const { rounded, rounding } = roundFigures({ amount: row.amount }, round);
  return { ...row, ...rounded, rounding };
}

function roundFigures<Figure extends string>(exact: Record<Figure, Amount>, round: Round) {
  const rounded = { ...exact };
  const rounding = { ...exact };
  for (const figure of Object.keys(exact) as Figure[]) {
    const value: Amount = exact[figure];
    rounded[figure] = round(value);
    rounding[figure] = round(value) - value;
  }
  return { rounded, rounding };
}

function totalsOf(
  revenueLines: readonly RevenueLine[],
  previousLines: readonly PreviousLine[],
  expenseLines: readonly ExpenseLine[],
  carriedIn: Amount,
): ReportTotals {
  const payableShare = sum([...revenueLines, ...previousLines].map((line) => line.payable));
  const expenses = sum(expenseLines.map((line) => line.amount));
  const balance = payableShare - expenses + carriedIn;
  const revenue = sum(revenueLines.map((line) => line.revenue));
  const partnerShare = sum(revenueLines.map((line) => line.partnerShare));
  return {
    revenue,
    partnerShare,
    operatorShare: revenue - partnerShare,
    collected: sum(revenueLines.map((line) => line.collected)),
    awaited: sum(revenueLines.map((line) => line.awaited)),
    collectedForPrevious: sum(previousLines.map((line) => line.collected)),
    payableShare,
    expenses,
    expensesByOrigin: byOrigin(expenseLines),
    carriedIn,
    payable: balance > 0n ? balance : 0n,
    carriedOut: balance < 0n ? balance : 0n,
  };
}

function byOrigin(lines: readonly ExpenseLine[]): Partial<Record<ExpenseOrigin, Amount>> {
  const sums: Partial<Record<ExpenseOrigin, Amount>> = {};
  for (const { origin, amount } of lines) sums[origin] = (sums[origin] ?? 0n) + amount;
  return sums;
}

function count(rows: readonly { records: number }[]): number {
  return rows.reduce((total, row) => total + row.records, 0);
}

function placeOf({ siteId, siteName, line, vatBasisPoints, term, steps }: LinePlace): LinePlace {
  return { siteId, siteName, line, vatBasisPoints, ...(term && { term, steps }) };
}

/** Rows of one place together, in the order of the report: period, site, line kind, VAT rate; month terms last. */
function inPlaces<Row extends LinePlace & { period?: Month }>(rows: readonly Row[]): [Row, ...Row[]][] {
  const places = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = JSON.stringify([row.period, row.siteId, row.line, row.vatBasisPoints, row.term]);
    const place = places.get(key);
    if (place) place.push(row);
    else places.set(key, [row]);
  }
  return [...places.values()].sort(([a], [b]) => compare(orderOf(a), orderOf(b)));
}

function orderOf(row: LinePlace & { period?: Month }): (string | number)[] {
  const site = [row.siteId === null ? 1 : 0, row.siteName, row.siteId ?? ""];
  const term = [row.term?.originMonth ?? "", row.term?.contractId ?? ""];
  return [row.period ?? "", ...site, ...term, LINE_KINDS.indexOf(row.line), row.vatBasisPoints ?? -1];
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, value] of a.entries()) {
    if (value < b[index]!) return -1;
    if (value > b[index]!) return 1;
  }
  return 0;
}
