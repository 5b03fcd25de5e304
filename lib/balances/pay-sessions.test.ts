import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDecimal, parseDecimalExact, sum } from "@/lib/money/amount";
import { type OwedSession, payFromBalance, restOfRevenue, type SettledSession, type TopUp } from "./pay-sessions";

const d = parseDecimalExact;
const day = (n: number) => n * 86_400_000;
const topUp = (at: number, amount: string): TopUp => ({ at: day(at), amount: d(amount) });
const session = (key: string, end: number, due: string, originalKey: string | null = null): OwedSession => ({
  key,
  endAt: day(end),
  due: d(due),
  originalKey,
});
const words = (paid: Map<string, bigint>) =>
  Object.fromEntries([...paid].map(([key, amount]) => [key, formatDecimal(amount)]));

describe("payFromBalance", () => {
  it("[A16] pays in order of end as far as the balance reaches, whatever order the sessions came in", () => {
    // 20 on day 1: b ends first and takes 12, a finds 8 of its 12, nothing is left for c.
    const sessions = [session("a", 5, "12"), session("c", 6, "3"), session("b", 2, "12")];
    expect(words(payFromBalance([topUp(1, "20")], [], sessions))).toEqual({ b: "12.0000", a: "8.0000", c: "0.0000" });
  });

  it("[A16] a top-up pays nothing that ended before it", () => {
    const paid = payFromBalance([topUp(3, "20")], [], [session("a", 2, "5"), session("b", 4, "5")]);
    expect(words(paid)).toEqual({ a: "0.0000", b: "5.0000" });
  });

  it("never spends again what an issued month used up, though it ended later", () => {
    // 20 − 15 of the issued session leave 5 for the late one, which ended before it.
    const issued: SettledSession[] = [{ ...session("x", 9, "15"), paid: d("15") }];
    expect(words(payFromBalance([topUp(1, "20")], issued, [session("late", 2, "12")]))).toEqual({ late: "5.0000" });
  });

  it("gives back what was paid for a credited session, and the next one has it", () => {
    const sessions = [session("a", 2, "12"), session("credit", 3, "-12", "a"), session("b", 4, "12")];
    expect(words(payFromBalance([topUp(1, "10")], [], sessions))).toEqual({
      a: "10.0000",
      credit: "-10.0000",
      b: "10.0000",
    });
  });

  it("gives back of a session that became cheaper only what was paid beyond its new price", () => {
    // Paid 10 of 12; now 11 are due: nothing goes back. Then 4: 10 − 4 = 6 go back.
    const sessions = [session("a", 2, "12"), session("d1", 3, "-1", "a"), session("d2", 4, "-7", "a")];
    expect(words(payFromBalance([topUp(1, "10")], [], sessions))).toEqual({
      a: "10.0000",
      d1: "0.0000",
      d2: "-6.0000",
    });
  });

  it("gives back all that was paid for a session and for its issued difference, once both are credited", () => {
    // 12 and 3 were paid in an issued month; the credit of 15 gives 15 back.
    const issued = [
      { ...session("a", 2, "12"), paid: d("12") },
      { ...session("a~d1", 2, "3", "a"), paid: d("3") },
    ];
    expect(words(payFromBalance([topUp(1, "20")], issued, [session("credit", 3, "-15", "a")]))).toEqual({
      credit: "-15.0000",
    });
    // 6 of 12 were paid; an issued difference of −4 left 8 owed, so that the credit of those gives the 6 back.
    const partly = [
      { ...session("a", 2, "12"), paid: d("6") },
      { ...session("a~d1", 2, "-4", "a"), paid: 0n },
    ];
    expect(words(payFromBalance([topUp(1, "6")], partly, [session("credit", 3, "-8", "a")]))).toEqual({
      credit: "-6.0000",
    });
  });

  it("pays nothing after a top-up was taken back", () => {
    const paid = payFromBalance([topUp(1, "20"), topUp(2, "-20")], [], [session("a", 1, "5"), session("b", 3, "5")]);
    expect(words(paid)).toEqual({ a: "0.0000", b: "0.0000" });
  });

  const amounts = fc.bigInt({ min: 1n, max: 500_000n });
  const days = fc.integer({ min: 0, max: 30 });
  const topUps = fc.array(fc.record({ at: days, amount: amounts }), { maxLength: 6 });
  const owed = fc.uniqueArray(
    fc.record({ key: fc.uuid(), endAt: days, due: amounts, originalKey: fc.constant(null) }),
    { maxLength: 20, selector: (one) => one.key },
  );

  it("never overdraws, never pays more than is due, and does not depend on the order of arrival", () => {
    fc.assert(
      fc.property(topUps, owed, (added, sessions) => {
        const paid = payFromBalance(added, [], sessions);
        for (const { key, due } of sessions) {
          expect(paid.get(key)! >= 0n && paid.get(key)! <= due).toBe(true);
        }
        for (let at = 0; at <= 30; at++) {
          const came = sum(added.filter((one) => one.at <= at).map((one) => one.amount));
          const went = sum(sessions.filter((one) => one.endAt <= at).map((one) => paid.get(one.key)!));
          expect(went <= came).toBe(true);
        }
        expect(payFromBalance(added.toReversed(), [], sessions.toReversed())).toEqual(paid);
      }),
    );
  });

  it("leaves a session unpaid only when the balance is used up", () => {
    fc.assert(
      fc.property(topUps, owed, (added, sessions) => {
        const paid = payFromBalance(added, [], sessions);
        const inOrder = [...sessions].sort((a, b) => a.endAt - b.endAt || (a.key < b.key ? -1 : 1));
        let spent = 0n;
        for (const { key, endAt, due } of inOrder) {
          const came = sum(added.filter((one) => one.at <= endAt).map((one) => one.amount));
          spent += paid.get(key)!;
          if (paid.get(key)! < due) expect(came - spent).toBe(0n);
        }
      }),
    );
  });
});

describe("restOfRevenue", () => {
  it("is the part of the revenue that stands against what is still due", () => {
    // 10.00 net, 12.00 gross, 5.00 paid: 10.00 − 10.00 × 5 ÷ 12 = 10.00 − 4.1667 = 5.8333.
    expect(formatDecimal(restOfRevenue(d("10"), d("12"), d("5")))).toBe("5.8333");
    expect(restOfRevenue(d("10"), d("12"), d("12"))).toBe(0n);
    expect(restOfRevenue(d("10"), d("12"), 0n)).toBe(d("10"));
  });

  it("of a credit is minus that of its original", () => {
    expect(restOfRevenue(d("-10"), d("-12"), d("-5"))).toBe(-restOfRevenue(d("10"), d("12"), d("5")));
  });
});
