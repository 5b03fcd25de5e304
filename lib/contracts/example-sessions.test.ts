import { expect, it } from "vitest";
import { workedExamples } from "./example-sessions";
import { parseTerms } from "./terms";

it("[A5] [A9] [A10] works an AC and a DC session through the contract", () => {
  const terms = parseTerms({ kind: "revenue_share", share: { acBasisPoints: 7000, dcBasisPoints: 5000 } });
  const examples = workedExamples(terms, 1, "2026-06-15");
  // AC: 20 kWh × 0.45 = 9.00, 70 % = 6.30; DC: 30 kWh × 0.60 = 18.00, 50 % = 9.00
  expect(examples.map(({ powerType, split }) => [powerType, split.revenue, split.partnerShare])).toEqual([
    ["AC", 90_000n, 63_000n],
    ["DC", 180_000n, 90_000n],
  ]);
});

it("shows none for a purchase price", () => {
  expect(workedExamples(parseTerms({ kind: "purchase_price" }), 1, "2026-06-15")).toEqual([]);
});
