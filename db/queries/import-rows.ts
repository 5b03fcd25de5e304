/** The listed rows of an import, page by page in the order of the file; and what waits because of unknown EVSEs. */
import { and, asc, count, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { evses, heldCdrs, importRows, type ROW_OUTCOMES, unknownEvses } from "@/db/schema";
import { type Page, type PageRequest, pageOf } from "./keyset";

export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export type ImportRowFilter = { outcome?: RowOutcome | null; code?: string | null };
export type ListedImportRow = typeof importRows.$inferSelect & { id: string };

/** A row has several entries when several things are to be said about it: `line.n` is the place. */
const PLACE = /^(\d{1,9})\.(\d{1,9})$/;

/** One page of an import's entries; a place that is none begins at the top. */
export async function pageOfImportRows(
  tx: Tx,
  importId: string,
  filter: ImportRowFilter,
  page: PageRequest,
): Promise<Page<ListedImportRow>> {
  const backwards = Boolean(page.before);
  const direction = backwards ? desc : asc;
  const found = await tx
    .select()
    .from(importRows)
    .where(and(matches(importId, filter), beyond(page.before ?? page.after, backwards)))
    .orderBy(direction(importRows.line), direction(importRows.n))
    .limit(page.limit + 1);
  return pageOf(
    found.map((row) => ({ ...row, id: `${row.line}.${row.n}` })),
    page,
  );
}

function beyond(place: string | null | undefined, backwards: boolean): SQL | undefined {
  const match = PLACE.exec(place ?? "");
  if (!match) return undefined;
  const sign = sql.raw(backwards ? "<" : ">");
  return sql`(${importRows.line}, ${importRows.n}) ${sign} (${Number(match[1])}, ${Number(match[2])})`;
}

function matches(importId: string, filter: ImportRowFilter): SQL | undefined {
  return and(
    eq(importRows.importId, importId),
    filter.outcome ? eq(importRows.outcome, filter.outcome) : undefined,
    filter.code ? eq(importRows.code, filter.code) : undefined,
  );
}

export type WaitingEvse = {
  uid: string;
  locationName: string | null;
  country: string | null;
  model: string | null;
  connectorIds: string[];
  /** Rows that wait for it, of this import. */
  rows: number;
};

/** EVSEs that rows of an import wait for, those with most rows first. */
export async function waitingEvses(tx: Tx, importId: string): Promise<WaitingEvse[]> {
  return tx
    .select({
      uid: unknownEvses.uid,
      locationName: unknownEvses.locationName,
      country: unknownEvses.country,
      model: unknownEvses.model,
      connectorIds: unknownEvses.connectorIds,
      rows: count(),
    })
    .from(heldCdrs)
    .innerJoin(unknownEvses, eq(unknownEvses.uid, heldCdrs.evseUid))
    .where(
      and(
        eq(heldCdrs.importId, importId),
        eq(heldCdrs.state, "waiting"),
        sql`'unknown_evse' = any(${heldCdrs.reasons})`,
        eq(unknownEvses.isDismissed, false),
      ),
    )
    .groupBy(unknownEvses.uid)
    .orderBy(desc(count()), asc(unknownEvses.uid));
}

/** Rows of an import whose EVSE was created and that the job `release_waiting` has not reached yet. */
export async function countBeingReleased(tx: Tx, importId: string): Promise<number> {
  const [row] = await tx
    .select({ rows: count() })
    .from(heldCdrs)
    .where(
      and(
        eq(heldCdrs.importId, importId),
        eq(heldCdrs.state, "waiting"),
        sql`'unknown_evse' = any(${heldCdrs.reasons})`,
        sql`exists (select from ${evses} e where e.uid = ${heldCdrs.evseUid})`,
        sql`not exists (select from ${unknownEvses} u where u.uid = ${heldCdrs.evseUid})`,
      ),
    );
  return row!.rows;
}
