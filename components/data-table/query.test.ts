import { describe, expect, it } from "vitest";
import { hrefWith, pagerLinks } from "./query";

describe("hrefWith", () => {
  it("changes, adds and removes, and goes back to the first page", () => {
    const query = { period: "2026-10", currency: "EUR", after: "c1" };
    expect(hrefWith(query, { currency: "GBP", tab: "open", period: null })).toBe("?currency=GBP&tab=open");
  });

  it("keeps what it does not know, repeated values too", () => {
    expect(hrefWith({ view: ["a", "b"], gone: undefined }, { q: "x y" })).toBe("?view=a&view=b&q=x+y");
  });
});

describe("pagerLinks", () => {
  it("has no first page on the first page", () => {
    expect(pagerLinks({ q: "x" }, { previous: null, next: "c2" })).toEqual({
      first: null,
      previous: null,
      next: "?q=x&after=c2",
    });
  });

  it("replaces one cursor by the other", () => {
    expect(pagerLinks({ q: "x", after: "c1" }, { previous: "c0", next: null })).toEqual({
      first: "?q=x",
      previous: "?q=x&before=c0",
      next: null,
    });
  });
});
