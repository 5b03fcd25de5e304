/** CDRs that wait for a person, as lists and one by one beside what is known under their id (D20). */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cdrs, files, type HELD_KINDS, heldCdrs, imports, sources } from "@/db/schema";
import { type HeldKey, heldKeyText, readHeldKey } from "@/lib/cdrs/cdr-key";
import type { StoredCdr } from "@/lib/cdrs/stored-cdr";
import { contains, type Page, type PageRequest, pageOf } from "./keyset";

export type HeldKind = (typeof HELD_KINDS)[number];
export type HeldFilter = {
  kind?: HeldKind | null;
  reasons?: readonly string[] | null;
  sourceIds?: readonly string[] | null;
  importId?: string | null;
  /** Part of the CDR id or of the EVSE's uid. */
  search?: string | null;
};

const hash = sql<string>`encode(${heldCdrs.contentHash}, 'hex')`;

const columns = {
  sourceId: heldCdrs.sourceId,
  sourceName: sources.name,
  cdrId: heldCdrs.cdrId,
  contentHash: hash,
  kind: heldCdrs.kind,
  state: heldCdrs.state,
  reasons: heldCdrs.reasons,
  evseUid: heldCdrs.evseUid,
  importId: heldCdrs.importId,
  fileName: files.name,
  line: heldCdrs.line,
  endedAt: heldCdrs.endedAt,
  energyKwh: heldCdrs.energyKwh,
  createdAt: heldCdrs.createdAt,
};

function selectHeld(tx: Tx) {
  return tx
    .select(columns)
    .from(heldCdrs)
    .innerJoin(sources, eq(sources.id, heldCdrs.sourceId))
    .innerJoin(imports, eq(imports.id, heldCdrs.importId))
    .innerJoin(files, eq(files.id, imports.fileId))
    .$dynamic();
}

export type HeldListRow = Awaited<ReturnType<typeof selectHeld>>[number] & { id: string };

/** One page of what waits, the session that ended last first. */
export async function listHeld(tx: Tx, filter: HeldFilter, page: PageRequest): Promise<Page<HeldListRow>> {
  const backwards = Boolean(page.before);
  const place = readHeldKey(page.before ?? page.after ?? "");
  const order = backwards ? sql`asc` : sql`desc`;
  const beyond = place
    ? sql`(${heldCdrs.endedAt}, ${heldCdrs.sourceId}, ${heldCdrs.cdrId}, ${heldCdrs.contentHash}) ${sql.raw(backwards ? ">" : "<")} (
        select p.ended_at, p.source_id, p.cdr_id, p.content_hash from held_cdrs p
        where p.source_id = ${place.sourceId} and p.cdr_id = ${place.cdrId}
          and p.content_hash = decode(${place.contentHash}, 'hex'))`
    : undefined;
  const found = await selectHeld(tx)
    .where(and(matches(filter), beyond))
    .orderBy(
      sql`${heldCdrs.endedAt} ${order}`,
      sql`${heldCdrs.sourceId} ${order}`,
      sql`${heldCdrs.cdrId} ${order}`,
      sql`${heldCdrs.contentHash} ${order}`,
    )
    .limit(page.limit + 1);
  return pageOf(
    found.map((row) => ({ ...row, id: heldKeyText(row) })),
    page,
  );
}

/** How many wait for each reason; one that has two reasons counts for both. */
export async function countHeldReasons(tx: Tx, filter: HeldFilter): Promise<{ reason: string; rows: number }[]> {
  const reason = sql<string>`unnest(${heldCdrs.reasons})`;
  return tx
    .select({ reason, rows: sql<number>`count(*)::int` })
    .from(heldCdrs)
    .where(matches({ ...filter, reasons: null }))
    .groupBy(sql`1`)
    .orderBy(sql`2 desc`, sql`1`);
}

/** How many wait, by kind. */
export async function countHeld(tx: Tx, filter: HeldFilter): Promise<Record<HeldKind, number>> {
  const rows = await tx
    .select({ kind: heldCdrs.kind, rows: sql<number>`count(*)::int` })
    .from(heldCdrs)
    .where(matches({ ...filter, kind: null }))
    .groupBy(heldCdrs.kind);
  const of = (kind: HeldKind) => rows.find((row) => row.kind === kind)?.rows ?? 0;
  return { hold: of("hold"), conflict: of("conflict") };
}

function matches(filter: HeldFilter): SQL | undefined {
  const pattern = filter.search ? contains(filter.search) : null;
  return and(
    eq(heldCdrs.state, "waiting"),
    filter.kind ? eq(heldCdrs.kind, filter.kind) : undefined,
    filter.reasons?.length ? sql`${heldCdrs.reasons} && ${sql.param([...filter.reasons])}::text[]` : undefined,
    filter.sourceIds?.length ? inArray(heldCdrs.sourceId, [...filter.sourceIds]) : undefined,
    filter.importId ? eq(heldCdrs.importId, filter.importId) : undefined,
    pattern ? sql`(${heldCdrs.cdrId} ilike ${pattern} or ${heldCdrs.evseUid} ilike ${pattern})` : undefined,
  );
}

/**
 * One that waits or waited, with its content and what stands under its id: the imported content, else the one that
 * was put on hold first. Null when there is none.
 */
export async function findHeld(tx: Tx, key: HeldKey) {
  const [row] = await tx
    .select({
      ...columns,
      content: sql<StoredCdr>`${heldCdrs.content}`,
      standing: sql<StoredCdr | null>`coalesce(${cdrs.content}, (
        select h.content from held_cdrs h where h.source_id = ${heldCdrs.sourceId} and h.cdr_id = ${heldCdrs.cdrId}
          and h.content_hash <> ${heldCdrs.contentHash} and h.kind = 'hold' limit 1))`,
      isImported: sql<boolean>`${cdrs.cdrId} is not null`,
      crossCheck: heldCdrs.crossCheck,
      decidedAt: heldCdrs.decidedAt,
      decisionReason: heldCdrs.decisionReason,
    })
    .from(heldCdrs)
    .innerJoin(sources, eq(sources.id, heldCdrs.sourceId))
    .innerJoin(imports, eq(imports.id, heldCdrs.importId))
    .innerJoin(files, eq(files.id, imports.fileId))
    .leftJoin(cdrs, and(eq(cdrs.sourceId, heldCdrs.sourceId), eq(cdrs.cdrId, heldCdrs.cdrId)))
    .where(
      and(
        eq(heldCdrs.sourceId, key.sourceId),
        eq(heldCdrs.cdrId, key.cdrId),
        eq(heldCdrs.contentHash, Buffer.from(key.contentHash, "hex")),
      ),
    );
  return row ?? null;
}
