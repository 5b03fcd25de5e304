import type { Tx } from "@/db/client";
import { addJobs } from "@/db/queries/jobs";

/** What nobody waits for at the screen goes after what somebody does. */
const PRIORITIES: Readonly<Record<string, number>> = { render_report_pdf: 10 };

/**
 * Adds a job in the transaction of the change that needs it: a rollback takes it back. A job with the key of one
 * that still waits replaces it.
 */
export function enqueue(tx: Tx, task: string, payload: object, options: { jobKey?: string } = {}): Promise<void> {
  return enqueueAll(tx, task, [{ payload, ...options }]);
}

/** The same for many jobs of one task, in one statement. */
export function enqueueAll(tx: Tx, task: string, jobs: readonly { payload: object; jobKey?: string }[]): Promise<void> {
  const rows = jobs.map(({ payload, jobKey = null }) => ({ payload, jobKey }));
  return addJobs(tx, task, rows, PRIORITIES[task] ?? 0);
}
