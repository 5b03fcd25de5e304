/** A list's query as it is saved and compared: parameters in order, without the place in the list or the view itself. */

/** Hold the place in a list, or name the view that is open. */
const PASSING = ["after", "before", "view"];

/** Values as a page receives them; of repeated ones the first counts, as everywhere in lists. */
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Two addresses that show the same have the same text. */
export function viewQuery(query: Query | string): string {
  const given = typeof query === "string" ? Object.fromEntries(new URLSearchParams(query)) : query;
  const kept = Object.entries(given).flatMap(([key, value]) => {
    const first = typeof value === "string" ? value : value?.[0];
    return first && !PASSING.includes(key) ? [[key, first]] : [];
  });
  return new URLSearchParams(kept.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1))).toString();
}

/** Where a saved view opens, within its list. */
export function viewHref(view: { id: string; query: string }): string {
  return `?${view.query ? `${view.query}&` : ""}view=${view.id}`;
}
