import { expect, it } from "vitest";
import { tariffOf } from "@/lib/rating/test-sessions";
import { describeTariff, type SentencePart } from "@/lib/tariffs/sentences";

function text(part: SentencePart): string {
  return "params" in part ? `${part.key}(${Object.values(part.params).join(" ")})` : part.key;
}

it("[H16] tells an element as condition and prices: Mon–Fri 08:00–20:00, 0.45 EUR/kWh after the first 5 kWh", () => {
  const { tariff } = tariffOf([
    {
      ENERGY: { price: 0.45, vat: 19, step_size: 100 },
      when: {
        day_of_week: ["FRIDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY"],
        start_time: "08:00",
        end_time: "20:00",
        min_kwh: 5,
      },
    },
  ]);
  expect(describeTariff(tariff).elements).toEqual([
    {
      element: 0,
      when: [
        { key: "weekday_range", params: { from: 1, to: 5 } },
        { key: "time_between", params: { from: "08:00", until: "20:00" } },
        { key: "energy_from", params: { min: "5" } },
      ],
      prices: [
        [
          { key: "price_energy", params: { price: "0.45", currency: "EUR" } },
          { key: "vat", params: { percent: "19" } },
          { key: "step_wh", params: { wh: 100 } },
        ],
      ],
    },
  ]);
});

it.each([
  [undefined, "always"],
  [{}, "always"],
  [{ min_duration: 0, max_duration: 1800 }, "duration_below(1800)"],
  [{ min_kwh: 5, max_kwh: 12.5 }, "energy_between(5 12.5)"],
  [{ min_current: 32 }, "current_from(32)"],
  [{ max_power: 16 }, "power_below(16)"],
  [{ day_of_week: ["SATURDAY" as const, "SUNDAY" as const] }, "weekdays(6,7)"],
  [{ day_of_week: ["MONDAY" as const, "TUESDAY" as const, "FRIDAY" as const] }, "weekdays(1,2,5)"],
  [{ start_time: "17:00" }, "time_from(17:00)"],
  [{ end_time: "17:00" }, "time_until(17:00)"],
  [{ start_time: "00:00", end_time: "00:00" }, "always"],
  [{ start_date: "2024-01-01", end_date: "2025-01-01" }, "date_between(2024-01-01 2025-01-01)"],
  [{ reservation: "RESERVATION_EXPIRES" as const }, "reservation_expires"],
])("tells the condition %j", (when, expected) => {
  const { tariff } = tariffOf([when ? { FLAT: { price: 1 }, when } : { FLAT: { price: 1 } }]);
  expect(describeTariff(tariff).elements[0]?.when.map(text).join(", ")).toBe(expected);
});

it("tells prices per kind, tax and limits", () => {
  const { tariff } = tariffOf(
    [
      { TIME: { price: 6, step_size: 600 }, FLAT: { price: 2 }, when: { reservation: "RESERVATION" } },
      { FLAT: { price: 0.5 }, TIME: { price: 1 }, PARKING_TIME: { price: 2, step_size: 300 } },
    ],
    { tax_included: "YES", min_price: { excl_vat: 1 }, max_price: { excl_vat: 10, incl_vat: 12 } },
  );
  const { elements, general } = describeTariff(tariff);
  expect(elements.map((element) => element.prices.map((price) => price.map(text).join(" ")))).toEqual([
    ["price_reservation_time(6 EUR) step_seconds(600)", "price_reservation_fee(2 EUR)"],
    ["price_session(0.5 EUR)", "price_time(1 EUR)", "price_parking(2 EUR) step_seconds(300)"],
  ]);
  expect(general.map(text)).toEqual(["tax_included", "min_price(1 EUR)", "max_price_gross(10 EUR 12)"]);
});

it('says "otherwise" only after an element that prices the same', () => {
  const { tariff } = tariffOf([
    { ENERGY: { price: 0.5 }, when: { start_time: "08:00" } },
    { ENERGY: { price: 0.3 } },
    { PARKING_TIME: { price: 2 } },
  ]);
  expect(describeTariff(tariff).elements.map((element) => element.when.map(text))).toEqual([
    ["time_from(08:00)"],
    ["otherwise"],
    ["always"],
  ]);
});

it("tells the type, the dates and VAT that prices include", () => {
  const { tariff } = tariffOf([{ ENERGY: { price: 0.5, vat: 19 } }], {
    type: "AD_HOC_PAYMENT",
    tax_included: "YES",
    start_date_time: "2026-01-01T00:00:00Z",
  });
  const { elements, general } = describeTariff(tariff);
  expect(elements[0]?.prices[0]?.map(text)).toEqual(["price_energy(0.5 EUR)", "vat_included(19)"]);
  expect(general.map(text)).toEqual(["type_AD_HOC_PAYMENT", "tax_included", "valid_from(2026-01-01T00:00:00Z)"]);
});
