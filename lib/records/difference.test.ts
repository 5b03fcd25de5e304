import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleContract, examplePrices, exampleSession } from "@/lib/contracts/session-examples";
import { split } from "@/lib/contracts/split";
import { parseDecimalExact, sum } from "@/lib/money/amount";
import { changeBy, differenceRecords, type StandingRecord } from "./difference";
import { partsOf, type RecordAmounts } from "./line";

const money = parseDecimalExact;

/** The record of 20 kWh energy at a price, of which the partner has a percentage. */
function record(partnerId: string, price: string, basisPoints = 5000): RecordAmounts {
  const share = { acBasisPoints: basisPoints, dcBasisPoints: 0 };
  const terms = { kind: "revenue_share", share, sessionFee: { ac: "0.10", dc: "0" } } as const;
  const session = exampleSession(examplePrices({ energy: price }));
  const result = split(session, exampleContract<"revenue_share">(terms));
  const { revenue, partnerShare, operatorShare } = result;
  return { partnerId, revenue, partnerShare, operatorShare, energyKwh: session.energyKwh, parts: partsOf(result) };
}
const standing = (id: string, amounts: RecordAmounts): StandingRecord => ({ ...amounts, id });

describe("difference records", () => {
  it("[X6] states what a corrected price changes, and names the original", () => {
    const [difference, ...others] = differenceRecords([standing("one", record("a", "10.00"))], [record("a", "12.00")]);
    expect(others).toEqual([]);
    // 12.00 − 10.00; (6.00 − 0.10) − (5.00 − 0.10); the energy is the same, so is the fee.
    expect(difference).toEqual({
      partnerId: "a",
      kind: "difference",
      originalId: "one",
      revenue: money("2.00"),
      partnerShare: money("1.00"),
      operatorShare: money("1.00"),
      energyKwh: 0n,
      parts: [{ line: "energy", vatBasisPoints: 2000, revenue: money("2.00"), partnerShare: money("1.00") }],
    });
  });

  it("[X6] takes everything back from a former owner and gives the new one a late record", () => {
    const before = record("former", "10.00");
    const after = record("new", "10.00", 7000);
    expect(differenceRecords([standing("one", before)], [after])).toEqual([
      {
        partnerId: "former",
        kind: "reversal",
        originalId: "one",
        revenue: -before.revenue,
        partnerShare: -before.partnerShare,
        operatorShare: -before.operatorShare,
        energyKwh: -before.energyKwh,
        parts: before.parts.map((part) => ({ ...part, revenue: -part.revenue, partnerShare: -part.partnerShare })),
      },
      { ...after, kind: "late", originalId: null },
    ]);
  });

  it("writes nothing when nothing changed", () => {
    expect(differenceRecords([standing("one", record("a", "10.00"))], [record("a", "10.00")])).toEqual([]);
    expect(differenceRecords([], [])).toEqual([]);
  });

  it("[X6] leaves the records of a CDR at what is right, after any number of changes", () => {
    const price = fc.bigInt({ min: 0n, max: 500_000n });
    const change = fc.option(fc.record({ partnerId: fc.constantFrom("a", "b", "c"), price, percent: fc.nat(10_000) }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const records: StandingRecord[] = [];
        for (const [step, each] of changes.entries()) {
          const target = each ? [record(each.partnerId, String(each.price), each.percent)] : [];
          for (const added of differenceRecords(records, target)) {
            if (added.kind !== "late") expect(records.some((known) => known.id === added.originalId)).toBe(true);
            records.push({ ...added, id: `${step} ${added.partnerId}` });
          }
          for (const partnerId of ["a", "b", "c"]) {
            const own = records.filter((known) => known.partnerId === partnerId);
            const right = target.find((known) => known.partnerId === partnerId);
            expect(sum(own.map((known) => known.revenue))).toBe(right?.revenue ?? 0n);
            expect(sum(own.map((known) => known.partnerShare))).toBe(right?.partnerShare ?? 0n);
            expect(sum(own.map((known) => known.energyKwh))).toBe(right?.energyKwh ?? 0n);
          }
        }
      }),
    );
  });

  it("refuses a record that does not add up", () => {
    const right = record("a", "10.00");
    for (const wrong of [
      { ...right, operatorShare: right.operatorShare + 1n },
      { ...right, parts: right.parts.slice(1) },
      { ...right, parts: right.parts.slice(0, 1) },
    ]) {
      expect(() => differenceRecords([], [wrong])).toThrow("record of a");
      expect(() => differenceRecords([standing("one", wrong)], [])).toThrow("record of a");
    }
  });

  it("replaces records until their period is issued", () => {
    expect([changeBy("open"), changeBy("draft"), changeBy("issued")]).toEqual(["replace", "replace", "difference"]);
  });
});
