/** Exports that are written in the background, and the files they leave. */
import { and, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { files, listExports } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";
import type { ExpenseFilters, RevenueFilters } from "@/lib/records/record-filters";

const x = listExports;

type StoredExport = Omit<typeof listExports.$inferSelect, "list" | "filters">;
/** An export with the filters of its list. */
export type ListExport = StoredExport & ExportOf;
/** Which list, and what it was narrowed to. */
export type ExportOf = { list: "revenue"; filters: RevenueFilters } | { list: "expenses"; filters: ExpenseFilters };

export async function insertListExport(tx: Tx, row: typeof listExports.$inferInsert & ExportOf): Promise<void> {
  await tx.insert(x).values(row);
}

/** Locks an export until the transaction ends; null when it was removed or belongs to somebody else. */
export async function lockOwnExport(tx: Tx, userId: string, id: string): Promise<ListExport | null> {
  const [row] = await tx
    .select()
    .from(x)
    .where(and(eq(x.id, id), eq(x.createdBy, userId)))
    .for("update");
  return (row as ListExport | undefined) ?? null;
}

/** An export by its id, for the worker. */
export async function findListExport(tx: Tx, id: string): Promise<ListExport | null> {
  const [row] = await tx.select().from(x).where(eq(x.id, id));
  return (row as ListExport | undefined) ?? null;
}

/** A person's exports that are still there, the newest first. */
export function ownExports(tx: Tx, userId: string, now: Instant) {
  return tx
    .select({
      id: x.id,
      list: x.list,
      format: x.format,
      name: x.name,
      state: x.state,
      expectedRows: x.expectedRows,
      writtenRows: x.writtenRows,
      sizeBytes: files.sizeBytes,
      createdAt: x.createdAt,
      expiresAt: x.expiresAt,
    })
    .from(x)
    .leftJoin(files, eq(files.id, x.fileId))
    .where(and(eq(x.createdBy, userId), gt(x.expiresAt, now)))
    .orderBy(desc(x.createdAt), desc(x.id))
    .limit(100);
}

export type OwnExport = Awaited<ReturnType<typeof ownExports>>[number];

/** The finished file of a person's export, while it has not expired. */
export async function ownExportFile(tx: Tx, userId: string, id: string, now: Instant) {
  const [row] = await tx
    .select({ fileId: files.id, name: x.name, mediaType: files.mediaType, sizeBytes: files.sizeBytes })
    .from(x)
    .innerJoin(files, eq(files.id, x.fileId))
    .where(and(eq(x.id, id), eq(x.createdBy, userId), gt(x.expiresAt, now)));
  return row ?? null;
}

/** Changes an export that is still there; false when its owner has removed it. */
export async function updateListExport(
  tx: Tx,
  id: string,
  change: Partial<Pick<typeof listExports.$inferInsert, "state" | "writtenRows" | "fileId" | "finishedAt">>,
): Promise<boolean> {
  const changed = await tx.update(x).set(change).where(eq(x.id, id)).returning({ id: x.id });
  return changed.length > 0;
}

/** Removes an export with its file. */
export async function deleteListExport(tx: Tx, id: string): Promise<void> {
  const gone = await tx.delete(x).where(eq(x.id, id)).returning({ fileId: x.fileId });
  await deleteFiles(tx, gone);
}

/** Removes what nobody can download any more; returns how many. */
export async function deleteExpiredExports(tx: Tx, now: Instant): Promise<number> {
  const gone = await tx.delete(x).where(lt(x.expiresAt, now)).returning({ fileId: x.fileId });
  await deleteFiles(tx, gone);
  return gone.length;
}

async function deleteFiles(tx: Tx, gone: readonly { fileId: string | null }[]): Promise<void> {
  const ids = gone.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]));
  if (ids.length > 0) await tx.delete(files).where(inArray(files.id, ids));
}

/** How many of a person's exports are still to be written. */
export async function countUnfinishedExports(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(x)
    .where(and(eq(x.createdBy, userId), inArray(x.state, ["queued", "running"])));
  return row!.count;
}
