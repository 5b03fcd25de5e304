/** Imports, their sources and their listed rows. */
import { and, asc, count, desc, eq, lt, ne, or, sql } from "drizzle-orm";
import { type Column, copyRows } from "@/db/bulk";
import type { Tx } from "@/db/client";
import { files, importRows, imports, type ROW_OUTCOMES, sources, users } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";

export type ImportCounts = {
  rows: number;
  rejected: number;
  known: number;
  conflicting: number;
  onHold: number;
  imported: number;
  zeroEnergy: number;
  nonRated: number;
};
type Outcome = (typeof ROW_OUTCOMES)[number];

/** A source by its id, or null. */
export async function findSource(tx: Tx, id: string) {
  const [row] = await tx.select().from(sources).where(eq(sources.id, id));
  return row ?? null;
}

/** Every source, by name. */
export function listSources(tx: Tx) {
  return tx.select().from(sources).orderBy(asc(sources.name));
}

export async function insertSource(tx: Tx, source: typeof sources.$inferInsert): Promise<void> {
  await tx.insert(sources).values(source);
}

export async function updateSource(
  tx: Tx,
  id: string,
  change: Partial<Omit<typeof sources.$inferInsert, "id" | "format" | "version" | "createdAt">>,
): Promise<void> {
  await tx
    .update(sources)
    .set({ ...change, version: sql`${sources.version} + 1` })
    .where(eq(sources.id, id));
}

export async function insertImport(tx: Tx, row: typeof imports.$inferInsert): Promise<void> {
  await tx.insert(imports).values(row);
}

const importColumns = {
  id: imports.id,
  sourceId: imports.sourceId,
  sourceName: sources.name,
  format: sources.format,
  rules: sources.rules,
  pricing: sources.pricing,
  toleranceAmount: sources.toleranceAmount,
  toleranceBasisPoints: sources.toleranceBasisPoints,
  fileId: imports.fileId,
  fileName: files.name,
  sizeBytes: files.sizeBytes,
  state: imports.state,
  mapping: imports.mapping,
  rows: imports.rows,
  rejected: imports.rejected,
  known: imports.known,
  conflicting: imports.conflicting,
  onHold: imports.onHold,
  imported: imports.imported,
  zeroEnergy: imports.zeroEnergy,
  nonRated: imports.nonRated,
  bytesRead: imports.bytesRead,
  problem: imports.problem,
  createdAt: imports.createdAt,
  createdBy: users.name,
  startedAt: imports.startedAt,
  finishedAt: imports.finishedAt,
};

function selectImports(tx: Tx) {
  return tx
    .select(importColumns)
    .from(imports)
    .innerJoin(sources, eq(sources.id, imports.sourceId))
    .innerJoin(files, eq(files.id, imports.fileId))
    .leftJoin(users, eq(users.id, imports.createdBy));
}

export type ImportDetail = Awaited<ReturnType<typeof listImports>>[number];

/** The newest imports first, after the given one. */
export function listImports(tx: Tx, page: { before?: { createdAt: Instant; id: string }; limit: number }) {
  const { before } = page;
  return selectImports(tx)
    .where(
      before
        ? or(
            lt(imports.createdAt, before.createdAt),
            and(eq(imports.createdAt, before.createdAt), lt(imports.id, before.id)),
          )
        : undefined,
    )
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(page.limit);
}

export async function findImport(tx: Tx, id: string): Promise<ImportDetail | null> {
  const [row] = await selectImports(tx).where(eq(imports.id, id));
  return row ?? null;
}

/** Locks an import until the transaction ends; two workers never read one file at once. */
export async function lockImport(tx: Tx, id: string) {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for("update");
  return row ?? null;
}

export async function updateImport(tx: Tx, id: string, change: Partial<typeof imports.$inferInsert>): Promise<void> {
  await tx.update(imports).set(change).where(eq(imports.id, id));
}

/** Adds a batch's counts and moves the place where a crashed import goes on. */
export async function advanceImport(
  tx: Tx,
  id: string,
  counts: ImportCounts,
  place: { bytesRead: number },
): Promise<void> {
  await tx
    .update(imports)
    .set({
      rows: sql`${imports.rows} + ${counts.rows}`,
      rejected: sql`${imports.rejected} + ${counts.rejected}`,
      known: sql`${imports.known} + ${counts.known}`,
      conflicting: sql`${imports.conflicting} + ${counts.conflicting}`,
      onHold: sql`${imports.onHold} + ${counts.onHold}`,
      imported: sql`${imports.imported} + ${counts.imported}`,
      zeroEnergy: sql`${imports.zeroEnergy} + ${counts.zeroEnergy}`,
      nonRated: sql`${imports.nonRated} + ${counts.nonRated}`,
      bytesRead: place.bytesRead,
    })
    .where(eq(imports.id, id));
}

/** An entry of an import's list: a row (or a run of known rows) with what is to be said about it. */
export type ImportRow = {
  importId: string;
  row: number;
  n: number;
  lastRow: number;
  line: number;
  lastLine: number;
  outcome: Outcome;
  code: string;
  field: string | null;
  value: string | null;
  params: Record<string, string | number>;
  cdrId: string | null;
  raw: string | null;
};

const ROW_COLUMNS: readonly Column<ImportRow>[] = [
  ["import_id", (r) => r.importId],
  ["row", (r) => r.row],
  ["n", (r) => r.n],
  ["last_row", (r) => r.lastRow],
  ["line", (r) => r.line],
  ["last_line", (r) => r.lastLine],
  ["outcome", (r) => r.outcome],
  ["code", (r) => r.code],
  ["field", (r) => r.field],
  ["value", (r) => r.value],
  ["params", (r) => ({ json: r.params })],
  ["cdr_id", (r) => r.cdrId],
  ["raw", (r) => r.raw],
];

export const insertImportRows = (tx: Tx, rows: readonly ImportRow[]) => copyRows(tx, "import_rows", ROW_COLUMNS, rows);

/** How many rows each reason concerns. */
export function countImportRows(tx: Tx, importId: string) {
  return tx
    .select({
      outcome: importRows.outcome,
      code: importRows.code,
      entries: count(),
      rows: sql<number>`sum(${importRows.lastRow} - ${importRows.row} + 1)::int`,
    })
    .from(importRows)
    .where(eq(importRows.importId, importId))
    .groupBy(importRows.outcome, importRows.code)
    .orderBy(importRows.outcome, importRows.code);
}

/** Another import of the same bytes, newest first: probably a file uploaded twice. */
export function findImportsOfFile(tx: Tx, sha256: Buffer, notThis: string) {
  return tx
    .select({ id: imports.id, createdAt: imports.createdAt })
    .from(imports)
    .innerJoin(files, eq(files.id, imports.fileId))
    .where(and(eq(files.sha256, sha256), ne(imports.id, notThis)))
    .orderBy(desc(imports.createdAt))
    .limit(5);
}
