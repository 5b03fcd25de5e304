import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { findCompany, linksOfCompany, sitesOfCompany, updateCompany } from "@/db/queries/companies";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { dateOf, type Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";

/**
 * Takes a company out of lists and choices; nothing of its past changes.
 * @throws UserError companies.gone, companies.ownsSites, companies.stillOwn, companies.changedMeanwhile
 */
export async function archiveCompany(
  viewer: Viewer,
  input: { id: string; version: number },
  now: Instant,
): Promise<void> {
  await asStaff(async (tx) => {
    const company = await findCompany(tx, input.id, { forUpdate: true });
    if (!company) throw new UserError("companies.gone");
    const today = dateOf(now, "UTC");
    const owned = (await sitesOfCompany(tx, company.id, today)).filter((site) => !site.until || site.until > today);
    if (owned.length > 0) throw new UserError("companies.ownsSites", { params: { sites: owned.length } });
    const { organizations } = await linksOfCompany(tx, company.id);
    if (organizations[0]) {
      throw new UserError("companies.stillOwn", { params: { organization: organizations[0].name } });
    }
    await setArchived(tx, viewer, company, { ...input, archivedAt: now, now });
  });
}

/**
 * Brings an archived company back.
 * @throws UserError companies.gone, companies.changedMeanwhile
 */
export async function restoreCompany(
  viewer: Viewer,
  input: { id: string; version: number },
  now: Instant,
): Promise<void> {
  await asStaff(async (tx) => {
    const company = await findCompany(tx, input.id, { forUpdate: true });
    if (!company) throw new UserError("companies.gone");
    await setArchived(tx, viewer, company, { ...input, archivedAt: null, now });
  });
}

async function setArchived(
  tx: Tx,
  viewer: Viewer,
  company: { id: string; name: string; isPartner: boolean },
  change: { version: number; archivedAt: Instant | null; now: Instant },
): Promise<void> {
  const { archivedAt } = change;
  if (!(await updateCompany(tx, company.id, change.version, { archivedAt }))) {
    throw new UserError("companies.changedMeanwhile");
  }
  await appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb: archivedAt === null ? "restored" : "archived",
    objectType: "company",
    objectId: company.id,
    label: company.name,
    partnerId: company.isPartner ? company.id : null,
    at: change.now,
  });
}
