/** Sign-in at another provider (OpenID Connect) by next-auth, for people who are users here already. */
import type { Account, AuthOptions, Profile } from "next-auth";
import type { JWT } from "next-auth/jwt";
import { asStaff } from "@/db/client";
import { findUserByEmail } from "@/db/queries/access";
import { recordSignIn } from "./record-sign-in.server";
import { isHttps, SESSION_SECONDS, sessionCookieName } from "./session-cookie";

type OidcProfile = Profile & { email_verified?: boolean };

/** Whether a provider is configured, and the sign-in page shows its button. */
export function isOidcConfigured(): boolean {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = process.env;
  return Boolean(OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET);
}

/** next-auth's options: one provider, and our own session cookie with nothing but user id and session version. */
export function oidcOptions(): AuthOptions {
  const secure = isHttps(process.env.PUBLIC_URL);
  return {
    providers: [provider()],
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(secure),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    callbacks: {
      signIn: async ({ profile }) => (await admittedUser(profile)) !== null,
      jwt: ({ token, account, profile }) => sessionToken(token, account, profile),
    },
  };
}

function provider(): AuthOptions["providers"][number] {
  return {
    id: "oidc",
    name: "OpenID Connect",
    type: "oauth",
    wellKnown: `${process.env.OIDC_ISSUER?.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: process.env.OIDC_CLIENT_ID,
    clientSecret: process.env.OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (claims: { sub: string; email?: string; name?: string }) => ({
      id: claims.sub,
      email: claims.email,
      name: claims.name,
    }),
  };
}

/** The user whose address the provider vouches for; someone it does not know here, or who is disabled, stays out. */
async function admittedUser(profile: OidcProfile | undefined) {
  if (!profile?.email || profile.email_verified === false) return null;
  const { email } = profile;
  const user = await asStaff((tx) => findUserByEmail(tx, email));
  return user && user.disabledAt === null ? user : null;
}

async function sessionToken(token: JWT, account: Account | null, profile: Profile | undefined): Promise<JWT> {
  if (!account) return token;
  const user = await admittedUser(profile);
  if (!user) throw new Error("the user was disabled while signing in");
  const session = await asStaff((tx) => recordSignIn(tx, user, "oidc", Date.now()));
  return { sub: session.userId, version: session.version };
}
