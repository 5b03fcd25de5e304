import { describe, expect, it } from "vitest";
import { lastDayForNotice, type Renewal, renewedEnd } from "./renewal";

/** Until December 2026, then twelve months more, with three months' notice. */
const yearly: Renewal = { endsIn: "2026-12", renewalMonths: 12, noticeMonths: 3, noticeGivenOn: null };

describe("a contract that renews", () => {
  it("[A40] moves its end on the day after the last one for notice", () => {
    // December less three months is September.
    expect(lastDayForNotice(yearly)).toBe("2026-09-30");
    expect(renewedEnd(yearly, "2026-09-30")).toBeNull();
    expect(renewedEnd(yearly, "2026-10-01")).toBe("2027-12");
  });

  it("does nothing twice: the new end has its own day", () => {
    expect(renewedEnd({ ...yearly, endsIn: "2027-12" }, "2026-10-01")).toBeNull();
  });

  it("adds every term that was missed while nothing ran", () => {
    // Days for notice: 2026-09-30, 2027-09-30, 2028-09-30.
    expect(renewedEnd(yearly, "2028-10-01")).toBe("2029-12");
  });

  it("goes on after its last day when no notice is agreed, in short months too", () => {
    const monthly = { ...yearly, endsIn: "2028-02", renewalMonths: 1, noticeMonths: 0 };
    expect(lastDayForNotice(monthly)).toBe("2028-02-29");
    expect(renewedEnd(monthly, "2028-02-29")).toBeNull();
    expect(renewedEnd(monthly, "2028-03-01")).toBe("2028-03");
  });

  it("ends when notice was given, when no term is agreed, and never where there is no end", () => {
    for (const change of [{ noticeGivenOn: "2026-09-30" }, { renewalMonths: null }, { endsIn: null }]) {
      expect(renewedEnd({ ...yearly, ...change }, "2030-01-01")).toBeNull();
    }
  });
});
