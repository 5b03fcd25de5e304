import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { findShare, findSharedReport, markShareRevoked } from "@/db/queries/shares";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";

/**
 * Ends a shared link at once. A second time changes nothing.
 * @throws UserError sharing.notFound
 */
export async function revokeShare(viewer: Viewer, shareId: string, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const share = await findShare(tx, shareId);
    if (!share) throw new UserError("sharing.notFound");
    if (!(await markShareRevoked(tx, shareId, viewer.userId, now))) return;
    const report = await findSharedReport(tx, share.reportId);
    await appendAuditEvent(tx, {
      actor: actorOf(viewer),
      verb: "revoked",
      objectType: "share",
      objectId: shareId,
      label: report?.number ?? shareId,
      partnerId: share.partnerId,
      at: now,
    });
  });
}
