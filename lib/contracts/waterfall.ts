/**
 * A waterfall (X1) tells, step by step, how an amount comes about: from what the driver paid to what the partner
 * gets. It is stored with the record and drawn by the UI, so it holds keys and numbers, never words.
 */
import { type Amount, formatDecimal, parseDecimalExact } from "@/lib/money/amount";

/** What a step does to the running amount; a subtotal and the result only state it. */
export type StepKind = "start" | "minus" | "plus" | "subtotal" | "result";

/** Each key is one sentence of the message catalogue; behind it the parameters that the sentence has. */
export type StepKey =
  | "driverPaid" // what the driver paid, VAT included; a start
  | "vat" // vatBasisPoints (left out when the rate has no number)
  | "revenue" // after VAT; the start where VAT is not known
  | "excludedComponent" // component
  | "connectionFee"
  | "parkingApart"
  | "paymentFee" // basisPoints, of, fixed
  | "roamingFee" // basisPoints, of, fixed
  | "electricity" // energyKwh, ratePerKwh
  | "shareable" // what the percentage is taken of
  | "operatorPercentage" // basisPoints (the operator's), partnerBasisPoints, powerType
  | "operatorKeeps" // source (purchase price), or nothing (own stations)
  | "ownerShare" // a further recipient's start: what its percentage is taken of
  | "ownerKeeps" // basisPoints (the owner's)
  | "parkingShare" // basisPoints, of
  | "furtherRecipient" // basisPoints
  | "electricityReimbursed" // energyKwh, ratePerKwh
  | "taxReimbursed" // energyKwh, ratePerKwh
  | "sessionFee" // powerType
  | "energyFee" // energyKwh, ratePerKwh, powerType
  | "handlingFee" // basisPoints, of
  | "purchasePrice" // before the discount
  | "discount" // basisPoints, of
  | "floor" // what lifts a negative share to 0
  | "tierRevenue" // of (the month's revenue); a start of 0, like the four of month terms below
  | "tierEnergy" // energyKwh
  | "revenueBand" // band, of, basisPoints
  | "energyBand" // band, energyKwh, ratePerKwh
  | "minorUnit" // what rounding to whole minor units adds
  | "cap" // what the month may come to; a start
  | "capNotReached" // of
  | "guarantee" // what the month comes to at least; a start
  | "guaranteeInPart" // the same by days: of (the whole month's), days, daysInMonth
  | "guaranteeReached" // of
  | "notAgreed" // no such term is agreed (any more); a start of 0
  | "monthShare" // what the month came to before the term
  | "bookedBefore" // what earlier reports settled of the term
  | "partnerGets"; // the result

/**
 * Parameters by name, so that the UI formats each by what it is: `…BasisPoints` are numbers (hundredths of a
 * percent), `…Kwh` decimal strings of energy or of a rate per kWh, `fixed` and `of` decimal strings of money,
 * `component`, `powerType` and `source` are codes.
 */
export type StepParams = Record<string, string | number>;

/** Which contract version made the step, and which of its terms; null without a contract (own stations). */
export type StepRule = { contractVersion: number | null; term: string | null };

export type WaterfallStep = {
  key: StepKey;
  params: StepParams;
  /** Decimal string, signed: what the step takes is negative (positive in a credit). */
  amount: string;
  kind: StepKind;
  rule: StepRule;
};

/** A waterfall that does not add up is a bug, and no record may be written from it. */
export class WaterfallError extends Error {
  override name = "WaterfallError";
}

/** Collects steps and keeps the running amount. `sign` is -1n for a credit: every stated amount is turned round. */
export class WaterfallBuilder {
  readonly steps: WaterfallStep[] = [];
  #running: Amount = 0n;

  constructor(
    private readonly contractVersion: number | null,
    private readonly sign: 1n | -1n = 1n,
  ) {}

  /** The amount after the last step. */
  get running(): Amount {
    return this.#running;
  }

  start(key: StepKey, amount: Amount, params: StepParams = {}): this {
    return this.#state("start", key, amount, params, null);
  }

  minus(key: StepKey, amount: Amount, params: StepParams, term: string | null): this {
    return this.#state("minus", key, -amount, params, term);
  }

  plus(key: StepKey, amount: Amount, params: StepParams, term: string | null): this {
    return this.#state("plus", key, amount, params, term);
  }

  /** States the running amount. */
  subtotal(key: StepKey): this {
    return this.#state("subtotal", key, this.#running, {}, null);
  }

  /** States the running amount as the end. */
  result(key: StepKey): this {
    return this.#state("result", key, this.#running, {}, null);
  }

  #state(kind: StepKind, key: StepKey, amount: Amount, params: StepParams, term: string | null): this {
    if (kind !== "subtotal" && kind !== "result") this.#running += amount;
    const rule = { contractVersion: this.contractVersion, term };
    this.steps.push({ key, params, amount: formatDecimal(this.sign * amount), kind, rule });
    return this;
  }
}

/**
 * Adds a waterfall up again and returns its result.
 * @throws WaterfallError when it does not begin with its start, end with its result, or state a wrong sum.
 */
export function checkWaterfall(steps: readonly WaterfallStep[]): Amount {
  if (steps[0]?.kind !== "start") throw new WaterfallError("a waterfall begins with its start");
  if (steps.at(-1)?.kind !== "result") throw new WaterfallError("a waterfall ends with its result");
  let running = 0n;
  for (const [index, step] of steps.entries()) {
    const amount = parseDecimalExact(step.amount);
    if ((step.kind === "start") !== (index === 0)) throw new WaterfallError(`step ${index} starts again`);
    if ((step.kind === "result") !== (index === steps.length - 1)) throw new WaterfallError(`step ${index} ends early`);
    if (step.kind === "subtotal" || step.kind === "result") {
      if (amount !== running) {
        throw new WaterfallError(`step ${step.key} states ${step.amount}, the steps give ${formatDecimal(running)}`);
      }
    } else {
      running += amount;
    }
  }
  return running;
}
