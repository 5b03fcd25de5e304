/** Sessions priced by hand where restrictions change the price: the clock, days, daylight saving, energy, duration, power. */
import { describe, expect, it } from "vitest";
import { complex, net, nonRated, sessionOf, tariffOf } from "@/lib/rating/test-sessions";
import type { RateableCdr } from "@/lib/rating/types";
import type { TariffVersion } from "@/lib/tariffs/tariff";

describe("time of day, days and the clock", () => {
  const night = tariffOf([
    { ENERGY: { price: 0.2 }, when: { start_time: "22:00", end_time: "06:00" } },
    { ENERGY: { price: 0.4 } },
  ]);
  const berlin = "Europe/Berlin";
  const around = (start_time: string, end_time: string, inside: number, outside: number) =>
    tariffOf([{ TIME: { price: inside }, when: { start_time, end_time } }, { TIME: { price: outside } }]);
  const charging = (start: string, minutes: number, zone: string) =>
    sessionOf(start, minutes, [{ charging: minutes }], zone);

  const cases: [string, RateableCdr, TariffVersion, string][] = [
    ["a window that wraps, entered", sessionOf("2024-05-06T21:00:00Z", 120, [{ kwh: 10 }]), night, "3.0000"],
    ["a window that wraps, left at 06:00", sessionOf("2024-05-06T05:00:00Z", 240, [{ kwh: 8 }]), night, "2.8000"],
    ["the location's clock, not UTC", sessionOf("2024-05-06T20:00:00Z", 60, [{ kwh: 1 }], berlin), night, "0.2000"],
    [
      "the skipped hour: 02:30 does not exist, the window opens when the clock jumps to 03:00",
      charging("2024-03-31T00:00:00Z", 180, berlin),
      around("02:30", "04:00", 1, 2),
      "5.0000",
    ],
    [
      "the repeated hour: the window opens twice",
      charging("2024-10-26T23:30:00Z", 180, berlin),
      around("02:30", "03:00", 10, 1),
      "12.0000",
    ],
    [
      "day and window both must match: Friday's night ends at midnight",
      charging("2024-05-10T23:00:00Z", 120, "Etc/UTC"),
      tariffOf([
        { TIME: { price: 1 }, when: { start_time: "22:00", end_time: "06:00", day_of_week: ["FRIDAY"] } },
        { TIME: { price: 5 } },
      ]),
      "6.0000",
    ],
    [
      "dates at the turn of the month, in New York",
      charging("2024-02-01T04:00:00Z", 120, "America/New_York"),
      tariffOf([
        { TIME: { price: 1 }, when: { end_date: "2024-02-01" } },
        { TIME: { price: 3 }, when: { start_date: "2024-02-01" } },
      ]),
      "4.0000",
    ],
    [
      "29 February is a day of its own",
      charging("2024-02-28T23:00:00Z", 180, "Etc/UTC"),
      tariffOf([{ TIME: { price: 2 }, when: { start_date: "2024-02-29", end_date: "2024-03-01" } }]),
      "4.0000",
    ],
    [
      "a zone of half hours",
      charging("2024-05-06T16:00:00Z", 60, "Asia/Kolkata"),
      around("22:00", "23:00", 4, 1),
      "2.5000",
    ],
    [
      "00:00 to 00:00 is the whole day",
      charging("2024-05-06T12:00:00Z", 60, "Etc/UTC"),
      around("00:00", "00:00", 4, 1),
      "4.0000",
    ],
  ];
  it.each(cases)("[H5] %s", (_, session, tariff, expected) => {
    expect(net(session, tariff)).toBe(expected);
  });
});

describe("restrictions on the session itself", () => {
  it("cuts one period where the energy is reached", () => {
    const tariff = tariffOf([{ ENERGY: { price: 0.1 }, when: { max_kwh: 5 } }, { ENERGY: { price: 0.5 } }]);
    expect(net(sessionOf("2024-05-06T10:00:00Z", 60, [{ kwh: 8 }]), tariff)).toBe("2.0000");
  });

  it("cuts along the energy when a period's clock stands still", () => {
    const tariff = tariffOf([{ TIME: { price: 1 }, when: { max_kwh: 4 } }, { TIME: { price: 2 } }]);
    expect(net(sessionOf("2024-05-06T10:00:00Z", 0, [{ kwh: 8, charging: 60 }]), tariff)).toBe("1.5000");
  });

  it("follows energy that flows back", () => {
    const tariff = tariffOf([{ ENERGY: { price: 0.1 }, when: { max_kwh: 5 } }, { ENERGY: { price: 0.5 } }]);
    const session = sessionOf("2024-05-06T10:00:00Z", 120, [{ kwh: 8 }, { at: 60, kwh: -4 }]);
    expect(net(session, tariff)).toBe("0.4000");
  });

  it("cuts one period where the duration is reached", () => {
    const tariff = tariffOf([{ ENERGY: { price: 0 }, when: { max_duration: 1800 } }, { ENERGY: { price: 0.25 } }]);
    expect(net(sessionOf("2024-05-06T10:00:00Z", 60, [{ kwh: 10 }]), tariff)).toBe("1.2500");
  });

  it("counts the duration from the session, not from its reservation", () => {
    const tariff = tariffOf([{ TIME: { price: 0 }, when: { max_duration: 1800 } }, { TIME: { price: 6 } }]);
    const session = sessionOf("2024-05-06T10:00:00Z", 90, [{ reserved: 30 }, { at: 30, charging: 60 }]);
    expect(net(session, tariff)).toBe("3.0000");
  });

  it("prices by power, and by the average power when none was sent", () => {
    const tariff = tariffOf([{ ENERGY: { price: 0.2 }, when: { max_power: 16 } }, { ENERGY: { price: 0.5 } }]);
    const at = (kwh: number, power?: number) => sessionOf("2024-05-06T10:00:00Z", 60, [{ kwh, charging: 60, power }]);
    expect(net(at(10, 22), tariff)).toBe("5.0000");
    expect(net(at(10), tariff)).toBe("2.0000");
    expect(net(at(16), tariff)).toBe("8.0000");
  });

  it("[H6] is non-rated when a price depends on a current that was not sent", () => {
    const session = sessionOf("2019-06-10T09:30:00Z", 60, [{ charging: 60, kwh: 10 }]);
    expect(nonRated(session, complex)).toEqual({
      kind: "non_rated",
      reason: "current_unknown",
      detail: { tariffId: "T", element: "1", at: "2019-06-10T09:30:00.000Z" },
    });
  });

  it("takes the current of a car that draws no energy as zero", () => {
    expect(net(sessionOf("2019-06-10T09:30:00Z", 60, [{ charging: 60 }]), complex)).toBe("3.5000");
  });

  it("charges the fixed fee once, when it first becomes active", () => {
    const tariff = tariffOf([
      { FLAT: { price: 1 }, when: { day_of_week: ["MONDAY"] } },
      { FLAT: { price: 2 }, when: { day_of_week: ["TUESDAY"] } },
    ]);
    expect(net(sessionOf("2024-05-06T23:00:00Z", 120, [{ kwh: 1 }]), tariff)).toBe("1.0000");
    expect(net(sessionOf("2024-05-05T23:00:00Z", 120, [{ kwh: 1 }]), tariff)).toBe("1.0000");
  });
});
