/** What a new version of a contract changes, as pairs of sentences: what held → what holds. */
import { type Sentence, sentencesOf } from "./sentences";
import type { ContractTerms } from "./terms";

/** Null: nothing was, or is, agreed there. */
export type SentenceChange = { before: Sentence | null; after: Sentence | null };

/** Every sentence that is different, in the order of the sentences; empty when both say the same. */
export function changedSentences(before: ContractTerms, after: ContractTerms): SentenceChange[] {
  const [old, next] = [bySubject(before), bySubject(after)];
  const subjects = [...new Set([...old.keys(), ...next.keys()])];
  return subjects.flatMap((subject) => {
    const change = { before: old.get(subject) ?? null, after: next.get(subject) ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

function bySubject(terms: ContractTerms): Map<string, Sentence> {
  return new Map(sentencesOf(terms).map((sentence) => [subjectOf(sentence), sentence]));
}

/** What a sentence is about: two sentences about the same thing are its old and its new state. */
function subjectOf({ key, params }: Sentence): string {
  if (key === "share" || key === "shareByPowerType") return "share";
  if (key === "basisGenerated" || key === "basisCollected") return "basis";
  const which = params.from ?? params.partnerId ?? "";
  if (key === "revenueTier") return `tier ${params.amount}`;
  if (key === "energyTier") return `tier ${params.energyKwh} kWh`;
  return `${key} ${which}`;
}
