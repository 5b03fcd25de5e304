/**
 * The run that drafts or issues the reports of a month: partner by partner in batches, each batch one transaction
 * with its items' results, so that a crash loses nothing and repeats nothing. Two runs at once wait for each
 * other's period locks, and the second finds nothing left to do.
 */
import { asOwner, asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  cancelWaiting,
  countItems,
  findRun,
  finishItems,
  type ItemOutcome,
  type Run,
  type RunItemKey,
  takeItem,
  takeItems,
  updateRun,
  userName,
  waitingLedgers,
} from "@/db/queries/runs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { SYSTEM } from "@/lib/audit/event";
import { payOpenSessions } from "@/lib/balances/pay-sessions.server";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { tryAgain } from "@/lib/records/try-again.server";
import { type By, draftReports } from "./draft-report.server";
import { issueReports } from "./issue-report.server";
import { type Outcome, parkedBy } from "./outcome";

/** Few enough that a person sees progress and a cancelled run stops soon, enough that statements are shared. */
const BATCH = 50;

/** Tells the time; a run may take longer than an instant. */
export type Clock = () => Instant;

/**
 * Works through a run's waiting items until none is left or it is cancelled. Started again after a crash, it goes on
 * where it stopped. Balances pay first, so that no report asks for what they reach (D5).
 */
export async function runClose(runId: string, clock: Clock): Promise<void> {
  const run = await asOwner((tx) => startWork(tx, runId, clock()));
  if (!run) return;
  await payOpenSessions(await asOwner((tx) => waitingLedgers(tx, runId)), clock());
  let waiting = true;
  while (waiting && !(await isCancelled(runId))) waiting = await workOnBatch(run, clock);
  await asOwner((tx) => finishWork(tx, runId, clock()));
}

async function startWork(tx: Tx, runId: string, now: Instant): Promise<Working | null> {
  const run = await findRun(tx, runId, { forUpdate: true });
  if (!run || (run.state !== "queued" && run.state !== "running")) return null;
  if (run.state === "queued") await updateRun(tx, runId, { state: "running", startedAt: now });
  const name = run.createdBy === null ? null : await userName(tx, run.createdBy);
  return { run, actor: name === null ? SYSTEM : { id: run.createdBy, name } };
}

type Working = { run: Run; actor: By["actor"] };

async function isCancelled(runId: string): Promise<boolean> {
  const run = await asOwner((tx) => findRun(tx, runId));
  return run?.cancelRequestedAt !== null;
}

/** One batch in one transaction; when it fails, each of its items alone. False when nothing waits any more. */
async function workOnBatch(working: Working, clock: Clock): Promise<boolean> {
  const { run } = working;
  let taken: RunItemKey[] = [];
  try {
    return await tryAgain(() =>
      asOwner(async (tx) => {
        taken = await takeItems(tx, run.id, BATCH);
        await settle(tx, working, taken, clock());
        return taken.length > 0;
      }),
    );
  } catch (error) {
    if (taken.length === 0) throw error;
    for (const item of taken) await workOnItem(working, item.n, clock);
    return true;
  }
}

/** One item in a transaction of its own; what fails is parked with its reason. */
async function workOnItem(working: Working, n: number, clock: Clock): Promise<void> {
  const { run } = working;
  try {
    await tryAgain(() =>
      asOwner(async (tx) => {
        const item = await takeItem(tx, run.id, n);
        if (item) await settle(tx, working, [item], clock());
      }),
    );
  } catch (error) {
    await asOwner(async (tx) => {
      const item = await takeItem(tx, run.id, n);
      if (item) await finishItems(tx, run.id, [itemOutcome(n, parkedBy(error))], clock());
    });
  }
}

async function settle(tx: Tx, { run, actor }: Working, items: readonly RunItemKey[], now: Instant): Promise<void> {
  if (items.length === 0) return;
  const verb = run.kind === "issue_reports" ? issueReports : draftReports;
  const keys = items.map(({ n: _, ...key }) => key);
  const outcomes = await verb(tx, keys, { actor, at: now });
  const finished = items.map((item, index) => itemOutcome(item.n, outcomes[index]!));
  await finishItems(tx, run.id, finished, now);
}

function itemOutcome(n: number, outcome: Outcome): ItemOutcome {
  return { n, ...outcome };
}

/** A run ends once none of its items waits; another worker may still be at some of them. */
async function finishWork(tx: Tx, runId: string, now: Instant): Promise<void> {
  const run = await findRun(tx, runId, { forUpdate: true });
  if (run?.state !== "running") return;
  if (run.cancelRequestedAt !== null) await cancelWaiting(tx, runId, now);
  const counts = await countItems(tx, runId);
  if (counts.waiting > 0) return;
  const state = counts.cancelled > 0 ? "cancelled" : "done";
  await updateRun(tx, runId, { state, finishedAt: now });
}

/**
 * Asks a run to stop after the partners it is at.
 * @throws UserError settlement.runOver when it has ended already.
 */
export async function cancelRun(viewer: Viewer, runId: string, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const run = await findRun(tx, runId, { forUpdate: true });
    if (!run || (run.state !== "queued" && run.state !== "running")) throw new UserError("settlement.runOver");
    await updateRun(tx, runId, { cancelRequestedAt: now });
    await appendAuditEvent(tx, {
      actor: actorOf(viewer),
      verb: "cancelled",
      objectType: "run",
      objectId: runId,
      label: `${run.kind} ${run.month}`,
      at: now,
    });
  });
}
