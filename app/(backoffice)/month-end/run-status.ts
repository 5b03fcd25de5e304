import type { StatusName } from "@/components/figures";
import type { Run, RunItemState } from "@/db/queries/runs";

/** A run that ended with parked partners is only partly done. */
export function runStatus(state: Run["state"], parked: number): StatusName {
  return state === "done" && parked > 0 ? "run.partly" : `run.${state}`;
}

const itemStatuses = {
  waiting: "run.queued",
  done: "run.done",
  unchanged: "run.skipped",
  parked: "run.parked",
  cancelled: "run.cancelled",
} as const satisfies Record<RunItemState, StatusName>;

/** The look of one partner's part of a run. */
export function itemStatus(state: RunItemState): StatusName {
  return itemStatuses[state];
}
