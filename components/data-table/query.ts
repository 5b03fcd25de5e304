/** Addresses of list pages: everything a list shows is in its query, so that a link or a reload shows the same. */

/** The search parameters as a page receives them. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The parameters that hold the place in a list; any other change goes back to the first page. */
export const CURSOR_KEYS = ["after", "before"] as const;

/**
 * The query with `changes` applied (null removes) as a relative address "?…". Unless a cursor is among the changes,
 * cursors are dropped, because they mean a place in another list.
 */
export function hrefWith(query: Query, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams();
  const keepsPlace = CURSOR_KEYS.some((key) => key in changes);
  for (const [key, value] of Object.entries(query)) {
    if (key in changes || value === undefined) continue;
    if (!keepsPlace && (CURSOR_KEYS as readonly string[]).includes(key)) continue;
    for (const item of typeof value === "string" ? [value] : value) next.append(key, item);
  }
  for (const [key, value] of Object.entries(changes)) if (value !== null) next.set(key, value);
  return `?${next}`;
}

export type PagerLinks = { first: string | null; previous: string | null; next: string | null };

/** Links for `Pager` from the cursors that the query function returned; null where there is no such page. */
export function pagerLinks(query: Query, cursors: { previous: string | null; next: string | null }): PagerLinks {
  const away = query.after !== undefined || query.before !== undefined;
  return {
    first: away ? hrefWith(query, { after: null, before: null }) : null,
    previous: cursors.previous === null ? null : hrefWith(query, { before: cursors.previous, after: null }),
    next: cursors.next === null ? null : hrefWith(query, { after: cursors.next, before: null }),
  };
}
