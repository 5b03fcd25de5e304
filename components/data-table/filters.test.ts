import { describe, expect, it } from "vitest";
import { currencies, dateRange, id, ids, isFiltered, manyOf, month, oneOf, readFilters, text } from "./filters";

const partner = "0198c0de-0000-7000-8000-000000000001";
const shape = {
  q: text,
  period: month,
  date: dateRange,
  partner: ids,
  contract: id,
  currency: currencies,
  origin: manyOf(["session", "fee"]),
  basis: oneOf(["generated", "collected"]),
};

describe("readFilters", () => {
  it("reads date, period and partner from the address", async () => {
    const filters = await readFilters(shape, { date: "2026-10-01..2026-10-31", period: "2026-10", partner });
    expect(filters.date).toEqual({ from: "2026-10-01", to: "2026-10-31" });
    expect(filters.period).toBe("2026-10");
    expect(filters.partner).toEqual([partner]);
  });

  it("reads origin and currency, each once", async () => {
    const filters = await readFilters(shape, { origin: "fee,session,fee", currency: "EUR,GBP" });
    expect(filters.origin).toEqual(["fee", "session"]);
    expect(filters.currency).toEqual(["EUR", "GBP"]);
  });

  it("drops unknown values and keeps the good ones beside them", async () => {
    const filters = await readFilters(shape, {
      origin: "session,gift",
      currency: "EUR,euro",
      partner: `${partner},1 or 1=1`,
      basis: "paid",
      period: "2026-13",
      contract: "42",
      unheardOf: "x",
    });
    expect(filters.origin).toEqual(["session"]);
    expect(filters.currency).toEqual(["EUR"]);
    expect(filters.partner).toEqual([partner]);
    expect([filters.basis, filters.period, filters.contract]).toEqual([null, null, null]);
    expect(filters).not.toHaveProperty("unheardOf");
  });

  it.each([
    ["2026-10-01..", { from: "2026-10-01", to: null }],
    ["..2026-10-31", { from: null, to: "2026-10-31" }],
    ["2026-10-31..2026-10-01", null],
    ["2026-02-30..", null],
    ["..9999-12-31", null],
    ["0000-01-01..", null],
    ["..", null],
    ["2026-10-01..2026-10-02..2026-10-03", null],
  ])("reads the range %s", async (date, expected) => {
    expect((await readFilters(shape, { date })).date).toEqual(expected);
  });

  it("trims and limits a search, and takes the first of repeated values", async () => {
    expect((await readFilters(shape, { q: "  50351 " })).q).toBe("50351");
    expect((await readFilters(shape, { q: "   " })).q).toBeNull();
    expect((await readFilters(shape, { q: "x".repeat(500) })).q).toHaveLength(200);
    expect((await readFilters(shape, { q: ["a", "b"] })).q).toBe("a");
  });

  it("[A40] drops what the calendar or the database has no answer to", async () => {
    expect((await readFilters(shape, { q: "a\0b" })).q).toBe("ab");
    expect((await readFilters(shape, { q: "\0" })).q).toBeNull();
    for (const period of ["9999-12", "0000-01", "0001-01"]) {
      expect((await readFilters(shape, { period })).period).toBeNull();
    }
  });
});

describe("isFiltered", () => {
  it("knows whether anything valid is asked", async () => {
    expect(isFiltered(await readFilters(shape, { period: "soon" }))).toBe(false);
    expect(isFiltered(await readFilters(shape, { period: "2026-10" }))).toBe(true);
  });
});
