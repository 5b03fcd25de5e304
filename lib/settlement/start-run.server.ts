import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { type PeriodKey, periodText } from "@/db/queries/periods";
import { type CloseKind, findRun, insertRun, parkedKeys } from "@/db/queries/runs";
import { closingKeys } from "@/db/queries/settlement";
import { draftedKeys } from "@/db/queries/settlement-writes";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant, Month } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";

/** Which reports a run is for: all of the month, those of one organization, or those of some ledgers. */
export type RunChoice = {
  month: Month;
  organizationId?: string | null;
  keys?: readonly Omit<PeriodKey, "month">[];
};

/**
 * Starts drafting (or refreshing) the reports of a month, or issuing its drafts, as a run of the worker.
 * @returns the run's id.
 * @throws UserError settlement.nothingToDo when no period is meant.
 */
export async function startRun(viewer: Viewer, kind: CloseKind, choice: RunChoice, now: Instant): Promise<string> {
  return asStaff(async (tx) => {
    const { month, organizationId = null } = choice;
    const all = kind === "issue_reports" ? await draftedKeys(tx, month) : await closingKeys(tx, month);
    const chosen = choice.keys && new Set(choice.keys.map((key) => periodText({ ...key, month })));
    const keys = all
      .filter((key) => organizationId === null || key.organizationId === organizationId)
      .filter((key) => chosen?.has(periodText(key)) ?? true);
    return begin(tx, viewer, kind, month, keys, now);
  });
}

/**
 * Tries the parked items of a run again, as a new run.
 * @returns the new run's id.
 * @throws UserError settlement.nothingToDo when none is parked.
 */
export async function retryParked(viewer: Viewer, runId: string, now: Instant): Promise<string> {
  return asStaff(async (tx) => {
    const run = await findRun(tx, runId);
    if (!run || run.month === null) throw new UserError("settlement.nothingToDo");
    return begin(tx, viewer, run.kind as CloseKind, run.month, await parkedKeys(tx, runId), now);
  });
}

async function begin(
  tx: Parameters<Parameters<typeof asStaff>[0]>[0],
  viewer: Viewer,
  kind: CloseKind,
  month: Month,
  keys: readonly PeriodKey[],
  now: Instant,
): Promise<string> {
  if (keys.length === 0) throw new UserError("settlement.nothingToDo");
  const id = uuidv7();
  await insertRun(tx, { id, kind, month, createdAt: now, createdBy: viewer.userId }, keys);
  await appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb: "created",
    objectType: "run",
    objectId: id,
    label: `${kind} ${month}`,
    changes: { items: [null, keys.length] },
    at: now,
  });
  await enqueue(tx, "run_close", { runId: id }, { jobKey: `run ${id}` });
  return id;
}
