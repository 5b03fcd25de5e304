import { asStaff, type Tx } from "@/db/client";
import { confirmationOf, lockConfirmations, type RecalculationResult } from "@/db/queries/recalculations";
import { currentReferenceVersion } from "@/db/queries/reference";
import { findRun, type Run } from "@/db/queries/runs";
import { isAllowed } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { requestRecalculation } from "@/lib/records/recalculate.server";
import { CHANGE_PERMISSIONS, type ChangeKind, type PlannedChange } from "./change";
import type { InputOf } from "./change-verbs.server";
import { changeWithin } from "./rehearse.server";

/**
 * Makes a previewed change and has the sessions it concerns calculated again. Once: the second of two people is told.
 * @returns the recalculation's id.
 * @throws UserError recalculations.gone, recalculations.notReady, recalculations.confirmed, recalculations.outdated
 * (master data have changed since it was calculated), access.forbidden, and what the kind's verb throws
 */
export function confirmChange(viewer: Viewer, previewId: string, now: Instant): Promise<string> {
  return asStaff(async (tx) => {
    await lockConfirmations(tx);
    const preview = await standingPreview(tx, viewer, previewId);
    if (preview.state !== "done") throw new UserError("recalculations.notReady");
    const { referenceVersion } = preview.result as RecalculationResult;
    if (String(await currentReferenceVersion(tx)) !== referenceVersion) throw new UserError("recalculations.outdated");
    const { kind, input, reason, from } = preview.input as PlannedChange;
    const change = { kind, input: input as InputOf<ChangeKind>, reason };
    const { affects } = await changeWithin(tx, viewer, change, now);
    return requestRecalculation(tx, { ...(affects ?? { from }), previewId }, { userId: viewer.userId, now });
  });
}

/**
 * A preview that nobody has confirmed, of a change that the viewer may make.
 * @throws UserError recalculations.gone, recalculations.confirmed, access.forbidden
 */
export async function standingPreview(tx: Tx, viewer: Viewer, previewId: string): Promise<Run> {
  const preview = await findRun(tx, previewId);
  if (preview?.kind !== "preview_change") throw new UserError("recalculations.gone");
  if (await confirmationOf(tx, previewId)) throw new UserError("recalculations.confirmed");
  const permission = CHANGE_PERMISSIONS[(preview.input as PlannedChange).kind];
  if (!isAllowed(viewer.role, permission)) throw new UserError("access.forbidden", { params: { permission } });
  return preview;
}
