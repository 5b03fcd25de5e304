/** What PostgreSQL does not take as JSON, although it is: U+0000, half of a surrogate pair, and nesting without end. */

/** Far deeper than any OCPI object. */
const DEEPEST = 32;

/** Where a parsed JSON value cannot be stored: the path of the first such place, or null. */
export function unstorablePath(json: unknown): string | null {
  const waiting: { value: unknown; path: string; depth: number }[] = [{ value: json, path: "", depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, depth } = next;
    if (depth > DEEPEST) return path;
    if (typeof value === "string" && !isStorable(value)) return path;
    if (value === null || typeof value !== "object") continue;
    const isList = Array.isArray(value);
    for (const [key, below] of Object.entries(value)) {
      if (!isStorable(key)) return path;
      const place = isList ? `${path}[${key}]` : `${path}${path && "."}${key}`;
      waiting.push({ value: below, path: place, depth: depth + 1 });
    }
  }
  return null;
}

/** In a pattern with `u`, a surrogate matches only where it stands alone. */
function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}
