/** A shared link as a page or route handler under `/share/[token]` meets it. */
import { cookies } from "next/headers";
import { isHttps } from "@/lib/access/session-cookie";
import type { Instant } from "@/lib/calendar/calendar";
import { type OpenedShare, openShare } from "./open-share.server";
import { sharePath } from "./share";

const PROOF_COOKIE = "wattsettle.share";

/** What this browser may see of a shared link; `counts` for the page, not for the files it links to. */
export async function requestShare(token: string, options: { counts: boolean }): Promise<OpenedShare> {
  const proof = (await cookies()).get(PROOF_COOKIE)?.value;
  return openShare({ token, proof, counts: options.counts }, Date.now());
}

/** Keeps the proof of a password for this link alone: the cookie is sent under the link's path only. */
export async function keepProof(token: string, unlocked: { proof: string; expiresAt: Instant }): Promise<void> {
  (await cookies()).set(PROOF_COOKIE, unlocked.proof, {
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps(process.env.PUBLIC_URL),
    path: sharePath(token),
    expires: unlocked.expiresAt,
  });
}
