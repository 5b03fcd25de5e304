/** A top-up (A16): money that a partner adds to its users' accounts, which its next settlement asks for. */
import type { Instant, IsoDate, Month } from "@/lib/calendar/calendar";
import { type Amount, roundHalfUpToMinorUnit } from "@/lib/money/amount";
import type { ExpenseRecord } from "@/lib/records/record";

export type TopUp = {
  /** Made once per form: the same top-up sent twice is written once. */
  id: string;
  partnerId: string;
  organizationId: string;
  /** The day from which it pays sessions. */
  date: IsoDate;
  amount: Amount;
  /** The partner's or the payment's own: the same one again is known. */
  reference: string;
  /** Whose account, in words. */
  account: string | null;
  /** The day on which the partner paid it otherwise; null: its settlement asks for it. */
  paidOn: IsoDate | null;
};

/** What is wrong with the amount of a top-up, as a code: money comes in whole minor units; null: nothing. */
export function amountProblem(amount: Amount, currency: string): "balances.notPositive" | "balances.amount" | null {
  if (amount <= 0n) return "balances.notPositive";
  return roundHalfUpToMinorUnit(amount, currency) === amount ? null : "balances.amount";
}

/** Where an expense record of a balance belongs. */
export type Place = {
  partnerId: string;
  organizationId: string;
  currency: string;
  periodMonth: Month;
  originMonth: Month;
  occurredAt: Instant;
};

/** What a top-up asks for, or with `corrects` what is no longer asked for because it was paid or taken back. */
export function topUpExpense(
  facts: { id: string; amount: Amount; reference: string; reason: string | null; corrects?: string },
  place: Place,
  by: { now: Instant; createdBy: string },
): ExpenseRecord {
  const { id, amount, reference, reason, corrects = null } = facts;
  return {
    id,
    ...place,
    origin: "top_up",
    sourceId: null,
    cdrId: null,
    correctsId: corrects,
    quantity: corrects === null ? 10_000n : -10_000n,
    unitPrice: corrects === null ? amount : -amount,
    amount,
    params: { reference },
    steps: [],
    contractId: null,
    contractVersionId: null,
    reason,
    createdAt: by.now,
    createdBy: by.createdBy,
  };
}
