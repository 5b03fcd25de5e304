import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { lockUnsentMail, markMailWaiting } from "@/db/queries/mails";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { SEND_MAIL } from "./queue-mail.server";

/**
 * Lets the worker try a failed mail again.
 * @throws UserError mails.notFailed
 */
export async function sendAgain(viewer: Viewer, mailId: string, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const mail = await lockUnsentMail(tx, mailId);
    if (mail?.state !== "failed") throw new UserError("mails.notFailed");
    await markMailWaiting(tx, mailId);
    await enqueue(tx, SEND_MAIL, { mailId }, { jobKey: `${SEND_MAIL}:${mailId}` });
    await appendAuditEvent(tx, {
      actor: actorOf(viewer),
      verb: "retried",
      objectType: "mail",
      objectId: mailId,
      label: mail.subject,
      at: now,
    });
  });
}
