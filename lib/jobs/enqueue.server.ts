import type { Tx } from "@/db/client";
import { addJob } from "@/db/queries/jobs";

/**
 * Adds a job in the transaction of the change that needs it: a rollback takes it back. A job with the key of one
 * that still waits replaces it.
 */
export function enqueue(tx: Tx, task: string, payload: object, options: { jobKey?: string } = {}): Promise<void> {
  return addJob(tx, task, payload, options.jobKey ?? null);
}
