/** Reports shared by link: how long a link lives, whether it opens, and what proves that its password was given. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "@/lib/calendar/calendar";

const DAY = 24 * 60 * 60 * 1000;

/** Of openings that follow each other within this time only the first is an event of the history; all are counted. */
const QUIET_MILLISECONDS = 60 * 60 * 1000;

export type ShareTimes = { expiresAt: Instant; revokedAt: Instant | null };

export function shareExpiry(days: number, now: Instant): Instant {
  return now + days * DAY;
}

/** The state that the list shows, and that decides whether the link opens. */
export function shareState(share: ShareTimes, now: Instant): "active" | "expired" | "revoked" {
  if (share.revokedAt !== null) return "revoked";
  return share.expiresAt <= now ? "expired" : "active";
}

/** Whether an opening is worth an event. */
export function isNewOpening(lastOpenedAt: Instant | null, now: Instant): boolean {
  return lastOpenedAt === null || now - lastOpenedAt >= QUIET_MILLISECONDS;
}

/** The page that a link opens. */
export function shareUrl(publicUrl: string, token: string): string {
  return `${publicUrl}${sharePath(token)}`;
}

export function sharePath(token: string): `/share/${string}` {
  return `/share/${token}`;
}

/** What a browser keeps after the right password: worth nothing for another link, or after another password. */
export function passwordProof(secret: string, share: { id: string; passwordHash: string }): string {
  return createHmac("sha256", secret).update(`share:${share.id}:${share.passwordHash}`).digest("base64url");
}

/** Compares two proofs in constant time. */
export function isSameProof(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
