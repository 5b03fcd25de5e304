/** Whose rows a person may see: everything, or those of a set of partners. */

export type Scope = { kind: "everything" } | { kind: "partners"; partnerIds: readonly string[] };

export const EVERYTHING: Scope = { kind: "everything" };

/** Whether rows of this partner are within the scope. */
export function isInScope(scope: Scope, partnerId: string): boolean {
  return scope.kind === "everything" || scope.partnerIds.includes(partnerId);
}
