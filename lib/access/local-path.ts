const ANY_ORIGIN = "http://localhost";

/**
 * Where to go after signing in, as the address asks for it: a page of ours, never another site. Judged and returned
 * as a browser reads it, because `/..//host` begins like a path of ours and ends as the address of a host.
 */
export function localPath(wish: unknown): string | null {
  if (typeof wish !== "string" || !wish.startsWith("/") || /[\r\n\t\0]/.test(wish)) return null;
  const url = URL.parse(wish, ANY_ORIGIN);
  if (url?.origin !== ANY_ORIGIN || url.pathname.startsWith("//")) return null;
  return url.pathname + url.search + url.hash;
}
