/**
 * Settles the new sessions of a batch while the batch before is being written: PostgreSQL and we then work at the same
 * time instead of in turns. It holds no lock and writes nothing; under its locks the import takes what was foreseen for
 * a row only where everything that it was computed from is still the same.
 */

import { setImmediate as nextTurn } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { asOwner } from "@/db/client";
import { findStandingIds } from "@/db/queries/cdr-writes";
import { findTokens } from "@/db/queries/reference";
import type { SourcePayer } from "@/lib/records/payer";
import { findConnector, type KnownToken, type Reference } from "@/lib/records/reference";
import { type SettledCdr, settleCdr } from "@/lib/records/settle-cdr";
import type { SourcePricing } from "@/lib/records/source-pricing";
import type { Cdr } from "./cdr";
import type { Incoming } from "./classify";

/** So many sessions at a time, so that what is being written does not wait for us. */
const SLICE_ROWS = 40;

type ForesightContext = {
  sourceId: string;
  sourcePayer: SourcePayer | null;
  pricing: SourcePricing;
  reference: Reference;
};

type Foreseen = { token: KnownToken | null; settled: SettledCdr };

/** What sessions of one batch become if nothing changes until it is taken in. */
export class Foresight {
  readonly #reference: Reference;
  readonly #sessions = new Map<Cdr, Foreseen>();

  constructor(reference: Reference) {
    this.#reference = reference;
  }

  add(cdr: Cdr, token: KnownToken | null, settled: SettledCdr): void {
    this.#sessions.set(cdr, { token, settled });
  }

  /** What was foreseen for this very CDR from this master data and token; null when it has to be settled now. */
  of(cdr: Cdr, token: KnownToken | null, reference: Reference): SettledCdr | null {
    const foreseen = this.#sessions.get(cdr);
    if (!foreseen || reference !== this.#reference || !isDeepStrictEqual(foreseen.token, token)) return null;
    return foreseen.settled;
  }
}

/** Settles what is new in the batch. Credits wait: their originals may stand in the batch before. */
export async function foresee(batch: readonly Incoming[], context: ForesightContext): Promise<Foresight> {
  const foresight = new Foresight(context.reference);
  const { sessions, tokens } = await readWhatIsNeeded(batch, context.sourceId);
  for (let from = 0; from < sessions.length; from += SLICE_ROWS) {
    for (const { cdr } of sessions.slice(from, from + SLICE_ROWS)) foreseeOne(cdr, tokens, context, foresight);
    await nextTurn();
  }
  return foresight;
}

function readWhatIsNeeded(batch: readonly Incoming[], sourceId: string) {
  return asOwner(async (tx) => {
    const ids = batch.map(({ cdr }) => cdr.cdrId);
    const standing = await findStandingIds(tx, sourceId, ids);
    const sessions = batch.filter(({ cdr }) => cdr.kind === "session" && !standing.has(cdr.cdrId));
    const uids = new Set(sessions.flatMap(({ cdr }) => cdr.token.uid ?? []));
    return { sessions, tokens: await findTokens(tx, [...uids]) };
  });
}

/** A token that nobody knows yet is created with its row, and the row settled then. */
function foreseeOne(
  cdr: Cdr,
  tokens: ReadonlyMap<string, KnownToken>,
  { reference, sourcePayer, pricing }: ForesightContext,
  foresight: Foresight,
): void {
  const place = findConnector(reference, cdr.evse);
  const token = cdr.token.uid === null ? null : tokens.get(cdr.token.uid);
  if (!place || token === undefined) return;
  const settled = settleCdr(cdr, { ...place, token, sourcePayer, pricing, original: null }, reference);
  if (settled) foresight.add(cdr, token, settled);
}
