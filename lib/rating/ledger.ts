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

/** A stretch in the making: neighbours with the same answer grow into one. */
type OpenStep = {
  component: Component;
  tariff: TariffInUse;
  price: CompiledComponent | null;
  from: Instant;
  until: Instant;
  quantity: number;
  skipped: SkippedElement[];
};

/** What may be billed per stretch; a fixed fee is told apart so that it never merges with reservation time. */
export type Channel = "energy" | "time" | "parking" | "reservation" | "fee";

export class Ledger {
  private readonly lines = new Map<CompiledComponent, Line>();
  private readonly open: Partial<Record<Channel, OpenStep>> = {};
  private readonly steps: OpenStep[] = [];
  /** The line that priced last, per kind of step size: energy; charging and parking together; reservation. */
  lastEnergy: Line | null = null;
  lastTime: Line | null = null;
  lastReservation: Line | null = null;

  /** Lets the step in progress grow when the same component prices the next stretch too. */
  extend(channel: Channel, price: CompiledComponent | null, from: Instant, until: Instant, quantity: number): boolean {
    const step = this.open[channel];
    if (!step || step.price !== price || step.until !== from) return false;
    step.until = until;
    step.quantity += quantity;
    return true;
  }

  /** Begins a new step of the explanation. */
  begin(channel: Channel, step: OpenStep): void {
    this.open[channel] = step;
    this.steps.push(step);
  }

  /** Adds a quantity to the line of the component that prices it. */
  add(component: Component, tariff: TariffInUse, price: CompiledComponent, quantity: number): Line {
    let line = this.lines.get(price);
    if (!line) {
      line = { component, tariff, price, quantity: 0 };
      this.lines.set(price, line);
    }
    line.quantity += quantity;
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
  if (!price) {
    return {
      kind: "unpriced",
      component,
      tariff,
      from,
      until,
      quantity: quantityText(component, open.quantity),
      skipped,
    };
  }
  const quantity = price.dimension === "FLAT" ? "1" : quantityText(component, open.quantity);
  const step = { kind: "priced", component, tariff, element: price.element, from, until, quantity } as const;
  return skipped.length > 0 ? { ...step, price: price.priceText, skipped } : { ...step, price: price.priceText };
}
