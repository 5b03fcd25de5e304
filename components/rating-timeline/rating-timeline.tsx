import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatDateTime, formatDayMonth, formatMoney, formatPower, formatTime, formatUntil } from "@/lib/i18n/format";
import type { RateablePeriod, RatingStep } from "@/lib/rating/types";
import { type Lane, lanesOf, powerOf, type Rounding, type Span, type Stretch, type Tick, ticksOf } from "./layout";
import { useStepWords } from "./step-words";

/** Neighbours priced by different elements of the tariff are told apart; what nothing priced is only outlined. */
const SHADES = [
  "bg-primary text-primary-foreground",
  "bg-chart-soft text-chart-ink",
  "bg-inverse text-inverse-foreground",
  "border border-chart-minus bg-neutral-soft text-foreground",
] as const;
const UNPRICED = "border border-chart-minus border-dashed text-muted-foreground";

export type RatingTimelineProps = {
  trace: readonly RatingStep[];
  session: Span;
  /** Of the location: the clock that its tariffs read. */
  zone: string;
  currency: string;
  /** The session's charging periods, for the course of its power. */
  periods?: readonly Pick<RateablePeriod, "startAt" | "energyKwh">[];
  /** What the ids of the sentences begin with (`TraceSentences`): every part of the drawing leads to its sentence. */
  anchor: string;
};

/**
 * The session from left to right, a lane per component: which element priced which stretch, what the step size added,
 * and on hover or focus why other elements did not apply. The sentences below it say the same in words.
 */
export function RatingTimeline({ trace, session, zone, currency, periods = [], anchor }: RatingTimelineProps) {
  const t = useTranslations("rating");
  const locale = useLocale();
  const ticks = ticksOf(session, zone);
  const power = powerOf(periods, session);
  const lanes = lanesOf(trace, session);
  const words = { zone, currency, anchor, elements: elementsOf(trace) };
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="text-[0.8125rem] text-muted-foreground">
        {t("timeline.caption", {
          from: formatDateTime(session.from, zone, locale),
          until: formatUntil(session, zone, locale),
          zone,
        })}
      </figcaption>
      <div className="grid grid-cols-[4.75rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 pr-4 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
        {power && <PowerLane power={power} ticks={ticks} />}
        {lanes.map((lane) => (
          <LaneRow key={lane.component} lane={lane} ticks={ticks} words={words} />
        ))}
        <Limits trace={trace} words={words} />
        <span />
        <Axis ticks={ticks} zone={zone} />
      </div>
      <Legend lanes={lanes} elements={words.elements} />
    </figure>
  );
}

/** What the parts say and how they look; `elements` are those that priced something, in the tariff's order. */
type Words = { zone: string; currency: string; anchor: string; elements: readonly number[] };

function elementsOf(trace: readonly RatingStep[]): number[] {
  return [...new Set(trace.flatMap((step) => (step.kind === "priced" ? [step.element] : [])))].sort((a, b) => a - b);
}

function shadeOf(element: number, elements: readonly number[]): string {
  return SHADES[elements.indexOf(element) % SHADES.length]!;
}

function LaneRow({ lane, ticks, words }: { lane: Lane; ticks: readonly Tick[]; words: Words }) {
  const t = useTranslations("rating.components");
  return (
    <>
      <span className="truncate text-[0.8125rem] text-muted-foreground">{t(lane.component)}</span>
      <div className="relative h-6 rounded-sm bg-muted">
        <TickLines ticks={ticks} />
        <ol className="contents">
          {lane.stretches.map((stretch) => (
            <Part
              key={stretch.index}
              step={stretch.step}
              index={stretch.index}
              words={words}
              {...drawn(stretch, words.elements)}
            >
              <Price stretch={stretch} currency={words.currency} />
            </Part>
          ))}
          {lane.rounding && (
            <Part
              step={lane.rounding.step}
              index={lane.rounding.index}
              words={words}
              {...drawnRounding(lane.rounding)}
            />
          )}
        </ol>
      </div>
    </>
  );
}

type Drawn = { left: number; className: string; style: { left: string; width: string } };

function drawn({ step, left, width }: Stretch, elements: readonly number[]): Drawn {
  const shade = step.kind === "priced" ? shadeOf(step.element, elements) : UNPRICED;
  const isPoint = width === 0;
  return {
    left,
    className: cn(shade, isPoint ? "min-w-2 rounded-full" : "min-w-1 rounded-sm"),
    style: { left: `min(${left}%, calc(100% - ${isPoint ? 8 : 4}px))`, width: `${width}%` },
  };
}

/** At the end of the session it reaches over the edge, so that it is seen there too. */
function drawnRounding({ left, width }: Rounding): Drawn {
  return {
    left,
    className: "min-w-2 max-w-4 rounded-r-sm border border-chart-ink bg-rounding",
    style: { left: `${left}%`, width: `${width}%` },
  };
}

