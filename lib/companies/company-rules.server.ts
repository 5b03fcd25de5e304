/** Rules that every change of a company keeps. */
import type { Tx } from "@/db/client";
import { ancestorIds, type EmpParty, findCompany, lockCompanyTree } from "@/db/queries/companies";
import { UserError } from "@/lib/errors/user-error";

/** What the history tells of a company. */
export const COMPANY_FIELDS = [
  "name",
  "legalName",
  "isPerson",
  "isPartner",
  "isEmp",
  "isOwn",
  "parentId",
  "street",
  "postalCode",
  "city",
  "country",
  "vatId",
  "taxNumber",
  "email",
  "phone",
  "iban",
  "bic",
  "bankName",
  "locale",
  "externalReference",
  "roaming",
  "parties",
] as const;

export const companyConstraints = {
  companies_external_reference: () => new UserError("companies.referenceTaken", { field: "externalReference" }),
};

/** The error for a party that another company has. */
export function partyTaken(taken: EmpParty & { companyName: string }): UserError {
  const party = `${taken.countryCode}-${taken.partyId}`;
  return new UserError("companies.partyTaken", { field: "parties", params: { party, company: taken.companyName } });
}

/**
 * Checks that `parentId` may be above the company: it exists, and is not below it. Keeps the tree locked until the
 * transaction ends, so that two moves at once cannot close a circle.
 */
export async function checkParent(tx: Tx, companyId: string, parentId: string | null): Promise<void> {
  if (parentId === null) return;
  await lockCompanyTree(tx);
  const parent = await findCompany(tx, parentId);
  if (!parent) throw new UserError("companies.parentUnknown", { field: "parentId" });
  const above = [parentId, ...(await ancestorIds(tx, parentId))];
  if (above.includes(companyId)) {
    throw new UserError("companies.parentCircle", { field: "parentId", params: { name: parent.name } });
  }
}
