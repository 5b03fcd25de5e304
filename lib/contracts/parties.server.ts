/** Whom a contract names, checked against the companies there are. */
import type { Tx } from "@/db/client";
import { findCompanies, findCompany } from "@/db/queries/companies";
import { findOrganization } from "@/db/queries/organizations";
import { UserError } from "@/lib/errors/user-error";
import type { ContractTerms } from "./terms";

/** @throws UserError contracts.notPartner, contracts.organizationUnknown */
export async function requireParties(tx: Tx, named: { partnerId: string; organizationId: string }): Promise<void> {
  const partner = await findCompany(tx, named.partnerId);
  if (!partner?.isPartner || partner.archivedAt !== null) {
    throw new UserError("contracts.notPartner", { field: "partnerId" });
  }
  const organization = await findOrganization(tx, named.organizationId);
  if (!organization) throw new UserError("contracts.organizationUnknown", { field: "organizationId" });
}

/**
 * Further recipients are other partners (D10).
 * @throws UserError contracts.recipientUnknown, contracts.recipientIsOwner
 */
export async function requireRecipients(tx: Tx, partnerId: string, terms: ContractTerms): Promise<void> {
  if (terms.kind !== "revenue_share" || terms.recipients.length === 0) return;
  const ids = terms.recipients.map((recipient) => recipient.partnerId);
  const known = new Map((await findCompanies(tx, ids)).map((company) => [company.id, company]));
  for (const [index, id] of ids.entries()) {
    const field = `terms.recipients.${index}.partnerId`;
    if (id === partnerId) throw new UserError("contracts.recipientIsOwner", { field });
    if (!known.get(id)?.isPartner) throw new UserError("contracts.recipientUnknown", { field });
  }
}
