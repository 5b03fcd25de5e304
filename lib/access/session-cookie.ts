/** The cookie that says who is signed in: its name and its content, agreed between sign-in, pages and the proxy. */

/** All that the cookie holds; everything else about a person is read from the database on each request. */
export type Session = { userId: string; version: number };

/** Seven days; nothing prolongs it. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** The cookie's name. Behind https it carries the prefix that browsers accept over https only. */
export function sessionCookieName(isSecure: boolean): string {
  return isSecure ? "__Secure-wattsettle.session" : "wattsettle.session";
}

/** Whether people reach the installation over https. */
export function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https://") ?? false;
}

/** The session in a decoded token, if it is one of ours. */
export function sessionFrom(token: Readonly<Record<string, unknown>> | null): Session | null {
  if (typeof token?.sub !== "string" || typeof token.version !== "number") return null;
  return { userId: token.sub, version: token.version };
}
