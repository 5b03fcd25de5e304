/**
 * Which sessions a balance pays (D5): those of its partner's users, in the order of their end, each as far as the
 * balance reaches at that moment. What it pays is collected at once; only the rest is owed.
 */
import type { Instant } from "@/lib/calendar/calendar";
import { type Amount, divideHalfUp, formatDecimal, larger, smaller, sum } from "@/lib/money/amount";
import type { ExpenseRecord } from "@/lib/records/record";

/** Money added, or with a minus taken back. */
export type TopUp = { at: Instant; amount: Amount };

/** A session whose month is not issued, as the payer owes it. */
export type OwedSession = {
  /** Unique, and the order among sessions that end at one instant. */
  key: string;
  endAt: Instant;
  /** What the payer owes for it, VAT included; negative for a credit or a price that fell. */
  due: Amount;
  /** The key of the session that a credit or difference names. */
  originalKey: string | null;
};

/** A session of an issued month: what the balance paid for it stays. */
export type SettledSession = OwedSession & { paid: Amount };

/**
 * What the balance pays of each open session, by key; nothing is negative but what goes back to the balance because a
 * session was credited or became cheaper than what was paid for it.
 *
 * Top-ups count from their instant on, so that the outcome does not depend on the order in which top-ups and sessions
 * became known. What issued months used up is never spent twice: at no instant does the balance fall below zero.
 */
export function payFromBalance(
  topUps: readonly TopUp[],
  settled: readonly SettledSession[],
  open: readonly OwedSession[],
): Map<string, Amount> {
  const inOrder = [...open].sort((a, b) => a.endAt - b.endAt || (a.key < b.key ? -1 : 1));
  const reach = reachAt(topUps, settled);
  const paid = new Map<string, Amount>();
  const standing = new Map<string, { due: Amount; paid: Amount }>();
  const add = ({ key, originalKey, due }: OwedSession, amount: Amount) => {
    const of = standing.get(originalKey ?? key) ?? { due: 0n, paid: 0n };
    standing.set(originalKey ?? key, { due: of.due + due, paid: of.paid + amount });
  };
  for (const session of settled) add(session, session.paid);
  let spent = 0n;
  for (const session of inOrder) {
    const { key, endAt, due, originalKey } = session;
    const original = originalKey === null ? undefined : standing.get(originalKey);
    const amount = due >= 0n ? larger(0n, smaller(due, reach(endAt) - spent)) : -larger(0n, overpaid(original, due));
    paid.set(key, amount);
    spent += amount;
    add(session, amount);
  }
  return paid;
}

/** What was paid for a session beyond what is still owed for it. */
function overpaid(original: { due: Amount; paid: Amount } | undefined, due: Amount): Amount {
  return original ? original.paid - larger(0n, original.due + due) : 0n;
}

/** How much may be spent at an instant so that the balance, with all that is settled, stays above zero for ever. */
function reachAt(topUps: readonly TopUp[], settled: readonly SettledSession[]): (at: Instant) => Amount {
  const events = [...topUps, ...settled.map(({ endAt, paid }) => ({ at: endAt, amount: -paid }))].sort(
    (a, b) => a.at - b.at,
  );
  let balance = sum(events.map((event) => event.amount));
  let lowest = balance;
  const steps = events.toReversed().map((event) => {
    const step = { at: event.at, reach: lowest };
    balance -= event.amount;
    lowest = smaller(lowest, balance);
    return step;
  });
  // The latest event not after the instant says how low the balance comes from then on.
  return (at) => steps.find((step) => step.at <= at)?.reach ?? 0n;
}

/**
 * What is left of a session's price after the balance paid its part: the part of the revenue that stands against what
 * is still due, half-up to ten-thousandths; nothing once all is paid.
 */
export function restOfRevenue(revenue: Amount, due: Amount, paid: Amount): Amount {
  if (paid === 0n || due === 0n) return revenue;
  return revenue - divideHalfUp(revenue * paid, due);
}

/** The expense records of a session of which a balance paid something: only the rest is owed, and nothing is no record. */
export function restOfExpenses(
  expenses: readonly ExpenseRecord[],
  { due, paid }: { due: Amount; paid: Amount },
): ExpenseRecord[] {
  if (paid === 0n) return [...expenses];
  return expenses.flatMap((expense) => {
    if (expense.origin !== "session") return [expense];
    const amount = restOfRevenue(expense.amount, due, paid);
    const params = { ...expense.params, paidFromBalance: formatDecimal(paid) };
    return amount === 0n ? [] : [{ ...expense, amount, params }];
  });
}
