/** What became of one period in a run, and why it was parked: a code with the values of its sentence. */
import { UserError } from "@/lib/errors/user-error";
import type { IssueRefusal } from "./period";

export type OutcomeParams = Readonly<Record<string, string | number>>;
export type Parked = { state: "parked"; reason: string; params: OutcomeParams };
export type Outcome = { state: "done" | "unchanged"; reportId: string } | Parked;

/** Parks for a reason of `settlement.errors`. */
export function parked(reason: string, params: OutcomeParams = {}): Parked {
  return { state: "parked", reason, params };
}

/** Parks with what went wrong; a bug is named by its message. */
export function parkedBy(error: unknown): Parked {
  if (error instanceof UserError) return parked(error.code, error.params);
  return parked("settlement.bug", { detail: error instanceof Error ? error.message : String(error) });
}

/** The first refusal as a reason; the others come up once it is mended. */
export function parkedByRefusal(refusals: readonly IssueRefusal[]): Parked | null {
  const [first] = refusals;
  if (!first) return null;
  switch (first.reason) {
    case "already_issued":
      return parked("settlement.alreadyIssued");
    case "not_drafted":
      return parked("settlement.notDrafted");
    case "before_cut_off":
      return parked("settlement.beforeCutOff", { possibleFrom: first.possibleFrom });
    case "earlier_period_open":
      return parked("settlement.earlierPeriodOpen", { month: first.month });
    case "later_period_issued":
      return parked("settlement.laterPeriodIssued", { month: first.month });
    case "stale":
      return parked("settlement.stale");
  }
}

/** The error that a parked single action is. */
export function errorOfParked({ reason, params }: Parked): UserError {
  return new UserError(reason, { params });
}
