/** Rules that every change of an invoice organization keeps (D3). */
import type { Tx } from "@/db/client";
import { findCompany } from "@/db/queries/companies";
import { replaceCountries } from "@/db/queries/organizations";
import { UserError } from "@/lib/errors/user-error";

/** What the history tells of an organization. */
export const ORGANIZATION_FIELDS = [
  "companyId",
  "name",
  "currency",
  "timeZone",
  "locale",
  "cutOffDay",
  "countries",
] as const;

export const organizationConstraints = {
  organizations_name: () => new UserError("organizations.nameTaken", { field: "name" }),
};

/** The books of an organization are those of one of our own companies. */
export async function requireOwnCompany(tx: Tx, companyId: string): Promise<void> {
  const company = await findCompany(tx, companyId);
  if (!company?.isOwn) throw new UserError("organizations.companyNotOwn", { field: "companyId" });
}

/** Gives the organization its countries, each of which no other may serve. */
export async function claimCountries(tx: Tx, organizationId: string, countries: readonly string[]): Promise<void> {
  const taken = await replaceCountries(tx, organizationId, countries);
  if (!taken) return;
  const params = { country: taken.country, organization: taken.organizationName };
  throw new UserError("organizations.countryTaken", { field: "countries", params });
}
