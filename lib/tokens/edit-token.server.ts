import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { findToken, updateToken } from "@/db/queries/tokens";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { tokenConstraints } from "./create-token.server";
import type { TokenFieldsInput } from "./token-input";

/**
 * Changes a token; its uid stays. Sessions that are imported keep the payer they have: a CDR of unknown payer is
 * given one on its own page (D1).
 * @throws UserError tokens.gone, tokens.issuerUnknown
 */
export async function editToken(viewer: Viewer, input: TokenFieldsInput & { id: string }, now: Instant): Promise<void> {
  const { id, ...fields } = input;
  await translateConstraints(tokenConstraints, () =>
    asStaff(async (tx) => {
      const old = await findToken(tx, id, { forUpdate: true });
      if (!old) throw new UserError("tokens.gone");
      await updateToken(tx, id, fields);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "token",
        objectId: id,
        label: old.uid,
        changes: diff(old, { ...old, ...fields }, ["contractId", "type", "issuerId", "label"]),
        at: now,
      });
    }),
  );
}
