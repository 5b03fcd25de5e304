import type { RatingStep } from "@/lib/rating/types";
import { useStepWords } from "./step-words";

/** How the price came about, one sentence a step; the parts of the drawing lead here. */
export function TraceSentences({
  trace,
  currency,
  zone,
  anchor,
}: {
  trace: readonly RatingStep[];
  currency: string;
  zone: string;
  /** What the ids begin with. */
  anchor: string;
}) {
  const wordsOf = useStepWords({ currency, zone });
  return (
    <ol className="flex flex-col">
      {trace.map((step, index) => {
        const { sentence, skipped } = wordsOf(step);
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a trace never move
            key={index}
            id={`${anchor}-${index}`}
            className="scroll-mt-16 rounded-sm border-b py-2 last:border-b-0 target:bg-selected"
          >
            {sentence}
            {skipped && <span className="block text-[0.8125rem] text-muted-foreground">{skipped}</span>}
          </li>
        );
      })}
    </ol>
  );
}
