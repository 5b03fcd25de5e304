import type { Tx } from "@/db/client";
import { markSignedIn, type User } from "@/db/queries/access";
import { appendAuditEvent } from "@/db/queries/audit";
import { SOMEBODY } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import type { Role } from "./permissions";

/** What a session starts with. */
export type SignedIn = { userId: string; version: number; role: Role; locale: string | null };

/** How somebody signed in; kept in the history. */
export type SignInWay = "password" | "mail" | "oidc" | "invitation" | "setup" | "reset";

/**
 * Notes that somebody tried to sign in as a user in vain. The limit of tries is the limit of these events: an account
 * that nobody knows leaves none.
 */
export function recordFailedSignIn(tx: Tx, user: User, now: Instant): Promise<void> {
  return appendAuditEvent(tx, {
    actor: SOMEBODY,
    verb: "sign_in_failed",
    objectType: "user",
    objectId: user.id,
    label: user.name,
    partnerId: user.companyId,
    at: now,
  });
}

/** Notes the sign-in of a user who proved who they are. */
export async function recordSignIn(tx: Tx, user: User, way: SignInWay, now: Instant): Promise<SignedIn> {
  await markSignedIn(tx, user.id, now);
  await appendAuditEvent(tx, {
    actor: { id: user.id, name: user.name },
    verb: "signed_in",
    objectType: "user",
    objectId: user.id,
    label: user.name,
    partnerId: user.companyId,
    changes: { way: [null, way] },
    at: now,
  });
  return { userId: user.id, version: user.sessionVersion, role: user.role, locale: user.locale };
}
