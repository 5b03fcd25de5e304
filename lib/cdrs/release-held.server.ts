/**
 * Decisions about rows that wait (D20): release what is on hold, accept a conflict as a correction, discard either.
 * The counts of their imports move with them, so that they still add up to the file's rows.
 */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import { moveImportCounts } from "@/db/queries/cdr-writes";
import { decideHeld, heldOfEvses, type LockedHeld, lockHeld } from "@/db/queries/held-decisions";
import { loadReference } from "@/db/queries/reference";
import { isAllowed } from "@/lib/access/permissions";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { type Actor, SYSTEM } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { differenceLines } from "@/lib/records/change-sums";
import { resettleChunk } from "@/lib/records/resettle.server";
import { tryAgain } from "@/lib/records/try-again.server";
import type { HeldKey } from "./cdr-key";
import type { Classified, Incoming } from "./classify";
import { contentHash } from "./content";
import { columnMapping } from "./csv-mapping";
import { sourcePayerOf } from "./source-payer";
import { readStoredCdr, type StoredCdr } from "./stored-cdr";
import { takeIn } from "./take-in.server";
import { DEFAULT_RULES, type ValidationRules } from "./validation";

/** How many rows one decision may concern. */
export const MOST_DECISIONS = 1_000;

/** What a person releases is rejected by no rule that could also have held it. */
const RELEASED: ValidationRules = { ...DEFAULT_RULES, negativeEnergy: "hold" };

export type Decided = { released: number; stillWaiting: number };

/**
 * Imports rows that are on hold, whatever rule held them.
 * @throws UserError cdrs.tooMany, cdrs.heldGone
 */
export function releaseHeld(viewer: Viewer, keys: readonly HeldKey[], reason: string, now: Instant): Promise<Decided> {
  return decide(keys, async (tx) => {
    const rows = await lockWaiting(tx, keys, "hold");
    return take(tx, rows, RELEASED, { actor: actorOf(viewer), reason, now, byPerson: true });
  });
}

/** Throws rows away that are on hold or in conflict; their imports count them as rejected. */
export function discardHeld(viewer: Viewer, keys: readonly HeldKey[], reason: string, now: Instant): Promise<Decided> {
  return decide(keys, async (tx) => {
    const rows = await lockWaiting(tx, keys, null);
    await close(tx, rows, "discarded", { actor: actorOf(viewer), reason, now });
    return { released: 0, stillWaiting: 0 };
  });
}

/**
 * Accepts other content of known CDRs as corrections: the CDR takes the new content, and its records follow. Where a
 * document or an issued report states its price, a difference CDR is written instead (D9).
 * @throws UserError cdrs.correctsIssued when a correction reaches into an issued month and the viewer is not finance
 */
export function acceptConflicts(
  viewer: Viewer,
  keys: readonly HeldKey[],
  reason: string,
  now: Instant,
): Promise<Decided> {
  return decide(keys, async (tx) => {
    const rows = await lockWaiting(tx, keys, "conflict");
    const accepted = rows.map(({ sourceId, cdrId, contentHash, content }) => {
      return { sourceId, cdrId, hash: contentHash, content: readStoredCdr(content as StoredCdr) };
    });
    const sums = await resettleChunk(tx, rows, await loadReference(tx), { reason, now, accepted });
    if (differenceLines(sums).length > 0 && !isAllowed(viewer.role, "settlement:correct")) {
      throw new UserError("cdrs.correctsIssued");
    }
    await close(tx, rows, "released", { actor: actorOf(viewer), reason, now });
    return { released: rows.length, stillWaiting: 0 };
  });
}

/** The job `release_waiting`: rows whose EVSE exists now are taken in as if the file came again. */
export async function releaseWaiting(input: { uids: readonly string[] }, now: Instant = Date.now()): Promise<Decided> {
  const total: Decided = { released: 0, stillWaiting: 0 };
  for (let after: HeldKey | null = null; ; ) {
    const place: HeldKey | null = after;
    const keys: HeldKey[] = await asOwner((tx) => heldOfEvses(tx, input.uids, place, MOST_DECISIONS));
    if (keys.length === 0) return total;
    const done = await decide(keys, async (tx) => {
      const rows = await lockHeld(tx, keys);
      const waiting = rows.filter((row) => row.state === "waiting" && row.kind === "hold");
      return take(tx, waiting, null, { actor: SYSTEM, reason: null, now, byPerson: false });
    });
    total.released += done.released;
    total.stillWaiting += done.stillWaiting;
    after = keys.at(-1)!;
  }
}

