/** Making a change without keeping it: the same verb in a transaction that is rolled back. */
import type { Tx } from "@/db/client";
import { joinTransaction } from "@/db/client";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { holdBackJobs } from "@/lib/jobs/enqueue.server";
import { mergeInputs, type RecalculateInput, recalculateInput } from "@/lib/records/recalculation";
import type { ChangeKind } from "./change";
import { type InputOf, makeChange, type ResultOf } from "./change-verbs.server";

type AnyChange<Kind extends ChangeKind> = { kind: Kind; input: InputOf<Kind>; reason: string | null };

/**
 * Makes the change in an open transaction and says which sessions follow from it, instead of having them calculated.
 * @returns `affects` null when nothing was changed that prices or divides
 */
export async function changeWithin<Kind extends ChangeKind>(
  tx: Tx,
  viewer: Viewer,
  { kind, input, reason }: AnyChange<Kind>,
  now: Instant,
): Promise<{ result: ResultOf<Kind>; affects: RecalculateInput | null }> {
  const { value: result, payloads } = await holdBackJobs("recalculate", () =>
    joinTransaction(tx, () => makeChange(viewer, kind, input, now)),
  );
  const [first, ...more] = payloads.map((payload) => recalculateInput.parse(payload));
  return { result, affects: first ? { ...mergeInputs([first, ...more]), reason } : null };
}

/** Carries what was seen out of a transaction that must not be kept. */
class Rehearsed<T> extends Error {
  constructor(readonly seen: T) {
    super("a rehearsal is never kept");
  }
}

/**
 * Runs `look` in a transaction that is rolled back. Its locks are held no longer than that.
 * @param within opens the transaction: `asStaff` or `asOwner`
 */
export async function rehearse<T>(
  within: (run: (tx: Tx) => Promise<never>) => Promise<never>,
  look: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await within(async (tx) => {
      throw new Rehearsed(await look(tx));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.seen as T;
    throw error;
  }
}
