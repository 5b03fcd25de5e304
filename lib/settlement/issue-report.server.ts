/**
 * Issues settlement reports: under the exclusive lock everything is looked at again, fees become records, and the
 * period is frozen, all in one transaction (D8, D9, D11).
 */
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { appendAuditEvents } from "@/db/queries/audit";
import { bookTargets, openBooking, targetPayments } from "@/db/queries/collections";
import { lockPeriods, type PeriodKey, periodText } from "@/db/queries/periods";
import { addToRollups, storeParts } from "@/db/queries/record-writes";
import { keysThatDoNotAddUp, periodsInTheWay } from "@/db/queries/settlement";
import { insertPayables } from "@/db/queries/settlement-collected";
import { organizationRules } from "@/db/queries/settlement-terms";
import {
  chargedSessions,
  markIssued,
  openNextPeriods,
  reportsOf,
  type StoredReport,
  setPeriodStates,
} from "@/db/queries/settlement-writes";
import { expenseRecords, revenueRecords, termPayables } from "@/db/schema";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { dateOf, type Instant } from "@/lib/calendar/calendar";
import { enqueueReportPdfs } from "@/lib/documents/request-report-pdf.server";
import { formatDecimal } from "@/lib/money/amount";
import { finishBooking, lockBooking } from "@/lib/records/booking.server";
import type { MonthTerm } from "@/lib/records/origins";
import type { RevenueRecord } from "@/lib/records/record";
import { RollupDeltas } from "@/lib/records/rollups";
import { asStaffAgain } from "@/lib/records/try-again.server";
import { type Computation, type ComputedReport, computeReports } from "./compute-reports.server";
import { type By, isFresh } from "./draft-report.server";
import { loadParties } from "./load-parties.server";
import { feeRecords } from "./month-fees.server";
import { errorOfParked, type Outcome, parked, parkedBy, parkedByRefusal } from "./outcome";
import { type PeriodState, refusalsToIssue } from "./period";
import { reportPath } from "./report-number";
import type { ReportParties } from "./report-parties";
import { readSnapshot, type StoredSnapshot } from "./stored-report";
import { termPayablesOf, termRecords } from "./term-records";

type Issue = { computed: ComputedReport; stored: StoredReport; parties: ReportParties; timeZone: string };

/**
 * Issues the drafted report of each period inside the transaction.
 * @returns what became of each key, in their order; one issued before is unchanged.
 */
export async function issueReports(tx: Tx, keys: readonly PeriodKey[], by: By): Promise<Outcome[]> {
  const states = await lockPeriods(tx, keys, "exclusive", by.at);
  const stored = await reportsOf(tx, keys);
  const judge = await prepareJudging(tx, keys, by);
  const computations = await computeReports(tx, keys);
  const parties = await loadParties(tx, keys);
  const issues: Issue[] = [];
  const outcomes = computations.map((computation, i): Outcome => {
    const report = stored.get(i);
    const state = states.get(periodText(keys[i]!)) ?? "open";
    if (state === "issued" && report) return { state: "unchanged", reportId: report.id };
    const refused = judge(i, state, report, computation);
    if (refused) return refused;
    const { computed } = computation as Extract<Computation, { ok: true }>;
    issues.push({
      computed,
      stored: report!,
      parties: parties(computed.key),
      timeZone: parties(computed.key).organization.timeZone,
    });
    return { state: "done", reportId: report!.id };
  });
  await freeze(tx, issues, by);
  return outcomes;
}

type Judge = (
  i: number,
  state: PeriodState,
  stored: StoredReport | undefined,
  computation: Computation,
) => Outcome | null;

/** Why a period may not be issued, or null: its order, its day, its draft, its books. */
async function prepareJudging(tx: Tx, keys: readonly PeriodKey[], by: By): Promise<Judge> {
  const organizations = await organizationRules(tx);
  const others = await periodsInTheWay(tx, keys);
  const unbalanced = await keysThatDoNotAddUp(tx, keys);
  return (i, state, stored, computation) => {
    if (!computation.ok) return parkedBy(computation.error);
    const key = keys[i]!;
    const organization = organizations.get(key.organizationId)!;
    const refusals = refusalsToIssue(
      {
        month: key.month,
        state,
        drafted: stored ? readSnapshot(stored.snapshot as StoredSnapshot) : null,
        current: computation.computed.snapshot,
      },
      {
        today: dateOf(by.at, organization.timeZone),
        cutOffDay: organization.cutOffDay,
        otherPeriods: others.get(i) ?? [],
      },
    );
    const refused = parkedByRefusal(refusals);
    if (refused) return refused;
    if (!isFresh(stored!, computation.computed)) return parked("settlement.stale");
    return unbalanced.has(i) ? parked("settlement.recordsDisagree") : null;
  };
}

