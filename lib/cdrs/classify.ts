/** Which of a batch's CDRs are imported, known, conflicting, on hold or rejected, in the order of D20. */
import { findConnector, type Reference } from "@/lib/records/reference";
import type { Cdr } from "./cdr";
import type { RowFinding } from "./findings";
import { outcomeOf, type RowOutcome, type ValidationRules, type Verdict, validate } from "./validation";

/** A row that could be read. */
export type Incoming = {
  /** Place in the file, from 1. */
  row: number;
  line: number;
  /** The row as it stood in the file. */
  raw: string | null;
  cdr: Cdr;
  /** Of its content, 64 hexadecimal digits (`contentHash`). */
  hash: string;
  notes: readonly RowFinding[];
};

/** What is known under an id already. */
export type Identity = {
  /** Hash of the imported content; null while it is only held. */
  imported: string | null;
  held: readonly { hash: string; kind: "hold" | "conflict"; state: "waiting" | "released" | "discarded" }[];
};

export type Classified = Incoming & {
  outcome: RowOutcome;
  /** Why it is not simply imported, and what is to be noted if it is. */
  findings: readonly RowFinding[];
  /** A conflict that waits already is counted, not kept a second time. */
  waitsAlready: boolean;
};

export type ClassifyFacts = {
  reference: Reference;
  rules: ValidationRules;
  known: ReadonlyMap<string, Identity>;
  /** Ids of CDRs that credits of this batch may take back. */
  originals: ReadonlySet<string>;
  /** The batch waits already and is looked at again. */
  again?: Again;
};

/** `recheck` by the rules, after an EVSE was created; `release` by a person, whom only a missing EVSE can stop. */
export type Again = "recheck" | "release";

/** Classifies a batch; two rows of one id in the same batch are compared with each other too. */
export function classify(batch: readonly Incoming[], facts: ClassifyFacts): Classified[] {
  const known = new Map(facts.known);
  const originals = new Set(facts.originals);
  return batch.map((incoming) => {
    const { cdr, hash } = incoming;
    const evse = findConnector(facts.reference, cdr.evse) !== null;
    const creditOriginal = cdr.creditReferenceId !== null && originals.has(cdr.creditReferenceId);
    const checked = validate(cdr, facts.rules, { evse, creditOriginal });
    const verdict = facts.again === "release" ? released(checked) : checked;
    const identity = identityOf(known.get(cdr.cdrId), hash, facts.again !== undefined);
    const outcome = outcomeOf(verdict, identity.kind);
    if (outcome === "imported" || outcome === "held") {
      known.set(cdr.cdrId, identityAfter(outcome, hash));
      if (outcome === "imported") originals.add(cdr.cdrId);
    }
    const findings = verdict.rejection ? [verdict.rejection] : [...incoming.notes, ...verdict.holds, ...verdict.notes];
    return { ...incoming, outcome, findings, waitsAlready: identity.waitsAlready };
  });
}

function identityAfter(outcome: "imported" | "held", hash: string): Identity {
  if (outcome === "imported") return { imported: hash, held: [] };
  return { imported: null, held: [{ hash, kind: "hold", state: "waiting" }] };
}

/** A person overrules every rule but the one that leaves no place to book the session at. */
function released(verdict: Verdict): Verdict {
  return { ...verdict, holds: verdict.holds.filter((one) => one.code === "unknown_evse") };
}

/** A held row seen again is known; so is a conflict that somebody discarded (D20). Looked at again, it is itself. */
function identityOf(
  known: Identity | undefined,
  hash: string,
  again: boolean,
): { kind: "new" | "same_content" | "other_content"; waitsAlready: boolean } {
  if (!known) return { kind: "new", waitsAlready: false };
  if (again && known.imported === null) return { kind: "new", waitsAlready: true };
  const same = known.held.find((held) => held.hash === hash);
  if (known.imported === hash || same?.kind === "hold" || same?.state === "discarded") {
    return { kind: "same_content", waitsAlready: false };
  }
  return { kind: "other_content", waitsAlready: same !== undefined };
}
