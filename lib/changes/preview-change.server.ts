/**
 * What a change would do, in the background: the change is made in a transaction that is rolled back at once, and with
 * the master data as they were in it the sessions are settled by the same code that a recalculation uses, without
 * writing anything and without locks.
 */
import { asOwner, type Tx } from "@/db/client";
import { findUser } from "@/db/queries/access";
import { type CdrScope, nextCdrKeys } from "@/db/queries/cdr-scope";
import { type RecalculationResult, saveProgress } from "@/db/queries/recalculations";
import { currentReferenceVersion, loadReference } from "@/db/queries/reference";
import { findRun, updateRun } from "@/db/queries/runs";
import { type Viewer, scopeOf as viewerScope } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { addSums, readSums, storeSums, sumChanges } from "@/lib/records/change-sums";
import { changesToday } from "@/lib/records/family-changes.server";
import { beginning, CHUNK, scopeOf } from "@/lib/records/recalculate.server";
import type { Reference } from "@/lib/records/reference";
import type { ChangeKind, PlannedChange } from "./change";
import type { InputOf } from "./change-verbs.server";
import { changeWithin, rehearse } from "./rehearse.server";

type Imagined = { reference: Reference; scope: CdrScope; referenceVersion: string };

/** The job `preview_change`. Interrupted, it begins again: nothing was written but its progress. */
export async function previewChange(runId: string, clock: () => Instant): Promise<void> {
  const begun = await asOwner((tx) => begin(tx, runId, clock()));
  if (!begun) return;
  try {
    const imagined = await rehearse(asOwner<never>, (tx) => imagine(tx, begun.viewer, begun.change, clock()));
    await lookAtAll(runId, imagined, { reason: begun.change.reason, now: clock() });
    await asOwner((tx) => updateRun(tx, runId, { state: "done", finishedAt: clock() }));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await asOwner((tx) => fail(tx, runId, error.code, clock()));
  }
}

async function begin(tx: Tx, runId: string, now: Instant): Promise<{ viewer: Viewer; change: PlannedChange } | null> {
  const run = await findRun(tx, runId, { forUpdate: true });
  if (!run || run.createdBy === null || (run.state !== "queued" && run.state !== "running")) return null;
  const user = await findUser(tx, run.createdBy);
  if (!user) return null;
  await updateRun(tx, runId, { state: "running", startedAt: now });
  const { id: userId, name, email, role, companyId } = user;
  const viewer = { userId, name, email, role, companyId, locale: "en" as const, scope: viewerScope(role, companyId) };
  return { viewer, change: run.input as PlannedChange };
}

/** The master data as they would be, and whose sessions they concern. */
async function imagine(tx: Tx, viewer: Viewer, change: PlannedChange, now: Instant): Promise<Imagined> {
  const referenceVersion = String(await currentReferenceVersion(tx));
  const { kind, reason } = change;
  const input = change.input as InputOf<ChangeKind>;
  const { affects } = await changeWithin(tx, viewer, { kind, input, reason }, now);
  const scope = affects ? await scopeOf(tx, affects) : { connectorIds: [], tokenIds: [], since: 0 };
  return { reference: await loadReference(tx), scope, referenceVersion };
}

async function lookAtAll(
  runId: string,
  { reference, scope, referenceVersion }: Imagined,
  about: { reason: string | null; now: Instant },
): Promise<void> {
  let result: RecalculationResult = { ...(await asOwner((tx) => beginning(tx, scope))), referenceVersion };
  await asOwner((tx) => saveProgress(tx, runId, result));
  for (;;) {
    const { after, sums } = result;
    const keys = await asOwner((tx) => nextCdrKeys(tx, scope, after, CHUNK));
    if (keys.length === 0) return;
    const looked = await asOwner((tx) => changesToday(tx, keys, reference, about, { lock: false }));
    const all = addSums(readSums(sums), sumChanges(looked));
    result = { ...result, after: keys.at(-1)!, sums: storeSums(all) };
    await asOwner((tx) => saveProgress(tx, runId, result));
  }
}

async function fail(tx: Tx, runId: string, problem: string, now: Instant): Promise<void> {
  const nothing = await beginning(tx, { connectorIds: [], tokenIds: [], since: 0 });
  await saveProgress(tx, runId, { ...nothing, problem });
  await updateRun(tx, runId, { state: "failed", finishedAt: now });
}
