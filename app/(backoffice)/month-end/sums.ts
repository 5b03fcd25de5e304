/** Sums over the partners of a month, per currency and never mixed. */
import { groupBy } from "@/lib/collections/group-by";
import { type Amount, sum } from "@/lib/money/amount";
import type { CloseFigures, CloseRow } from "@/lib/settlement/preview-close.server";

export type CurrencySums = {
  currency: string;
  /** What partners get: balances above zero. */
  payable: Amount;
  /** Balances below zero. */
  carriedOut: Amount;
  expenses: Amount;
  collected: Amount;
  previous: Amount;
  awaited: Amount;
};

/** The sums of each currency, the largest payable first. */
export function sumsByCurrency(rows: readonly CloseRow[]): CurrencySums[] {
  const figures = rows.flatMap(({ key, figures }) => (figures ? [{ currency: key.currency, ...figures }] : []));
  return [...groupBy(figures, (row) => row.currency)]
    .map(([currency, all]) => {
      const total = (value: (row: CloseFigures) => Amount) => sum(all.map(value));
      return {
        currency,
        payable: total(({ balance }) => (balance > 0n ? balance : 0n)),
        carriedOut: total(({ balance }) => (balance < 0n ? balance : 0n)),
        expenses: total((row) => row.expenses),
        collected: total((row) => row.collected),
        previous: total((row) => row.previous),
        awaited: total((row) => row.awaited),
      };
    })
    .sort((a, b) => (a.payable > b.payable ? -1 : 1));
}

/** How many partners are in which state. */
export function countStates(rows: readonly CloseRow[]): Record<CloseRow["state"], number> {
  const counts = { open: 0, draft: 0, stale: 0, issued: 0 };
  for (const row of rows) counts[row.state] += 1;
  return counts;
}
