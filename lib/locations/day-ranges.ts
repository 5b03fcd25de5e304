/**
 * Who has something on which days: ranges `[from, until)` that never overlap. Used for the owners of an EVSE and for
 * the tariffs of a connector; `holder` is the partner or the tariff.
 */
import type { IsoDate } from "@/lib/calendar/calendar";

export type DayRange = { from: IsoDate; until: IsoDate | null };
export type Holding = { holder: string; days: DayRange };

/** True when the ranges share a day. */
export function overlaps(a: DayRange, b: DayRange): boolean {
  return (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until);
}

/** What is left of a range when the days of another are taken out: nothing, one or two pieces. */
export function without(range: DayRange, taken: DayRange): DayRange[] {
  if (!overlaps(range, taken)) return [range];
  const pieces: DayRange[] = [];
  if (range.from < taken.from) pieces.push({ from: range.from, until: taken.from });
  if (taken.until !== null && (range.until === null || taken.until < range.until)) {
    pieces.push({ from: taken.until, until: range.until });
  }
  return pieces;
}

/**
 * The holdings after `days` were given to `holder`, or to nobody (null): whoever held them before holds them no
 * longer. Neighbouring ranges of one holder become one. Sorted by day.
 */
export function give(holdings: readonly Holding[], days: DayRange, holder: string | null): Holding[] {
  const rest = holdings.flatMap((holding) =>
    without(holding.days, days).map((piece) => ({ holder: holding.holder, days: piece })),
  );
  if (holder !== null) rest.push({ holder, days });
  return merge(rest);
}

function merge(holdings: readonly Holding[]): Holding[] {
  const sorted = [...holdings].sort((a, b) => (a.days.from < b.days.from ? -1 : 1));
  const merged: Holding[] = [];
  for (const holding of sorted) {
    const last = merged.at(-1);
    if (last && last.holder === holding.holder && last.days.until === holding.days.from) {
      merged[merged.length - 1] = { holder: last.holder, days: { from: last.days.from, until: holding.days.until } };
    } else {
      merged.push(holding);
    }
  }
  return merged;
}

/** What changes from `before` to `after`: the ids of rows that go, and holdings without a row that come. */
export function changesBetween(
  before: readonly (Holding & { id: string })[],
  after: readonly Holding[],
): { gone: string[]; come: Holding[] } {
  const key = ({ holder, days }: Holding) => `${holder} ${days.from} ${days.until}`;
  const kept = new Set(after.map(key));
  const had = new Set(before.map(key));
  return {
    gone: before.filter((holding) => !kept.has(key(holding))).map((holding) => holding.id),
    come: after.filter((holding) => !had.has(key(holding))),
  };
}
