import { asOwner } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { setSelfBillingAgreement } from "@/db/queries/contract-agreements";
import { findContract, lockContractsOf } from "@/db/queries/contracts";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant, IsoDate } from "@/lib/calendar/calendar";
import { type Attachment, storeAttachment } from "@/lib/documents/store-attachment.server";
import { UserError } from "@/lib/errors/user-error";

/** A signed document, or its new date alone. */
export type Agreement = { agreedOn: IsoDate; document: Attachment | null };

/**
 * Keeps the day on which partner and operator agreed on self-billing (D14), and its document. An earlier document
 * stays where no new one comes. Runs as the owner: files are written by COPY, which row-level security forbids.
 * @throws UserError contracts.gone, common.attachmentTooLarge, common.attachmentKind
 */
export async function storeAgreement(
  viewer: Viewer,
  contractId: string,
  { agreedOn, document }: Agreement,
  now: Instant,
): Promise<void> {
  await asOwner(async (tx) => {
    const seen = await findContract(tx, contractId);
    if (seen) await lockContractsOf(tx, seen.partnerId);
    const contract = seen && (await findContract(tx, contractId));
    if (!contract) throw new UserError("contracts.gone");
    const { partnerId } = contract;
    let fileId = contract.selfBillingFileId;
    if (document) fileId = await storeAttachment(tx, viewer, partnerId, document, now);
    await setSelfBillingAgreement(tx, contractId, { agreedOn, fileId });
    const before = { selfBillingAgreedOn: contract.selfBillingAgreedOn, selfBillingDocument: null };
    const after = { selfBillingAgreedOn: agreedOn, selfBillingDocument: document?.name ?? null };
    await appendAuditEvent(tx, {
      actor: actorOf(viewer),
      verb: "changed",
      objectType: "contract",
      objectId: contractId,
      label: contract.name,
      partnerId,
      changes: diff(before as typeof after, after, ["selfBillingAgreedOn", "selfBillingDocument"]),
      at: now,
    });
  });
}
