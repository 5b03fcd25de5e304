/**
 * The prices of one session over time (D9). A price that a live document or an issued report states never moves:
 * a later one is written as a difference CDR beside the original. Original and differences are a chain, and the
 * price of the session is their sum.
 */
import type { Cdr } from "@/lib/cdrs/cdr";
import { sum } from "@/lib/money/amount";
import { COMPONENTS, type PricedComponent } from "@/lib/rating/types";
import type { PricedOriginal } from "./cdr-context";

/** A price as a CDR has it. */
export type Price = PricedOriginal;

/** What one link of the chain was priced from. */
export type Priced = {
  content: Cdr;
  /** Hexadecimal content hash, by which the source's next delivery is recognised (D20). */
  hash: string;
  /** The price of the session after this link; null while it has none. */
  price: Price | null;
};

/** The original (first) or a difference. `isStated`: a live document or an issued report names its amount. */
export type Link = Priced & { isStated: boolean };

/** The id of the n-th difference of a CDR, from 1: the same whoever writes it. */
export function differenceCdrId(originalId: string, n: number): string {
  return `${originalId}~d${n}`;
}

/**
 * What each link says once the session is priced as it is today. Links up to the last stated one keep their price;
 * the next one, a new one if there is none, takes the difference; what stands behind it takes nothing.
 * A price that cannot be compared (none, or in another currency) does not replace one that is stated.
 * @returns at least one, in order; one more than given when a difference has to be written.
 */
export function chainToday(links: readonly Link[], today: Priced): Priced[] {
  const stated = links.findLastIndex((link) => link.isStated);
  if (stated < 0) return links.map(() => today);
  const standing = links[stated]!.price!;
  const now = comparable(standing, today.price) ? today : { ...today, price: links.at(-1)!.price };
  const kept = links.slice(0, stated + 1);
  const open = links.slice(stated + 1);
  // The content may change without the price: the stated link then says so itself.
  if (samePrice(now.price!, standing)) {
    const last = { ...now, price: standing };
    return [...kept.slice(0, -1), last, ...open.map(() => last)];
  }
  return [...kept, ...(open.length > 0 ? open.map(() => now) : [now])];
}

/** Whether today's price leaves a stated one as it is because the two cannot be compared. */
export function isKept(links: readonly Link[], today: Priced): boolean {
  const stated = links.findLast((link) => link.isStated);
  return stated !== undefined && !comparable(stated.price!, today.price);
}

function comparable(standing: Price, next: Price | null): next is Price {
  return next !== null && next.currency === standing.currency;
}

/** The same amounts on the same components and VAT rates. */
export function samePrice(a: Price, b: Price): boolean {
  return a.currency === b.currency && a.gross === b.gross && priceDifference(a, b).components.length === 0;
}

/** What `after` adds to `before`; explained as `after` is. Both have one currency. */
export function priceDifference(after: Price, before: Price): Price {
  return addUp(after, [
    [after, 1n],
    [before, -1n],
  ]);
}

/** The price of a session whose chain has these links, in order; explained as the last one is. */
export function priceOfChain(links: readonly Price[]): Price {
  return addUp(
    links.at(-1)!,
    links.map((link) => [link, 1n]),
  );
}

function addUp(like: Price, prices: readonly (readonly [Price, bigint])[]): Price {
  const components = addComponents(
    prices.flatMap(([price, sign]) => price.components.map((one) => [one, sign] as const)),
  );
  const isKnown = prices.every(([price]) => price.vat !== null);
  const revenue = sum(prices.map(([price, sign]) => sign * price.revenue));
  const vat = isKnown ? sum(prices.map(([price, sign]) => sign * price.vat!)) : null;
  return { ...like, components, revenue, vat, gross: vat === null ? null : revenue + vat };
}

/** By component and VAT rate, in the order of components; what comes to nothing is left out. */
function addComponents(signed: readonly (readonly [PricedComponent, bigint])[]): PricedComponent[] {
  const sums = new Map<string, PricedComponent>();
  for (const [one, sign] of signed) {
    const key = `${one.component} ${one.vatBasisPoints}`;
    const known = sums.get(key) ?? { ...one, quantity: 0n, amount: 0n, vat: 0n };
    sums.set(key, {
      ...known,
      quantity: known.quantity + sign * one.quantity,
      amount: known.amount + sign * one.amount,
      vat: known.vat === null || one.vat === null ? null : known.vat + sign * one.vat,
    });
  }
  return [...sums.values()]
    .filter((one) => one.amount !== 0n || (one.vat ?? 0n) !== 0n)
    .sort((a, b) => COMPONENTS.indexOf(a.component) - COMPONENTS.indexOf(b.component));
}
