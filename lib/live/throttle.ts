/** Calls that come in bursts, thinned: the first goes through at once, those within `pause` after it become one call. */

/** What tells the time to wait; the platform's timers outside tests. */
export type Timers = { start: (run: () => void, milliseconds: number) => unknown };

/** `run`, at most once per `pause` milliseconds, and once more after the last call. */
export function throttled(run: () => void, pause: number, timers: Timers): () => void {
  let isWaiting = false;
  let isAsked = false;
  const rest = () => {
    isWaiting = false;
    if (!isAsked) return;
    isAsked = false;
    call();
  };
  const call = () => {
    if (isWaiting) {
      isAsked = true;
      return;
    }
    isWaiting = true;
    timers.start(rest, pause);
    run();
  };
  return call;
}
