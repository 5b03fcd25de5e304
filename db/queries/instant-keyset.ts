/** Pages of rows by (instant, id), newest first; a cursor says the place itself, so it outlives the row it was made from. */
import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Instant } from "@/lib/calendar/calendar";
import type { Page } from "./keyset";

/** `after` and `before` are cursors as a page gave them; what is none is taken for the first page. */
export type InstantPageRequest = { after?: string | null; before?: string | null; limit: number };

type Place = { at: Instant; id: string };

const CURSOR = /^(\d{1,15})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function cursorOf({ at, id }: Place): string {
  return `${at}-${id}`;
}

function placeOf(cursor: string | null | undefined): Place | null {
  const match = CURSOR.exec(cursor ?? "");
  return match ? { at: Number(match[1]), id: match[2]! } : null;
}

/** Condition, order and limit (one more than asked, to see whether there is a next page). */
export function instantKeyset(
  at: AnyPgColumn,
  id: AnyPgColumn,
  page: InstantPageRequest,
): { where: SQL | undefined; orderBy: SQL[]; limit: number } {
  const before = placeOf(page.before);
  const place = before ?? placeOf(page.after);
  const direction = sql.raw(before ? "asc" : "desc");
  const where = place
    ? sql`(${at}, ${id}) ${sql.raw(before ? ">" : "<")} (${new Date(place.at).toISOString()}::timestamptz, ${place.id}::uuid)`
    : undefined;
  return { where, orderBy: [sql`${at} ${direction}`, sql`${id} ${direction}`], limit: page.limit + 1 };
}

/** Cuts the `limit + 1` rows that the query gave to a page, newest first. */
export function instantPage<Row>(
  found: readonly Row[],
  page: InstantPageRequest,
  place: (row: Row) => Place,
): Page<Row> {
  const backwards = placeOf(page.before) !== null;
  const rows = found.slice(0, page.limit);
  const more = found.length > page.limit;
  if (backwards) rows.reverse();
  const first = rows[0] ? cursorOf(place(rows[0])) : null;
  const last = rows.length > 0 ? cursorOf(place(rows.at(-1)!)) : null;
  if (backwards) return { rows, previous: more ? first : null, next: last };
  return { rows, previous: placeOf(page.after) ? first : null, next: more ? last : null };
}
