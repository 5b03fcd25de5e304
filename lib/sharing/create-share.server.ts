import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { findSharedReport, insertShare } from "@/db/queries/shares";
import { hashPassword } from "@/lib/access/password-hash.server";
import { publicUrl } from "@/lib/access/public-url.server";
import { newToken } from "@/lib/access/token.server";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { shareExpiry, shareUrl } from "./share";
import { LONGEST_SHARE_DAYS } from "./share-days";

export type NewShare = {
  reportId: string;
  /** 1 to 365. */
  days: number;
  password: string | null;
};

/**
 * Makes a link that shows one issued report to whoever has it.
 * @returns the address, which exists nowhere else: only the token's hash is stored
 * @throws UserError sharing.reportNotFound, sharing.notIssued, sharing.badExpiry
 */
export async function createShare(viewer: Viewer, share: NewShare, now: Instant): Promise<{ id: string; url: string }> {
  const { reportId, days, password } = share;
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_SHARE_DAYS) {
    throw new UserError("sharing.badExpiry", { field: "days", params: { most: LONGEST_SHARE_DAYS } });
  }
  const passwordHash = password === null ? null : await hashPassword(password);
  const { token, hash } = newToken();
  const id = uuidv7();
  await asStaff(async (tx) => {
    const report = await findSharedReport(tx, reportId);
    if (!report) throw new UserError("sharing.reportNotFound");
    if (report.state !== "issued") throw new UserError("sharing.notIssued");
    const expiresAt = shareExpiry(days, now);
    const { partnerId } = report;
    const made = { id, partnerId, reportId, tokenHash: hash, passwordHash, createdAt: now, createdBy: viewer.userId };
    await insertShare(tx, { ...made, expiresAt });
    await appendAuditEvent(tx, {
      actor: actorOf(viewer),
      verb: "created",
      objectType: "share",
      objectId: id,
      label: report.number,
      partnerId,
      changes: {
        expiresAt: [null, new Date(expiresAt).toISOString()],
        hasPassword: [null, password !== null],
      },
      at: now,
    });
  });
  return { id, url: shareUrl(publicUrl(), token) };
}
