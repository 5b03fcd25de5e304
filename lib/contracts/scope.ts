/** Which contract holds for a session: partner, organization, currency, whole months and a scope of sites (D4). */
import type { Month } from "@/lib/calendar/calendar";

/** All sites of the partner, or those named; a scope of EVSEs is narrower than one of sites. */
export type ContractScope =
  | { kind: "all_sites" }
  | { kind: "chosen_sites"; siteIds: readonly string[] }
  | { kind: "chosen_evses"; evseIds: readonly string[] };

/** The part of a contract that says what it covers. */
export type ContractExtent = {
  id: string;
  partnerId: string;
  organizationId: string;
  currency: string;
  startsIn: Month;
  /** The last month in force; null: until ended. */
  endsIn: Month | null;
  scope: ContractScope;
};

/** A session's place and owner at its end (D2). */
export type SessionPlace = {
  partnerId: string;
  organizationId: string;
  currency: string;
  siteId: string;
  evseId: string;
  /** The month in which the session ended, in the organization's zone. */
  originMonth: Month;
};

/** Finds the site of an EVSE, null when there is none. */
export type SiteOfEvse = (evseId: string) => string | null;

/** Two contracts cover the same session, which no data may allow: a bug. */
export class AmbiguousContractError extends Error {
  override name = "AmbiguousContractError";
}

/** True when the contract is in force in the month. */
export function isInForce(contract: { startsIn: Month; endsIn: Month | null }, month: Month): boolean {
  return contract.startsIn <= month && (contract.endsIn === null || month <= contract.endsIn);
}

/** True when both cover an EVSE of one partner, organization and currency in the same month; it never may be (D4). */
export function intersects(a: ContractExtent, b: ContractExtent, siteOfEvse: SiteOfEvse): boolean {
  if (a.partnerId !== b.partnerId || a.organizationId !== b.organizationId || a.currency !== b.currency) return false;
  const overlap = (b.endsIn === null || a.startsIn <= b.endsIn) && (a.endsIn === null || b.startsIn <= a.endsIn);
  return overlap && scopesIntersect(a.scope, b.scope, siteOfEvse);
}

/** The first of `others` that the contract would intersect, to be named in the refusal; itself does not count. */
export function intersectingContract<T extends ContractExtent>(
  contract: ContractExtent,
  others: readonly T[],
  siteOfEvse: SiteOfEvse,
): T | null {
  return others.find((other) => other.id !== contract.id && intersects(contract, other, siteOfEvse)) ?? null;
}

function scopesIntersect(a: ContractScope, b: ContractScope, siteOfEvse: SiteOfEvse): boolean {
  if (a.kind === "all_sites" || b.kind === "all_sites") return true;
  if (a.kind === "chosen_evses") {
    return a.evseIds.some((evseId) => scopeCovers(b, { evseId, siteId: siteOfEvse(evseId) }));
  }
  if (b.kind === "chosen_evses") return scopesIntersect(b, a, siteOfEvse);
  return a.siteIds.some((siteId) => b.siteIds.includes(siteId));
}

/** True when the scope covers the EVSE at the site. */
export function scopeCovers(scope: ContractScope, place: { siteId: string | null; evseId: string }): boolean {
  if (scope.kind === "all_sites") return true;
  if (scope.kind === "chosen_evses") return scope.evseIds.includes(place.evseId);
  return place.siteId !== null && scope.siteIds.includes(place.siteId);
}

/**
 * The contract that divides a session, or null when its owner has none there.
 * @throws AmbiguousContractError when two do.
 */
export function contractFor<T extends ContractExtent>(session: SessionPlace, contracts: readonly T[]): T | null {
  const [found, other] = contracts.filter((contract) => covers(contract, session));
  if (found && other) throw new AmbiguousContractError(`contracts ${found.id} and ${other.id} cover the same session`);
  return found ?? null;
}

function covers(contract: ContractExtent, session: SessionPlace): boolean {
  return (
    contract.partnerId === session.partnerId &&
    contract.organizationId === session.organizationId &&
    contract.currency === session.currency &&
    isInForce(contract, session.originMonth) &&
    scopeCovers(contract.scope, session)
  );
}

/** The version whose terms hold in a month: the one with the latest start not after it, or null before the first. */
export function versionIn<T extends { version: number; validFrom: Month }>(
  versions: readonly T[],
  month: Month,
): T | null {
  let found: T | null = null;
  for (const version of versions) {
    if (version.validFrom <= month && (found === null || version.validFrom > found.validFrom)) found = version;
  }
  return found;
}
