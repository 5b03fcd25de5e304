import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cdr } from "@/lib/cdrs/cdr";
import type { PricedComponent } from "@/lib/rating/types";
import { chainToday, isKept, type Link, type Price, priceDifference, priceOfChain, samePrice } from "./price-chain";

const component = (name: PricedComponent["component"], amount: bigint, vat: bigint | null): PricedComponent => ({
  component: name,
  vatBasisPoints: 2000,
  quantity: amount,
  amount,
  vat,
});
function price(components: PricedComponent[], currency = "GBP"): Price {
  const revenue = components.reduce((sum, one) => sum + one.amount, 0n);
  const isKnown = components.every((one) => one.vat !== null);
  const vat = isKnown ? components.reduce((sum, one) => sum + one.vat!, 0n) : null;
  const gross = vat === null ? null : revenue + vat;
  return { tariffVersionId: null, currency, components, revenue, vat, gross, trace: [] };
}
const energy = (amount: bigint) => price([component("energy", amount, amount / 5n)]);
const content = (text: string) => ({ remark: text }) as unknown as Cdr;
const link = (amount: bigint, isStated: boolean, text = "old"): Link => ({
  content: content(text),
  hash: text,
  price: energy(amount),
  isStated,
});
const today = (amount: bigint, text = "old") => ({ content: content(text), hash: text, price: energy(amount) });
/** Revenue after each link, and what its content is. */
const told = (chain: readonly { price: Price | null; hash: string }[]) =>
  chain.map((one) => `${one.price?.revenue} ${one.hash}`);

describe("a session's chain of prices", () => {
  it("is replaced as long as nothing states it", () => {
    expect(told(chainToday([link(100n, false)], today(150n, "new")))).toEqual(["150 new"]);
  });

  it("keeps what is stated and takes the difference in one link behind it", () => {
    expect(told(chainToday([link(100n, true)], today(150n, "new")))).toEqual(["100 old", "150 new"]);
    expect(told(chainToday([link(100n, true), link(150n, false)], today(80n)))).toEqual(["100 old", "80 old"]);
    const both = [link(100n, true), link(150n, true)];
    expect(told(chainToday(both as [Link, ...Link[]], today(80n)))).toEqual(["100 old", "150 old", "80 old"]);
  });

  it("keeps an original whose document is gone while a later difference is stated", () => {
    const freed: [Link, ...Link[]] = [link(100n, false), link(150n, true)];
    expect(told(chainToday(freed, today(80n)))).toEqual(["100 old", "150 old", "80 old"]);
  });

  it("writes nothing for another content at the stated price: the stated link says so itself", () => {
    expect(told(chainToday([link(100n, true)], today(100n, "new")))).toEqual(["100 new"]);
    expect(told(chainToday([link(100n, true), link(150n, false)], today(100n, "new")))).toEqual(["100 new", "100 new"]);
  });

  it("keeps a stated price that today's cannot be compared with", () => {
    const links = [link(100n, true)] as const;
    const none = { ...today(0n, "new"), price: null };
    expect(told(chainToday(links, none))).toEqual(["100 new"]);
    const other = { ...today(0n), price: price([component("energy", 90n, 18n)], "EUR") };
    expect(told(chainToday(links, other))).toEqual(["100 old"]);
    expect([isKept(links, none), isKept(links, other), isKept(links, today(90n))]).toEqual([true, true, false]);
    expect(isKept([link(100n, false)], none)).toBe(false);
  });

  it("changes nothing when it is looked at again", () => {
    const amounts = fc.array(fc.tuple(fc.bigInt(1n, 99n), fc.boolean()), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(amounts, fc.bigInt(1n, 99n), (links, amount) => {
        const chain = links.map(([one, isStated]) => link(one, isStated)) as [Link, ...Link[]];
        const once = chainToday(chain, today(amount));
        const twice = chainToday(
          once.map((one, i) => ({ ...one, isStated: chain[i]?.isStated ?? false })) as [Link],
          today(amount),
        );
        expect(told(twice)).toEqual(told(once));
        expect(once.at(-1)!.price!.revenue).toBe(amount);
      }),
    );
  });
});

describe("the difference of two prices", () => {
  it("stands on the components that differ, and adds up again", () => {
    const before = price([component("energy", 400n, 80n), component("session", 50n, 10n)]);
    const after = price([component("energy", 480n, 96n), component("session", 50n, 10n), component("time", 7n, 1n)]);
    const difference = priceDifference(after, before);
    expect(difference).toMatchObject({ revenue: 87n, vat: 17n, gross: 104n });
    expect(difference.components.map((one) => [one.component, one.amount, one.vat])).toEqual([
      ["energy", 80n, 16n],
      ["time", 7n, 1n],
    ]);
    expect(samePrice(priceOfChain([before, difference]), after)).toBe(true);
  });

  it("knows no gross when either price knows none", () => {
    const unknown = price([component("energy", 400n, null)]);
    expect(priceDifference(unknown, energy(100n))).toMatchObject({ revenue: 300n, vat: null, gross: null });
  });
});
