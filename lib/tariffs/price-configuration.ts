/**
 * Price configurations: other costs of a tariff version for some sessions (B34–B38). One holds where everything it
 * names is so. Of those that hold, the most specific one counts: one that names the charge point before one that
 * does not, then the issuing company, the owning company, the connector type (docs/decisions/0010). Two that name
 * the same tie, and are refused when they are saved.
 */

/** What a configuration narrows its tariff to; null: any. */
export type PriceScope = {
  /** The company that issued the token, or the EMP that pays. */
  issuerId: string | null;
  /** The company that owns the station when the session ends (D4). */
  ownerId: string | null;
  evseId: string | null;
  /** OCPI ConnectorType. */
  connectorStandard: string | null;
};

/** What a session is, in the same terms; null: nobody, or not known. */
export type PlaceAndParties = PriceScope;

/** From the most specific to the least; each outweighs all that follow it. */
export const SCOPE_FIELDS = ["evseId", "issuerId", "ownerId", "connectorStandard"] as const;

/** True when everything that the scope names is so. A session of unknown issuer is nobody's in particular. */
export function holdsFor(scope: PriceScope, session: PlaceAndParties): boolean {
  return SCOPE_FIELDS.every((field) => scope[field] === null || scope[field] === session[field]);
}

/** Higher is more specific; equal only where the same fields are named. */
export function specificity(scope: PriceScope): number {
  return SCOPE_FIELDS.reduce((weight, field) => weight * 2 + (scope[field] === null ? 0 : 1), 0);
}

/** The configuration that counts for a session, or null when none holds. The order of the list does not matter. */
export function mostSpecific<T extends PriceScope>(configurations: readonly T[], session: PlaceAndParties): T | null {
  let best: T | null = null;
  for (const one of configurations) {
    if (holdsFor(one, session) && (best === null || specificity(one) > specificity(best))) best = one;
  }
  return best;
}

/** Pairs that neither is more specific than the other of for some session, by their places in the list. */
export function findTies(configurations: readonly PriceScope[]): [number, number][] {
  return configurations.flatMap((one, at) =>
    configurations.flatMap((other, later): [number, number][] =>
      later > at && SCOPE_FIELDS.every((field) => one[field] === other[field]) ? [[at, later]] : [],
    ),
  );
}
