import { describe, expect, it } from "vitest";
import { parseTerms, type StoredTerms } from "./terms";
import { changedSentences } from "./version-changes";

const share = { acBasisPoints: 5000, dcBasisPoints: 5000 };
const terms = (rest: Partial<Extract<StoredTerms, { kind: "revenue_share" }>> = {}) =>
  parseTerms({ kind: "revenue_share", share, ...rest });

describe("what a version changes", () => {
  it("[A5] pairs what held with what holds, also when it is said in another way", () => {
    const changes = changedSentences(
      terms({ monthly: { cap: "900" } }),
      terms({ share: { acBasisPoints: 5000, dcBasisPoints: 6000 }, basis: "collected", monthly: { cap: "950" } }),
    );
    expect(changes.map(({ before, after }) => [before?.key, after?.key])).toEqual([
      ["share", "shareByPowerType"],
      ["basisGenerated", "basisCollected"],
      ["cap", "cap"],
    ]);
    expect(changes[2]).toMatchObject({
      before: { params: { amount: "900.0000" } },
      after: { params: { amount: "950.0000" } },
    });
  });

  it("tells rates of different days, recipients and bands apart", () => {
    const rate = (from: string, perKwh: string) => ({ from, perKwh });
    const before = terms({ electricity: { rates: [rate("2026-01-01", "0.20")] } });
    const after = terms({ electricity: { rates: [rate("2026-01-01", "0.20"), rate("2026-07-01", "0.25")] } });
    expect(changedSentences(before, after)).toEqual([
      { before: null, after: { key: "electricityDeducted", params: { from: "2026-07-01", ratePerKwh: "0.250000" } } },
    ]);
    expect(changedSentences(after, before)).toMatchObject([{ before: { key: "electricityDeducted" }, after: null }]);
  });

  it("has nothing to say about terms that are the same", () => {
    expect(changedSentences(terms(), terms())).toEqual([]);
  });
});
