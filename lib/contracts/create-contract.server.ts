import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertContract, insertContractVersion, lockContractsOf, replaceScope, scopeOf } from "@/db/queries/contracts";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { permitIssuedMonths } from "@/lib/locations/issued-months.server";
import { contractConstraints, contractsChanged, refuseIntersection } from "./contract-changes.server";
import type { NewContractInput } from "./contract-input";
import { requireParties, requireRecipients } from "./parties.server";
import { parseTerms, serializeTerms } from "./terms";
import { type TermsForm, termsOf } from "./terms-form";

/** What the history tells of a new contract. */
const FIELDS = [
  "name",
  "organizationId",
  "currency",
  "scope",
  "startsIn",
  "endsIn",
  "renewalMonths",
  "noticeMonths",
  "externalReference",
  "terms",
] as const;

/**
 * Creates a contract with its first version.
 * @returns its id.
 * @throws UserError contracts.notPartner, contracts.organizationUnknown, contracts.recipientUnknown,
 * contracts.recipientIsOwner, contracts.intersects, contracts.nameTaken, locations.reachesIssuedMonth
 */
export async function createContract(
  viewer: Viewer,
  input: NewContractInput & { terms: TermsForm; reason: string | null },
  now: Instant,
): Promise<string> {
  const id = uuidv7();
  const { terms: form, reason, siteIds, evseIds, ...fields } = input;
  const agreed = parseTerms(termsOf(form));
  const terms = serializeTerms(agreed);
  const { partnerId, startsIn } = fields;
  await translateConstraints(contractConstraints, () =>
    asStaff(async (tx) => {
      await requireParties(tx, fields);
      await requireRecipients(tx, partnerId, agreed);
      await lockContractsOf(tx, partnerId);
      const scope = scopeOf(fields.scope, { siteIds, evseIds });
      await refuseIntersection(tx, { ...fields, id, scope });
      await permitIssuedMonths(tx, viewer, { partnerIds: [partnerId], from: startsIn, reason });
      await insertContract(tx, { ...fields, id, kind: form.kind, createdAt: now });
      await replaceScope(tx, id, scope);
      const version = { id: uuidv7(), contractId: id, validFrom: startsIn, terms };
      await insertContractVersion(tx, { ...version, createdAt: now, createdBy: viewer.userId });
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "created",
        objectType: "contract",
        objectId: id,
        label: fields.name,
        partnerId,
        changes: diff(null, { ...fields, terms }, FIELDS),
        reason,
        at: now,
      });
      await contractsChanged(tx, { id, partnerId }, startsIn);
    }),
  );
  return id;
}
