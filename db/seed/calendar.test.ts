import { describe, expect, it } from "vitest";
import { addDays, weekday } from "@/lib/calendar/calendar";
import { demoCalendar, monthToClose } from "./calendar";

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

describe("the demo's calendar", () => {
  it("moves the sessions by whole weeks to end yesterday, whatever the day", () => {
    // 21 November 2026 is a Saturday: the data end on Thursday, 6 September 2018, and yesterday was a Friday.
    expect(demoCalendar(noon("2026-11-21"))).toEqual({
      shiftedByDays: 3003,
      opened: "2026-06-01",
      from: "2026-07-01",
      to: "2026-11-20",
      wholeMonths: ["2026-07", "2026-08", "2026-09", "2026-10"],
      months: ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11"],
    });
  });

  it("takes the month that ended yesterday for whole", () => {
    const calendar = demoCalendar(noon("2027-03-01"));
    expect(calendar.to).toBe("2027-02-28");
    expect(monthToClose(calendar)).toBe("2027-02");
    expect(calendar.months).toEqual(calendar.wholeMonths);
  });

  it("has four whole months on every day of four years", () => {
    for (let day = "2026-01-01"; day < "2030-01-01"; day = addDays(day, 1)) {
      const calendar = demoCalendar(noon(day));
      expect(calendar.to).toBe(addDays(day, -1));
      expect(calendar.shiftedByDays % 7).toBe(0);
      expect(calendar.wholeMonths).toHaveLength(4);
      const lastDataDay = addDays(calendar.to, -calendar.shiftedByDays);
      expect(weekday(lastDataDay)).toBe(weekday(calendar.to));
      expect(lastDataDay > "2018-08-30" && lastDataDay <= "2018-09-06").toBe(true);
    }
  });
});
