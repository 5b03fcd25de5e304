/** The waterfall of a difference (D9, X1): what each step takes or gives more than it did. */
import { type Amount, formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import type { StepParams, WaterfallStep } from "./waterfall";

/** Amounts that a step is taken of, in its parameters: they differ as the step does. */
const MEASURED = ["energyKwh", "of"] as const;

type Entry = { step: WaterfallStep; amount: Amount; measured: Record<string, Amount> };

/**
 * The waterfall that leads from the sum of `before` to `after`, in the order of `after` (null: everything is taken
 * back). Steps that do not change are left out; its start, subtotals and result add up (`checkWaterfall`).
 */
export function waterfallDifference(
  after: readonly WaterfallStep[] | null,
  before: readonly (readonly WaterfallStep[])[],
): WaterfallStep[] {
  const entries: Entry[] = [];
  for (const [steps, sign] of [...(after ? [[after, 1n] as const] : []), ...before.map((one) => [one, -1n] as const)]) {
    addSteps(entries, steps, sign);
  }
  return addUp(entries.filter(({ step, amount }) => states(step) || amount !== 0n));
}

/** Adds a waterfall to the entries; a step that they lack is put before the next one that they have. */
function addSteps(entries: Entry[], steps: readonly WaterfallStep[], sign: bigint): void {
  const seen = new Map<string, number>();
  let place = 0;
  for (const step of steps) {
    const nth = (seen.get(identity(step)) ?? 0) + 1;
    seen.set(identity(step), nth);
    const at = findNth(entries, identity(step), nth);
    if (at >= 0) {
      add(entries[at]!, step, sign);
      place = at + 1;
    } else {
      const entry = { step, amount: 0n, measured: {} };
      add(entry, step, sign);
      entries.splice(place, 0, entry);
      place += 1;
    }
  }
}

function findNth(entries: readonly Entry[], id: string, nth: number): number {
  let found = 0;
  return entries.findIndex(({ step }) => identity(step) === id && ++found === nth);
}

/** The same step by the same kind of rule: its rates may differ, what it is about may not. */
function identity({ key, kind, params }: WaterfallStep): string {
  if (kind === "start") return "start";
  return [key, params.component, params.vatBasisPoints, params.source, params.powerType].join(" ");
}

function add(entry: Entry, step: WaterfallStep, sign: bigint): void {
  entry.amount += sign * parseDecimalExact(step.amount);
  for (const name of MEASURED) {
    const value = step.params[name];
    if (typeof value === "string")
      entry.measured[name] = (entry.measured[name] ?? 0n) + sign * parseDecimalExact(value);
  }
}

function states({ kind }: WaterfallStep): boolean {
  return kind === "start" || kind === "subtotal" || kind === "result";
}

/** Subtotals and the result state the running amount; a step whose measure is the same keeps it as it is told. */
function addUp(entries: readonly Entry[]): WaterfallStep[] {
  let running = 0n;
  return entries.map(({ step, amount, measured }) => {
    if (step.kind !== "subtotal" && step.kind !== "result") running += amount;
    const stated = step.kind === "subtotal" || step.kind === "result" ? running : amount;
    return { ...step, amount: formatDecimal(stated), params: { ...step.params, ...changedMeasures(measured) } };
  });
}

function changedMeasures(measured: Readonly<Record<string, Amount>>): StepParams {
  const changed = Object.entries(measured).filter(([, value]) => value !== 0n);
  return Object.fromEntries(changed.map(([name, value]) => [name, formatDecimal(value)]));
}
