/** Tries that are limited. A try is written as failed before it is made, so that many at once cannot slip through. */
import { and, count, eq, gt, lte, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { accessAttempts } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";

/** Holds back others with the same key until the transaction ends. */
export async function lockAttempts(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/** Failed tries since an instant; older ones are forgotten on the way. */
export async function countFailures(tx: Tx, key: string, since: Instant): Promise<number> {
  await tx.delete(accessAttempts).where(and(eq(accessAttempts.key, key), lte(accessAttempts.at, since)));
  const [row] = await tx
    .select({ failures: count() })
    .from(accessAttempts)
    .where(and(eq(accessAttempts.key, key), gt(accessAttempts.at, since), eq(accessAttempts.succeeded, 0)));
  return row?.failures ?? 0;
}

/** The oldest failure that still counts: when it leaves the window, there is a try more. */
export async function oldestFailure(tx: Tx, key: string): Promise<Instant | null> {
  const [row] = await tx
    .select({ at: accessAttempts.at })
    .from(accessAttempts)
    .where(and(eq(accessAttempts.key, key), eq(accessAttempts.succeeded, 0)))
    .orderBy(accessAttempts.at)
    .limit(1);
  return row?.at ?? null;
}

export async function insertAttempt(tx: Tx, key: string, at: Instant): Promise<string> {
  const id = uuidv7();
  await tx.insert(accessAttempts).values({ id, key, at, succeeded: 0 });
  return id;
}

export async function markSucceeded(tx: Tx, attemptId: string): Promise<void> {
  await tx.update(accessAttempts).set({ succeeded: 1 }).where(eq(accessAttempts.id, attemptId));
}

/** After a success the failures before it no longer count. */
export async function forgetFailures(tx: Tx, key: string): Promise<void> {
  await tx.delete(accessAttempts).where(and(eq(accessAttempts.key, key), eq(accessAttempts.succeeded, 0)));
}
