/** A rated session drawn over time: everything placed in percent of the session's length. */
import { type Instant, nextOffsetChange, zoneOffset } from "@/lib/calendar/calendar";
import { COMPONENTS, type Component, type RateablePeriod, type RatingStep } from "@/lib/rating/types";

export type Span = { from: Instant; until: Instant };

type StretchStep = Extract<RatingStep, { from: Instant }>;
type RoundingStep = Extract<RatingStep, { kind: "step" }>;

/** A stretch of a lane; `index` is its step's place in the trace. A fixed fee is a point: width 0. */
export type Stretch = { step: StretchStep; index: number; left: number; width: number };
/** What the step size added, drawn behind the stretch that it is billed with; energy has no length in time: width 0. */
export type Rounding = { step: RoundingStep; index: number; left: number; width: number };
export type Lane = { component: Component; stretches: Stretch[]; rounding: Rounding | null };

/** Lanes in the order in which components are listed everywhere; what lies outside the session is cut to it. */
export function lanesOf(trace: readonly RatingStep[], session: Span): Lane[] {
  return COMPONENTS.map((component) => {
    const stretches = trace.flatMap((step, index) =>
      "from" in step && step.component === component ? [{ step, index, ...place(step, session) }] : [],
    );
    return { component, stretches, rounding: roundingOf(trace, component, stretches, session) };
  }).filter((lane) => lane.stretches.length > 0);
}

function place(span: Span, session: Span): { left: number; width: number } {
  const left = percentOf(span.from, session);
  return { left, width: percentOf(span.until, session) - left };
}

/** Where an instant lies, in percent of the session, kept within it. */
export function percentOf(at: Instant, session: Span): number {
  const length = Math.max(1, session.until - session.from);
  return Math.min(100, Math.max(0, ((at - session.from) * 100) / length));
}

function roundingOf(
  trace: readonly RatingStep[],
  component: Component,
  stretches: readonly Stretch[],
  session: Span,
): Rounding | null {
  const index = trace.findIndex((step) => step.kind === "step" && step.component === component);
  const step = trace[index];
  const last = stretches.findLast((stretch) => stretch.step.kind === "priced");
  if (step?.kind !== "step" || !last) return null;
  const surplusSeconds = component === "energy" ? 0 : Number(step.billed) - Number(step.measured);
  const length = Math.max(1, session.until - session.from);
  return { step, index, left: last.left + last.width, width: (surplusSeconds * 100_000) / length };
}

/** A line of the time axis. At midnight a new day begins. */
export type Tick = { at: Instant; left: number; midnight: boolean };

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Minutes; every one of them divides the day. */
const TICK_MINUTES = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440] as const;

/** Round times on the clocks of the zone, at most `most` of them; in a long session whole days. */
export function ticksOf(session: Span, zone: string, most = 4): Tick[] {
  const length = session.until - session.from;
  if (length <= 0) return [];
  const minutes = TICK_MINUTES.find((each) => length / (each * MINUTE_MS) < most);
  const step = minutes ? minutes * MINUTE_MS : Math.ceil(length / DAY_MS / (most - 1)) * DAY_MS;
  const ticks: Tick[] = [];
  for (let at = session.from - 1; ; ) {
    const next = nextRoundTime(at, zone, step);
    if (next > session.until) return ticks;
    at = next;
    const local = at + zoneOffset(zone, at);
    if (local % step === 0) ticks.push({ at, left: percentOf(at, session), midnight: local % DAY_MS === 0 });
  }
}

/** The next multiple of `step` on the local clock, or the instant at which that clock is changed. */
function nextRoundTime(at: Instant, zone: string, step: number): Instant {
  const local = at + zoneOffset(zone, at);
  return Math.min(at + step - (((local % step) + step) % step), nextOffsetChange(zone, at));
}

/** The average power of a stretch of the session, in kW, and how tall it is drawn, in percent of the highest. */
export type PowerStretch = { left: number; width: number; kw: number; height: number };

/** Power over time, from each period's energy and length; null where there is no course to draw. */
export function powerOf(
  periods: readonly Pick<RateablePeriod, "startAt" | "energyKwh">[],
  session: Span,
): { highestKw: number; stretches: PowerStretch[] } | null {
  if (periods.length < 2) return null;
  const stretches = periods.map((period, index) => {
    const until = periods[index + 1]?.startAt ?? session.until;
    const hours = (until - period.startAt) / 3_600_000;
    const kw = hours > 0 ? Math.max(0, Number(period.energyKwh) / 10_000 / hours) : 0;
    return { ...place({ from: period.startAt, until }, session), kw };
  });
  const highestKw = Math.max(...stretches.map((stretch) => stretch.kw));
  if (highestKw === 0) return null;
  return { highestKw, stretches: stretches.map((each) => ({ ...each, height: (each.kw * 100) / highestKw })) };
}
