import type { Tx } from "@/db/client";
import type { PeriodKey } from "@/db/queries/periods";
import { organizationRules, partySnapshots } from "@/db/queries/settlement-terms";
import type { ReportParties } from "./report-parties";

/** The parties of each key's report as they are now; the document speaks the partner's language, else the organization's. */
export async function loadParties(tx: Tx, keys: readonly PeriodKey[]): Promise<(key: PeriodKey) => ReportParties> {
  const organizations = await organizationRules(tx);
  const ids = [...keys.map((key) => key.partnerId), ...[...organizations.values()].map((each) => each.companyId)];
  const companies = await partySnapshots(tx, ids);
  return (key) => {
    const organization = organizations.get(key.organizationId)!;
    const partner = companies.get(key.partnerId)!;
    return {
      issuer: companies.get(organization.companyId)!.party,
      partner: partner.party,
      organization: { name: organization.name, timeZone: organization.timeZone },
      locale: partner.locale ?? organization.locale,
    };
  };
}
