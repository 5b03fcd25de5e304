/** Rules that every change of an invoice organization keeps (D3). */
import type { Tx } from "@/db/client";
import { findCompany } from "@/db/queries/companies";
import { lastIssuedMonthOf, replaceCountries } from "@/db/queries/organizations";
import { dateOf, type Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { type CommunityDiscount, communityDiscountsOf, discountOn, withDiscount } from "./community-discount";
import type { OrganizationInput } from "./organization-input";

/** What the history tells of an organization. */
export const ORGANIZATION_FIELDS = [
  "companyId",
  "name",
  "currency",
  "timeZone",
  "locale",
  "cutOffDay",
  "countries",
  "communityDiscount",
] as const;

export const organizationConstraints = {
  organizations_name: () => new UserError("organizations.nameTaken", { field: "name" }),
};

/** The books of an organization are those of one of our own companies. */
export async function requireOwnCompany(tx: Tx, companyId: string): Promise<void> {
  const company = await findCompany(tx, companyId);
  if (!company?.isOwn) throw new UserError("organizations.companyNotOwn", { field: "companyId" });
}

/**
 * The settings with another COMMUNITY discount from its day on, which defaults to today.
 * @throws UserError organizations.discountReachesIssued: what is issued was paid with the discount of its day
 */
export async function settingsWithDiscount(
  tx: Tx,
  organization: { id: string; timeZone: string; settings: unknown },
  { communityDiscount: basisPoints, communityDiscountFrom }: Discount,
  now: Instant,
): Promise<DiscountSettings> {
  const today = dateOf(now, organization.timeZone);
  const known = communityDiscountsOf(organization.settings);
  if (basisPoints === discountOn(known, communityDiscountFrom ?? today)) return { communityDiscounts: known };
  const from = communityDiscountFrom ?? today;
  const issued = await lastIssuedMonthOf(tx, organization.id);
  if (issued !== null && from.slice(0, 7) <= issued) {
    throw new UserError("organizations.discountReachesIssued", {
      field: "communityDiscountFrom",
      params: { month: issued },
    });
  }
  return { communityDiscounts: withDiscount(known, { from, basisPoints }) };
}

type Discount = Pick<OrganizationInput, "communityDiscount" | "communityDiscountFrom">;
type DiscountSettings = { communityDiscounts: CommunityDiscount[] };

/** Gives the organization its countries, each of which no other may serve. */
export async function claimCountries(tx: Tx, organizationId: string, countries: readonly string[]): Promise<void> {
  const taken = await replaceCountries(tx, organizationId, countries);
  if (!taken) return;
  const params = { country: taken.country, organization: taken.organizationName };
  throw new UserError("organizations.countryTaken", { field: "countries", params });
}
