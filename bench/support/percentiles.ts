/** Percentiles of many short readings: what a person who opens pages feels. */
import type { Scale } from "./bench";
import { timed, type Work } from "./timing";

const MANY = 20;
const FEW = 2;
/** Below it a run only shows that the bench works. */
const SMALL_HISTORY = 10_000;

/** How often each page is read. */
export function roundsOf({ history }: Scale): number {
  return history < SMALL_HISTORY ? FEW : MANY;
}

export type Percentiles = { p50: number; p95: number };

/** By nearest rank; `times` has at least one entry. */
export function percentilesOf(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]!;
  return { p50: at(0.5), p95: at(0.95) };
}

export type Pair = { ours: Work; floor: Work };

/**
 * Milliseconds of ours and of the floor, in turns, all pairs together. Each is run once before, so that both find what
 * they need in memory.
 */
export async function pairedPercentiles(
  pairs: readonly Pair[],
  rounds: number,
): Promise<{ ours: Percentiles; floor: Percentiles }> {
  const [ours, floor]: [number[], number[]] = [[], []];
  for (const pair of pairs) {
    await pair.ours();
    await pair.floor();
    for (let round = 0; round < rounds; round++) {
      ours.push(await timed(pair.ours));
      floor.push(await timed(pair.floor));
    }
  }
  return { ours: percentilesOf(ours), floor: percentilesOf(floor) };
}

/** `p50 3.1 ms, floor 1.2 ms`. */
export function noteOf({ ours, floor }: { ours: Percentiles; floor: Percentiles }): string {
  return `p95; p50 ${ours.p50.toFixed(1)} ms, floor ${floor.p50.toFixed(1)} ms`;
}
