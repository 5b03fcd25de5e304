import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTerms } from "@/lib/contracts/terms";
import { checkWaterfall } from "@/lib/contracts/waterfall";
import { type Amount, roundHalfUpToMinorUnit, sum } from "@/lib/money/amount";
import { fractionCollected } from "@/lib/records/collected";
import type { MonthTerm } from "@/lib/records/origins";
import { type ContractMonthFacts, settleContractMonth } from "./contract-month";
import { monthTerms, payableMonthTerms } from "./month-terms";

const share = { acBasisPoints: 7000, dcBasisPoints: 7000 };
const { monthly } = parseTerms({
  kind: "revenue_share",
  share,
  monthly: {
    tiers: {
      measure: "revenue",
      bands: [
        { above: "100", extraBasisPoints: 333 },
        { above: "250", extraBasisPoints: 1250 },
      ],
    },
    cap: "400",
    guarantee: "150",
  },
});

/** What stands of an origin month at the end of a period: sessions come late, are credited, are paid. */
const standing = fc.record({
  revenue: fc.bigInt({ min: 0n, max: 8_000_000n }),
  collected: fc.bigInt({ min: 0n, max: 6_000_000n }),
  basis: fc.constantFrom("generated" as const, "collected" as const),
});

function monthOf(revenue: Amount) {
  const generated = roundHalfUpToMinorUnit((revenue * 7n) / 10n, "EUR");
  return { currency: "EUR", revenue, energyKwh: 0n, share: generated, daysOwned: 31, daysInMonth: 31 };
}

describe("the month terms of a contract month, period after period", () => {
  it("[X4, X6] add up to what they come to in the end, whatever came in between; so does what is payable", () => {
    fc.assert(
      fc.property(fc.array(standing, { minLength: 1, maxLength: 6 }), (periods) => {
        const booked = new Map<MonthTerm, { amount: Amount; recordId: string }>();
        const paid = new Map<MonthTerm, Amount>();
        for (const { revenue, collected, basis } of periods) {
          const month = monthOf(revenue);
          const facts: ContractMonthFacts = {
            ...{ contractId: "c", contract: "Contract", contractVersion: { id: "v", number: 1 } },
            ...{ originMonth: "2026-10", basis, monthly, month, booked, paid },
            collected: fractionCollected(collected, month.share),
          };
          for (const settled of settleContractMonth(facts)) {
            expect(checkWaterfall(settled.steps)).toBe(settled.amount);
            const { term, amount, collectedNow, collectedBefore } = settled;
            booked.set(term, { amount: (booked.get(term)?.amount ?? 0n) + amount, recordId: "r" });
            paid.set(term, (paid.get(term) ?? 0n) + collectedNow + collectedBefore);
          }
          const terms = monthTerms(monthly, month);
          const payable = basis === "generated" ? terms : payableMonthTerms(terms, facts.collected);
          for (const term of ["tier", "cap", "guarantee"] as const) {
            expect(booked.get(term)?.amount ?? 0n).toBe(terms[term]);
            expect(paid.get(term) ?? 0n).toBe(payable[term]);
          }
          const total = month.share + sum(Object.values(terms));
          expect(total >= 1_500_000n && total <= 4_000_000n).toBe(true);
        }
      }),
    );
  });

  it("[X1] tells each band of a tier with what lies within it", () => {
    const [tier] = settleContractMonth({
      ...{ contractId: "c", contract: "Contract", contractVersion: { id: "v", number: 2 } },
      ...{ originMonth: "2026-10", basis: "generated", monthly, month: monthOf(3_000_001n) },
      ...{ booked: new Map(), paid: new Map(), collected: fractionCollected(0n, 0n) },
    });
    // 150.00 × 3.33 % = 4.995; 50.0001 × 12.5 % = 6.2500125 → 6.25; together 11.245 → 11.25
    expect(tier!.steps.map(({ key, amount, params }) => [key, amount, params.of ?? null])).toEqual([
      ["tierRevenue", "0.0000", "300.0001"],
      ["revenueBand", "4.9950", "150.0000"],
      ["revenueBand", "6.2500", "50.0001"],
      ["minorUnit", "0.0050", null],
      ["partnerGets", "11.2500", null],
    ]);
  });
});
