/**
 * Recalculation (D9): after a change of tariff, owner or contract the CDRs it concerns are settled again, chunk by
 * chunk, each in one transaction under exclusive locks on the periods it touches and with the run's place, so that
 * a run that was interrupted goes on where it stopped.
 */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { type CdrScope, connectorsOf, countCdrs, nextCdrKeys, tokensOf } from "@/db/queries/cdr-scope";
import { insertRecalculation, type RecalculationResult, saveProgress } from "@/db/queries/recalculations";
import { findRun, type Run, updateRun, userName } from "@/db/queries/runs";
import { SYSTEM } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { addSums, type ChangeSums, NO_CHANGE, readSums, storeSums, totalsOf } from "./change-sums";
import { type RecalculateInput, recalculateInput, sinceOf } from "./recalculation";
import { resettle } from "./resettle.server";

/** How many sessions are settled in one transaction. */
export const CHUNK = 1_000;

/** Creates the run of a recalculation and lets the worker do it. */
export async function requestRecalculation(
  tx: Tx,
  input: RecalculateInput,
  by: { userId: string | null; now: Instant },
): Promise<string> {
  const id = uuidv7();
  await insertRecalculation(tx, { id, kind: "recalculate", input, createdBy: by.userId, now: by.now });
  await enqueue(tx, "run_recalculation", { runId: id }, { jobKey: `run ${id}` });
  return id;
}

/** The job `recalculate`: a run of its own, done at once. Repeating it changes nothing. */
export async function recalculate(input: RecalculateInput, now: Instant = Date.now()): Promise<ChangeSums> {
  const id = uuidv7();
  await asOwner((tx) => insertRecalculation(tx, { id, kind: "recalculate", input, createdBy: null, now }));
  return runRecalculation(id, () => now);
}

/** The job `run_recalculation`. @returns the sums of the whole run. */
export async function runRecalculation(runId: string, clock: () => Instant): Promise<ChangeSums> {
  const begun = await asOwner((tx) => begin(tx, runId, clock()));
  if (!begun) return NO_CHANGE;
  const { input, scope } = begun;
  let { result } = begun;
  for (;;) {
    const keys = await asOwner((tx) => nextCdrKeys(tx, scope, result.after, CHUNK));
    if (keys.length === 0) break;
    const { total } = result;
    const before = readSums(result.sums);
    const after = keys.at(-1)!;
    await resettle(keys, { reason: input.reason ?? null, now: clock() }, async (tx, sums) => {
      result = { total, after, sums: storeSums(addSums(before, sums)) };
      await saveProgress(tx, runId, result);
    });
  }
  const sums = readSums(result.sums);
  await asOwner((tx) => finish(tx, runId, sums, clock()));
  return sums;
}

type Begun = { input: RecalculateInput; scope: CdrScope; result: RecalculationResult };

async function begin(tx: Tx, runId: string, now: Instant): Promise<Begun | null> {
  const run = await findRun(tx, runId, { forUpdate: true });
  if (!run || (run.state !== "queued" && run.state !== "running")) return null;
  if (run.state === "queued") await updateRun(tx, runId, { state: "running", startedAt: now });
  const input = recalculateInput.parse(run.input);
  const scope = await scopeOf(tx, input);
  const kept = run.result as RecalculationResult | null;
  return { input, scope, result: kept ?? (await beginning(tx, scope)) };
}

/** The CDRs that a change concerns. */
export async function scopeOf(tx: Tx, input: RecalculateInput): Promise<CdrScope> {
  const connectorIds = await connectorsOf(tx, input);
  return { connectorIds, tokenIds: await tokensOf(tx, input), since: sinceOf(input) };
}

/** Nothing is looked at yet. */
export async function beginning(tx: Tx, scope: CdrScope): Promise<RecalculationResult> {
  return { total: await countCdrs(tx, scope), after: null, sums: storeSums(NO_CHANGE) };
}

async function finish(tx: Tx, runId: string, sums: ChangeSums, now: Instant): Promise<void> {
  const run = await findRun(tx, runId, { forUpdate: true });
  if (run?.state !== "running") return;
  await updateRun(tx, runId, { state: "done", finishedAt: now });
  if (sums.changed > 0) await tell(tx, run, sums, now);
}

async function tell(tx: Tx, run: Run, sums: ChangeSums, now: Instant): Promise<void> {
  const input = recalculateInput.parse(run.input);
  const name = run.createdBy === null ? null : await userName(tx, run.createdBy);
  await appendAuditEvent(tx, {
    actor: name === null ? SYSTEM : { id: run.createdBy, name },
    verb: "recalculated",
    objectType: "run",
    objectId: run.id,
    label: input.from,
    changes: {
      cdrs: [null, sums.changed],
      ...Object.fromEntries(
        totalsOf(sums).map(({ currency, before, after }) => [`partnerShare ${currency}`, [before, after] as const]),
      ),
    },
    reason: input.reason ?? null,
    at: now,
  });
}
