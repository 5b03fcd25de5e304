import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertOrganization } from "@/db/queries/organizations";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import type { OrganizationInput } from "./organization-input";
import {
  claimCountries,
  ORGANIZATION_FIELDS,
  organizationConstraints,
  requireOwnCompany,
  settingsWithDiscount,
} from "./organization-rules.server";

/**
 * Creates an invoice organization of one of our own companies.
 * @returns its id.
 * @throws UserError organizations.nameTaken, organizations.countryTaken, organizations.companyNotOwn
 */
export async function createOrganization(viewer: Viewer, input: OrganizationInput, now: Instant): Promise<string> {
  const id = uuidv7();
  const { countries, communityDiscount, communityDiscountFrom, ...fields } = input;
  await translateConstraints(organizationConstraints, () =>
    asStaff(async (tx) => {
      await requireOwnCompany(tx, input.companyId);
      const discount = { communityDiscount, communityDiscountFrom };
      const organization = { id, timeZone: fields.timeZone, settings: {} };
      const settings = await settingsWithDiscount(tx, organization, discount, now);
      await insertOrganization(tx, { ...fields, id, settings, createdAt: now });
      await claimCountries(tx, id, countries);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "created",
        objectType: "organization",
        objectId: id,
        label: input.name,
        changes: diff(null, input, ORGANIZATION_FIELDS),
        at: now,
      });
    }),
  );
  return id;
}
