/**
 * Sessions written by hand from OCPI 2.2.1 (mod_tariffs, TariffRestrictions) where clocks and calendars change: daylight
 * saving, midnight, month ends, leap years. The arithmetic is in each row.
 */
import { describe } from "vitest";
import { checkPrices, sessionOf, tariffOf } from "@/lib/rating/test-sessions";

const BERLIN = "Europe/Berlin";
/** Charging time only, from `start`. */
const charging = (start: string, minutes: number, zone = BERLIN) =>
  sessionOf(start, minutes, [{ charging: minutes }], zone);
const perHour = (inside: number, when: object, outside: number) =>
  tariffOf([{ TIME: { price: inside }, when }, { TIME: { price: outside } }]);

describe("days that are no 24 hours", () => {
  const sunday = (price: number) => perHour(price, { day_of_week: ["SUNDAY"] }, 0);
  checkPrices([
    // 27 October 2024 in Berlin: 22:00Z on the 26th to 23:00Z on the 27th.
    ["the autumn Sunday has 25 hours: 25 × 1", charging("2024-10-26T22:00:00Z", 25 * 60), sunday(1), "25.0000"],
    ["of 27 hours around it, 25 are Sunday", charging("2024-10-26T21:00:00Z", 27 * 60), sunday(1), "25.0000"],
    // 31 March 2024 in Berlin: 23:00Z on the 30th to 22:00Z on the 31st.
    ["the spring Sunday has 23 hours: 23 × 1", charging("2024-03-30T22:00:00Z", 25 * 60), sunday(1), "23.0000"],
    [
      "as a date it has 23 hours too",
      charging("2024-03-30T22:00:00Z", 25 * 60),
      perHour(1, { start_date: "2024-03-31", end_date: "2024-04-01" }, 0),
      "23.0000",
    ],
    [
      "a night 22:00–06:00 over the change in autumn has 9 hours",
      charging("2024-10-26T19:00:00Z", 12 * 60),
      perHour(1, { start_time: "22:00", end_time: "06:00" }, 0),
      "9.0000",
    ],
    [
      "and 7 in spring",
      charging("2024-03-30T20:00:00Z", 12 * 60),
      perHour(1, { start_time: "22:00", end_time: "06:00" }, 0),
      "7.0000",
    ],
    [
      "a window that lies in the skipped hour never opens",
      charging("2024-03-31T00:00:00Z", 120),
      perHour(5, { start_time: "02:00", end_time: "03:00" }, 1),
      "2.0000",
    ],
    [
      "a window that lies in the repeated hour is open for two",
      charging("2024-10-26T23:00:00Z", 240),
      perHour(5, { start_time: "02:00", end_time: "03:00" }, 1),
      "12.0000",
    ],
    [
      "a duration is no clock time: 3 hours after 00:30 in spring it is 04:30",
      charging("2024-03-30T23:30:00Z", 240),
      perHour(0, { max_duration: 3 * 3600 }, 6),
      "6.0000",
    ],
    [
      // Beirut skips 00:00 on 31 March 2024: Saturday 23:59 is followed by Sunday 01:00.
      "a zone in which midnight does not exist: Sunday begins at 01:00",
      charging("2024-03-30T21:00:00Z", 120, "Asia/Beirut"),
      sunday(3),
      "3.0000",
    ],
    [
      // Beirut repeats 23:00–24:00 of Saturday, 26 October 2024.
      "a zone that repeats the hour before midnight: Saturday ends at its second midnight",
      charging("2024-10-26T20:00:00Z", 180, "Asia/Beirut"),
      sunday(3),
      "3.0000",
    ],
    [
      // Lord Howe turns back 30 minutes at 02:00 (15:00Z, 6 April 2024): 01:30–02:00 happens twice.
      "a zone that moves by half an hour: 01:30–02:00 lasts an hour",
      charging("2024-04-06T14:00:00Z", 180, "Australia/Lord_Howe"),
      perHour(4, { start_time: "01:30", end_time: "02:00" }, 0),
      "4.0000",
    ],
  ]);
});

describe("midnight, month ends and leap years", () => {
  const night = { start_time: "22:00", end_time: "06:00" };
  checkPrices([
    [
      "start_time alone holds until midnight, and again from that time on the next day",
      charging("2024-05-06T22:00:00Z", 24 * 60, "Etc/UTC"),
      perHour(1, { start_time: "20:00" }, 0),
      "4.0000", // 22–24 and 20–22
    ],
    [
      "end_time 00:00 is the end of the day",
      charging("2024-05-06T20:00:00Z", 8 * 60, "Etc/UTC"),
      perHour(1, { start_time: "22:00", end_time: "00:00" }, 0),
      "2.0000",
    ],
    [
      "two days of a window that wraps: 22–06 twice",
      charging("2024-05-06T12:00:00Z", 48 * 60, "Etc/UTC"),
      perHour(1, night, 0),
      "16.0000",
    ],
    [
      "a window that wraps, on Saturdays only: Saturday's two ends",
      charging("2024-05-10T12:00:00Z", 48 * 60, "Etc/UTC"),
      perHour(1, { ...night, day_of_week: ["SATURDAY"] }, 0),
      "8.0000", // 00–06 and 22–24
    ],
    [
      "from the last of April to the first of May",
      charging("2024-04-30T22:00:00Z", 240, "Etc/UTC"),
      perHour(3, { start_date: "2024-05-01" }, 1),
      "8.0000",
    ],
    [
      "a New Year's night: two years, two prices",
      charging("2024-12-31T22:30:00Z", 60),
      perHour(1, { end_date: "2025-01-01" }, 5),
      "3.0000",
    ],
    [
      "28 February to 1 March in a year without the 29th",
      charging("2023-02-28T23:00:00Z", 120, "Etc/UTC"),
      perHour(0, { end_date: "2023-03-01" }, 7),
      "7.0000",
    ],
    [
      "start_date is included, end_date is not: one day is [d, d + 1)",
      charging("2024-05-01T00:00:00Z", 48 * 60, "Etc/UTC"),
      perHour(1, { start_date: "2024-05-02", end_date: "2024-05-03" }, 0),
      "24.0000",
    ],
    [
      "a day from d to d never is",
      charging("2024-05-02T00:00:00Z", 24 * 60, "Etc/UTC"),
      perHour(1, { start_date: "2024-05-02", end_date: "2024-05-02" }, 0),
      "0.0000",
    ],
    [
      "a fixed fee that begins at midnight is due when midnight is reached",
      sessionOf("2024-05-05T23:00:00Z", 120, [{ kwh: 1, charging: 120 }]),
      tariffOf([{ FLAT: { price: 2 }, when: { day_of_week: ["MONDAY"] } }]),
      "2.0000",
    ],
  ]);
});
