import { describe, expect, it } from "vitest";
import {
  formatAmount,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatEnergy,
  formatList,
  formatMoney,
  formatMonth,
  formatMonthName,
  formatPercent,
  formatUntil,
  isFinerThanMinor,
} from "./format";

/** Spaces that keep a figure on one line, written as plain ones to be readable here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("formatAmount", () => {
  it("[X17] follows the language, the same amount as a bigint or as a decimal", () => {
    expect(formatAmount(618_958_700n, "EUR", "en")).toBe("61,895.87");
    expect(formatAmount("61895.8700", "EUR", "de")).toBe("61.895,87");
  });

  it("keeps digits that a float would lose", () => {
    expect(formatAmount("900719925474099312.3400", "EUR", "en")).toBe("900,719,925,474,099,312.34");
  });

  it("rounds half away from zero to the currency's minor unit (D13)", () => {
    expect(formatAmount("0.1250", "EUR", "en")).toBe("0.13");
    expect(formatAmount("-0.1250", "EUR", "en")).toBe("\u22120.13");
    expect(formatAmount("1234.5000", "JPY", "en")).toBe("1,235");
    expect(formatAmount("1.2345", "KWD", "en")).toBe("1.235");
  });

  it("shows no minus before a zero", () => {
    expect(formatAmount("-0.0010", "EUR", "en")).toBe("0.00");
  });

  it("shows stored and exact decimals where asked", () => {
    expect(formatAmount("9.7510", "EUR", "en", { precision: "stored" })).toBe("9.7510");
    expect(formatAmount("0.182000", "EUR", "en", { precision: "exact" })).toBe("0.182");
    expect(formatAmount("5", "EUR", "en", { precision: "exact" })).toBe("5.00");
  });

  it("signs what is added when asked, but never a zero", () => {
    expect(formatAmount(49_900n, "EUR", "en", { signed: true })).toBe("+4.99");
    expect(formatAmount(0n, "EUR", "en", { signed: true })).toBe("0.00");
  });

  it("refuses what is no decimal, instead of writing NaN", () => {
    expect(() => formatAmount("12,50", "EUR", "de")).toThrow("is not a decimal number");
    expect(() => formatAmount("", "EUR", "de")).toThrow("is not a decimal number");
  });
});

describe("isFinerThanMinor", () => {
  it("asks whether rounding would change an amount", () => {
    expect(isFinerThanMinor(["1.2300", "-0.5000"], "EUR")).toBe(false);
    expect(isFinerThanMinor(["1.2300", "-0.2604"], "EUR")).toBe(true);
    expect(isFinerThanMinor(["1.5000"], "JPY")).toBe(true);
  });
});

describe("other figures", () => {
  it("writes money, energy, percentages and counts", () => {
    expect(plain(formatMoney("12684.47", "EUR", "de"))).toBe("12.684,47 EUR");
    expect(plain(formatEnergy(274_149n, "de"))).toBe("27,41 kWh");
    expect(plain(formatPercent(2000, "en"))).toBe("20 %");
    expect(plain(formatPercent(714, "de"))).toBe("7,14 %");
    expect(formatCount(40_290, "de")).toBe("40.290");
    expect(() => formatPercent(12.5, "en")).toThrow("basis points");
  });

  it("bounds a count only above its limit", () => {
    expect(formatCount(10_000, "en", 10_000)).toBe("10,000");
    expect(formatCount(10_001, "en", 10_000)).toBe("10,000+");
  });

  it("writes durations in their two largest units", () => {
    const written = [0, 59, 60, 2280, 3900, 172_800, 183_600].map((seconds) => plain(formatDuration(seconds)));
    expect(written).toEqual(["0 s", "59 s", "1 min", "38 min", "1 h 05 min", "2 d 0 h", "2 d 3 h"]);
  });

  it("carries a rounded minute into the hour", () => {
    expect(plain(formatDuration(3599))).toBe("1 h 00 min");
  });
});

describe("dates", () => {
  it("[X17] writes months and dates in the language", () => {
    expect(formatMonth("2026-10", "en")).toBe("October 2026");
    expect(formatMonth("2026-10", "de", "short")).toBe("Okt. 2026");
    expect(formatMonthName("2026-12", "de")).toBe("Dez");
    expect(formatDate("2026-10-31", "en")).toBe("31 Oct 2026");
    expect(formatDate("2026-10-31", "de")).toBe("31. Okt. 2026");
  });

  it("shows an instant on the clocks of its zone, on both sides of a change of offset", () => {
    expect(formatDateTime(Date.UTC(2026, 9, 25, 0, 30), "Europe/London", "en")).toBe("25 Oct 2026, 01:30");
    expect(formatDateTime(Date.UTC(2026, 9, 25, 1, 30), "Europe/London", "en")).toBe("25 Oct 2026, 01:30");
    expect(plain(formatDateTime(0, "Europe/Berlin", "en", { zoneName: true }))).toBe("1 Jan 1970, 01:00 CET");
  });

  it("names the day of a span's end only where it is another, on the clocks of its zone", () => {
    const from = Date.UTC(2026, 9, 31, 22, 30);
    const until = Date.UTC(2026, 9, 31, 23, 30);
    expect(formatUntil({ from, until }, "Europe/London", "en")).toBe("23:30");
    expect(formatUntil({ from, until }, "Europe/Berlin", "en")).toBe("1 Nov 2026, 00:30");
  });

  it("writes midnight as 00", () => {
    expect(formatDateTime(Date.UTC(2026, 0, 1), "UTC", "en")).toBe("1 Jan 2026, 00:00");
  });

  it("joins a list in the language's way", () => {
    expect(formatList(["EUR", "GBP", "CHF"], "de")).toBe("EUR, GBP und CHF");
  });
});
