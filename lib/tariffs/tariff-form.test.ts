import { describe, expect, it } from "vitest";
import { parseTariff, type Tariff } from "./tariff";
import { emptyElement, formOfTariff, isFormTariff, tariffOf } from "./tariff-form";
import { readTariffJson } from "./tariff-input";

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
    expect(isFormTariff(simple)).toBe(true);
  });

  it("does not claim to show what it does not", () => {
    expect(isFormTariff({ ...simple, min_price: { excl_vat: 1 } })).toBe(false);
    const [first] = simple.elements;
    const restricted = { ...first!, restrictions: { max_power: 50 } };
    expect(isFormTariff({ ...simple, elements: [restricted] })).toBe(false);
  });

  it("reads a decimal comma, and leaves what is no number where its place is named", () => {
    const element = {
      ...emptyElement(),
      prices: [{ type: "ENERGY" as const, price: "0,45", vat: "much", stepSize: "1" }],
    };
    const read = readTariffJson(JSON.stringify(tariffOf({ currency: "eur", elements: [element] })));
    expect(read).toEqual({
      ok: false,
      problems: [{ path: "elements[0].price_components[0].vat", code: "vat_percent", found: '"much"' }],
    });
  });
});
