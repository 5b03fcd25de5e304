import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { nextCdrKeys } from "@/db/queries/cdr-scope";
import { countUnfinishedPreviews, insertRecalculation, lastLabelOf } from "@/db/queries/recalculations";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { scopeOf } from "@/lib/records/recalculate.server";
import type { ChangeKind, PlannedChange } from "./change";
import { type InputOf, makeChange, type ResultOf } from "./change-verbs.server";
import { standingPreview } from "./confirm-change.server";
import { changeWithin, rehearse } from "./rehearse.server";

/** One person's previews take turns; more of them waiting help nobody. */
const MOST_UNFINISHED = 20;

/** Either the change holds, because no session follows from it, or its preview is being calculated. */
export type Planned<Kind extends ChangeKind> = { previewId: string } | { previewId: null; result: ResultOf<Kind> };

/**
 * Makes a change at once if it concerns no session that is known; otherwise nothing is changed, and the worker
 * calculates what would follow from it.
 * @throws UserError recalculations.tooManyPreviews, and what the kind's verb throws: a change that is not possible is
 * refused before it is calculated
 */
export async function planChange<Kind extends ChangeKind>(
  viewer: Viewer,
  kind: Kind,
  input: InputOf<Kind> & { reason: string | null },
  now: Instant,
): Promise<Planned<Kind>> {
  const { reason } = input;
  const from = await rehearse(asStaff<never>, (tx) => firstDayConcerned(tx, viewer, { kind, input, reason }, now));
  if (from === null) return { previewId: null, result: await makeChange(viewer, kind, input, now) };
  const previewId = await asStaff((tx) => requestPreview(tx, viewer, { ...from, kind, input, reason }, now));
  return { previewId };
}

async function firstDayConcerned<Kind extends ChangeKind>(
  tx: Tx,
  viewer: Viewer,
  change: { kind: Kind; input: InputOf<Kind>; reason: string | null },
  now: Instant,
): Promise<Pick<PlannedChange, "from" | "label"> | null> {
  const { affects } = await changeWithin(tx, viewer, change, now);
  if (!affects) return null;
  const some = await nextCdrKeys(tx, await scopeOf(tx, affects), null, 1);
  return some.length === 0 ? null : { from: affects.from, label: await lastLabelOf(tx, viewer.userId) };
}

async function requestPreview(tx: Tx, viewer: Viewer, change: PlannedChange, now: Instant): Promise<string> {
  if ((await countUnfinishedPreviews(tx, viewer.userId)) >= MOST_UNFINISHED) {
    throw new UserError("recalculations.tooManyPreviews", { params: { count: MOST_UNFINISHED } });
  }
  const id = uuidv7();
  await insertRecalculation(tx, { id, kind: "preview_change", input: change, createdBy: viewer.userId, now });
  await enqueue(tx, "preview_change", { runId: id }, { jobKey: `run ${id}` });
  return id;
}

/**
 * Calculates the preview of a change again, when what it was calculated from has changed.
 * @returns the new preview's id.
 * @throws UserError recalculations.gone, recalculations.confirmed, recalculations.tooManyPreviews, access.forbidden
 */
export async function previewAgain(viewer: Viewer, previewId: string, now: Instant): Promise<string> {
  return asStaff(async (tx) => {
    const preview = await standingPreview(tx, viewer, previewId);
    return requestPreview(tx, viewer, preview.input as PlannedChange, now);
  });
}
