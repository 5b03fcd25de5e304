/** The demo's tariffs of all three kinds, as OCPI tariff objects. Prices are invented and without VAT. */
import { firstDay, type IsoDate } from "@/lib/calendar/calendar";
import type { TariffKind } from "@/lib/tariffs/tariff-input";
import { type DemoCalendar, monthToClose } from "./calendar";
import type { CompanyKey, Market } from "./companies";

/** Charge point rates. */
export type TariffKey =
  | "gb_ac"
  | "gb_dc"
  | "gb_day_night"
  | "de_ac"
  | "de_dc"
  | "de_day_night"
  | "de_arena_ac"
  | "de_arena_dc";
/** The COMMUNITY tariff, and the EMP sales tariff of a fleet's card. */
export type OtherTariffKey = "de_community" | "de_fleet";

type Element = { price_components: object[]; restrictions?: object };
type Version = {
  validFrom: IsoDate;
  elements: Element[];
  /** What the owner is paid under a purchase price. */
  purchase?: Element[];
  /** The same, for sessions with tokens of one company only. */
  purchaseByIssuer?: { issuer: CompanyKey; elements: Element[] }[];
};
export type DemoTariff = {
  key: TariffKey | OtherTariffKey;
  kind: TariffKind;
  name: string;
  market: Market;
  versions: Version[];
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

/** Everybody who charges in Germany but hubs and those who pay on the spot: for them COMMUNITY holds. */
const WITH_A_RATE: readonly CompanyKey[] = ["stromdeich", "plugmoor", "tay_de", "nordspeicher"];

function perKwh(market: Market, price: number): Element[] {
  return [{ price_components: [component("ENERGY", price, market)] }];
}

/** Every tariff; the British AC price rises with the month that is left to close. */
export function demoTariffs(calendar: DemoCalendar): DemoTariff[] {
  const since = calendar.opened;
  const raised = firstDay(monthToClose(calendar));
  const one = (
    key: DemoTariff["key"],
    name: string,
    elements: Element[],
    costs: Partial<Version> = {},
  ): DemoTariff => ({
    key,
    kind: "charge_point_rate",
    name,
    market: key.startsWith("gb") ? "GB" : "DE",
    versions: [{ validFrom: since, elements, ...costs }],
  });
  const arena = (price: number) => ({
    purchaseByIssuer: WITH_A_RATE.map((issuer) => ({ issuer, elements: perKwh("DE", price) })),
  });
  const city = one("gb_ac", "City AC", cityAc("GB", 0.42, 0.9));
  return [
    { ...city, versions: [...city.versions, { validFrom: raised, elements: cityAc("GB", 0.45, 0.9) }] },
    one("gb_dc", "Rapid DC", rapidDc("GB", 0.5, 0.62, 6)),
    one("gb_day_night", "Home day and night", dayNight("GB", 0.39, 0.26)),
    one("de_ac", "Stadt AC", cityAc("DE", 0.46, 1.2)),
    one("de_dc", "Schnell DC", rapidDc("DE", 0.6, 0.64, 6)),
    one("de_day_night", "Hotel Tag und Nacht", dayNight("DE", 0.44, 0.32)),
    one("de_arena_ac", "Eisarena AC", cityAc("DE", 0.46, 1.2), arena(0.33)),
    one("de_arena_dc", "Eisarena DC", rapidDc("DE", 0.6, 0.64, 6), arena(0.47)),
    {
      ...one("de_community", "COMMUNITY", perKwh("DE", 0.59), { purchase: perKwh("DE", 0.42) }),
      kind: "community",
    },
    { ...one("de_fleet", "Flottenkarte", perKwh("DE", 0.39)), kind: "emp_sales" },
  ];
}
