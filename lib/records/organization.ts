/** Which organization a session belongs to, and which days and months decide about it (D2, D3). */
import { dateOf, type Instant, type IsoDate, type Month, monthOf } from "@/lib/calendar/calendar";

export type ServingOrganization = { id: string; timeZone: string; countries: readonly string[] };

/** The organization that serves a country (ISO 3166-1 alpha-2), or null when none does. */
export function organizationFor<T extends ServingOrganization>(country: string, organizations: readonly T[]): T | null {
  return organizations.find((organization) => organization.countries.includes(country)) ?? null;
}

/** Countries that more than one organization claims, with all who do: exactly one may (D3). */
export function contestedCountries(
  organizations: readonly ServingOrganization[],
): { country: string; organizationIds: string[] }[] {
  const claims = new Map<string, string[]>();
  for (const { id, countries } of organizations) {
    for (const country of new Set(countries)) claims.set(country, [...(claims.get(country) ?? []), id]);
  }
  return [...claims]
    .filter(([, organizationIds]) => organizationIds.length > 1)
    .map(([country, organizationIds]) => ({ country, organizationIds }));
}

/** The moments of a session that decide (D2). */
export type DecidingMoments = {
  /** The month in which it ended, in the organization's zone. */
  originMonth: Month;
  /** The tariff version of this instant holds: what the driver was promised. */
  tariffAt: Instant;
  /** The owner of this instant and, by `originMonth`, its contract hold. */
  ownerAt: Instant;
  /** The local day of the end: dated contract terms. */
  endDate: IsoDate;
};

/** Tariff at the start; owner, contract and month at the end, in the organization's time zone (D2). */
export function decidingMoments(session: { startAt: Instant; endAt: Instant }, timeZone: string): DecidingMoments {
  const { startAt, endAt } = session;
  return {
    originMonth: monthOf(endAt, timeZone),
    tariffAt: startAt,
    ownerAt: endAt,
    endDate: dateOf(endAt, timeZone),
  };
}
