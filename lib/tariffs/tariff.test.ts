import { describe, expect, it } from "vitest";
import { readDateTime } from "@/lib/tariffs/date-time";
import { plainDecimal, scaleExact, scaleHalfUp } from "@/lib/tariffs/decimal-number";
import { parseTariff } from "@/lib/tariffs/tariff";

const element = { price_components: [{ type: "ENERGY", price: 0.25, vat: 10, step_size: 1 }] };
const valid = { id: "1", currency: "EUR", elements: [element] };

function problemsOf(json: unknown): string[] {
  const parsed = parseTariff(json);
  return parsed.ok ? [] : parsed.problems.map(({ path, code, found }) => `${path}: ${code} ${found}`);
}

describe("an OCPI tariff object", () => {
  it("is kept with the fields that rating does not use", () => {
    const given = {
      ...valid,
      tariff_alt_url: "https://example.com",
      elements: [{ ...element, note: { a: 1 } }],
      energy_mix: { is_green_energy: true },
    };
    expect(parseTariff(given)).toEqual({ ok: true, tariff: given });
  });

  it("accepts null for a field that may be left out, and the names of 2.3.0", () => {
    expect(problemsOf({ ...valid, type: null, min_price: { before_taxes: 1, after_taxes: null } })).toEqual([]);
    expect(problemsOf({ ...valid, tax_included: "N/A", last_updated: "2015-06-29T20:39:09" })).toEqual([]);
  });

  const withRestriction = (restrictions: unknown) => ({ ...valid, elements: [{ ...element, restrictions }] });
  const withPrice = (fields: object) => ({
    ...valid,
    elements: [{ price_components: [{ ...element.price_components[0], ...fields }] }],
  });
  it.each<[unknown, string]>([
    [null, ": object null"],
    [{ ...valid, id: undefined }, "id: missing "],
    [{ ...valid, currency: "eur" }, 'currency: currency_code "eur"'],
    [{ ...valid, elements: [] }, "elements: list_empty []"],
    [{ ...valid, type: "CHEAP" }, 'type: tariff_type "CHEAP"'],
    [{ ...valid, start_date_time: "2024-13-01T00:00:00Z" }, 'start_date_time: date_time "2024-13-01T00:00:00Z"'],
    [withRestriction({ start_time: "9:00" }), 'elements[0].restrictions.start_time: time_of_day "9:00"'],
    [withRestriction({ end_time: "24:00" }), 'elements[0].restrictions.end_time: time_of_day "24:00"'],
    [withRestriction({ start_date: "2024-02-30" }), 'elements[0].restrictions.start_date: local_date "2024-02-30"'],
    [withRestriction({ day_of_week: ["MON"] }), 'elements[0].restrictions.day_of_week[0]: weekday "MON"'],
    [withRestriction({ min_duration: 1.5 }), "elements[0].restrictions.min_duration: whole_number 1.5"],
    [withRestriction({ max_kwh: -1 }), "elements[0].restrictions.max_kwh: number_not_negative -1"],
    [withRestriction({ reservation: "YES" }), 'elements[0].restrictions.reservation: reservation "YES"'],
    [withPrice({ type: "HOUR" }), 'elements[0].price_components[0].type: dimension "HOUR"'],
    [withPrice({ price: "0.25" }), 'elements[0].price_components[0].price: number "0.25"'],
    [withPrice({ vat: 9.975 }), "elements[0].price_components[0].vat: vat_percent 9.975"],
    [withPrice({ step_size: -1 }), "elements[0].price_components[0].step_size: whole_number -1"],
    [{ ...valid, max_price: { incl_vat: 2 } }, 'max_price: price_limit_net_missing {"incl_vat":2}'],
    [
      { ...valid, max_price: { excl_vat: 2, incl_vat: 1 } },
      'max_price: price_limit_gross_below_net {"excl_vat":2,"incl_vat":1}',
    ],
  ])("%j names its problem", (json, problem) => {
    expect(problemsOf(json)).toEqual([problem]);
  });
});

describe("JSON numbers as decimals", () => {
  it.each([
    [0.1, "0.1"],
    [1e-7, "0.0000001"],
    [-2.5e-9, "-0.0000000025"],
    [1.5e21, "1500000000000000000000"],
    [0, "0"],
  ])("%d is %s", (value, text) => {
    expect(plainDecimal(value)).toBe(text);
  });

  it("rounds half away from zero, on the decimal text and not on the double", () => {
    expect(scaleHalfUp(1.005, 2)).toBe(101n);
    expect(scaleHalfUp(-1.005, 2)).toBe(-101n);
    expect(scaleExact(5.2, 2)).toBe(520n);
    expect(scaleExact(5.255, 2)).toBeNull();
  });
});

describe("OCPI DateTime", () => {
  it("is UTC with or without Z", () => {
    const at = Date.UTC(2015, 5, 29, 20, 39, 9);
    expect(readDateTime("2015-06-29T20:39:09Z")).toBe(at);
    expect(readDateTime("2015-06-29T20:39:09")).toBe(at);
    expect(readDateTime("2015-06-29T22:39:09.500+02:00")).toBe(at + 500);
    expect(readDateTime("2015-06-29")).toBeNull();
  });
});
