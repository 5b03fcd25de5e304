/**
 * What was priced by which component: one line per price component in use, and the trace that explains it.
 * Quantities are whole numbers (ten-thousandths of kWh, ms, or a count) and are multiplied with prices only at the end.
 */
import type { Instant } from "@/lib/calendar/calendar";
import type { TariffInUse } from "@/lib/rating/choose-tariffs";
import { quantityText } from "@/lib/rating/quantity";
import type { Component, RatingStep, SkippedElement } from "@/lib/rating/types";
import type { CompiledComponent } from "@/lib/tariffs/compile";

/** All that one price component of one tariff priced. */
export type Line = {
  readonly component: Component;
  readonly tariff: TariffInUse;
  readonly price: CompiledComponent;
  quantity: number;
};

/** Lets a step grow by a neighbouring stretch. */
export function extend(step: OpenStep, until: Instant, quantity: number): void {
  step.until = until;
  step.quantity += quantity;
  if (step.line) step.line.quantity += quantity;
}

/** A stretch in the making: neighbours with the same answer grow into one. */
export type OpenStep = {
  component: Component;
  tariff: TariffInUse;
  price: CompiledComponent | null;
  from: Instant;
  until: Instant;
  quantity: number;
  skipped: SkippedElement[];
  /** Where the quantity is billed; null when nothing prices it, and until the step begins. */
  line: Line | null;
};

/** What may be billed per stretch; a fixed fee is told apart so that it never merges with reservation time. */
export type Channel = "energy" | "time" | "parking" | "reservation" | "fee";

export class Ledger {
  private readonly lines = new Map<CompiledComponent, Line>();
  private readonly open: Record<Channel, OpenStep | null> = {
    energy: null,
    time: null,
    parking: null,
    reservation: null,
    fee: null,
  };
  private readonly steps: OpenStep[] = [];
  /** The line that priced last, per kind of step size: energy; charging and parking together; reservation. */
  lastEnergy: Line | null = null;
  lastTime: Line | null = null;
  lastReservation: Line | null = null;

  /** The step in progress when the same component prices the stretch that begins at `from` too: it may grow. */
  stepToExtend(channel: Channel, price: CompiledComponent | null, from: Instant): OpenStep | null {
    const step = this.open[channel];
    return step && step.price === price && step.until === from ? step : null;
  }

  /** Begins a new step of the explanation and bills its quantity, if it has a price. */
  begin(channel: Channel, step: OpenStep): OpenStep {
    const { component, tariff, price, quantity } = step;
    step.line = price && this.lineOf(component, tariff, price);
    if (step.line) step.line.quantity += quantity;
    this.open[channel] = step;
    this.steps.push(step);
    return step;
  }

  private lineOf(component: Component, tariff: TariffInUse, price: CompiledComponent): Line {
    const known = this.lines.get(price);
    if (known) return known;
    const line = { component, tariff, price, quantity: 0 };
    this.lines.set(price, line);
    return line;
  }

  allLines(): Line[] {
    return [...this.lines.values()];
  }

  /** The stretches in order of time. */
  trace(): RatingStep[] {
    return this.steps.map(stepOf).sort((a, b) => a.from - b.from);
  }
}

type StretchStep = Extract<RatingStep, { from: Instant }>;

function stepOf(open: OpenStep): StretchStep {
  const { component, from, until, price, skipped } = open;
  const tariff = open.tariff.versionId;
  const quantity = price?.dimension === "FLAT" ? "1" : quantityText(component, open.quantity);
  if (!price) return { kind: "unpriced", component, tariff, from, until, quantity, skipped };
  const { element, priceText } = price;
  return skipped.length > 0
    ? { kind: "priced", component, tariff, element, from, until, quantity, price: priceText, skipped }
    : { kind: "priced", component, tariff, element, from, until, quantity, price: priceText };
}
