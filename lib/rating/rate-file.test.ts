import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Cost, type EntryResult, rateEntries } from "@/lib/rating/rate-file";

const tariff = (fields: Record<string, unknown> = {}, price: Record<string, unknown> = {}) => ({
  id: "1",
  currency: "EUR",
  elements: [{ price_components: [{ type: "TIME", price: 2.1, step_size: 60, ...price }] }],
  ...fields,
});
const cdr = (fields: Record<string, unknown> = {}) => ({
  start_date_time: "2019-06-10T10:00:00Z",
  end_date_time: "2019-06-10T12:30:00",
  currency: "EUR",
  charging_periods: [
    {
      start_date_time: "2019-06-10T10:00:00Z",
      dimensions: [{ type: "TIME", volume: 2.5 }],
    },
  ],
  total_energy: 15,
  total_time: 2.5,
  ...fields,
});
const entry = (tariffs: unknown[], session: unknown) => ({
  id: "a",
  time_zone: "Europe/Berlin",
  tariffs,
  cdr: session,
});

describe("rating outside the app", () => {
  it("answers one entry or a list with all totals", () => {
    const expected = {
      id: "a",
      total_cost: { excl_vat: 5.25, incl_vat: 5.775 },
      total_fixed_cost: null,
      total_energy_cost: null,
      total_time_cost: { excl_vat: 5.25, incl_vat: 5.775 },
      total_parking_cost: null,
      total_reservation_cost: null,
    };
    const given = entry([tariff({}, { vat: 10 })], cdr());
    expect(rateEntries(given)).toEqual([expected]);
    expect(rateEntries([given, given])).toEqual([expected, expected]);
  });

  it("knows only the total with tax when prices include a tax of unknown rate", () => {
    expect(rateEntries(entry([tariff({ tax_included: "YES" })], cdr()))[0]).toMatchObject({
      total_cost: { excl_vat: null, incl_vat: 5.25 },
    });
    expect(rateEntries(entry([tariff({ tax_included: "NO" })], cdr()))[0]).toMatchObject({
      total_cost: { excl_vat: 5.25, incl_vat: null },
    });
  });

  it("negates a credit CDR", () => {
    const credit = cdr({ credit: true, credit_reference_id: "b" });
    expect(rateEntries(entry([tariff()], credit))[0]).toMatchObject({ total_cost: { excl_vat: -5.25 } });
  });

  it("rates a CDR without periods from its totals, and sorts periods by time", () => {
    expect(rateEntries(entry([tariff()], cdr({ charging_periods: [] })))[0]).toMatchObject({
      total_cost: { excl_vat: 5.25 },
    });
    const period = (start: string, type: string, volume: number) => ({
      start_date_time: start,
      dimensions: [{ type, volume }],
    });
    const mixed = cdr({
      charging_periods: [
        period("2019-06-10T11:00:00Z", "PARKING_TIME", 1.5),
        period("2019-06-10T10:00:00Z", "TIME", 1),
      ],
    });
    expect(rateEntries(entry([tariff()], mixed))[0]).toMatchObject({ total_cost: { excl_vat: 2.1 } });
  });

  it("[H7] says what is wrong, entry by entry", () => {
    const results = rateEntries([
      entry([], cdr()),
      entry([tariff({ currency: "euro" })], cdr()),
      entry([tariff()], cdr({ end_date_time: "later" })),
      { id: "b" },
      null,
      entry([tariff()], cdr()),
    ]);
    expect(results.map((result) => ("error" in result ? [result.id, result.error] : "rated"))).toEqual([
      ["a", "no_tariff"],
      ["a", 'tariffs[0].currency: currency_code ("euro")'],
      ["a", "cdr.end_date_time: expected an RFC 3339 date and time"],
      ["b", expect.stringContaining("time_zone")],
      [null, expect.stringContaining("expected object")],
      "rated",
    ]);
  });
});

type SharedCase = { id: string; expected: Record<string, Cost | null>; tolerance: number };
const sharedPath = fileURLToPath(new URL("../../../shared/data/rating-cases.json", import.meta.url));
const sharedCases: SharedCase[] = existsSync(sharedPath) ? JSON.parse(readFileSync(sharedPath, "utf8")) : [];

/** The stated amounts that the result misses by more than the tolerance. */
function misses(result: EntryResult, { expected, tolerance }: SharedCase): string[] {
  if ("error" in result) return [result.error];
  const found = result as unknown as Record<string, Cost | null>;
  return Object.entries(expected).flatMap(([name, cost]) =>
    (["excl_vat", "incl_vat"] as const)
      .filter((side) => cost?.[side] != null)
      .filter((side) => !(Math.abs((found[name]?.[side] ?? Number.NaN) - (cost?.[side] ?? 0)) <= tolerance))
      .map((side) => `${name}.${side}: ${found[name]?.[side]} instead of ${cost?.[side]}`),
  );
}

describe.runIf(sharedCases.length > 0)("shared rating cases", () => {
  it.each(sharedCases)("[H5] [H8] $id", (given) => {
    const [result] = rateEntries(given);
    expect(result && misses(result, given)).toEqual([]);
  });
});
