/**
 * Step size: once per session for energy, once for charging and parking together, once for a reservation. The total
 * of the kind that was priced last is rounded up by the step of the component that priced last, and the surplus is
 * billed at that component's price. Source: OCPI 2.2.1 mod_cdrs "step_size"; mod_tariffs, "switching to different
 * Tariff Element"; ADR 0001 for charging that follows parking.
 */
import type { Ledger, Line } from "@/lib/rating/ledger";
import { quantityText, UNITS_PER_STEP } from "@/lib/rating/quantity";
import type { RatingStep } from "@/lib/rating/types";

/** Adds the surplus to the last lines of the ledger and returns what was rounded. */
export function roundUpToSteps(ledger: Ledger): RatingStep[] {
  const lines = ledger.allLines();
  const steps: RatingStep[] = [];
  for (const last of [ledger.lastReservation, ledger.lastEnergy, ledger.lastTime]) {
    const step = last && roundUp(last, lines);
    if (step) steps.push(step);
  }
  return steps;
}

function roundUp(last: Line, lines: readonly Line[]): RatingStep | null {
  const { component, price, tariff } = last;
  const step = price.stepSize * UNITS_PER_STEP[component];
  const measured = totalOf(lines, last);
  const surplus = step > 0 && measured > 0 ? (step - (measured % step)) % step : 0;
  if (surplus === 0) return null;
  last.quantity += surplus;
  return {
    kind: "step",
    component,
    tariff: tariff.versionId,
    element: price.element,
    stepSize: price.stepSize,
    measured: quantityText(component, measured),
    billed: quantityText(component, measured + surplus),
  };
}

/** The session's total of the same dimension: a reservation's fixed fee is no time. */
function totalOf(lines: readonly Line[], last: Line): number {
  let total = 0;
  for (const line of lines) {
    if (line.component === last.component && line.price.dimension === last.price.dimension) total += line.quantity;
  }
  return total;
}
