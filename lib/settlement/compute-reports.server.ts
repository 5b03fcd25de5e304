/**
 * Computes settlement reports from the books, for many periods with a handful of statements. The month-end page, the
 * draft and the issue all come through here: preview and real run are the same code.
 */
import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import type { PeriodKey } from "@/db/queries/periods";
import {
  bookedCollections,
  carriedBalances,
  expenseSums,
  keysWithCollectedBasis,
  lineSums,
  lineSumsByBasis,
  siteSums,
} from "@/db/queries/settlement";
import { collectedParts } from "@/db/queries/settlement-collected";
import { groupBy } from "@/lib/collections/group-by";
import type { Basis } from "@/lib/contracts/terms";
import { type Energy, sum } from "@/lib/money/amount";
import { checkReport } from "./check-report";
import type { SettledTerm } from "./contract-month";
import { type Fee, feesOf } from "./month-fees.server";
import { monthTermsOf } from "./month-terms.server";
import type { PeriodSnapshot } from "./period";
import { buildReport, type SettlementReport } from "./report";
import { previousRows, revenueRows, termRows } from "./report-rows";
import { expenseRow, linesToStore, reportText, type StoredLine } from "./stored-report";

export type ComputedReport = {
  key: PeriodKey;
  report: SettlementReport;
  lines: StoredLine[];
  snapshot: PeriodSnapshot;
  /** SHA-256 of everything the report states: what was reviewed is what is issued. */
  fingerprint: string;
  /** Monthly fees, which become records when the report is issued. */
  fees: Fee[];
  /** Month terms, which become records likewise. */
  terms: SettledTerm[];
  records: number;
  energyKwh: Energy;
  /** *Collected* as soon as any of its records has that basis. */
  basis: Basis;
  /** Whether payables per CDR belong to it (basis *collected*). */
  exact: boolean;
};

/** A report, or why it cannot be computed: one partner's trouble is not another's. */
export type Computation = { ok: true; computed: ComputedReport } | { ok: false; key: PeriodKey; error: unknown };

/** Computes the report of each key, in the order of the keys. */
export async function computeReports(tx: Tx, keys: readonly PeriodKey[]): Promise<Computation[]> {
  if (keys.length === 0) return [];
  const inputs = await loadInputs(tx, keys);
  return keys.map((key, i) => {
    try {
      return { ok: true, computed: compute(key, i, inputs) };
    } catch (error) {
      return { ok: false, key, error };
    }
  });
}

const placeOf = (row: { i: number }) => row.i;

type Inputs = Awaited<ReturnType<typeof loadInputs>>;

async function loadInputs(tx: Tx, keys: readonly PeriodKey[]) {
  const collecting = await keysWithCollectedBasis(tx, keys);
  const places = [...keys.keys()];
  const exactPlaces = places.filter((i) => collecting.has(i));
  const otherPlaces = places.filter((i) => !collecting.has(i));
  const chosen = (some: readonly number[]) => some.map((i) => keys[i]!);
  const lines = [
    ...renumber(await lineSums(tx, chosen(otherPlaces)), otherPlaces),
    ...renumber(await lineSumsByBasis(tx, chosen(exactPlaces)), exactPlaces),
  ];
  const marked = keys.map((key, i) => ({ ...key, exact: collecting.has(i) }));
  return {
    collecting,
    lines: groupBy(lines, placeOf),
    sites: groupBy(await siteSums(tx, keys), placeOf),
    collected: groupBy(await collectedParts(tx, marked), placeOf),
    expenses: groupBy(await expenseSums(tx, keys), placeOf),
    booked: await bookedCollections(tx, keys),
    carried: await carriedBalances(tx, keys),
    fees: await feesOf(tx, keys),
    terms: await monthTermsOf(tx, keys),
  };
}

function renumber<Row extends { i: number }>(rows: readonly Row[], places: readonly number[]): Row[] {
  return rows.map((row) => ({ ...row, i: places[row.i]! }));
}

function compute(key: PeriodKey, i: number, inputs: Inputs): ComputedReport {
  const exact = inputs.collecting.has(i);
  const sites = inputs.sites.get(i) ?? [];
  const expenses = inputs.expenses.get(i) ?? [];
  const collected = inputs.collected.get(i) ?? [];
  const fees = inputs.fees(i);
  const terms = inputs.terms(i);
  const rows = termRows(terms);
  const report = buildReport({
    month: key.month,
    currency: key.currency,
    revenue: [...revenueRows(inputs.lines.get(i) ?? [], sites, collected, exact), ...rows.revenue],
    previous: [...previousRows(collected), ...rows.previous],
    expenses: [
      ...fees.map((fee) => fee.row),
      ...expenses.map(({ origin, records, amount, params, ...detail }) =>
        expenseRow({ origin: origin as Fee["row"]["origin"], records, amount }, detail, params),
      ),
    ],
    carriedIn: inputs.carried.get(i) ?? 0n,
  });
  checkReport(report);
  const lines = linesToStore(report);
  const bases = [...(inputs.lines.get(i) ?? []), ...collected, ...terms];
  const byCollection = bases.some((row) => row.basis === "collected");
  return {
    key,
    report,
    lines,
    fees,
    terms,
    exact,
    basis: byCollection ? "collected" : "generated",
    snapshot: snapshotOf(sites, expenses, inputs.booked.get(i)),
    fingerprint: createHash("sha256").update(reportText(lines, report.totals)).digest("hex"),
    records: sites.reduce((count, site) => count + site.records, 0),
    energyKwh: sum(sites.map((site) => site.energyKwh)),
  };
}

function snapshotOf(
  sites: readonly { records: number; revenue: bigint; partnerShare: bigint }[],
  expenses: readonly { records: number; amount: bigint }[],
  booked: { collections: number; collected: bigint } | undefined,
): PeriodSnapshot {
  return {
    revenueRecords: sites.reduce((count, site) => count + site.records, 0),
    revenue: sum(sites.map((site) => site.revenue)),
    partnerShare: sum(sites.map((site) => site.partnerShare)),
    expenseRecords: expenses.reduce((count, expense) => count + expense.records, 0),
    expenses: sum(expenses.map((expense) => expense.amount)),
    collections: booked?.collections ?? 0,
    collected: booked?.collected ?? 0n,
  };
}
