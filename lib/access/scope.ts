/** Whose rows a person may see: everything, or those of a set of partners. */

export type Scope = { kind: "everything" } | { kind: "partners"; partnerIds: readonly string[] };

export const EVERYTHING: Scope = { kind: "everything" };
