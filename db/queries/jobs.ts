/** The job queue, as roles reach it that own nothing. */
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** Adds a job when the transaction commits. */
export async function addJob(tx: Tx, task: string, payload: object, jobKey: string | null): Promise<void> {
  await tx.execute(sql`select enqueue_job(${task}, ${JSON.stringify(payload)}::text::json, ${jobKey})`);
}
