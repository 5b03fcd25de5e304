/** Where to go after signing in, as the address asks for it: a page of ours, never another site. */
export function localPath(wish: unknown): string | null {
  if (typeof wish !== "string" || !wish.startsWith("/") || /^\/[/\\]|[\r\n\t\0]/.test(wish)) return null;
  return wish;
}
