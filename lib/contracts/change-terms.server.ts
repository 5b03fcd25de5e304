import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { findContract, insertContractVersion, lockContractsOf } from "@/db/queries/contracts";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant, Month } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { permitIssuedMonths } from "@/lib/locations/issued-months.server";
import { contractConstraints, contractsChanged } from "./contract-changes.server";
import { requireRecipients } from "./parties.server";
import { isInForce, versionIn } from "./scope";
import { parseTerms, type StoredTerms, serializeTerms } from "./terms";
import { type TermsForm, termsOf } from "./terms-form";

/**
 * Changes what a contract says from a month on: as a new version, never by editing one.
 * @returns the number of the version.
 * @throws UserError contracts.gone, contracts.kindFixed, contracts.notInForce, contracts.versionExists,
 * contracts.recipientUnknown, contracts.recipientIsOwner, locations.reachesIssuedMonth
 */
export async function changeTerms(
  viewer: Viewer,
  input: { id: string; validFrom: Month; terms: TermsForm; reason: string | null },
  now: Instant,
): Promise<number> {
  const { id, validFrom, reason } = input;
  return translateConstraints(contractConstraints, () =>
    asStaff(async (tx) => {
      const seen = await findContract(tx, id);
      if (seen) await lockContractsOf(tx, seen.partnerId);
      const contract = seen && (await findContract(tx, id));
      if (!contract) throw new UserError("contracts.gone");
      if (contract.kind !== input.terms.kind) throw new UserError("contracts.kindFixed", { field: "kind" });
      if (!isInForce(contract, validFrom)) throw new UserError("contracts.notInForce", { field: "validFrom" });
      const before = versionIn(contract.versions, validFrom);
      const agreed = parseTerms(termsOf(input.terms));
      await requireRecipients(tx, contract.partnerId, agreed);
      const terms = serializeTerms(agreed);
      await permitIssuedMonths(tx, viewer, { partnerIds: [contract.partnerId], from: validFrom, reason });
      const row = { id: uuidv7(), contractId: id, validFrom, terms, createdAt: now, createdBy: viewer.userId };
      const version = await insertContractVersion(tx, row);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "contract",
        objectId: id,
        label: contract.name,
        partnerId: contract.partnerId,
        changes: {
          version: [before?.version ?? null, version],
          validFrom: [before?.validFrom ?? null, validFrom],
          ...diff((before?.terms ?? {}) as Partial<StoredTerms>, terms, Object.keys(terms) as (keyof StoredTerms)[]),
        },
        reason,
        at: now,
      });
      await contractsChanged(tx, contract, validFrom);
      return version;
    }),
  );
}
