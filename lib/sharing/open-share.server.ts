/** Opening a shared link: the token, the expiry, the password; after that only that partner's rows are visible. */
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { countOpening, findShareByToken, findSharedReport, type Share } from "@/db/queries/shares";
import { isToken } from "@/lib/access/access-link";
import { verifyPassword } from "@/lib/access/password-hash.server";
import { RATE_LIMITS } from "@/lib/access/rate-limit";
import { reserveAttempt, settleAttempt } from "@/lib/access/reserve-attempt.server";
import type { Scope } from "@/lib/access/scope";
import { hashOfToken } from "@/lib/access/token.server";
import { LINK_READER } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { isNewOpening, isSameProof, passwordProof, shareState } from "./share";

/** What an open link shows; `scope` makes it a reader for `readAs`. */
export type SharedReport = { partnerId: string; reportId: string; expiresAt: Instant; scope: Scope };

/** `missing`: unknown, expired or revoked, which nobody outside can tell apart. `locked`: the password is missing. */
export type OpenedShare = { state: "missing" } | { state: "locked" } | ({ state: "open" } & SharedReport);

/**
 * What stands behind a token now.
 * @param proof what `unlockShare` gave this browser
 * @param counts whether this is an opening (the page), or a part of one (its PDF)
 */
export function openShare(
  given: { token: string; proof: string | undefined; counts: boolean },
  now: Instant,
): Promise<OpenedShare> {
  return asStaff(async (tx) => {
    const share = await activeShare(tx, given.token, now);
    if (!share) return { state: "missing" };
    if (!isUnlocked(share, given.proof)) return { state: "locked" };
    if (given.counts) await noteOpening(tx, share, now);
    const { partnerId, reportId, expiresAt } = share;
    return { state: "open", partnerId, reportId, expiresAt, scope: { kind: "partners", partnerIds: [partnerId] } };
  });
}

/**
 * Checks a link's password.
 * @returns the proof to keep in the browser, and until when it can be of use
 * @throws UserError sharing.ended, sharing.wrongPassword, access.tooManyAttempts
 */
export async function unlockShare(
  given: { token: string; password: string; address: string },
  now: Instant,
): Promise<{ proof: string; expiresAt: Instant }> {
  const share = await asStaff((tx) => activeShare(tx, given.token, now));
  if (!share?.passwordHash) throw new UserError("sharing.ended");
  const key = `share:${share.id}`;
  const attempt = await reserveAttempt(
    [
      { key, limit: RATE_LIMITS.sharePassword },
      { key: `share_from:${given.address}`, limit: RATE_LIMITS.sharePasswordFromAddress },
    ],
    now,
  );
  if (!(await verifyPassword(share.passwordHash, given.password))) {
    throw new UserError("sharing.wrongPassword", { field: "password" });
  }
  await asStaff((tx) => settleAttempt(tx, attempt));
  return {
    proof: passwordProof(secret(), { id: share.id, passwordHash: share.passwordHash }),
    expiresAt: share.expiresAt,
  };
}

async function activeShare(tx: Tx, token: string, now: Instant): Promise<Share | null> {
  const share = isToken(token) ? await findShareByToken(tx, hashOfToken(token)) : null;
  return share && shareState(share, now) === "active" ? share : null;
}

function isUnlocked(share: Share, proof: string | undefined): boolean {
  if (share.passwordHash === null) return true;
  const { id, passwordHash } = share;
  return proof !== undefined && isSameProof(proof, passwordProof(secret(), { id, passwordHash }));
}

async function noteOpening(tx: Tx, share: Share, now: Instant): Promise<void> {
  await countOpening(tx, share.id, now);
  if (!isNewOpening(share.lastOpenedAt, now)) return;
  const report = await findSharedReport(tx, share.reportId);
  await appendAuditEvent(tx, {
    actor: LINK_READER,
    verb: "opened",
    objectType: "share",
    objectId: share.id,
    label: report?.number ?? share.id,
    partnerId: share.partnerId,
    at: now,
  });
}

function secret(): string {
  const value = process.env.NEXTAUTH_SECRET;
  if (!value) throw new Error("NEXTAUTH_SECRET is not set");
  return value;
}
