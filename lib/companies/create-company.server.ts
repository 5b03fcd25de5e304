import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertCompanies, replaceParties } from "@/db/queries/companies";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import type { CompanyInput } from "./company-input";
import { COMPANY_FIELDS, checkParent, companyConstraints, partyTaken } from "./company-rules.server";

/**
 * Creates a company.
 * @returns its id.
 * @throws UserError companies.referenceTaken, companies.partyTaken, companies.parentUnknown
 */
export async function createCompany(viewer: Viewer, input: CompanyInput, now: Instant): Promise<string> {
  const id = uuidv7();
  const { parties, ...fields } = input;
  await translateConstraints(companyConstraints, () =>
    asStaff(async (tx) => {
      await checkParent(tx, id, input.parentId);
      await insertCompanies(tx, [{ ...fields, id, createdAt: now }]);
      const taken = await replaceParties(tx, id, parties);
      if (taken) throw partyTaken(taken);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "created",
        objectType: "company",
        objectId: id,
        label: input.name,
        partnerId: input.isPartner ? id : null,
        changes: diff(null, input, COMPANY_FIELDS),
        at: now,
      });
    }),
  );
  return id;
}
