/** Pages by keyset: a page begins after (or ends before) a row, whatever was inserted meanwhile. */
import { getTableName, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** A place in a list is the id of a row of it: the page after it, the page before it, or the first page. */
export type PageRequest = { after?: string | null; before?: string | null; limit: number };

/** A page, and the ids to ask for its neighbours with; null where there is none. */
export type Page<Row> = { rows: Row[]; previous: string | null; next: string | null };

type Keyset = { where: SQL | undefined; orderBy: SQL[]; limit: number };

/** Condition, order and limit of a page of a table in the order (lower(label), id). */
export function keysetBy(label: AnyPgColumn, id: AnyPgColumn, page: PageRequest): Keyset {
  const backwards = Boolean(page.before);
  const place = page.before ?? page.after;
  const direction = sql.raw(backwards ? "desc" : "asc");
  const [labelName, idName] = [sql.identifier(label.name), sql.identifier(id.name)];
  const where = place
    ? sql`(lower(${label}), ${id}) ${sql.raw(backwards ? "<" : ">")} (
        select lower(place.${labelName}), place.${idName} from ${label.table} place where place.${idName} = ${place})`
    : undefined;
  return { where, orderBy: [sql`lower(${label}) ${direction}`, sql`${id} ${direction}`], limit: page.limit + 1 };
}

/** Cuts the `limit + 1` rows that a keyset query gave to a page, in reading order. */
export function pageOf<Row extends { id: string }>(found: readonly Row[], page: PageRequest): Page<Row> {
  const rows = found.slice(0, page.limit);
  const more = found.length > page.limit;
  if (page.before) rows.reverse();
  const first = rows[0]?.id ?? null;
  const last = rows.at(-1)?.id ?? null;
  if (page.before) return { rows, previous: more ? first : null, next: last };
  return { rows, previous: page.after ? first : null, next: more ? last : null };
}

/** The pattern of "contains this text" for ILIKE, with the text's own wildcards taken literally. */
export function contains(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, "\\$&")}%`;
}

/** Cuts a list into pieces that fit the parameters of one statement. */
export function chunksOf<T>(items: readonly T[], size = 2_000): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}

/**
 * A column with its table's name, for subqueries in a select list: there Drizzle writes columns of the only table
 * without it, and a subquery would take them for its own.
 */
export function outer(column: AnyPgColumn): SQL {
  return sql`${sql.identifier(getTableName(column.table))}.${sql.identifier(column.name)}`;
}
