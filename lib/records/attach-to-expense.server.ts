import { asOwner } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertAttachment } from "@/db/queries/expense-attachments";
import { findExpenseRecord } from "@/db/queries/expense-records";
import type { RecordKey } from "@/db/queries/records";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { type Attachment, storeAttachment } from "@/lib/documents/store-attachment.server";
import { UserError } from "@/lib/errors/user-error";

/**
 * Keeps a document that proves an expense written by hand; the partner can open it beside the expense.
 * @throws UserError records.noSuchExpense, common.attachmentTooLarge, common.attachmentKind
 */
export async function attachToExpense(
  viewer: Viewer,
  key: RecordKey,
  document: Attachment,
  now: Instant,
): Promise<void> {
  await asOwner(async (tx) => {
    const expense = await findExpenseRecord(tx, viewer.scope, key);
    if (expense?.origin !== "manual") throw new UserError("records.noSuchExpense");
    const { partnerId, id } = expense;
    const fileId = await storeAttachment(tx, viewer, partnerId, document, now);
    await insertAttachment(tx, { partnerId, expenseId: id, fileId, createdAt: now, createdBy: viewer.userId });
    await appendAuditEvent(tx, {
      actor: actorOf(viewer),
      verb: "changed",
      objectType: "record",
      objectId: id,
      label: expense.reason ?? "",
      partnerId,
      changes: { document: [null, document.name] },
      at: now,
    });
  });
}
