/** One-time links. Only the token's hash is stored. */
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type ACCESS_LINK_KINDS, accessLinks } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";

export type AccessLink = typeof accessLinks.$inferSelect;
export type AccessLinkKind = (typeof ACCESS_LINK_KINDS)[number];

export async function insertAccessLink(tx: Tx, link: typeof accessLinks.$inferInsert): Promise<void> {
  await tx.insert(accessLinks).values(link);
}

/** The link of a token, while it can be used. */
export async function findAccessLink(tx: Tx, tokenHash: Buffer, now: Instant): Promise<AccessLink | null> {
  const [link] = await tx
    .select()
    .from(accessLinks)
    .where(and(eq(accessLinks.tokenHash, tokenHash), isUsableAt(now)));
  return link ?? null;
}

/** Uses the link up: of any number of callers at once exactly one gets it, all others null. */
export async function takeAccessLink(tx: Tx, tokenHash: Buffer, now: Instant): Promise<AccessLink | null> {
  const [link] = await tx
    .update(accessLinks)
    .set({ usedAt: now })
    .where(and(eq(accessLinks.tokenHash, tokenHash), isUsableAt(now)))
    .returning();
  return link ?? null;
}

/** Revokes what is unused of a user (`userId` null: of nobody yet), of one kind or of all. */
export async function revokeAccessLinks(
  tx: Tx,
  of: { userId: string | null; kind?: AccessLinkKind },
  now: Instant,
): Promise<void> {
  const owner = of.userId === null ? isNull(accessLinks.userId) : eq(accessLinks.userId, of.userId);
  const kind = of.kind === undefined ? undefined : eq(accessLinks.kind, of.kind);
  await tx
    .update(accessLinks)
    .set({ revokedAt: now })
    .where(and(owner, kind, isNull(accessLinks.usedAt), isNull(accessLinks.revokedAt)));
}

function isUsableAt(now: Instant) {
  return and(isNull(accessLinks.usedAt), isNull(accessLinks.revokedAt), gt(accessLinks.expiresAt, now));
}
