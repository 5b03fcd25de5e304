/** Two transactions at once: the first goes on once the second waits for it. */
import { sql } from "drizzle-orm";
import { asOwner } from "@/db/client";

/** Returns as soon as some transaction of the test's database waits for a lock of another. */
export async function untilBlocked(): Promise<void> {
  for (;;) {
    const blocked = await asOwner((tx) =>
      tx.execute(
        sql`select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
      ),
    );
    if (blocked.length > 0) return;
  }
}
