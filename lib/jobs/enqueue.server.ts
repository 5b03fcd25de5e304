import { AsyncLocalStorage } from "node:async_hooks";
import type { Tx } from "@/db/client";
import { addJobs } from "@/db/queries/jobs";

export type JobOptions = {
  /** A job with the key of one that still waits replaces it. */
  jobKey?: string;
  /** 0 is for what somebody waits for at the screen; a higher number goes later. */
  priority?: number;
};

/** Adds a job in the transaction of the change that needs it: a rollback takes it back. */
export function enqueue(tx: Tx, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  return enqueueAll(tx, task, [{ payload, ...options }]);
}

const held = new AsyncLocalStorage<{ task: string; payloads: object[] }>();

/** Runs a verb and keeps its jobs of one task from the queue: the caller decides what becomes of them. */
export async function holdBackJobs<T>(task: string, verb: () => Promise<T>): Promise<{ value: T; payloads: object[] }> {
  const holding = { task, payloads: [] as object[] };
  const value = await held.run(holding, verb);
  return { value, payloads: holding.payloads };
}

/** The same for many jobs of one task, in one statement. */
export async function enqueueAll(
  tx: Tx,
  task: string,
  jobs: readonly ({ payload: object } & JobOptions)[],
): Promise<void> {
  const holding = held.getStore();
  if (holding?.task === task) {
    holding.payloads.push(...jobs.map((job) => job.payload));
    return;
  }
  const rows = jobs.map(({ payload, jobKey = null, priority = 0 }) => ({ payload, jobKey, priority }));
  return addJobs(tx, task, rows);
}
