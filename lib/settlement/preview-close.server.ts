/**
 * A month before it is closed: what every report states or would state now, by the same code that drafts and issues,
 * only that nothing is written.
 */
import type { Tx } from "@/db/client";
import type { PeriodKey } from "@/db/queries/periods";
import { closingKeys } from "@/db/queries/settlement";
import { organizationRules, partySnapshots } from "@/db/queries/settlement-terms";
import { reportsOf, type StoredReport } from "@/db/queries/settlement-writes";
import type { Month } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";
import { type Computation, computeReports } from "./compute-reports.server";
import { isFresh } from "./draft-report.server";
import { type Parked, parkedBy } from "./outcome";

/** `stale`: drafted, and the books have moved on. */
export type CloseState = "open" | "draft" | "stale" | "issued";

export type CloseFigures = {
  sessions: number;
  revenue: Amount;
  partnerShare: Amount;
  collected: Amount;
  awaited: Amount;
  previous: Amount;
  payableShare: Amount;
  expenses: Amount;
  carriedIn: Amount;
  balance: Amount;
};

/** One partner's month in one organization and currency. */
export type CloseRow = {
  key: PeriodKey;
  partnerName: string;
  organizationName: string;
  state: CloseState;
  report: { id: string; number: string } | null;
  /** Null while it cannot be computed. */
  figures: CloseFigures | null;
  problem: Parked | null;
};

/** Every period of the month that gets a report, by the partner's name. `organizationId` null: of all organizations. */
export async function previewClose(tx: Tx, month: Month, organizationId: string | null): Promise<CloseRow[]> {
  const all = await closingKeys(tx, month);
  const keys = organizationId === null ? all : all.filter((key) => key.organizationId === organizationId);
  const stored = await reportsOf(tx, keys);
  const open = [...keys.keys()].filter((i) => stored.get(i)?.state !== "issued");
  const computations = await computeReports(
    tx,
    open.map((i) => keys[i]!),
  );
  const computed = new Map(open.map((i, place) => [i, computations[place]!]));
  const organizations = await organizationRules(tx);
  const partners = await partySnapshots(
    tx,
    keys.map((key) => key.partnerId),
  );
  const rows = keys.map((key, i) => ({
    key,
    partnerName: partners.get(key.partnerId)?.party.name ?? key.partnerId,
    organizationName: organizations.get(key.organizationId)!.name,
    ...rowOf(stored.get(i), computed.get(i)),
  }));
  return rows.sort((a, b) => compareText(a.partnerName, b.partnerName) || compareText(a.key.currency, b.key.currency));
}

function rowOf(
  stored: StoredReport | undefined,
  computation: Computation | undefined,
): Pick<CloseRow, "state" | "report" | "figures" | "problem"> {
  const report = stored ? { id: stored.id, number: stored.number } : null;
  if (!computation) return { state: "issued", report, figures: stored!.figures, problem: null };
  if (!computation.ok) {
    return { state: stored ? "stale" : "open", report, figures: null, problem: parkedBy(computation.error) };
  }
  const { totals } = computation.computed.report;
  const figures: CloseFigures = {
    sessions: computation.computed.records,
    revenue: totals.revenue,
    partnerShare: totals.partnerShare,
    collected: totals.collected,
    awaited: totals.awaited,
    previous: totals.collectedForPrevious,
    payableShare: totals.payableShare,
    expenses: totals.expenses,
    carriedIn: totals.carriedIn,
    balance: totals.payable + totals.carriedOut,
  };
  const state = !stored ? "open" : isFresh(stored, computation.computed) ? "draft" : "stale";
  return { state, report, figures, problem: null };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The drafts among these reports whose books have moved on, by id. */
export async function staleDrafts(
  tx: Tx,
  reports: readonly (PeriodKey & { id: string; state: "draft" | "issued" })[],
): Promise<Set<string>> {
  const drafts = reports.filter((report) => report.state === "draft");
  const stored = await reportsOf(tx, drafts);
  const computations = await computeReports(tx, drafts);
  const stale = computations.map((computation, i) => {
    const draft = stored.get(i);
    return draft && !(computation.ok && isFresh(draft, computation.computed)) ? draft.id : null;
  });
  return new Set(stale.filter((id) => id !== null));
}
