import { expect, it } from "vitest";
import { communityDiscountsOf, discountOn, withDiscount } from "./community-discount";

it("[B19, B21] holds from its day on; before it what held before, and nothing at first", () => {
  const discounts = withDiscount([{ from: "2026-01-01", basisPoints: 1000 }], {
    from: "2026-07-01",
    basisPoints: 1500,
  });
  expect(["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01"].map((day) => discountOn(discounts, day))).toEqual([
    0, 1000, 1000, 1500,
  ]);
});

it("[B22] overwrites what was to follow, and keeps nothing that changes nothing", () => {
  const known = communityDiscountsOf({ communityDiscounts: [{ from: "2026-01-01", basisPoints: 1000 }] });
  expect(withDiscount(known, { from: "2025-06-01", basisPoints: 500 })).toEqual([
    { from: "2025-06-01", basisPoints: 500 },
  ]);
  expect(withDiscount(known, { from: "2026-03-01", basisPoints: 1000 })).toEqual(known);
  expect(communityDiscountsOf({})).toEqual([]);
});
