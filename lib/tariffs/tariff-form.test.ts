import { describe, expect, it } from "vitest";
import { parseTariff, type Tariff } from "./tariff";
import { emptyElement, emptyForm, formOfTariff, tariffOf } from "./tariff-form";
import { readTariffJson } from "./tariff-input";
import { elementsOfPreset, TARIFF_PRESETS } from "./tariff-presets";

function tariff(fields: object): Tariff {
  const read = parseTariff({ id: "T", currency: "EUR", ...fields });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.tariff;
}

const simple = tariff({
  elements: [
    {
      price_components: [
        { type: "ENERGY", price: 0.4567, vat: 19, step_size: 1 },
        { type: "FLAT", price: 1, vat: 19, step_size: 1 },
      ],
      restrictions: {
        start_time: "22:00",
        end_time: "06:00",
        day_of_week: ["SATURDAY"],
        min_duration: 1800,
        max_kwh: 50.5,
      },
    },
    { price_components: [{ type: "PARKING_TIME", price: 6, step_size: 300 }] },
  ],
});

describe("a tariff in a form", () => {
  it("gives back everything a simple tariff says", () => {
    expect(tariffOf(formOfTariff(simple))).toEqual({ currency: "EUR", elements: simple.elements });
  });

  it("has a place for every restriction, limit, date and kind of tax of OCPI", () => {
    const { id: _, ...full } = tariff({
      type: "AD_HOC_PAYMENT",
      tax_included: "NO",
      min_price: { before_taxes: 1, after_taxes: 1.19 },
      max_price: { before_taxes: 50 },
      start_date_time: "2026-01-01T00:00:00Z",
      end_date_time: "2026-12-31T22:59:59Z",
      elements: [
        {
          price_components: [{ type: "TIME", price: 2, vat: 19, step_size: 300 }],
          restrictions: {
            start_time: "08:00",
            end_time: "20:00",
            start_date: "2026-01-01",
            end_date: "2027-01-01",
            min_kwh: 1.5,
            max_kwh: 80,
            min_current: 6,
            max_current: 32,
            min_power: 3.7,
            max_power: 22,
            min_duration: 100,
            max_duration: 7200,
            day_of_week: ["MONDAY", "SUNDAY"],
            reservation: "RESERVATION_EXPIRES",
          },
        },
      ],
    });
    const form = formOfTariff({ ...full, id: "T" });
    expect(form).toMatchObject({
      validFrom: "2026-01-01T00:00",
      validTo: "2026-12-31T22:59:59",
      minPrice: { net: "1", gross: "1.19" },
    });
    expect(form.rest).toBeUndefined();
    expect(tariffOf(form)).toEqual(full);
  });

  it("carries along what it does not show", () => {
    const { id: _, ...texts } = tariff({
      tariff_alt_text: [{ language: "en", text: "cheap" }],
      elements: [
        {
          price_components: [{ type: "ENERGY", price: 0.4, x_group: "a" }],
          restrictions: { x_site: "b" },
          x_note: "c",
        },
      ],
    });
    expect(tariffOf(formOfTariff({ ...texts, id: "T" }))).toEqual(texts);
  });

  it("reads a decimal comma, and leaves what is no number where its place is named", () => {
    const prices = [{ type: "ENERGY" as const, price: "0,45", vat: "much", stepSize: "1" }];
    const form = emptyForm("eur", [{ ...emptyElement(0), prices }]);
    const read = readTariffJson(JSON.stringify(tariffOf(form)));
    expect(read).toEqual({
      ok: false,
      problems: [{ path: "elements[0].price_components[0].vat", code: "vat_percent", found: '"much"' }],
    });
  });

  it.each(TARIFF_PRESETS)("starts from the shape %s, which only lacks its prices", (preset) => {
    const read = readTariffJson(JSON.stringify(tariffOf(emptyForm("EUR", elementsOfPreset(preset)))));
    const missing = read.ok ? [] : read.problems.map(({ path, code }) => [path.replace(/^.*\./, ""), code]);
    expect(new Set(missing.map(String))).toEqual(new Set(["price,missing"]));
  });
});
