/**
 * Recalculation (D9): after a change of tariff, owner or contract the CDRs it concerns are settled again, chunk by
 * chunk, each in one transaction under exclusive locks on the periods it touches.
 */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { beginRecalculation, connectorsOf, endRecalculation, nextCdrKeys } from "@/db/queries/resettle";
import { SYSTEM } from "@/lib/audit/event";
import { formatDecimal } from "@/lib/money/amount";
import { addSums, NO_CHANGE, type ResettleSums, resettle } from "./resettle.server";

/** What changed; every CDR of these connectors that ended on or after the day is looked at. */
export type RecalculateInput = {
  connectorIds?: readonly string[];
  evseIds?: readonly string[];
  partnerIds?: readonly string[];
  /** `YYYY-MM-DD` */
  from: string;
  reason?: string | null;
};

const CHUNK = 1_000;
/** A local day begins at most fourteen hours before the same day in UTC. */
const EARLIEST_LOCAL_MS = 14 * 3_600_000;

/** The job `recalculate`. Repeating it changes nothing. */
export async function recalculate(input: RecalculateInput, now: number = Date.now()): Promise<ResettleSums> {
  const runId = uuidv7();
  const connectorIds = await asOwner(async (tx) => {
    await beginRecalculation(tx, runId, input, now);
    return connectorsOf(tx, input);
  });
  const since = Date.parse(`${input.from}T00:00:00Z`) - EARLIEST_LOCAL_MS;
  let total: ResettleSums = NO_CHANGE;
  let after: Awaited<ReturnType<typeof nextCdrKeys>>[number] | null = null;
  for (;;) {
    const keys = await asOwner((tx) => nextCdrKeys(tx, connectorIds, since, after, CHUNK));
    if (keys.length === 0) break;
    total = addSums(total, await resettle(keys, { reason: input.reason ?? null, now }));
    after = keys.at(-1)!;
  }
  await asOwner((tx) => finish(tx, runId, input, total, now));
  return total;
}

async function finish(tx: Tx, runId: string, input: RecalculateInput, sums: ResettleSums, now: number): Promise<void> {
  const result = {
    cdrs: sums.cdrs,
    changed: sums.changed,
    partnerShareBefore: formatDecimal(sums.partnerShareBefore),
    partnerShareAfter: formatDecimal(sums.partnerShareAfter),
  };
  await endRecalculation(tx, runId, result, now);
  if (sums.changed === 0) return;
  await appendAuditEvent(tx, {
    actor: SYSTEM,
    verb: "recalculated",
    objectType: "run",
    objectId: runId,
    label: input.from,
    changes: {
      cdrs: [null, sums.changed],
      partnerShare: [result.partnerShareBefore, result.partnerShareAfter],
    },
    reason: input.reason ?? null,
    at: now,
  });
}
