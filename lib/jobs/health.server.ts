/** Reads and judges the installation's health for `GET /api/health`. */
import { ownerClient } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import { readHealth } from "@/db/queries/heartbeat";
import { type Health, judgeHealth } from "./health";

/** Never throws: a database that cannot be asked is part of the answer, without its address or user. */
export async function checkHealth(): Promise<Health> {
  try {
    const { appliedMigrations, workerSeenSecondsAgo } = await readHealth(ownerClient());
    return judgeHealth({
      migrationsInCode: journal.entries.map((entry) => entry.when),
      migrationsApplied: appliedMigrations,
      workerSeenSecondsAgo,
    });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    return judgeHealth({ databaseError: typeof code === "string" ? `not reachable (${code})` : "not reachable" });
  }
}
