/** What moves a balance: the words that the database holds. */

/**
 * `top_up` adds, `session` pays a session (or gives back what it paid), `taken_back` undoes a top-up; `paid` moves
 * nothing: it says that the partner paid for a top-up otherwise.
 */
export const MOVEMENT_KINDS = ["top_up", "session", "taken_back", "paid"] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];
