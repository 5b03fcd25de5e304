import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/calendar/calendar";
import { changesBetween, give, type Holding, without } from "./day-ranges";

const held = (holder: string, from: string, until: string | null): Holding => ({ holder, days: { from, until } });

describe("giving days to a holder", () => {
  it("[B27] ends the previous owner's range on the day the next one begins", () => {
    const after = give([held("a", "2026-01-01", null)], { from: "2026-03-15", until: null }, "b");
    expect(after).toEqual([held("a", "2026-01-01", "2026-03-15"), held("b", "2026-03-15", null)]);
  });

  it("leaves both ends to the owner whose range is cut in the middle", () => {
    const after = give([held("a", "2026-01-01", null)], { from: "2026-02-01", until: "2026-03-01" }, "b");
    expect(after).toEqual([
      held("a", "2026-01-01", "2026-02-01"),
      held("b", "2026-02-01", "2026-03-01"),
      held("a", "2026-03-01", null),
    ]);
  });

  it("makes one range of two neighbouring ones of the same owner", () => {
    const after = give([held("a", "2026-01-01", "2026-02-01")], { from: "2026-02-01", until: null }, "a");
    expect(after).toEqual([held("a", "2026-01-01", null)]);
  });

  it("takes the days away when nobody gets them", () => {
    expect(give([held("a", "2026-01-01", null)], { from: "2026-02-01", until: null }, null)).toEqual([
      held("a", "2026-01-01", "2026-02-01"),
    ]);
  });

  it("keeps a range that only touches the days", () => {
    const range = { from: "2026-01-01", until: "2026-02-01" };
    expect(without(range, { from: "2026-02-01", until: null })).toEqual([range]);
  });

  it("names the rows that go and the holdings that come, and nothing that stays", () => {
    const before = [
      { ...held("a", "2026-01-01", "2026-02-01"), id: "1" },
      { ...held("b", "2026-02-01", null), id: "2" },
    ];
    const after = give(before, { from: "2026-05-01", until: null }, "c");
    expect(changesBetween(before, after)).toEqual({
      gone: ["2"],
      come: [held("b", "2026-02-01", "2026-05-01"), held("c", "2026-05-01", null)],
    });
  });

  it("gives every day to exactly whom it was given last", () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays("2026-01-01", n));
    const gift = fc
      .tuple(day, fc.option(fc.integer({ min: 1, max: 30 })), fc.constantFrom("a", "b", null))
      .map(([from, length, holder]) => ({ from, until: length === null ? null : addDays(from, length), holder }));
    fc.assert(
      fc.property(fc.array(gift, { maxLength: 8 }), day, (gifts, asked) => {
        let holdings: Holding[] = [];
        for (const { holder, ...days } of gifts) holdings = give(holdings, days, holder);
        const covers = ({ from, until }: { from: string; until: string | null }) =>
          from <= asked && (until === null || asked < until);
        const last = gifts.filter(covers).at(-1)?.holder ?? null;
        const holders = holdings.filter((holding) => covers(holding.days)).map((holding) => holding.holder);
        expect(holders).toEqual(last === null ? [] : [last]);
      }),
    );
  });
});
