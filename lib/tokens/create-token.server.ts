import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertTokens } from "@/db/queries/tokens";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import type { TokenInput } from "./token-input";

/**
 * Creates a token.
 * @returns its id.
 * @throws UserError tokens.uidTaken, tokens.issuerUnknown
 */
export async function createToken(viewer: Viewer, input: TokenInput, now: Instant): Promise<string> {
  const id = uuidv7();
  await translateConstraints(tokenConstraints, () =>
    asStaff(async (tx) => {
      await insertTokens(tx, [{ ...input, id, createdAt: now }]);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "created",
        objectType: "token",
        objectId: id,
        label: input.uid,
        changes: diff(null, input, ["uid", "contractId", "type", "issuerId", "label"]),
        at: now,
      });
    }),
  );
  return id;
}

export const tokenConstraints = {
  tokens_uid: () => new UserError("tokens.uidTaken", { field: "uid" }),
  tokens_issuer_id_companies_id_fk: () => new UserError("tokens.issuerUnknown", { field: "issuerId" }),
};
