import { useId } from "react";
import { RatingTimeline, type RatingTimelineProps } from "./rating-timeline";
import { TraceSentences } from "./trace-sentences";

/** How a price came about: drawn over time, and below it sentence by sentence. */
export function PriceExplained(props: Omit<RatingTimelineProps, "anchor">) {
  const anchor = useId();
  const { trace, currency, zone } = props;
  return (
    <div className="flex flex-col gap-3">
      <RatingTimeline {...props} anchor={anchor} />
      <TraceSentences trace={trace} currency={currency} zone={zone} anchor={anchor} />
    </div>
  );
}
