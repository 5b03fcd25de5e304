/** The job queue, as roles reach it that own nothing. */
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** A lower priority number goes first. */
export type Job = { payload: object; jobKey: string | null; priority: number };

/** Adds jobs when the transaction commits. */
export async function addJobs(tx: Tx, task: string, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  await tx.execute(sql`
    select enqueue_job(${task}, j -> 'payload', j ->> 'jobKey', (j ->> 'priority')::int)
    from json_array_elements(${JSON.stringify(jobs)}::text::json) as j`);
}
