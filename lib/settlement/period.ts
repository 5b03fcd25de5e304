/**
 * Periods (D8): a period is one month of one key (organization, partner, currency). It is open, then drafted, then
 * issued, in order of months; a month without a row counts as empty. Once issued it never changes.
 */
import { addDays, addMonths, firstDay, type IsoDate, type Month } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";

export const PERIOD_STATES = ["open", "draft", "issued"] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

/** `draft` makes the report, `refresh` makes it again, `discard` throws it away, `issue` freezes it. */
export const PERIOD_ACTIONS = ["draft", "refresh", "discard", "issue"] as const;
export type PeriodAction = (typeof PERIOD_ACTIONS)[number];

/** The state after an action, or null when the action is not possible in this state. */
export function nextState(state: PeriodState, action: PeriodAction): PeriodState | null {
  if (state === "open") return action === "draft" ? "draft" : null;
  if (state === "issued") return null;
  const after: Record<PeriodAction, PeriodState | null> = {
    draft: null,
    refresh: "draft",
    discard: "open",
    issue: "issued",
  };
  return after[action];
}

/**
 * The period into which a record is born: its origin month or, if that or a later month is issued, the month after
 * the last issued one. `lastIssuedMonth` is that of the record's key, null when none is issued.
 */
export function periodForRecord(originMonth: Month, lastIssuedMonth: Month | null): Month {
  return lastIssuedMonth === null || originMonth > lastIssuedMonth ? originMonth : addMonths(lastIssuedMonth, 1);
}

/** The first day on which a month may be issued: the cut-off day (1–28) of the following month, never earlier. */
export function firstDayToIssue(month: Month, cutOffDay: number): IsoDate {
  return addDays(firstDay(addMonths(month, 1)), cutOffDay - 1);
}

/** What a period contained at one moment; a draft keeps that of the moment it was made. */
export type PeriodSnapshot = {
  revenueRecords: number;
  revenue: Amount;
  partnerShare: Amount;
  expenseRecords: number;
  expenses: Amount;
  collections: number;
  collected: Amount;
};
export type SnapshotField = keyof PeriodSnapshot;
const SNAPSHOT_FIELDS = [
  "revenueRecords",
  "revenue",
  "partnerShare",
  "expenseRecords",
  "expenses",
  "collections",
  "collected",
] as const satisfies readonly SnapshotField[];

/** The figures by which a draft has become stale; empty when it is fresh. */
export function staleFields(drafted: PeriodSnapshot, current: PeriodSnapshot): SnapshotField[] {
  return SNAPSHOT_FIELDS.filter((field) => drafted[field] !== current[field]);
}

export type IssuePeriod = {
  month: Month;
  state: PeriodState;
  /** What the draft was made from; null without a draft. */
  drafted: PeriodSnapshot | null;
  /** What the period contains now. */
  current: PeriodSnapshot;
};

export type IssueConditions = {
  /** The local day in the organization's zone. */
  today: IsoDate;
  /** Day of the following month, 1 to 28. */
  cutOffDay: number;
  /** The other periods of the key that have a row; later ones do not matter. */
  otherPeriods: readonly { month: Month; state: PeriodState }[];
};

/** Why a period cannot be issued, with what a person needs to mend it. */
export type IssueRefusal =
  | { reason: "already_issued" }
  | { reason: "not_drafted" }
  | { reason: "before_cut_off"; possibleFrom: IsoDate }
  | { reason: "earlier_period_open"; month: Month }
  | { reason: "later_period_issued"; month: Month }
  | { reason: "stale"; fields: SnapshotField[] };

/** Every reason against issuing now; empty when it may be issued. */
export function refusalsToIssue(period: IssuePeriod, conditions: IssueConditions): IssueRefusal[] {
  if (period.state === "issued") return [{ reason: "already_issued" }];
  const refusals: IssueRefusal[] = [];
  if (period.state === "open" || period.drafted === null) refusals.push({ reason: "not_drafted" });
  const possibleFrom = firstDayToIssue(period.month, conditions.cutOffDay);
  if (conditions.today < possibleFrom) refusals.push({ reason: "before_cut_off", possibleFrom });
  const others = conditions.otherPeriods;
  const earlier = earliest(others.filter((other) => other.month < period.month && other.state !== "issued"));
  if (earlier) refusals.push({ reason: "earlier_period_open", month: earlier });
  const later = earliest(others.filter((other) => other.month > period.month && other.state === "issued"));
  if (later) refusals.push({ reason: "later_period_issued", month: later });
  const fields = period.drafted === null ? [] : staleFields(period.drafted, period.current);
  if (fields.length > 0) refusals.push({ reason: "stale", fields });
  return refusals;
}

/** True when nothing stands against issuing the period now. */
export function mayIssue(period: IssuePeriod, conditions: IssueConditions): boolean {
  return refusalsToIssue(period, conditions).length === 0;
}

function earliest(periods: readonly { month: Month }[]): Month | null {
  return periods.map((period) => period.month).sort()[0] ?? null;
}

/** The order in which the periods of one key are drafted and issued: by month. */
export function inOrderOfIssuing<T extends { month: Month }>(periods: readonly T[]): T[] {
  return [...periods].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
}
