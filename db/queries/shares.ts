/** Shared links: only the token's hash is stored. Read by the back office; partner roles cannot see this table. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, settlementReports, shares, users } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";

export type Share = typeof shares.$inferSelect;

export type ReportShare = {
  id: string;
  createdAt: Instant;
  createdBy: string | null;
  expiresAt: Instant;
  revokedAt: Instant | null;
  hasPassword: boolean;
  lastOpenedAt: Instant | null;
  opened: number;
};

export async function insertShare(tx: Tx, share: typeof shares.$inferInsert): Promise<void> {
  await tx.insert(shares).values(share);
}

export async function findShareByToken(tx: Tx, tokenHash: Buffer): Promise<Share | null> {
  const [share] = await tx.select().from(shares).where(eq(shares.tokenHash, tokenHash));
  return share ?? null;
}

export async function findShare(tx: Tx, shareId: string): Promise<Share | null> {
  const [share] = await tx.select().from(shares).where(eq(shares.id, shareId));
  return share ?? null;
}

/** Every link of a report, newest first. */
export function listShares(tx: Tx, report: { partnerId: string; reportId: string }): Promise<ReportShare[]> {
  return tx
    .select({
      id: shares.id,
      createdAt: shares.createdAt,
      createdBy: users.name,
      expiresAt: shares.expiresAt,
      revokedAt: shares.revokedAt,
      hasPassword: sql<boolean>`${shares.passwordHash} is not null`,
      lastOpenedAt: shares.lastOpenedAt,
      opened: shares.opened,
    })
    .from(shares)
    .leftJoin(users, eq(users.id, shares.createdBy))
    .where(and(eq(shares.partnerId, report.partnerId), eq(shares.reportId, report.reportId)))
    .orderBy(desc(shares.createdAt), desc(shares.id));
}

/** False when it was revoked before. */
export async function markShareRevoked(tx: Tx, shareId: string, by: string, at: Instant): Promise<boolean> {
  const revoked = await tx
    .update(shares)
    .set({ revokedAt: at, revokedBy: by })
    .where(and(eq(shares.id, shareId), isNull(shares.revokedAt)))
    .returning({ id: shares.id });
  return revoked.length === 1;
}

/** Counts one opening. */
export async function countOpening(tx: Tx, shareId: string, at: Instant): Promise<void> {
  await tx
    .update(shares)
    .set({ opened: sql`${shares.opened} + 1`, lastOpenedAt: at })
    .where(eq(shares.id, shareId));
}

/** What a share is about, for the history and the dialog: an issued report only, a draft cannot be shared. */
export async function findSharedReport(tx: Tx, reportId: string) {
  const [report] = await tx
    .select({
      partnerId: settlementReports.partnerId,
      number: settlementReports.number,
      state: settlementReports.state,
      partnerName: companies.name,
    })
    .from(settlementReports)
    .innerJoin(companies, eq(companies.id, settlementReports.partnerId))
    .where(eq(settlementReports.id, reportId));
  return report ?? null;
}
