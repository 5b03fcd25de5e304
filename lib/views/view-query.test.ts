import { describe, expect, it } from "vitest";
import { viewHref, viewQuery } from "./view-query";

describe("viewQuery", () => {
  it("[A27, A29] is the same for the same filters, in any order and on any page of the list", () => {
    const saved = viewQuery({ period: "2026-10", currency: "EUR" });
    expect(saved).toBe("currency=EUR&period=2026-10");
    expect(viewQuery("period=2026-10&after=c1&currency=EUR&view=0198")).toBe(saved);
    expect(viewQuery({ currency: "GBP", period: "2026-10" })).not.toBe(saved);
  });

  it("keeps nothing of what is empty, and of repeated values the first", () => {
    expect(viewQuery({ q: "", period: undefined, site: ["a", "b"] })).toBe("site=a");
  });
});

describe("viewHref", () => {
  it("opens the filters together with the view's name", () => {
    expect(viewHref({ id: "v1", query: "currency=EUR" })).toBe("?currency=EUR&view=v1");
    expect(viewHref({ id: "v1", query: "" })).toBe("?view=v1");
  });
});
