/** Two tariffs over the same real sessions: what each would bring, and who would pay more or less. */
import { type Amount, divideHalfUp } from "@/lib/money/amount";
import type { NonRated, NonRatedReason, Rated } from "@/lib/rating/types";

/** Sums of one tariff over the sessions that both could price. Excluding VAT, but for `gross`. */
export type TariffSums = {
  revenue: Amount;
  /** What the drivers would pay; null once any VAT is unknown. */
  gross: Amount | null;
  /** Of one session; null while there is none. */
  lowest: Amount | null;
  highest: Amount | null;
};

/** Changes in percent of the first price; each band begins where the one before it ends. */
export const BANDS = [
  "below_50",
  "below_20",
  "below_10",
  "below_5",
  "below_0",
  "same",
  "above_0",
  "above_5",
  "above_10",
  "above_20",
  "above_50",
  /** From a price of zero there is no percentage. */
  "from_zero",
] as const;
export type Band = (typeof BANDS)[number];

/** A session and what both tariffs ask for it. */
export type Compared<Session> = { session: Session; first: Amount; second: Amount };

export type Comparison<Session> = {
  /** Sessions that both tariffs could price: only these are in the sums. */
  counted: number;
  dearer: number;
  cheaper: number;
  same: number;
  first: TariffSums;
  second: TariffSums;
  bands: Record<Band, number>;
  /** Sessions that a tariff could not price, by reason. */
  notRated: { first: Map<NonRatedReason, number>; second: Map<NonRatedReason, number> };
  /** Sessions that at least one of them could not price. */
  left: number;
  /** Those with the largest rise and the largest fall, largest first. */
  rises: Compared<Session>[];
  falls: Compared<Session>[];
};

/** How many of the largest rises and falls are kept. */
const KEPT = 10;

/** A comparison of no sessions. */
export function emptyComparison<Session>(): Comparison<Session> {
  return {
    counted: 0,
    dearer: 0,
    cheaper: 0,
    same: 0,
    first: noSums(),
    second: noSums(),
    bands: Object.fromEntries(BANDS.map((band) => [band, 0])) as Record<Band, number>,
    notRated: { first: new Map(), second: new Map() },
    left: 0,
    rises: [],
    falls: [],
  };
}

function noSums(): TariffSums {
  return { revenue: 0n, gross: 0n, lowest: null, highest: null };
}

/** Adds one session, in place: a month of them does not fit in memory. */
export function addSession<Session>(
  comparison: Comparison<Session>,
  session: Session,
  first: Rated | NonRated,
  second: Rated | NonRated,
): void {
  if (first.kind === "non_rated" || second.kind === "non_rated") {
    comparison.left += 1;
    countReason(comparison.notRated.first, first);
    countReason(comparison.notRated.second, second);
    return;
  }
  comparison.counted += 1;
  addPrice(comparison.first, first);
  addPrice(comparison.second, second);
  addChange(comparison, { session, first: first.revenue, second: second.revenue });
}

function countReason(reasons: Map<NonRatedReason, number>, result: Rated | NonRated): void {
  if (result.kind === "non_rated") reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
}

function addPrice(sums: TariffSums, { revenue, gross }: Rated): void {
  sums.revenue += revenue;
  sums.gross = sums.gross === null || gross === null ? null : sums.gross + gross;
  if (sums.lowest === null || revenue < sums.lowest) sums.lowest = revenue;
  if (sums.highest === null || revenue > sums.highest) sums.highest = revenue;
}

function addChange<Session>(comparison: Comparison<Session>, compared: Compared<Session>): void {
  const change = compared.second - compared.first;
  comparison.bands[bandOf(compared.first, compared.second)] += 1;
  if (change === 0n) {
    comparison.same += 1;
  } else if (change > 0n) {
    comparison.dearer += 1;
    keepLargest(comparison.rises, compared, (each) => each.second - each.first);
  } else {
    comparison.cheaper += 1;
    keepLargest(comparison.falls, compared, (each) => each.first - each.second);
  }
}

/** Of equal ones the earlier added stays in front. */
function keepLargest<Item>(kept: Item[], item: Item, sizeOf: (item: Item) => bigint): void {
  const size = sizeOf(item);
  if (kept.length === KEPT && size <= sizeOf(kept[KEPT - 1]!)) return;
  const place = kept.findIndex((each) => sizeOf(each) < size);
  kept.splice(place === -1 ? kept.length : place, 0, item);
  if (kept.length > KEPT) kept.pop();
}

const PERCENT_STEPS = [50n, 20n, 10n, 5n] as const;

/** The band of a change: a rise of exactly 5 % is still in the band from 0 to 5. */
function bandOf(first: Amount, second: Amount): Band {
  if (first === second) return "same";
  if (first === 0n) return "from_zero";
  const change = second > first ? second - first : first - second;
  const base = first < 0n ? -first : first;
  const step = PERCENT_STEPS.find((percent) => change * 100n > base * percent) ?? 0n;
  return `${second > first ? "above" : "below"}_${step}` as Band;
}

/** The average price of a session, rounded half-up to four decimals; null without sessions. */
export function averageOf(sums: TariffSums, counted: number): Amount | null {
  return counted === 0 ? null : divideHalfUp(sums.revenue, BigInt(counted));
}