/** A part of a lane: leads to its sentence, and shows it on hover and focus. */
function Part({
  step,
  index,
  words,
  left,
  className,
  style,
  children,
}: Drawn & { step: RatingStep; index: number; words: Words; children?: ReactNode }) {
  const { sentence, skipped } = useStepWords(words)(step);
  return (
    <li className="contents">
      <a
        href={`#${words.anchor}-${index}`}
        aria-label={[sentence, skipped].filter(Boolean).join(". ")}
        data-step={step.kind}
        className={cn("peer absolute inset-y-0 flex items-center overflow-hidden px-1 text-xs leading-none", className)}
        style={style}
      >
        {children}
      </a>
      <span
        aria-hidden
        className={cn(
          "absolute top-full z-20 mt-1 hidden w-fit max-w-full rounded-md bg-inverse px-2 py-1.5 text-inverse-foreground text-xs peer-hover:block peer-focus-visible:block",
          left > 50 ? "right-0" : "left-0",
        )}
      >
        {sentence}
        {skipped && <span className="block text-inverse-muted">{skipped}</span>}
      </span>
    </li>
  );
}

function Price({ stretch: { step, width }, currency }: { stretch: Stretch; currency: string }) {
  const t = useTranslations("rating.timeline");
  const locale = useLocale();
  if (width === 0) return null;
  const label =
    step.kind === "priced" ? formatMoney(step.price, currency, locale, { precision: "exact" }) : t("unpriced");
  return <span className="truncate">{label}</span>;
}

/** Minimum and maximum price hold for the whole session. */
function Limits({ trace, words }: { trace: readonly RatingStep[]; words: Words }) {
  const t = useTranslations("rating.timeline");
  const locale = useLocale();
  const money = (value: string) => formatMoney(value, words.currency, locale, { precision: "exact" });
  const limits = trace.flatMap((step, index) => (step.kind === "limit" ? [{ step, index }] : []));
  return limits.map(({ step, index }) => (
    <div key={index} className="contents">
      <span className="truncate text-[0.8125rem] text-muted-foreground">{t(step.limit)}</span>
      <div className="relative h-6">
        <ol className="contents">
          <Part step={step} index={index} words={words} {...ALL_OF_IT}>
            <span className="truncate">{t("limited", { before: money(step.before), after: money(step.after) })}</span>
          </Part>
        </ol>
      </div>
    </div>
  ));
}

const ALL_OF_IT: Drawn = {
  left: 0,
  className: "rounded-sm border border-chart-ink border-dotted text-foreground",
  style: { left: "0%", width: "100%" },
};

function PowerLane({ power, ticks }: { power: NonNullable<ReturnType<typeof powerOf>>; ticks: readonly Tick[] }) {
  const t = useTranslations("rating.timeline");
  const locale = useLocale();
  const highest = formatPower(power.highestKw.toFixed(1), locale);
  const steps = power.stretches.map(({ left, width, height }) => `H${left} V${100 - height} H${left + width}`);
  return (
    <>
      <span className="truncate text-[0.8125rem] text-muted-foreground">{t("power")}</span>
      <div className="relative h-10">
        <TickLines ticks={ticks} />
        <svg
          role="img"
          aria-label={t("powerUpTo", { power: highest })}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          <path
            d={`M0 100 ${steps.join(" ")} V100 Z`}
            className="fill-chart-soft/50 stroke-primary"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <span aria-hidden className="absolute top-0 right-0 rounded-sm bg-background/80 px-1 text-xs">
          {t("powerUpTo", { power: highest })}
        </span>
      </div>
    </>
  );
}

function TickLines({ ticks }: { ticks: readonly Tick[] }) {
  return ticks.map((tick) => (
    <span
      key={tick.at}
      aria-hidden
      className={cn("absolute inset-y-0 border-l", tick.midnight ? "border-chart-ink" : "border-input")}
      style={{ left: `${tick.left}%` }}
    />
  ));
}

function Axis({ ticks, zone }: { ticks: readonly Tick[]; zone: string }) {
  const locale = useLocale();
  return (
    <div aria-hidden className="relative h-4 text-muted-foreground text-xs">
      {ticks.map((tick) => (
        <span
          key={tick.at}
          className={cn(
            "absolute whitespace-nowrap",
            tick.left > 90 ? "-translate-x-full" : tick.left >= 6 && "-translate-x-1/2",
          )}
          style={{ left: `${tick.left}%` }}
        >
          {tick.midnight ? formatDayMonth(tick.at, zone, locale) : formatTime(tick.at, zone, locale)}
        </span>
      ))}
    </div>
  );
}

function Legend({ lanes, elements }: { lanes: readonly Lane[]; elements: readonly number[] }) {
  const t = useTranslations("rating.timeline");
  const isFree = lanes.some((lane) => lane.stretches.some((stretch) => stretch.step.kind === "unpriced"));
  const isRounded = lanes.some((lane) => lane.rounding);
  const items = [
    ...elements.map((element) => ({
      key: `${element}`,
      shade: shadeOf(element, elements),
      word: t("element", { number: element + 1 }),
    })),
    ...(isFree ? [{ key: "free", shade: UNPRICED, word: t("unpriced") }] : []),
    ...(isRounded ? [{ key: "step", shade: "border border-chart-ink bg-rounding", word: t("rounding") }] : []),
  ];
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
      {items.map(({ key, shade, word }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden className={cn("size-3 rounded-sm", shade)} />
          {word}
        </li>
      ))}
    </ul>
  );
}
