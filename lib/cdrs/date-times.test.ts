import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDateTime } from "../calendar/calendar";
import {
  existsInCalendar,
  implausibleEnd,
  type Moment,
  readDate,
  readDateAndTime,
  readMoment,
  readSpan,
} from "./date-times";

const local = (text: string): Moment => ({ kind: "local", local: text, milliseconds: 0 });
const utc = (text: string) => Date.parse(text);

describe("readMoment", () => {
  it.each([
    ["06/09/2018 23:55", "dmy", "2018-09-06T23:55:00"],
    ["06/09/2018 23:55", "mdy", "2018-06-09T23:55:00"],
    ["6.9.18, 7:03:09", "dmy", "2018-09-06T07:03:09"],
    ["2018-09-06 23:55", "mdy", "2018-09-06T23:55:00"],
    ["20180906 23:55", "dmy", "2018-09-06T23:55:00"],
    ["9/6/2018 12:05 AM", "mdy", "2018-09-06T00:05:00"],
    ["9/6/2018 12:05 p.m.", "mdy", "2018-09-06T12:05:00"],
    ["06.09.2018 14:35 Uhr", "dmy", "2018-09-06T14:35:00"],
    ["43349.99653", "excel", "2018-09-06T23:55:00"],
  ] as const)("reads %j as %s", (text, format, expected) => {
    expect(readMoment(text, format)).toEqual(local(expected));
  });

  it.each([
    ["30.02.2025 12:00", "dmy"],
    ["06/13/2018 10:00", "dmy"],
    ["06/09/2018 24:00", "dmy"],
    ["06/09/2018 13:00 PM", "mdy"],
    ["06/09/2018 10:60", "dmy"],
    ["06/09/2018", "dmy"],
    ["06/09/2018 10:00", "ymd"],
    ["soon", "dmy"],
  ] as const)("does not read %j (%s)", (text, format) => {
    expect(readMoment(text, format)).toBeNull();
  });

  it.each([
    ["2018-09-06T23:55:00Z", "2018-09-06T23:55:00Z"],
    ["2018-09-06T23:55:00.250+01:00", "2018-09-06T22:55:00.250Z"],
    ["2018-09-06 23:55:00 -0530", "2018-09-07T05:25:00Z"],
    ["2018-09-06 23:55 UTC", "2018-09-06T23:55:00Z"],
  ])("takes %j for an instant, whatever the zone", (text, expected) => {
    expect(readMoment(text, "dmy")).toEqual({ kind: "instant", at: utc(expected) });
  });

  it("reads two cells, dropping the midnight that Excel puts behind a date", () => {
    expect(readDateAndTime("06/09/2018 00:00:00", "23:55", "dmy")).toEqual(local("2018-09-06T23:55:00"));
    expect(readDateAndTime("43349", "0.5", "excel")).toEqual(local("2018-09-06T12:00:00"));
  });

  it("knows no year of two digits before 2000", () => {
    expect(readDate("01.02.99", "dmy")).toBe("2099-02-01");
  });
});

