/** Ends a process politely first, and for certain in the end. */
import { setTimeout as pause } from "node:timers/promises";
import { observeProcess } from "./observe";

/** One signal and how long to wait for its effect. */
export type StopStep = { signal: NodeJS.Signals; waitMilliseconds: number };

const POLL_MILLISECONDS = 25;

/** A server asked to finish its work, then killed: for our own web server and worker. */
export const STOP_SERVER: readonly StopStep[] = [
  { signal: "SIGTERM", waitMilliseconds: 8_000 },
  { signal: "SIGKILL", waitMilliseconds: 5_000 },
];

/** PostgreSQL: fast shutdown (rolls back and writes a checkpoint), then immediate, then killed (both recover at the next start). */
export const STOP_POSTGRES: readonly StopStep[] = [
  { signal: "SIGINT", waitMilliseconds: 30_000 },
  { signal: "SIGQUIT", waitMilliseconds: 5_000 },
  { signal: "SIGKILL", waitMilliseconds: 5_000 },
];

/**
 * Signals a process step by step until it is gone.
 * @param group signal the whole group the process leads, so that its own children end with it
 * @returns the last signal that was needed, or undefined when it was gone before
 */
export async function stopProcess(
  pid: number,
  steps: readonly StopStep[],
  group = false,
): Promise<NodeJS.Signals | undefined> {
  const startedAt = observeProcess(pid)?.startedAt;
  const isRunning = () => startedAt !== undefined && observeProcess(pid)?.startedAt === startedAt;
  let last: NodeJS.Signals | undefined;
  for (const { signal, waitMilliseconds } of steps) {
    if (!isRunning()) return last;
    sendSignal(pid, signal, group);
    last = signal;
    await waitUntil(() => !isRunning(), waitMilliseconds);
  }
  return last;
}

function sendSignal(pid: number, signal: NodeJS.Signals, group: boolean): void {
  try {
    process.kill(group ? -pid : pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Polls a condition; false when it did not come true in time. */
export async function waitUntil(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() >= deadline) return false;
    await pause(POLL_MILLISECONDS);
  }
  return true;
}
