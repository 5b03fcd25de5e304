import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMonths,
  daysBetween,
  daysInMonth,
  monthOf,
  readLocal,
  startOfDay,
  startOfMonth,
  weekday,
  zoneOffset,
} from "./calendar";
import { readCommonUtc } from "./iso";

describe("timestamps in their common form", () => {
  it("are what Date.parse says, with or without milliseconds and Z", () => {
    const instant = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(instant, fc.boolean(), fc.boolean(), (at, withMilliseconds, withZ) => {
        const iso = new Date(withMilliseconds ? at : Math.floor(at / 1000) * 1000).toISOString();
        const text = withMilliseconds ? iso.slice(0, 23) : iso.slice(0, 19);
        expect(readCommonUtc(withZ ? `${text}Z` : text)).toBe(Date.parse(iso));
      }),
    );
  });
  it.each([
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T10:60:00Z",
    "2026-03-01 10:00:00Z",
    "2026-03-01T10:00:00+01:00",
    "2026-03-01T10:00Z",
    "2026-03-01T10:00:00.5Z",
    "2026-03-01T10:00:00.12xZ",
    "20x6-03-01T10:00:00Z",
    "",
  ])("leave %s to a slower reader", (text) => {
    expect(readCommonUtc(text)).toBeNull();
  });
});

describe("months and instants", () => {
  it("gives a session that ends at local midnight to the new month", () => {
    expect(monthOf(Date.parse("2018-05-31T22:59:59Z"), "Europe/London")).toBe("2018-05");
    expect(monthOf(Date.parse("2018-05-31T23:00:00Z"), "Europe/London")).toBe("2018-06");
  });
  it("finds the skipped and the repeated hour of London", () => {
    expect(readLocal("2018-03-25T01:30", "Europe/London").kind).toBe("skipped");
    expect(readLocal("2017-10-29T01:30", "Europe/London")).toEqual({
      kind: "repeated",
      first: Date.parse("2017-10-29T00:30:00Z"),
      second: Date.parse("2017-10-29T01:30:00Z"),
    });
    expect(readLocal("2018-03-25T02:00", "Europe/London")).toEqual({
      kind: "once",
      at: Date.parse("2018-03-25T01:00:00Z"),
    });
  });
  it("starts a day whose midnight is skipped at its first instant", () => {
    expect(new Date(startOfDay("2018-11-04", "America/Sao_Paulo")).toISOString()).toBe("2018-11-04T03:00:00.000Z");
  });
  it("counts days and months across years and leap days", () => {
    expect(addMonths("2023-11", 3)).toBe("2024-02");
    expect(daysInMonth("2024-02")).toBe(29);
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(weekday("2026-11-22")).toBe(7);
  });
  it("round-trips every instant through its local reading", () => {
    const zone = fc.constantFrom(
      "Europe/London",
      "Europe/Zurich",
      "America/Sao_Paulo",
      "Australia/Lord_Howe",
      "Etc/UTC",
    );
    fc.assert(
      fc.property(zone, fc.integer({ min: 1.2e9, max: 1.9e9 }), (tz, seconds) => {
        const at = seconds * 1000;
        const reading = readLocal(new Date(at + zoneOffset(tz, at)).toISOString().slice(0, 19), tz);
        expect(
          reading.kind === "repeated" ? [reading.first, reading.second] : [reading.kind === "once" && reading.at],
        ).toContain(at);
        expect(startOfMonth(monthOf(at, tz), tz)).toBeLessThanOrEqual(at);
      }),
    );
  });
});
