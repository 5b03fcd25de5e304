import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  type Company,
  findCompany,
  linksOfCompany,
  partiesOf,
  replaceParties,
  sitesOfCompany,
  updateCompany,
} from "@/db/queries/companies";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { dateOf } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import type { CompanyInput } from "./company-input";
import { COMPANY_FIELDS, checkParent, companyConstraints, partyTaken } from "./company-rules.server";

/**
 * Changes a company that still has the version its form was filled from.
 * @throws UserError companies.gone, companies.changedMeanwhile, companies.stillPartner, companies.stillOwn and those
 * of `createCompany`
 */
export async function editCompany(
  viewer: Viewer,
  input: CompanyInput & { id: string; version: number },
  now: Instant,
): Promise<void> {
  const { id, version, parties, ...fields } = input;
  await translateConstraints(companyConstraints, () =>
    asStaff(async (tx) => {
      await checkParent(tx, id, fields.parentId);
      const company = await findCompany(tx, id, { forUpdate: true });
      if (!company) throw new UserError("companies.gone");
      await checkKinds(tx, company, fields, now);
      const old = { ...company, parties: await partiesOf(tx, id) };
      if (!(await updateCompany(tx, id, version, fields))) throw new UserError("companies.changedMeanwhile");
      const taken = await replaceParties(tx, id, parties);
      if (taken) throw partyTaken(taken);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "company",
        objectId: id,
        label: fields.name,
        partnerId: fields.isPartner ? id : null,
        changes: diff(old, { ...old, ...fields, parties }, COMPANY_FIELDS),
        at: now,
      });
    }),
  );
}

/** A company keeps the kinds that others rely on: partner of contracts and sites, owner of an organization. */
async function checkKinds(
  tx: Tx,
  company: Company,
  fields: { isPartner: boolean; isOwn: boolean },
  now: Instant,
): Promise<void> {
  const links = await linksOfCompany(tx, company.id);
  if (company.isOwn && !fields.isOwn && links.organizations.length > 0) {
    const params = { organization: links.organizations[0]!.name };
    throw new UserError("companies.stillOwn", { field: "isOwn", params });
  }
  if (!company.isPartner || fields.isPartner) return;
  const sites = await sitesOfCompany(tx, company.id, dateOf(now, "UTC"));
  if (sites.length > 0 || links.contracts.length > 0) {
    const params = { sites: sites.length, contracts: links.contracts.length };
    throw new UserError("companies.stillPartner", { field: "isPartner", params });
  }
}
