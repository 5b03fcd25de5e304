/** The rating trace over time: one lane per component, its stretches placed within the session. */
import type { Instant } from "@/lib/calendar/calendar";
import { COMPONENTS, type Component, type RatingStep } from "@/lib/rating/types";

type StretchStep = Extract<RatingStep, { from: Instant }>;

/** A stretch of a lane; `left` and `width` in percent of the session. A fixed fee is a point: width 0. */
export type Stretch = { step: StretchStep; left: number; width: number };
export type Lane = { component: Component; stretches: Stretch[] };

/** Lanes in the order in which components are listed everywhere; what lies outside the session is cut to it. */
export function lanesOf(trace: readonly RatingStep[], session: { from: Instant; until: Instant }): Lane[] {
  const total = Math.max(1, session.until - session.from);
  const percent = (at: Instant) => Math.min(100, Math.max(0, ((at - session.from) * 100) / total));
  const stretches = trace.filter((step): step is StretchStep => "from" in step);
  return COMPONENTS.map((component) => ({
    component,
    stretches: stretches
      .filter((step) => step.component === component)
      .map((step) => {
        const left = percent(step.from);
        return { step, left, width: percent(step.until) - left };
      }),
  })).filter((lane) => lane.stretches.length > 0);
}
