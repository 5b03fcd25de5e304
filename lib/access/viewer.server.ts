/** Who asks: read from the cookie, then from the database on every request, so that revoking works at once. */
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { asStaff } from "@/db/client";
import { findSessionUser } from "@/db/queries/access";
import { isAllowed, type Permission } from "./permissions";
import { isHttps, type Session, sessionCookieName, sessionFrom } from "./session-cookie";
import { scopeOf, type Viewer } from "./viewer";

export type { Viewer } from "./viewer";

/** The signed-in person, or null. Read once per request. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const session = await readSession();
  if (!session) return null;
  const user = await asStaff((tx) => findSessionUser(tx, session));
  if (!user) return null;
  const { id, locale, ...person } = user;
  return {
    ...person,
    userId: id,
    locale: locale ?? (await getLocale()),
    scope: scopeOf(user.role, user.companyId),
  };
});

/**
 * For pages: the signed-in person, who has the permission. Everyone else is sent to sign in, or to the page that
 * names the missing permission. An object outside the viewer's scope is `notFound()`, which the page decides.
 */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) redirect("/sign-in");
  if (!isAllowed(viewer.role, permission)) redirect(`/forbidden?permission=${permission}`);
  return viewer;
}

/** The answer of a route handler to someone who may not. */
export type Refusal = { response: Response };

/**
 * For route handlers, which answer with a status instead of a page: 401 without a session, 403 that names the
 * permission.
 */
export async function admitViewer(permission: Permission): Promise<{ viewer: Viewer } | Refusal> {
  const viewer = await currentViewer();
  if (!viewer) return { response: Response.json({ error: "signed_out" }, { status: 401 }) };
  if (isAllowed(viewer.role, permission)) return { viewer };
  return { response: Response.json({ error: "forbidden", permission }, { status: 403 }) };
}

async function readSession(): Promise<Session | null> {
  const token = (await cookies()).get(sessionCookieName(isHttps(process.env.PUBLIC_URL)))?.value;
  const secret = process.env.NEXTAUTH_SECRET;
  if (!token || !secret) return null;
  try {
    return sessionFrom(await decode({ token, secret }));
  } catch {
    // Expired, or signed with another installation's secret: nobody is signed in.
    return null;
  }
}
