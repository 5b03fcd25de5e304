import { expect, it } from "vitest";
import { tryTariff, tryTariffInput } from "./try-tariff";

const json = JSON.stringify({
  currency: "EUR",
  elements: [
    {
      price_components: [
        { type: "FLAT", price: 1, vat: 20, step_size: 1 },
        { type: "ENERGY", price: 0.4, vat: 20, step_size: 1 },
        { type: "PARKING_TIME", price: 6, vat: 20, step_size: 1 },
      ],
    },
  ],
});
const session = { json, energyKwh: "20", minutes: "90", parkingMinutes: "30", start: "2026-06-15T08:00" };

it("prices the session that was asked for, component by component", () => {
  // 20 kWh × 0.40 = 8.00; half an hour of parking at 6.00 = 3.00; start 1.00; 20 % VAT on 12.00 = 2.40
  const tried = tryTariff(tryTariffInput.parse(session));
  expect(tried).toMatchObject({ kind: "rated", revenue: "12.0000", gross: "14.4000" });
  expect(tried.kind === "rated" && tried.components.map(({ component, amount }) => [component, amount])).toEqual([
    ["energy", "8.0000"],
    ["parking", "3.0000"],
    ["session", "1.0000"],
  ]);
});

it("names what is wrong with the tariff by its place in the JSON", () => {
  const tried = tryTariff(tryTariffInput.parse({ ...session, json: '{"currency":"EUR","elements":[]}' }));
  expect(tried).toMatchObject({ kind: "problems", problems: [{ path: "elements", code: "list_empty" }] });
});
