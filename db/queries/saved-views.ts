/** Lists' queries under a name. */
import { and, asc, eq, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { savedViews, users } from "@/db/schema";
import type { ViewList } from "@/lib/views/view-lists";

const v = savedViews;

export type SavedView = typeof savedViews.$inferSelect;

/** A person's own views of a list and those that others share, by name. */
export function viewsOfList(tx: Tx, userId: string, list: ViewList) {
  return tx
    .select({
      id: v.id,
      name: v.name,
      query: v.query,
      isShared: v.isShared,
      isOwn: sql<boolean>`${v.ownerId} = ${userId}`,
      ownerName: users.name,
    })
    .from(v)
    .innerJoin(users, eq(users.id, v.ownerId))
    .where(and(eq(v.list, list), or(eq(v.ownerId, userId), eq(v.isShared, true))))
    .orderBy(sql`lower(${v.name})`, asc(v.id));
}

/** Every view that a person may open, for the palette. */
export function openableViews(tx: Tx, userId: string) {
  return tx
    .select({ id: v.id, list: v.list, name: v.name, query: v.query })
    .from(v)
    .where(or(eq(v.ownerId, userId), eq(v.isShared, true)))
    .orderBy(sql`lower(${v.name})`, asc(v.id))
    .limit(100);
}

export async function insertView(tx: Tx, view: SavedView): Promise<void> {
  await tx.insert(v).values(view);
}

/** Locks a view until the transaction ends; null when it is gone. */
export async function lockView(tx: Tx, id: string): Promise<SavedView | null> {
  const [view] = await tx.select().from(v).where(eq(v.id, id)).for("update");
  return view ?? null;
}

export async function updateView(
  tx: Tx,
  id: string,
  change: Partial<Pick<SavedView, "name" | "query" | "isShared">>,
): Promise<void> {
  await tx.update(v).set(change).where(eq(v.id, id));
}

export async function deleteView(tx: Tx, id: string): Promise<void> {
  await tx.delete(v).where(eq(v.id, id));
}
