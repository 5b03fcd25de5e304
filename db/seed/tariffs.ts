/** The demo's charge point rates, as OCPI tariff objects. Prices are invented and without VAT. */
import { firstDay, type IsoDate } from "@/lib/calendar/calendar";
import { type DemoCalendar, monthToClose } from "./calendar";
import type { Market } from "./companies";

export type TariffKey = "gb_ac" | "gb_dc" | "gb_day_night" | "de_ac" | "de_dc" | "de_day_night";

type Element = { price_components: object[]; restrictions?: object };
export type DemoTariff = {
  key: TariffKey;
  name: string;
  market: Market;
  versions: { validFrom: IsoDate; elements: Element[] }[];
};

const VAT: Readonly<Record<Market, number>> = { GB: 20, DE: 19 };
const FOUR_HOURS = 14_400;
const ONE_HOUR = 3_600;

/** Per kilowatt-hour; after four hours by day also per hour, so that nobody stays for the parking. */
function cityAc(market: Market, perKwh: number, perHour: number): Element[] {
  return [
    {
      price_components: [component("TIME", perHour, market)],
      restrictions: { start_time: "08:00", end_time: "20:00", min_duration: FOUR_HOURS },
    },
    { price_components: [component("ENERGY", perKwh, market)] },
  ];
}

/** A start fee, per kilowatt-hour, and after an hour per hour. */
function rapidDc(market: Market, start: number, perKwh: number, perHour: number): Element[] {
  return [
    { price_components: [component("TIME", perHour, market)], restrictions: { min_duration: ONE_HOUR } },
    { price_components: [component("FLAT", start, market), component("ENERGY", perKwh, market)] },
  ];
}

function dayNight(market: Market, day: number, night: number): Element[] {
  return [
    {
      price_components: [component("ENERGY", day, market)],
      restrictions: { start_time: "07:00", end_time: "22:00" },
    },
    { price_components: [component("ENERGY", night, market)] },
  ];
}

function component(type: "ENERGY" | "FLAT" | "TIME", price: number, market: Market): object {
  return { type, price, vat: VAT[market], step_size: 1 };
}

/** Every tariff; the British AC price rises with the month that is left to close. */
export function demoTariffs(calendar: DemoCalendar): DemoTariff[] {
  const since = calendar.opened;
  const raised = firstDay(monthToClose(calendar));
  const one = (key: TariffKey, name: string, elements: Element[]): DemoTariff => ({
    key,
    name,
    market: key.startsWith("gb") ? "GB" : "DE",
    versions: [{ validFrom: since, elements }],
  });
  const city = one("gb_ac", "City AC", cityAc("GB", 0.42, 0.9));
  return [
    { ...city, versions: [...city.versions, { validFrom: raised, elements: cityAc("GB", 0.45, 0.9) }] },
    one("gb_dc", "Rapid DC", rapidDc("GB", 0.5, 0.62, 6)),
    one("gb_day_night", "Home day and night", dayNight("GB", 0.39, 0.26)),
    one("de_ac", "Stadt AC", cityAc("DE", 0.46, 1.2)),
    one("de_dc", "Schnell DC", rapidDc("DE", 0.6, 0.64, 6)),
    one("de_day_night", "Hotel Tag und Nacht", dayNight("DE", 0.44, 0.32)),
  ];
}
