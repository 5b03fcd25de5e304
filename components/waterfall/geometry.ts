/** Where the bars of a waterfall stand, in percent of the width. Positions are drawn, never added up. */
import { highestOf, lowestOf, percentOf } from "@/components/charts/scale";
import { absolute, parseDecimalExact } from "@/lib/money/amount";

export type BarKind = "start" | "minus" | "plus" | "subtotal" | "result";
export type Bar = { left: number; width: number };

/**
 * One bar per step. `amount` is a signed decimal string; a start, subtotal or result stands on zero, a plus or
 * minus between the running amount before and after it. A waterfall below zero shifts the zero line to the right.
 */
export function layOutBars(steps: readonly { kind: BarKind; amount: string }[]): Bar[] {
  let running = 0n;
  const spans = steps.map(({ kind, amount }) => {
    const value = parseDecimalExact(amount);
    const states = kind === "start" || kind === "subtotal" || kind === "result";
    const from = states ? 0n : running;
    running = states ? value : running + value;
    return { from, to: running };
  });
  const edges = spans.flatMap(({ from, to }) => [from, to]);
  const lowest = lowestOf(edges);
  const highest = highestOf(edges);
  const range = highest - lowest;
  return spans.map(({ from, to }) => ({
    left: percentOf(leftmost(from, to) - lowest, range),
    width: percentOf(absolute(to - from), range),
  }));
}

function leftmost(from: bigint, to: bigint): bigint {
  if (to < from) return to;
  return from;
}
