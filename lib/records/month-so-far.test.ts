import { describe, expect, it } from "vitest";
import { changeBasisPoints, daysOf, monthSoFar, sameDaysBefore } from "./month-so-far";

describe("the month so far", () => {
  it("goes from the first to today", () => {
    expect(monthSoFar("2026-11-21")).toEqual({ month: "2026-11", from: "2026-11-01", to: "2026-11-21" });
    expect(daysOf({ from: "2026-11-29", to: "2026-12-01" })).toEqual(["2026-11-29", "2026-11-30", "2026-12-01"]);
  });

  it("compares with as many days of the month before, or all of a shorter one", () => {
    expect(sameDaysBefore("2026-11-21")).toMatchObject({ from: "2026-10-01", to: "2026-10-21", count: 21 });
    expect(sameDaysBefore("2026-03-31")).toMatchObject({ from: "2026-02-01", to: "2026-02-28", count: 28 });
    expect(sameDaysBefore("2027-01-01")).toMatchObject({ from: "2026-12-01", to: "2026-12-01", count: 1 });
  });

  it("says the change only where there is something to compare with", () => {
    expect(changeBasisPoints(111n, 100n)).toBe(1_100);
    expect(changeBasisPoints(50n, 100n)).toBe(-5_000);
    expect(changeBasisPoints(5n, 0n)).toBeNull();
    expect(changeBasisPoints(5n, -3n)).toBeNull();
  });
});