async function freeze(tx: Tx, issues: readonly Issue[], by: By): Promise<void> {
  if (issues.length === 0) return;
  const reported = issues.map(({ computed, stored }) => ({
    ...computed.key,
    exact: computed.exact,
    reportId: stored.id,
  }));
  await insertRows(
    tx,
    expenseRecords,
    issues.flatMap(({ computed, timeZone }) =>
      feeRecords(computed.key, computed.fees, timeZone, { at: by.at, userId: by.actor.id }),
    ),
  );
  const records = await writeTerms(tx, issues, by);
  await insertPayables(tx, reported);
  await markIssued(
    tx,
    issues.map(({ computed, stored, parties }) => ({ ...computed.key, reportId: stored.id, parties })),
    { at: by.at, userId: by.actor.id },
  );
  await setPeriodStates(tx, reported, "issued", by.at);
  const negative = issues.filter(({ computed }) => computed.report.totals.carriedOut < 0n);
  await openNextPeriods(
    tx,
    negative.map(({ computed }) => computed.key),
    by.at,
  );
  await appendAuditEvents(
    tx,
    issues.map((issue) => issueEvent(issue, by)),
  );
  await enqueueReportPdfs(tx, reported);
  await collectForOwners(tx, reported, by);
  await addToRollups(tx, sumsOf(records));
}

/** Month terms become revenue records, and what of them is payable as money comes in is remembered (D11). */
async function writeTerms(tx: Tx, issues: readonly Issue[], by: By): Promise<RevenueRecord[]> {
  const records = issues.flatMap(({ computed, timeZone }) =>
    termRecords(computed.key, computed.terms, timeZone, { at: by.at, newId: uuidv7 }),
  );
  await insertRows(
    tx,
    revenueRecords,
    records.map(({ day: _, parts, origin, ...row }) => ({
      ...row,
      origin: origin as MonthTerm,
      flags: [...row.flags],
      components: storeParts(parts),
    })),
  );
  await insertRows(
    tx,
    termPayables,
    issues.flatMap(({ computed, stored }) =>
      termPayablesOf(computed.terms).map((payable) => ({
        ...payable,
        partnerId: computed.key.partnerId,
        reportId: stored.id,
      })),
    ),
  );
  return records;
}

/** Nobody owes a month term: it counts as collected (D12). */
function sumsOf(records: readonly RevenueRecord[]): RollupDeltas {
  const deltas = new RollupDeltas();
  for (const record of records) deltas.add(record, 1, { revenue: 0n, share: record.partnerShare });
  return deltas;
}

function issueEvent({ computed, stored, parties }: Issue, by: By) {
  const { payable, carriedOut } = computed.report.totals;
  return {
    actor: by.actor,
    verb: "issued" as const,
    objectType: "report" as const,
    objectId: reportPath({ partnerId: computed.key.partnerId, id: stored.id }),
    label: `${parties.partner.name} ${computed.key.month} ${computed.key.currency}`,
    partnerId: computed.key.partnerId,
    changes: {
      state: ["draft", "issued"] as const,
      balance: [null, formatDecimal(payable + carriedOut)] as const,
    },
    at: by.at,
  };
}

/** What these payers owe for their users' sessions is collected by the stations' owners now (D5). */
async function collectForOwners(tx: Tx, reports: readonly (PeriodKey & { reportId: string })[], by: By): Promise<void> {
  const sessions = await chargedSessions(tx, reports);
  if (sessions.length === 0) return;
  const organizations = await organizationRules(tx);
  await openBooking(tx);
  await targetPayments(
    tx,
    sessions.map(({ organizationId, reportId, ...cdr }) => ({
      ...cdr,
      amount: null,
      valueDate: dateOf(by.at, organizations.get(organizationId)!.timeZone),
      paymentKey: `report ${reportId}`,
    })),
  );
  const bookings = await lockBooking(tx, by.at);
  const facts = { now: by.at, createdBy: by.actor.id };
  await bookTargets(tx, bookings, { ...facts, kind: "invoice", receivedBy: "operator", reason: null });
  await finishBooking(tx, facts);
}

/**
 * Issues the drafted report of one period.
 * @returns the report's id.
 * @throws UserError with the reason why it may not be issued.
 */
export async function issueReport(viewer: Viewer, key: PeriodKey, now: Instant): Promise<string> {
  return asStaffAgain(async (tx) => {
    const [outcome] = await issueReports(tx, [key], { actor: actorOf(viewer), at: now });
    if (outcome!.state === "parked") throw errorOfParked(outcome!);
    return outcome!.reportId;
  });
}
