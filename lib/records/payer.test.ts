import { describe, expect, it } from "vitest";
import { type PayerFacts, payerIsFixed, payerOf } from "./payer";

const nothing: PayerFacts = { paidOnTheSpot: false, tokenIssuer: null, contractEmpId: null, sourceDefault: null };
const partner = { kind: "partner", companyId: "kingsway" } as const;

describe("who pays", () => {
  // Each row adds a fact that comes earlier in D1 and therefore wins over all rows above it.
  const ladder: [Partial<PayerFacts>, ReturnType<typeof payerOf>["reason"], string, string | null][] = [
    [{}, "nobody", "unknown", null],
    [{ sourceDefault: { payer: "own_driver" } }, "source_default", "own_driver", null],
    [{ contractEmpId: "emp-by-contract" }, "emp_contract", "roaming", "emp-by-contract"],
    [{ tokenIssuer: { kind: "emp", companyId: "emp-by-token" } }, "emp_token", "roaming", "emp-by-token"],
    [{ tokenIssuer: { kind: "organization", companyId: "us" } }, "own_token", "own_driver", null],
    [{ tokenIssuer: partner }, "partner_token", "internal", "kingsway"],
    [{ paidOnTheSpot: true }, "paid_on_the_spot", "ad_hoc", null],
  ];
  it.each(ladder.map((row, index) => [row[1], index] as const))("[A14, A17, A18] first %s", (_, index) => {
    const facts: PayerFacts = Object.assign({}, nothing, ...ladder.slice(0, index + 1).map(([fact]) => fact));
    const [, reason, payer, companyId] = ladder[index]!;
    expect(payerOf(facts)).toEqual({ payer, companyId, reason, collectedAtOnce: payer === "ad_hoc" });
  });

  it("takes the company that a source names", () => {
    expect(payerOf({ ...nothing, sourceDefault: { payer: "internal", companyId: "kingsway" } })).toMatchObject({
      payer: "internal",
      companyId: "kingsway",
    });
    expect(payerOf({ ...nothing, sourceDefault: { payer: "ad_hoc" } }).collectedAtOnce).toBe(true);
  });

  it("is fixed once the CDR is invoiced or collected", () => {
    expect(payerIsFixed({ invoiced: false, collected: false })).toBeNull();
    expect(payerIsFixed({ invoiced: true, collected: true })).toBe("invoiced");
    expect(payerIsFixed({ invoiced: false, collected: true })).toBe("collected");
  });
});