describe("readSpan: the two nights on which the clocks change (D2)", () => {
  const cases: [zone: string, start: string, end: string, startAt: string, endAt: string, second: boolean][] = [
    [
      "Europe/London",
      "2017-10-29T00:38:00",
      "2017-10-29T01:10:00",
      "2017-10-28T23:38:00Z",
      "2017-10-29T00:10:00Z",
      false,
    ],
    [
      "Europe/London",
      "2017-10-29T01:38:00",
      "2017-10-29T01:58:00",
      "2017-10-29T00:38:00Z",
      "2017-10-29T00:58:00Z",
      false,
    ],
    [
      "Europe/London",
      "2017-10-29T01:55:00",
      "2017-10-29T01:20:00",
      "2017-10-29T00:55:00Z",
      "2017-10-29T01:20:00Z",
      true,
    ],
    [
      "Europe/London",
      "2017-10-29T01:55:00",
      "2017-10-29T02:20:00",
      "2017-10-29T00:55:00Z",
      "2017-10-29T02:20:00Z",
      false,
    ],
    [
      "Europe/Berlin",
      "2025-10-26T02:40:00",
      "2025-10-26T02:10:00",
      "2025-10-26T00:40:00Z",
      "2025-10-26T01:10:00Z",
      true,
    ],
    [
      "Europe/Berlin",
      "2025-10-26T02:30:00",
      "2025-10-26T02:30:00",
      "2025-10-26T00:30:00Z",
      "2025-10-26T01:30:00Z",
      true,
    ],
    [
      "Australia/Lord_Howe",
      "2025-04-06T01:50:00",
      "2025-04-06T01:35:00",
      "2025-04-05T14:50:00Z",
      "2025-04-05T15:05:00Z",
      true,
    ],
  ];
  it.each(cases)("%s %s – %s", (zone, start, end, startAt, endAt, second) => {
    const span = readSpan(local(start), local(end), zone);
    expect(span).toMatchObject({ kind: "span", startAt: utc(startAt), endAt: utc(endAt) });
    const ends = span.kind === "span" ? span.repeated.filter((one) => one.end === "end") : [];
    expect(ends.some((one) => one.occurrence === "second")).toBe(second);
  });

  it.each([
    ["Europe/London", "2018-03-25T01:30:00", "2018-03-25T02:30:00", "start"],
    ["Europe/London", "2018-03-25T00:30:00", "2018-03-25T01:00:00", "end"],
    ["Europe/Berlin", "2025-03-30T02:59:59", "2025-03-30T04:00:00", "start"],
  ] as const)("%s skips an hour: %s – %s has no %s", (zone, start, end, which) => {
    expect(readSpan(local(start), local(end), zone)).toEqual({ kind: "skipped", end: which });
  });

  it("lists both ends when both were shown twice", () => {
    const span = readSpan(local("2017-10-29T01:55:00"), local("2017-10-29T01:20:00"), "Europe/London");
    expect(span.kind === "span" && span.repeated).toEqual([
      { end: "start", occurrence: "first", at: utc("2017-10-29T00:55:00Z") },
      { end: "end", occurrence: "second", at: utc("2017-10-29T01:20:00Z") },
    ]);
  });

  it("leaves an end that lies before its start where it is", () => {
    const span = readSpan(local("2018-01-02T22:47:00"), local("2018-01-02T22:16:00"), "Europe/London");
    expect(span).toMatchObject({ startAt: utc("2018-01-02T22:47:00Z"), endAt: utc("2018-01-02T22:16:00Z") });
  });

  it("reads back what the clock showed, in any year and zone", () => {
    const zones = fc.constantFrom("Europe/London", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe");
    const seconds = fc.integer({ min: utc("2005-01-01T00:00:00Z") / 1000, max: utc("2035-01-01T00:00:00Z") / 1000 });
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const at = second * 1000;
        const span = readSpan(local(localDateTime(at, zone)), { kind: "instant", at: at + 7_200_000 }, zone);
        expect(span.kind).toBe("span");
        if (span.kind === "span") expect([at, at - 1_800_000, at - 3_600_000]).toContain(span.startAt);
      }),
    );
  });
});

describe("existsInCalendar", () => {
  it("knows the days that `Date` knows", () => {
    const number = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, "0"));
    fc.assert(
      fc.property(
        fc.integer({ min: 1999, max: 2101 }),
        number(13),
        number(32),
        number(25),
        (year, month, day, hour) => {
          const local = `${year}-${month}-${day}T${hour}:00:00`;
          const at = Date.parse(`${local}Z`);
          const exists = !Number.isNaN(at) && new Date(at).toISOString().startsWith(local);
          expect(existsInCalendar(local)).toBe(exists);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["2000-02-29T00:00:00", true],
    ["2024-02-29T00:00:00", true],
    ["2025-02-29T00:00:00", false],
    ["2100-02-29T00:00:00", false],
    ["2025-04-31T00:00:00", false],
    ["2025-01-01T23:59:59", true],
    ["2025-01-01T23:59:60", false],
  ])("%s: %s", (local, exists) => {
    expect(existsInCalendar(local)).toBe(exists);
  });
});

describe("implausibleEnd", () => {
  it.each([
    ["1970-01-01", "2025-01-01", "start"],
    ["2025-01-01", "2125-01-01", "end"],
    ["2025-01-01", "1970-01-01", null],
    ["2025-01-01", "2025-01-02", null],
  ])("%s – %s: %s", (start, end, expected) => {
    expect(implausibleEnd(utc(start), utc(end))).toBe(expected);
  });
});
