/** What a new tariff may start from: the usual shapes, with the prices left to be filled in. */
import type { TariffDimension } from "./tariff";
import { type ElementForm, emptyElement, type PriceRow } from "./tariff-form";

export const TARIFF_PRESETS = ["one_price", "day_night", "session_fee", "parking_fee"] as const;
export type TariffPreset = (typeof TARIFF_PRESETS)[number];

const price = (type: TariffDimension): PriceRow => ({ type, price: "", vat: "", stepSize: "1" });

/** The elements of a preset, in the order in which they are asked. */
export function elementsOfPreset(preset: TariffPreset): ElementForm[] {
  const always = emptyElement(0);
  switch (preset) {
    case "one_price":
      return [always];
    case "day_night":
      return [{ ...always, startTime: "06:00", endTime: "22:00" }, emptyElement(1)];
    case "session_fee":
      return [{ ...always, prices: [price("ENERGY"), price("FLAT")] }];
    case "parking_fee":
      return [
        { ...always, prices: [price("PARKING_TIME")], minDuration: "240" },
        { ...emptyElement(1), prices: [price("ENERGY")] },
      ];
  }
}
