/** Drafts settlement reports, refreshes stale drafts, and discards drafts (D8). */
import { createHash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import { ledgerText, lockPeriods, type PeriodKey, periodText } from "@/db/queries/periods";
import {
  deleteDrafts,
  insertReports,
  type NewReport,
  reportsOf,
  type StoredReport,
  setPeriodStates,
} from "@/db/queries/settlement-writes";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Actor, AuditEvent } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { formatDecimal } from "@/lib/money/amount";
import { asStaffAgain } from "@/lib/records/try-again.server";
import { type ComputedReport, computeReports } from "./compute-reports.server";
import { loadParties } from "./load-parties.server";
import { errorOfParked, type Outcome, parkedBy } from "./outcome";
import { type PeriodState, staleFields } from "./period";
import { reportNumber, reportPath } from "./report-number";
import type { ReportParties } from "./report-parties";
import { readSnapshot, type StoredSnapshot, storeSnapshot } from "./stored-report";

/** Who does it, and when. */
export type By = { actor: Actor; at: Instant };

/**
 * Drafts the report of each period inside the transaction; a stale draft is made again as a new revision, a fresh
 * one stays as it is.
 * @returns what became of each key, in their order.
 */
export async function draftReports(tx: Tx, keys: readonly PeriodKey[], by: By): Promise<Outcome[]> {
  const states = await lockPeriods(tx, keys, "exclusive", by.at);
  const computations = await computeReports(tx, keys);
  const known = await reportsOf(tx, keys);
  const parties = await loadParties(tx, keys);
  const drafts: Draft[] = [];
  const outcomes = computations.map((computation, i): Outcome => {
    const old = known.get(i);
    const state = states.get(periodText(keys[i]!));
    if (state === "issued" && old) return { state: "unchanged", reportId: old.id };
    if (!computation.ok) return parkedBy(computation.error);
    if (state === "draft" && old && isFresh(old, computation.computed)) return { state: "unchanged", reportId: old.id };
    const draft = { computed: computation.computed, old, id: old?.id ?? uuidv7(), parties: parties(keys[i]!) };
    drafts.push(draft);
    return { state: "done", reportId: draft.id };
  });
  await writeDrafts(tx, drafts, by);
  return outcomes;
}

type Draft = { computed: ComputedReport; old: StoredReport | undefined; id: string; parties: ReportParties };

/** True while the draft states what the books say now. */
export function isFresh(stored: StoredReport, computed: ComputedReport): boolean {
  const snapshot = stored.snapshot as StoredSnapshot;
  return (
    snapshot.fingerprint === computed.fingerprint && staleFields(readSnapshot(snapshot), computed.snapshot).length === 0
  );
}

async function writeDrafts(tx: Tx, drafts: readonly Draft[], by: By): Promise<void> {
  await deleteDrafts(
    tx,
    drafts.flatMap(({ old, computed }) => (old ? [{ partnerId: computed.key.partnerId, ...old }] : [])),
  );
  const lines = drafts.flatMap(({ computed, id }) =>
    computed.lines.map((line) => ({ ...line, partnerId: computed.key.partnerId, reportId: id })),
  );
  await insertReports(
    tx,
    drafts.map((draft) => reportRow(draft, by)),
    lines,
  );
  await setPeriodStates(
    tx,
    drafts.map(({ computed }) => computed.key),
    "draft",
  );
  await appendAuditEvents(
    tx,
    drafts.map((draft) => draftEvent(draft, by)),
  );
}

function reportRow({ computed, old, id, parties }: Draft, by: By): NewReport {
  const { key, report, snapshot, fingerprint, basis } = computed;
  const { totals } = report;
  const hash = createHash("sha256").update(ledgerText(key)).digest();
  return {
    ...key,
    id,
    number: old?.number ?? reportNumber(key.month, hash),
    state: "draft",
    revision: (old?.revision ?? 0) + 1,
    parties,
    snapshot: storeSnapshot(snapshot, fingerprint, basis),
    sessions: computed.records,
    energyKwh: computed.energyKwh,
    revenue: totals.revenue,
    operatorShare: totals.operatorShare,
    partnerShare: totals.partnerShare,
    collectedShare: totals.collected,
    awaitedShare: totals.awaited,
    previousShare: totals.collectedForPrevious,
    payableShare: totals.payableShare,
    expenses: totals.expenses,
    carriedIn: totals.carriedIn,
    balance: totals.payable + totals.carriedOut,
    draftedAt: by.at,
    draftedBy: by.actor.id,
  };
}

function draftEvent({ computed, old, id, parties }: Draft, by: By): AuditEvent {
  const { key, report } = computed;
  const { payable, carriedOut } = report.totals;
  return {
    actor: by.actor,
    verb: old ? "refreshed" : "drafted",
    objectType: "report",
    objectId: reportPath({ partnerId: key.partnerId, id }),
    label: `${parties.partner.name} ${key.month} ${key.currency}`,
    partnerId: key.partnerId,
    changes: {
      balance: [null, formatDecimal(payable + carriedOut)],
      revision: [old?.revision ?? null, (old?.revision ?? 0) + 1],
    },
    at: by.at,
  };
}

/**
 * Drafts or refreshes the report of one period.
 * @returns the report's id.
 * @throws UserError with the reason why it cannot be drafted.
 */
export async function draftReport(viewer: Viewer, key: PeriodKey, now: Instant): Promise<string> {
  return asStaffAgain(async (tx) => {
    const [outcome] = await draftReports(tx, [key], { actor: actorOf(viewer), at: now });
    if (outcome!.state === "parked") throw errorOfParked(outcome!);
    return outcome!.reportId;
  });
}

/**
 * Throws a draft away: the period is open again.
 * @throws UserError settlement.notDrafted when there is no draft (any more).
 */
export async function discardDraft(viewer: Viewer, key: PeriodKey, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const states = await lockPeriods(tx, [key], "exclusive", now);
    const report = (await reportsOf(tx, [key])).get(0);
    const state: PeriodState | undefined = states.get(periodText(key));
    if (state !== "draft" || !report) throw new UserError("settlement.notDrafted");
    await deleteDrafts(tx, [{ partnerId: key.partnerId, ...report }]);
    await setPeriodStates(tx, [key], "open");
    await appendAuditEvents(tx, [
      {
        actor: actorOf(viewer),
        verb: "discarded",
        objectType: "report",
        objectId: reportPath({ partnerId: key.partnerId, id: report.id }),
        label: report.number,
        partnerId: key.partnerId,
        at: now,
      },
    ]);
  });
}
