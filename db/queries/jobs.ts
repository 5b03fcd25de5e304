/** The job queue, as roles reach it that own nothing. */
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

export type Job = { payload: object; jobKey: string | null };

/** Adds jobs when the transaction commits; a lower priority number goes first. */
export async function addJobs(tx: Tx, task: string, jobs: readonly Job[], priority: number): Promise<void> {
  if (jobs.length === 0) return;
  await tx.execute(sql`
    select enqueue_job(${task}, j -> 'payload', j ->> 'jobKey', ${priority}::int)
    from json_array_elements(${JSON.stringify(jobs)}::text::json) as j`);
}
