/** What a version says that the one before did not, in the parts that the sentences of a tariff are made of. */
import { describeTariff, type ElementSentence, type SentencePart } from "./sentences";
import type { Tariff } from "./tariff";

export type TariffDifference =
  /** An element under a condition that is new, or that is no longer there. */
  | { kind: "added" | "removed"; element: ElementSentence }
  /** Under the same condition another price; null where there was or is none of its kind. */
  | { kind: "price"; when: SentencePart[]; before: SentencePart[] | null; after: SentencePart[] | null }
  /** Something that holds for the whole tariff came or went. */
  | { kind: "general"; before: SentencePart | null; after: SentencePart | null }
  /** The same elements, asked in another order. */
  | { kind: "order" };

/** The differences from one version to the next; none when both say the same. Null stands for no tariff at all. */
export function differencesBetween(before: Tariff | null, after: Tariff | null): TariffDifference[] {
  const [old, next] = [said(before), said(after)];
  const pairs = pairsOf(old.elements, next.elements);
  const kept = new Set(pairs.map(({ before: element }) => element));
  const still = new Set(pairs.map(({ after: element }) => element));
  return [
    ...old.elements.filter((element) => !kept.has(element)).map((element) => ({ kind: "removed" as const, element })),
    ...pairs.flatMap(pricesChanged),
    ...next.elements.filter((element) => !still.has(element)).map((element) => ({ kind: "added" as const, element })),
    ...(isReordered(pairs) ? [{ kind: "order" as const }] : []),
    ...generalChanged(old.general, next.general),
  ];
}

function said(tariff: Tariff | null) {
  return tariff ? describeTariff(tariff) : { elements: [], general: [] };
}

type Pair = { before: ElementSentence; after: ElementSentence };

/** Elements of the same condition; of several the first with the first. "Always" and "otherwise" are one condition. */
function pairsOf(before: readonly ElementSentence[], after: readonly ElementSentence[]): Pair[] {
  const left = [...after];
  return before.flatMap((element) => {
    const at = left.findIndex((other) => condition(other) === condition(element));
    const [match] = at < 0 ? [] : left.splice(at, 1);
    return match ? [{ before: element, after: match }] : [];
  });
}

function condition({ when }: ElementSentence): string {
  return when.map((part) => (part.key === "otherwise" ? '{"key":"always"}' : JSON.stringify(part))).join();
}

/** The pairs stand in the order of the elements before: they do not in that of the elements after. */
function isReordered(pairs: readonly Pair[]): boolean {
  return pairs.some((pair, index) => pair.after.element < (pairs[index - 1]?.after.element ?? -1));
}

/** Prices of one kind belong together: "0.45 EUR/kWh" becomes "0.49 EUR/kWh". */
function pricesChanged({ before, after }: Pair): TariffDifference[] {
  const kinds = [...new Set([...before.prices, ...after.prices].map(kindOf))];
  return kinds.flatMap((kind) => {
    const [old, next] = [before, after].map(({ prices }) => prices.find((price) => kindOf(price) === kind) ?? null);
    if (JSON.stringify(old) === JSON.stringify(next)) return [];
    return [{ kind: "price" as const, when: after.when, before: old ?? null, after: next ?? null }];
  });
}

function kindOf([price]: readonly SentencePart[]): string {
  return price?.key ?? "";
}

/** The minimum price was 1 and is 2: two parts that differ only in their figures are one difference. */
function generalChanged(before: readonly SentencePart[], after: readonly SentencePart[]): TariffDifference[] {
  const topics = [...new Set([...before, ...after].map(topicOf))];
  return topics.flatMap((topic) => {
    const [old, next] = [before, after].map((parts) => parts.find((part) => topicOf(part) === topic) ?? null);
    if (JSON.stringify(old) === JSON.stringify(next)) return [];
    return [{ kind: "general" as const, before: old ?? null, after: next ?? null }];
  });
}

function topicOf({ key }: SentencePart): string {
  return key.startsWith("min_price") || key.startsWith("max_price") ? key.slice(0, 9) : (key.split("_")[0] ?? key);
}
