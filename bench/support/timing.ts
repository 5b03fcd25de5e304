/** Clocks and memory of a run. */

export type Work = () => unknown;

/** Milliseconds that a piece of work takes. */
export async function timed(work: Work): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/**
 * The fastest of some rounds of ours and of the floor, taken in turns: what else the machine does only ever slows a
 * round down, and turns meet both alike. The peak is read before the floor has run for the first time.
 */
export async function inTurns(
  rounds: number,
  ours: Work,
  floor: Work,
): Promise<{ oursMs: number; floorMs: number; peakMb: number }> {
  let oursMs = await timed(ours);
  const peakMb = peakMegabytes();
  let floorMs = await timed(floor);
  for (let round = 1; round < rounds; round++) {
    oursMs = Math.min(oursMs, await timed(ours));
    floorMs = Math.min(floorMs, await timed(floor));
  }
  return { oursMs, floorMs, peakMb };
}

/** Largest resident memory of this process so far; each size of a bench has a process of its own. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
