/** The session cookie of this browser: begun at sign-in, ended at sign-out. */
import { cookies, headers } from "next/headers";
import { encode } from "next-auth/jwt";
import { LOCALE_COOKIE, type Locale } from "@/lib/i18n/locale";
import { isHttps, SESSION_SECONDS, type Session, sessionCookieName } from "./session-cookie";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** How every cookie of ours is set: for this site, over https where there is https. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps(process.env.PUBLIC_URL) } as const;
}

/** Signs this browser in, in the same cookie that next-auth writes after a sign-in at another provider. */
export async function startSession(session: Session & { locale: string | null }): Promise<void> {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set");
  const token = await encode({
    token: { sub: session.userId, version: session.version },
    secret,
    maxAge: SESSION_SECONDS,
  });
  const jar = await cookies();
  const { secure } = cookieOptions();
  jar.set(sessionCookieName(secure), token, { ...cookieOptions(), maxAge: SESSION_SECONDS });
  if (session.locale) await rememberLocale(session.locale);
}

/** Shows this browser the language that a person chose; null follows the browser again. */
export async function rememberLocale(locale: Locale | null): Promise<void> {
  const maxAge = locale === null ? 0 : YEAR_SECONDS;
  (await cookies()).set(LOCALE_COOKIE, locale ?? "", { sameSite: "lax", path: "/", maxAge });
}

/** Signs this browser out. The empty cookie needs the same attributes, or a `__Secure-` one would stay. */
export async function endSession(): Promise<void> {
  const options = cookieOptions();
  (await cookies()).set(sessionCookieName(options.secure), "", { ...options, maxAge: 0 });
}

/**
 * The address of the browser, for rate limits: what the nearest proxy saw. Without a proxy it is what the server saw,
 * or what the sender claims, so nothing but a limit may rest on it.
 */
export async function clientAddress(): Promise<string> {
  const forwarded = (await headers()).get("x-forwarded-for");
  return forwarded?.split(",").at(-1)?.trim() || "unknown";
}
