/** Recalculations and the previews of changes: runs that keep their place and their sums (D9). */
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { auditEvents, companies, organizations, runs, users } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";
import type { StoredSums } from "@/lib/records/change-sums";
import type { CdrPlace } from "./cdr-scope";

export type RecalculationKind = "recalculate" | "preview_change";

/** How far a run is. It goes on behind `after`. */
export type RecalculationResult = {
  /** Sessions that it will look at. */
  total: number;
  after: CdrPlace | null;
  sums: StoredSums;
  /** Of a preview: the master data it was computed from; another number means that they have changed since. */
  referenceVersion?: string;
  /** Of a preview that failed: why the change is not possible any more (the code of a `UserError`). */
  problem?: string;
};

type NewRun = { id: string; kind: RecalculationKind; input: object; createdBy: string | null; now: Instant };

/** A run that waits for the worker. */
export async function insertRecalculation(tx: Tx, { now, ...run }: NewRun): Promise<void> {
  await tx.insert(runs).values({ ...run, state: "queued", createdAt: now });
}

/** Keeps how far a run is. */
export async function saveProgress(tx: Tx, id: string, result: RecalculationResult): Promise<void> {
  await tx.update(runs).set({ result }).where(eq(runs.id, id));
}

const columns = {
  id: runs.id,
  kind: sql<RecalculationKind>`${runs.kind}`,
  state: runs.state,
  input: runs.input,
  result: sql<RecalculationResult | null>`${runs.result}`,
  createdAt: runs.createdAt,
  finishedAt: runs.finishedAt,
  createdBy: runs.createdBy,
  by: users.name,
};

export type Recalculation = Awaited<ReturnType<typeof listRecalculations>>[number];

/** The newest recalculations and previews. */
export async function listRecalculations(tx: Tx, limit: number) {
  return tx
    .select(columns)
    .from(runs)
    .leftJoin(users, eq(users.id, runs.createdBy))
    .where(inArray(runs.kind, ["recalculate", "preview_change"]))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(limit);
}

/** One of them, or null. */
export async function findRecalculation(tx: Tx, id: string): Promise<Recalculation | null> {
  const [row] = await tx
    .select(columns)
    .from(runs)
    .leftJoin(users, eq(users.id, runs.createdBy))
    .where(eq(runs.id, id));
  return row && (row.kind === "recalculate" || row.kind === "preview_change") ? row : null;
}

/** The recalculation that carried a previewed change out, or null. */
export async function confirmationOf(tx: Tx, previewId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(sql`${runs.kind} = 'recalculate' and ${runs.input} ->> 'previewId' = ${previewId}`);
  return row?.id ?? null;
}

/** How many of a person's previews are still to be calculated. */
export function countUnfinishedPreviews(tx: Tx, userId: string): Promise<number> {
  const unfinished = inArray(runs.state, ["queued", "running"]);
  return tx.$count(runs, and(eq(runs.kind, "preview_change"), eq(runs.createdBy, userId), unfinished));
}

/** One confirmation at a time: what a preview was computed from must not change while another is carried out. */
export async function lockConfirmations(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('confirm change', 0))`);
}

/** What the newest event of a person is about, in its own words. */
export async function lastLabelOf(tx: Tx, userId: string): Promise<string> {
  const [event] = await tx
    .select({ label: auditEvents.label })
    .from(auditEvents)
    .where(eq(auditEvents.actorId, userId))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(1);
  return event?.label ?? "";
}

/** The names of partners and organizations, for sums. */
export async function namesOf(
  tx: Tx,
  ids: { partnerIds: readonly string[]; organizationIds: readonly string[] },
): Promise<Map<string, string>> {
  const partners = await tx
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(inArray(companies.id, [...ids.partnerIds]));
  const books = await tx
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(inArray(organizations.id, [...ids.organizationIds]));
  return new Map([...partners, ...books].map((row) => [row.id, row.name]));
}
