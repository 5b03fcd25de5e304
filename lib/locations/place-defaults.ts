type Place = { countries: readonly string[]; timeZone: string };

/** What a new location has most likely: country and zone of the only organization, else nothing. */
export function placeDefaults(organizations: readonly Place[]): { country: string; timeZone: string } {
  const only = organizations.length === 1 ? organizations[0] : undefined;
  const country = only?.countries.length === 1 ? only.countries[0] : undefined;
  return { country: country ?? "", timeZone: only?.timeZone ?? "" };
}
