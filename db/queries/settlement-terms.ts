/** What contracts make of a month: terms in force, chargers owned, and who the parties are; for many periods at once. */

import { inArray } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import { companies, organizations } from "@/db/schema";
import type { IsoDate } from "@/lib/calendar/calendar";
import type { ContractScope } from "@/lib/contracts/scope";
import type { Party } from "@/lib/settlement/report-parties";
import type { PeriodKey } from "./periods";
import { keyTable } from "./settlement";

export type ContractInForce = {
  i: number;
  id: string;
  name: string;
  versionId: string;
  scope: ContractScope;
  /** As stored; read it with `parseTerms`. */
  terms: unknown;
};

/** The contracts in force in each period, with the version whose terms hold. */
export async function contractsInForce(tx: Tx, keys: readonly PeriodKey[]): Promise<ContractInForce[]> {
  const rows = await driverOf(tx)<
    ({
      i: number;
      id: string;
      name: string;
      version: string;
      terms: unknown;
    } & ScopeRow)[]
  >`
    select k.i, c.id, c.name, v.id as version, v.terms, c.scope,
      array(select location_id::text from contract_locations where contract_id = c.id) as sites,
      array(select evse_id::text from contract_evses where contract_id = c.id) as evses
    from ${keyTable(tx, keys)}
    join contracts c on c.partner_id = k."partnerId" and c.organization_id = k."organizationId"
      and c.currency = k.currency and c.starts_in <= k.month and (c.ends_in is null or c.ends_in >= k.month)
    join lateral (select v.id, v.terms from contract_versions v where v.contract_id = c.id and v.valid_from <= k.month
      order by v.valid_from desc limit 1) v on true
    order by k.i, c.name, c.id`;
  return rows.map((row) => {
    const { i, id, name, version, terms } = row;
    return { i, id, name, versionId: version, terms, scope: scopeOf(row) };
  });
}

/** A contract's scope as it is stored. */
export type ScopeRow = { scope: ContractScope["kind"]; sites: string[]; evses: string[] };

/** The scope as one value. */
export function scopeOf({ scope, sites, evses }: ScopeRow): ContractScope {
  if (scope === "chosen_sites") return { kind: scope, siteIds: sites };
  return scope === "chosen_evses" ? { kind: scope, evseIds: evses } : { kind: scope };
}

export type OwnedEvse = {
  i: number;
  evseId: string;
  siteId: string;
  connectors: ("AC" | "DC")[];
  from: IsoDate;
  until: IsoDate | null;
};

/** The EVSEs that a period's partner owned on some day of the month, in countries that its organization serves (D3). */
export async function ownedEvses(tx: Tx, keys: readonly PeriodKey[]): Promise<OwnedEvse[]> {
  return driverOf(tx)<OwnedEvse[]>`
    select k.i, e.id as "evseId", e.location_id as "siteId", lower(o.days)::text as "from", upper(o.days)::text as "until",
      array(select c.current from connectors c where c.evse_id = e.id) as connectors
    from ${keyTable(tx, keys)}
    join evse_owners o on o.partner_id = k."partnerId"
      and o.days && daterange(k.month, (k.month + interval '1 month')::date)
    join evses e on e.id = o.evse_id
    join locations l on l.id = e.location_id
    join organization_countries oc on oc.country = l.country and oc.organization_id = k."organizationId"
    order by k.i, e.uid`;
}

export type OrganizationRules = {
  id: string;
  name: string;
  companyId: string;
  timeZone: string;
  locale: string;
  cutOffDay: number;
};

/** The organizations by id: there are a handful. */
export async function organizationRules(tx: Tx): Promise<Map<string, OrganizationRules>> {
  const rows = await tx
    .select({
      id: organizations.id,
      name: organizations.name,
      companyId: organizations.companyId,
      timeZone: organizations.timeZone,
      locale: organizations.locale,
      cutOffDay: organizations.cutOffDay,
    })
    .from(organizations)
    .orderBy(organizations.name);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Companies as parties, with the language of their documents. */
export async function partySnapshots(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { party: Party; locale: string | null }>> {
  const rows = await tx
    .select({
      id: companies.id,
      locale: companies.locale,
      party: {
        name: companies.name,
        legalName: companies.legalName,
        street: companies.street,
        postalCode: companies.postalCode,
        city: companies.city,
        country: companies.country,
        vatId: companies.vatId,
        taxNumber: companies.taxNumber,
        email: companies.email,
        phone: companies.phone,
        iban: companies.iban,
        bic: companies.bic,
        bankName: companies.bankName,
      },
    })
    .from(companies)
    .where(inArray(companies.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, party, locale }) => [id, { party, locale }]));
}
