import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { countriesWithCdrs, findOrganization, type Organization, updateOrganization } from "@/db/queries/organizations";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import type { OrganizationInput } from "./organization-input";
import {
  claimCountries,
  ORGANIZATION_FIELDS,
  organizationConstraints,
  requireOwnCompany,
} from "./organization-rules.server";

/**
 * Changes an organization that still has the version its form was filled from.
 * @throws UserError organizations.gone, organizations.changedMeanwhile, organizations.countryInUse,
 * organizations.timeZoneInUse and those of `createOrganization`
 */
export async function editOrganization(
  viewer: Viewer,
  input: OrganizationInput & { id: string; version: number },
  now: Instant,
): Promise<void> {
  const { id, version, countries, ...fields } = input;
  await translateConstraints(organizationConstraints, () =>
    asStaff(async (tx) => {
      const old = await findOrganization(tx, id);
      if (!old) throw new UserError("organizations.gone");
      await requireOwnCompany(tx, fields.companyId);
      await keepBooks(tx, old, { countries, timeZone: fields.timeZone });
      if (!(await updateOrganization(tx, id, version, fields))) throw new UserError("organizations.changedMeanwhile");
      await claimCountries(tx, id, countries);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "organization",
        objectId: id,
        label: fields.name,
        changes: diff(old, { ...old, ...fields, countries }, ORGANIZATION_FIELDS),
        at: now,
      });
    }),
  );
}

/** Sessions that are in the books stay in them, in their month: neither their country nor the zone may go. */
async function keepBooks(tx: Tx, old: Organization, next: { countries: string[]; timeZone: string }): Promise<void> {
  const given = old.countries.filter((country) => !next.countries.includes(country));
  if (given.length === 0 && old.timeZone === next.timeZone) return;
  const used = await countriesWithCdrs(tx, old.id);
  if (old.timeZone !== next.timeZone && used.length > 0) {
    throw new UserError("organizations.timeZoneInUse", { field: "timeZone", params: { timeZone: old.timeZone } });
  }
  const country = given.find((code) => used.includes(code));
  if (country) throw new UserError("organizations.countryInUse", { field: "countries", params: { country } });
}
