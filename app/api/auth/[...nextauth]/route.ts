import NextAuth from "next-auth";
import { isOidcConfigured, oidcOptions } from "@/lib/access/oidc.server";

type Context = { params: Promise<{ nextauth: string[] }> };

/** What a sign-in at another provider takes. The rest of next-auth stays closed: `session` would prolong sessions. */
const OPEN = new Set(["providers", "csrf", "signin", "callback"]);

async function answer(request: Request, context: Context): Promise<Response> {
  const [step = ""] = (await context.params).nextauth;
  if (!isOidcConfigured() || !OPEN.has(step)) return new Response(null, { status: 404 });
  return NextAuth(oidcOptions())(request, context);
}

export { answer as GET, answer as POST };