async function decide(keys: readonly HeldKey[], run: (tx: Tx) => Promise<Decided>): Promise<Decided> {
  if (keys.length > MOST_DECISIONS) throw new UserError("cdrs.tooMany", { params: { most: MOST_DECISIONS } });
  return tryAgain(() => asOwner(run));
}

/** Two people press the same button: the second is told that the row does not wait any more. */
async function lockWaiting(tx: Tx, keys: readonly HeldKey[], kind: "hold" | "conflict" | null): Promise<LockedHeld[]> {
  const rows = await lockHeld(tx, keys);
  const waiting = rows.filter((row) => row.state === "waiting" && (kind === null || row.kind === kind));
  if (waiting.length < keys.length) throw new UserError("cdrs.heldGone");
  return waiting;
}

type About = { actor: Actor; reason: string | null; now: Instant };

/** Takes rows in by source; what a rule still holds keeps waiting with its new reasons. */
async function take(
  tx: Tx,
  rows: readonly LockedHeld[],
  rules: ValidationRules | null,
  about: About & { byPerson: boolean },
): Promise<Decided> {
  const reference = await loadReference(tx);
  const released: LockedHeld[] = [];
  for (const sourceId of [...new Set(rows.map((row) => row.sourceId))].sort()) {
    const ofSource = rows.filter((row) => row.sourceId === sourceId);
    const mapping = columnMapping.safeParse(ofSource[0]!.mapping);
    const { classified } = await takeIn(tx, ofSource.map(incomingOf), {
      sourceId,
      importId: ofSource[0]!.importId,
      rules: rules ?? ofSource[0]!.rules,
      sourcePayer: sourcePayerOf(mapping.success ? mapping.data.payerDefault : ofSource[0]!.mapping),
      pricing: ofSource[0]!.pricing,
      reference,
      now: about.now,
      newId: uuidv7,
      again: about.byPerson ? "release" : "recheck",
    });
    released.push(...ofSource.filter((_, index) => isImported(classified[index]!)));
  }
  await close(tx, released, "released", about);
  return { released: released.length, stillWaiting: rows.length - released.length };
}

const isImported = (row: Classified) => row.outcome === "imported";

function incomingOf(row: LockedHeld, index: number): Incoming {
  const cdr = readStoredCdr(row.content as StoredCdr);
  return { row: index + 1, line: row.line, raw: null, cdr, hash: contentHash(cdr), notes: [] };
}

/** Marks rows as decided, moves their imports' counts, and tells the history. */
async function close(
  tx: Tx,
  rows: readonly LockedHeld[],
  state: "released" | "discarded",
  { actor, reason, now }: About,
): Promise<void> {
  if (rows.length === 0) return;
  await decideHeld(tx, rows, { state, decidedAt: now, decidedBy: actor.id, decisionReason: reason });
  await moveImportCounts(tx, movesOf(rows, state === "released" ? "imported" : "rejected"));
  await appendAuditEvents(
    tx,
    rows.map((row) => ({
      actor,
      verb:
        state === "discarded"
          ? ("discarded" as const)
          : row.kind === "hold"
            ? ("released" as const)
            : ("accepted" as const),
      objectType: "cdr" as const,
      objectId: `${row.sourceId} ${row.cdrId}`,
      label: row.cdrId,
      changes: { state: ["waiting", state] as const },
      reason,
      at: now,
    })),
  );
}

function movesOf(rows: readonly LockedHeld[], to: "imported" | "rejected"): Parameters<typeof moveImportCounts>[1] {
  const counts = new Map<string, Parameters<typeof moveImportCounts>[1][number]>();
  for (const { importId, kind } of rows) {
    const from = kind === "hold" ? "on_hold" : "conflicting";
    const move = counts.get(`${importId} ${from}`) ?? { importId, from, to, rows: 0 };
    counts.set(`${importId} ${from}`, { ...move, rows: move.rows + 1 });
  }
  return [...counts.values()];
}
