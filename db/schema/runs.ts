import { char, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { choice, id, instant, month, oneOf } from "./columns";

export const RUN_KINDS = ["draft_reports", "issue_reports", "recalculate", "preview_change", "release_held"] as const;
export const RUN_STATES = ["queued", "running", "done", "cancelled", "failed"] as const;
export const RUN_ITEM_STATES = ["waiting", "done", "unchanged", "parked", "cancelled"] as const;

/** Work that takes longer than a request: a row with progress that survives a reload and a crash. */
export const runs = pgTable(
  "runs",
  {
    id: id().primaryKey(),
    kind: choice("kind", RUN_KINDS).notNull(),
    state: choice("state", RUN_STATES).notNull(),
    month: month("month"),
    input: jsonb("input").notNull(),
    /** Sums before and after, where the kind has them. */
    result: jsonb("result"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    cancelRequestedAt: instant("cancel_requested_at"),
  },
  (t) => [
    index("runs_created").on(t.createdAt),
    oneOf("runs_kind", t.kind, RUN_KINDS),
    oneOf("runs_state", t.state, RUN_STATES),
  ],
);

/** One partner's part of a run; it fails alone, parked with a reason. */
export const runItems = pgTable(
  "run_items",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => runs.id),
    n: integer("n").notNull(),
    partnerId: uuid("partner_id"),
    organizationId: uuid("organization_id"),
    currency: char("currency", { length: 3 }),
    month: month("month"),
    state: choice("state", RUN_ITEM_STATES).notNull(),
    reason: text("reason"),
    params: jsonb("params"),
    reportId: uuid("report_id"),
    finishedAt: instant("finished_at"),
  },
  (t) => [primaryKey({ columns: [t.runId, t.n] }), oneOf("run_items_state", t.state, RUN_ITEM_STATES)],
);

/** Worker processes that are alive. */
export const workerHeartbeats = pgTable("worker_heartbeats", {
  id: text("id").primaryKey(),
  seenAt: instant("seen_at").notNull(),
});
