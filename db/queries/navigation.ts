/** What the back office's frame shows on every page. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, heldCdrs } from "@/db/schema";

const MOST_COUNTED = 1_000;

/** The name of the CPO: its own company at the top of the tree, or null in an empty system. */
export async function cpoName(tx: Tx): Promise<string | null> {
  const [row] = await tx
    .select({ name: companies.name })
    .from(companies)
    .where(and(eq(companies.isOwn, true), isNull(companies.parentId), isNull(companies.archivedAt)))
    .orderBy(asc(companies.createdAt), asc(companies.id))
    .limit(1);
  return row?.name ?? null;
}

/** Rows that wait for a decision, counted up to a thousand. */
export async function countWaiting(tx: Tx): Promise<number> {
  const waiting = tx
    .select({ one: sql`1` })
    .from(heldCdrs)
    .where(eq(heldCdrs.state, "waiting"))
    .limit(MOST_COUNTED)
    .as("waiting");
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(waiting);
  return row?.count ?? 0;
}
