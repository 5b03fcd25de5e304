import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, parseDecimalExact, sum } from "@/lib/money/amount";
import {
  bookingMonth,
  type CollectionEvent,
  collectedOf,
  collectedPartsTowardZero,
  collectedShareTowardZero,
  collectionState,
  dueOf,
  fractionCollected,
  isForPreviousPeriod,
  payableOfCollected,
  reversalOf,
  spreadPayment,
} from "./collected";

const money = parseDecimalExact;
const part = (collected: string, due: string) => fractionCollected(money(collected), money(due));

describe("what is collected", () => {
  it.each([
    ["12.00", "0", "awaited"],
    ["12.00", "0.0001", "partly"],
    ["12.00", "11.9999", "partly"],
    ["12.00", "12.00", "collected"],
    ["12.00", "13.00", "collected"],
    ["12.00", "-1.00", "awaited"],
    ["0", "0", "collected"],
    ["-12.00", "0", "awaited"],
    ["-12.00", "-5.00", "partly"],
    ["-12.00", "-12.00", "collected"],
  ])("[A17, A18] of %s due, %s collected: %s", (due, collected, state) => {
    expect(collectionState(money(due), money(collected))).toBe(state);
  });

  it("is due as invoiced, else gross", () => {
    const cdr = { gross: money("12"), net: money("10") };
    expect(dueOf({ ...cdr, invoiced: null })).toBe(money("12"));
    expect(dueOf({ ...cdr, invoiced: "gross" })).toBe(money("12"));
    expect(dueOf({ ...cdr, invoiced: "net_reverse_charge" })).toBe(money("10"));
  });

  it("[A19] makes the collected part of the share payable, rounded toward zero", () => {
    // 7.00 × 4.00 ÷ 12.00 = 2.33333…
    expect(payableOfCollected([money("7.00")], part("4.00", "12.00"), [])).toBe(money("2.3333"));
    // Another 4.00 arrives: 7.00 × 8 ÷ 12 = 4.6666…, less 2.3333.
    expect(payableOfCollected([money("7.00")], part("8.00", "12.00"), [money("2.3333")])).toBe(money("2.3333"));
    // The rest arrives: the share exactly, less 4.6666.
    const earlier = [money("2.3333"), money("2.3333")];
    expect(payableOfCollected([money("7.00")], part("12.00", "12.00"), earlier)).toBe(money("2.3334"));
    // A difference record raises the share to 7.50; everything is collected already.
    const all = [...earlier, money("2.3334")];
    expect(payableOfCollected([money("7.00"), money("0.50")], part("12", "12"), all)).toBe(money("0.5000"));
    // A chargeback takes everything back.
    expect(payableOfCollected([money("7.00")], part("0", "12"), all)).toBe(money("-7.0000"));
    expect(collectedShareTowardZero(money("-7.00"), part("-4.00", "-12.00"))).toBe(money("-2.3333"));
  });

  it("[A19] has paid exactly the share when everything is collected, whatever came in between", () => {
    const amounts = fc.array(fc.bigInt({ min: -50_000n, max: 200_000n }), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.bigInt({ min: -90_000n, max: 90_000n }),
        fc.bigInt({ min: 1n, max: 120_000n }),
        amounts,
        (share, due, events) => {
          const paid: bigint[] = [];
          let collected = 0n;
          for (const event of [...events, due - sum(events)]) {
            collected += event;
            const payable = payableOfCollected([share], fractionCollected(collected, due), paid);
            paid.push(payable);
            expect(absolute(sum(paid)) <= absolute(share)).toBe(true);
          }
          expect(sum(paid)).toBe(share);
        },
      ),
    );
  });

  it("attributes a collected share to its lines without losing any", () => {
    const shares = ["4.00", "2.00", "-0.25"].map((each) => money(each));
    const parts = collectedPartsTowardZero(shares, part("1", "3"));
    // 5.75 ÷ 3 = 1.91666…; 4.00 ÷ 3, 2.00 ÷ 3, −0.25 ÷ 3 half-up, the remainder to the largest.
    expect(sum(parts)).toBe(money("1.9166"));
    expect(parts).toEqual(["1.3333", "0.6666", "-0.0833"].map((each) => money(each)));
    expect(collectedPartsTowardZero(shares, part("3", "3"))).toEqual(shares);
  });
});

describe("where a collection is booked", () => {
  it.each([
    ["2026-10-31", "2026-10", null, "2026-10"],
    ["2026-11-05", "2026-10", null, "2026-11"],
    ["2026-09-30", "2026-10", null, "2026-10"],
    ["2026-10-31", "2026-10", "2026-10", "2026-11"],
    ["2026-08-31", "2026-07", "2026-10", "2026-11"],
    ["2026-12-31", "2026-07", "2026-10", "2026-12"],
    ["2026-12-31", "2026-07", "2026-12", "2027-01"],
  ])("[A25] value date %s, record of %s, last issued %s: %s", (valueDate, period, lastIssued, expected) => {
    expect(bookingMonth(valueDate, period, lastIssued)).toBe(expected);
    expect(isForPreviousPeriod(period, expected)).toBe(expected !== period);
  });
});

describe("taking a collection back", () => {
  const event: CollectionEvent = {
    id: "one",
    amount: money("12.00"),
    valueDate: "2026-10-31",
    bookingMonth: "2026-10",
    receivedBy: "partner",
    reversesId: null,
  };
  const data = { id: "two", valueDate: "2026-11-20", bookingMonth: "2026-11" };

  it("[A17, A18] is an event of its own that names the other, once", () => {
    const reversal = reversalOf(event, [event], data) as CollectionEvent;
    expect(reversal).toEqual({ ...event, ...data, amount: money("-12.00"), reversesId: "one" });
    expect(collectedOf([event, reversal])).toBe(0n);
    expect(reversalOf(event, [event, reversal], { ...data, id: "three" })).toBe("already_reversed");
    expect(reversalOf(reversal, [event, reversal], { ...data, id: "three" })).toBe("is_a_reversal");
  });
});

describe("a payment over several CDRs", () => {
  it("[X13] is spread pro rata by due, and the settling one leaves nothing open", () => {
    const cdrs = ["10.00", "20.00", "3.33"].map((due) => ({ due: money(due), collected: 0n }));
    const first = spreadPayment(money("10.00"), cdrs);
    // 10 × 10 ÷ 33.33 = 3.00030…; 10 × 20 ÷ 33.33 = 6.00060…; 10 × 3.33 ÷ 33.33 = 0.99909…
    expect(first).toEqual(["3.0003", "6.0006", "0.9991"].map((each) => money(each)));
    const open = cdrs.map((cdr, index) => ({ due: cdr.due, collected: first[index]! }));
    const second = spreadPayment(money("23.33"), open);
    expect(open.map((cdr, index) => collectionState(cdr.due, cdr.collected + second[index]!))).toEqual(
      Array(3).fill("collected"),
    );
  });
});
