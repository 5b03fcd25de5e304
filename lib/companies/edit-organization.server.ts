import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  communityConnectors,
  countriesWithCdrs,
  findOrganization,
  type Organization,
  updateOrganization,
} from "@/db/queries/organizations";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import { dateOf, type Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { tariffsChanged } from "@/lib/tariffs/tariff-changes.server";
import { type CommunityDiscount, communityDiscountsOf, discountOn } from "./community-discount";
import type { OrganizationInput } from "./organization-input";
import {
  claimCountries,
  ORGANIZATION_FIELDS,
  organizationConstraints,
  requireOwnCompany,
  settingsWithDiscount,
} from "./organization-rules.server";

/**
 * Changes an organization that still has the version its form was filled from.
 * @throws UserError organizations.gone, organizations.changedMeanwhile, organizations.countryInUse,
 * organizations.timeZoneInUse, organizations.discountReachesIssued and those of `createOrganization`
 */
export async function editOrganization(
  viewer: Viewer,
  input: OrganizationInput & { id: string; version: number },
  now: Instant,
): Promise<void> {
  const { id, version, countries, communityDiscount, communityDiscountFrom, ...fields } = input;
  await translateConstraints(organizationConstraints, () =>
    asStaff(async (tx) => {
      const old = await findOrganization(tx, id);
      if (!old) throw new UserError("organizations.gone");
      await requireOwnCompany(tx, fields.companyId);
      await keepBooks(tx, old, { countries, timeZone: fields.timeZone });
      const today = dateOf(now, old.timeZone);
      const discount = { communityDiscount, communityDiscountFrom };
      const settings = { ...(old.settings as object), ...(await settingsWithDiscount(tx, old, discount, now)) };
      if (!(await updateOrganization(tx, id, version, { ...fields, settings })))
        throw new UserError("organizations.changedMeanwhile");
      await claimCountries(tx, id, countries);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "organization",
        objectId: id,
        label: fields.name,
        changes: diff(
          { ...old, communityDiscount: discountOn(communityDiscountsOf(old.settings), communityDiscountFrom ?? today) },
          { ...old, ...fields, countries, communityDiscount },
          ORGANIZATION_FIELDS,
        ),
        at: now,
      });
      await recalculateDiscounted(tx, old, settings.communityDiscounts);
    }),
  );
}

/** COMMUNITY sessions that began since another discount holds are divided again. */
async function recalculateDiscounted(tx: Tx, old: Organization, next: readonly CommunityDiscount[]): Promise<void> {
  const before = communityDiscountsOf(old.settings);
  const days = [...before, ...next].map((discount) => discount.from).sort();
  const from = days.find((day) => discountOn(before, day) !== discountOn(next, day));
  if (from) await tariffsChanged(tx, await communityConnectors(tx, old.id, from), from);
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
