import { expect, it } from "vitest";
import { tariffOf } from "@/lib/rating/test-sessions";
import { differencesBetween } from "./differences";

const tariff = (...given: Parameters<typeof tariffOf>) => tariffOf(...given).tariff;
const day = { start_time: "08:00", end_time: "20:00" };
const dayParts = [{ key: "time_between", params: { from: "08:00", until: "20:00" } }];
const energy = (price: string) => [{ key: "price_energy", params: { price, currency: "EUR" } }];

it("finds none between versions that say the same", () => {
  const same = tariff([{ ENERGY: { price: 0.45 }, when: day }, { ENERGY: { price: 0.3 } }]);
  expect(
    differencesBetween(same, tariff([{ ENERGY: { price: 0.45 }, when: day }, { ENERGY: { price: 0.3 } }])),
  ).toEqual([]);
});

it("tells a price that changes under its condition, wherever the element stands", () => {
  const before = tariff([{ ENERGY: { price: 0.45 }, when: day }, { ENERGY: { price: 0.3 } }]);
  const after = tariff([
    { PARKING_TIME: { price: 2 }, when: { min_duration: 3600 } },
    { ENERGY: { price: 0.49 }, when: day },
    { ENERGY: { price: 0.3 }, FLAT: { price: 1 } },
  ]);
  expect(differencesBetween(before, after)).toEqual([
    { kind: "price", when: dayParts, before: energy("0.45"), after: energy("0.49") },
    {
      kind: "price",
      when: [{ key: "otherwise" }],
      before: null,
      after: [{ key: "price_session", params: { price: "1", currency: "EUR" } }],
    },
    {
      kind: "added",
      element: {
        element: 0,
        when: [{ key: "duration_from", params: { min: "3600" } }],
        prices: [[{ key: "price_parking", params: { price: "2", currency: "EUR" } }]],
      },
    },
  ]);
});

it("tells elements that are gone, another order, and what holds for all", () => {
  const night = { start_time: "20:00", end_time: "08:00" };
  const before = tariff(
    [
      { ENERGY: { price: 0.45 }, when: day },
      { ENERGY: { price: 0.2 }, when: night },
      { ENERGY: { price: 0.3 }, when: { max_kwh: 5 } },
    ],
    { min_price: { excl_vat: 1 }, tax_included: "NO" },
  );
  const after = tariff(
    [
      { ENERGY: { price: 0.2 }, when: night },
      { ENERGY: { price: 0.45 }, when: day },
    ],
    { min_price: { excl_vat: 2, incl_vat: 2.38 } },
  );
  expect(differencesBetween(before, after)).toEqual([
    {
      kind: "removed",
      element: { element: 2, when: [{ key: "energy_below", params: { max: "5" } }], prices: [energy("0.3")] },
    },
    { kind: "order" },
    { kind: "general", before: { key: "tax_added" }, after: null },
    {
      kind: "general",
      before: { key: "min_price", params: { net: "1", currency: "EUR" } },
      after: { key: "min_price_gross", params: { net: "2", gross: "2.38", currency: "EUR" } },
    },
  ]);
});

it("compares with no tariff at all, as when a purchase price is added", () => {
  expect(differencesBetween(null, tariff([{ ENERGY: { price: 0.3 } }]))).toMatchObject([{ kind: "added" }]);
});
