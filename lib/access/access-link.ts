/** One-time links: what they are for and how long they live. */
import type { Instant } from "@/lib/calendar/calendar";

export type LinkKind = "setup" | "invitation" | "password_reset" | "sign_in";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const LIFETIMES: Readonly<Record<LinkKind, number>> = {
  setup: 7 * DAY,
  invitation: 7 * DAY,
  password_reset: 60 * MINUTE,
  sign_in: 15 * MINUTE,
};

/** When a link made now ends. */
export function expiryOf(kind: LinkKind, now: Instant): Instant {
  return now + LIFETIMES[kind];
}

/** A token as it stands in an address; anything else needs no look into the database. */
export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** The page that a link opens. */
export function linkUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/link/${token}`;
}
