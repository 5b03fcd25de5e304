/**
 * Sends a browser without a session cookie to the sign-in. It decides nothing else: whether the session counts and
 * what it allows is for each page, action and route handler.
 */
import { type NextRequest, NextResponse } from "next/server";
import { sessionCookieName } from "@/lib/access/session-cookie";

export function proxy(request: NextRequest): NextResponse {
  const { cookies, nextUrl } = request;
  if (cookies.has(sessionCookieName(true)) || cookies.has(sessionCookieName(false))) return NextResponse.next();
  const target = new URL("/sign-in", nextUrl);
  const wish = nextUrl.pathname + nextUrl.search;
  if (wish !== "/") target.searchParams.set("next", wish);
  return NextResponse.redirect(target);
}

/**
 * Not for route handlers under `/api`: they answer with a status, and a body that passes here is cut at 10 MB. Not
 * for what needs no session: sign-in, one-time and shared links, files.
 */
export const config = {
  matcher: ["/((?!api/|_next/|share/|link/|sign-in|forgot-password|.*\\.[a-z0-9]+$).*)"],
};
