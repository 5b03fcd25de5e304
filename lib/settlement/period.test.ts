import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths } from "@/lib/calendar/calendar";
import {
  firstDayToIssue,
  type IssuePeriod,
  inOrderOfIssuing,
  mayIssue,
  nextState,
  PERIOD_ACTIONS,
  type PeriodSnapshot,
  periodForRecord,
  refusalsToIssue,
  staleFields,
} from "./period";

const snapshot: PeriodSnapshot = {
  revenueRecords: 3,
  revenue: 300_000n,
  partnerShare: 210_000n,
  expenseRecords: 1,
  expenses: 49_900n,
  collections: 2,
  collected: 240_000n,
};
const october: IssuePeriod = { month: "2026-10", state: "draft", drafted: snapshot, current: snapshot };
const conditions = { today: "2026-11-03", cutOffDay: 3, otherPeriods: [] };

describe("the period of a record", () => {
  it.each([
    ["2026-10", null, "2026-10"],
    ["2026-10", "2026-09", "2026-10"],
    ["2026-10", "2026-10", "2026-11"],
    ["2026-08", "2026-10", "2026-11"],
    ["2026-11", "2026-12", "2027-01"],
  ])("[X6] origin %s, last issued %s: %s", (origin, lastIssued, period) => {
    expect(periodForRecord(origin, lastIssued)).toBe(period);
  });

  it("[X6] is never issued and never before its origin month", () => {
    const month = fc.integer({ min: 0, max: 60 }).map((count) => addMonths("2024-01", count));
    fc.assert(
      fc.property(month, fc.option(month), (origin, lastIssued) => {
        const period = periodForRecord(origin, lastIssued);
        expect(period >= origin).toBe(true);
        expect(lastIssued === null || period > lastIssued).toBe(true);
      }),
    );
  });
});

describe("the life of a period", () => {
  it("[A20] goes from open to draft to issued, and never on from there", () => {
    const reached = (state: "open" | "draft" | "issued") => PERIOD_ACTIONS.map((action) => nextState(state, action));
    expect(PERIOD_ACTIONS).toEqual(["draft", "refresh", "discard", "issue"]);
    expect(reached("open")).toEqual(["draft", null, null, null]);
    expect(reached("draft")).toEqual([null, "draft", "open", "issued"]);
    expect(reached("issued")).toEqual([null, null, null, null]);
  });

  it("is issued in order of months", () => {
    const months = ["2026-11", "2025-12", "2026-02"].map((month) => ({ month }));
    expect(inOrderOfIssuing(months).map(({ month }) => month)).toEqual(["2025-12", "2026-02", "2026-11"]);
  });
});

describe("issuing", () => {
  it("[A20] is possible from the cut-off day of the following month on", () => {
    expect(firstDayToIssue("2026-10", 3)).toBe("2026-11-03");
    expect(firstDayToIssue("2026-12", 1)).toBe("2027-01-01");
    expect(mayIssue(october, conditions)).toBe(true);
    expect(refusalsToIssue(october, { ...conditions, today: "2026-11-02" })).toEqual([
      { reason: "before_cut_off", possibleFrom: "2026-11-03" },
    ]);
  });

  it("[X6] refuses a stale draft and names what moved", () => {
    const current = { ...snapshot, revenueRecords: 4, revenue: 310_000n };
    expect(staleFields(snapshot, current)).toEqual(["revenueRecords", "revenue"]);
    expect(refusalsToIssue({ ...october, current }, conditions)).toEqual([
      { reason: "stale", fields: ["revenueRecords", "revenue"] },
    ]);
    for (const field of Object.keys(snapshot) as (keyof PeriodSnapshot)[]) {
      const moved = typeof snapshot[field] === "bigint" ? snapshot[field] + 1n : snapshot[field] + 1;
      expect(staleFields(snapshot, { ...snapshot, [field]: moved })).toEqual([field]);
    }
  });

  it("refuses to overtake an earlier month that is not issued; later ones do not matter", () => {
    const otherPeriods = [
      { month: "2026-09", state: "draft" as const },
      { month: "2026-08", state: "open" as const },
      { month: "2026-07", state: "issued" as const },
      { month: "2026-11", state: "open" as const },
    ];
    const refusals = refusalsToIssue(october, { ...conditions, otherPeriods });
    expect(refusals).toEqual([{ reason: "earlier_period_open", month: "2026-08" }]);
    const later = { month: "2026-11", state: "issued" as const };
    expect(refusalsToIssue(october, { ...conditions, otherPeriods: [later] })).toEqual([
      { reason: "later_period_issued", month: "2026-11" },
    ]);
  });

  it("refuses without a draft, and twice", () => {
    const open = { ...october, state: "open" as const, drafted: null };
    expect(refusalsToIssue(open, conditions)).toEqual([{ reason: "not_drafted" }]);
    expect(refusalsToIssue({ ...october, state: "issued" }, conditions)).toEqual([{ reason: "already_issued" }]);
  });
});
