/**
 * A tariff in words, language apart: each element is a condition and its prices as parts with a key and parameters,
 * which the message catalogues turn into "Mon–Fri 08:00–20:00: 0.45 EUR/kWh after the first 5 kWh".
 */
import { plainDecimal } from "@/lib/tariffs/decimal-number";
import {
  grossOf,
  netOf,
  type PriceComponent,
  type Tariff,
  type TariffRestrictions,
  type TariffType,
  WEEKDAYS,
} from "@/lib/tariffs/tariff";

/** Parts of a sentence. Weekdays are ISO numbers (1 is Monday), amounts and quantities decimal text, instants RFC 3339. */
export type SentencePart =
  | { key: "always" | "otherwise" | "reservation" | "reservation_expires" }
  | { key: "weekday_range"; params: { from: number; to: number } }
  | { key: "weekdays"; params: { days: string } }
  | { key: "time_between" | "date_between"; params: { from: string; until: string } }
  | { key: "time_from" | "date_from"; params: { from: string } }
  | { key: "time_until" | "date_until"; params: { until: string } }
  | { key: `${Threshold}_between`; params: { min: string; max: string } }
  | { key: `${Threshold}_from`; params: { min: string } }
  | { key: `${Threshold}_below`; params: { max: string } }
  | { key: `price_${PricedAs}`; params: { price: string; currency: string } }
  | { key: "step_wh"; params: { wh: number } }
  | { key: "step_seconds"; params: { seconds: number } }
  | { key: "vat" | "vat_included"; params: { percent: string } }
  | { key: `type_${TariffType}` }
  | { key: "valid_between"; params: { start: string; end: string } }
  | { key: "valid_from"; params: { start: string } }
  | { key: "valid_until"; params: { end: string } }
  | { key: "tax_included" | "tax_added" | "tax_not_applicable" }
  | { key: "min_price" | "max_price"; params: { net: string; currency: string } }
  | { key: "min_price_gross" | "max_price_gross"; params: { net: string; gross: string; currency: string } };

/** Seconds for duration, kWh, A and kW for the others. */
type Threshold = "duration" | "energy" | "current" | "power";
type PricedAs = "energy" | "time" | "parking" | "session" | "reservation_time" | "reservation_fee";

/** One element: all of `when` must hold; each entry of `prices` is a price with its VAT and step size. */
export type ElementSentence = { element: number; when: SentencePart[]; prices: SentencePart[][] };

/** True for a condition that is told after the price: "after the first 5 kWh". */
export function isThreshold({ key }: SentencePart): boolean {
  return /^(duration|energy|current|power)_/.test(key);
}

/** A tariff: its elements in the order in which they are asked, and what holds for all of it. */
export type TariffSentences = { elements: ElementSentence[]; general: SentencePart[] };

/** Describes a tariff. */
export function describeTariff(tariff: Tariff): TariffSentences {
  return {
    elements: tariff.elements.map((element, index) => {
      const reserved = element.restrictions?.reservation != null;
      return {
        element: index,
        when: describeRestrictions(element.restrictions, isRest(tariff, index)),
        prices: element.price_components.map((given) => describePrice(given, tariff, reserved)),
      };
    }),
    general: [
      ...(tariff.type ? [{ key: `type_${tariff.type}` } as const] : []),
      ...describeTax(tariff),
      ...describeLimit("min_price", tariff),
      ...describeLimit("max_price", tariff),
      ...describeValidity(tariff),
    ],
  };
}

/** True when an element before this one prices the same, so that "always" would not be the whole truth. */
function isRest({ elements }: Tariff, index: number): boolean {
  const types = new Set(elements[index]?.price_components.map(({ type }) => type));
  const before = elements.slice(0, index).filter(({ restrictions }) => restrictions?.reservation == null);
  return before.some(({ price_components }) => price_components.some(({ type }) => types.has(type)));
}

function describeRestrictions(given: TariffRestrictions | null | undefined, rest: boolean): SentencePart[] {
  const unrestricted: SentencePart[] = [{ key: rest ? "otherwise" : "always" }];
  if (!given) return unrestricted;
  const parts = [
    ...describeReservation(given),
    ...describeDays(given.day_of_week),
    ...describeSpan("time", given.start_time, given.end_time),
    ...describeSpan("date", given.start_date, given.end_date),
    ...describeThreshold("duration", given.min_duration, given.max_duration),
    ...describeThreshold("energy", given.min_kwh, given.max_kwh),
    ...describeThreshold("current", given.min_current, given.max_current),
    ...describeThreshold("power", given.min_power, given.max_power),
  ];
  return parts.length > 0 ? parts : unrestricted;
}

function describeReservation(given: TariffRestrictions): SentencePart[] {
  if (given.reservation == null) return [];
  return [{ key: given.reservation === "RESERVATION" ? "reservation" : "reservation_expires" }];
}

function describeDays(given: TariffRestrictions["day_of_week"]): SentencePart[] {
  const days = WEEKDAYS.map((day, index) => (given?.includes(day) ? index + 1 : 0)).filter((day) => day > 0);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length === 7) return [];
  const unbroken = last - first + 1 === days.length;
  if (unbroken && days.length > 2) return [{ key: "weekday_range", params: { from: first, to: last } }];
  return [{ key: "weekdays", params: { days: days.join(",") } }];
}

function describeSpan(kind: "time" | "date", from?: string | null, until?: string | null): SentencePart[] {
  if (from != null && until != null) {
    const wholeDay = kind === "time" && from === until;
    return wholeDay ? [] : [{ key: `${kind}_between`, params: { from, until } }];
  }
  if (from != null) return [{ key: `${kind}_from`, params: { from } }];
  return until != null ? [{ key: `${kind}_until`, params: { until } }] : [];
}

function describeThreshold(kind: Threshold, min?: number | null, max?: number | null): SentencePart[] {
  if (min != null && min !== 0 && max != null) {
    return [{ key: `${kind}_between`, params: { min: plainDecimal(min), max: plainDecimal(max) } }];
  }
  if (max != null) return [{ key: `${kind}_below`, params: { max: plainDecimal(max) } }];
  return min != null && min !== 0 ? [{ key: `${kind}_from`, params: { min: plainDecimal(min) } }] : [];
}

function describePrice(given: PriceComponent, { currency, tax_included }: Tariff, reserved: boolean): SentencePart[] {
  const price: SentencePart = {
    key: `price_${pricedAs(given, reserved)}`,
    params: { price: plainDecimal(given.price), currency },
  };
  const key = tax_included === "YES" ? "vat_included" : "vat";
  const vat: SentencePart[] = given.vat == null ? [] : [{ key, params: { percent: plainDecimal(given.vat) } }];
  return [price, ...vat, ...describeStep(given)];
}

function pricedAs({ type }: PriceComponent, reserved: boolean): PricedAs {
  if (type === "FLAT") return reserved ? "reservation_fee" : "session";
  if (type === "TIME") return reserved ? "reservation_time" : "time";
  return type === "ENERGY" ? "energy" : "parking";
}

/** A step of one Wh or second is too fine to mention. */
function describeStep({ type, step_size }: PriceComponent): SentencePart[] {
  if (type === "FLAT" || step_size == null || step_size <= 1) return [];
  return type === "ENERGY"
    ? [{ key: "step_wh", params: { wh: step_size } }]
    : [{ key: "step_seconds", params: { seconds: step_size } }];
}

function describeTax({ tax_included }: Tariff): SentencePart[] {
  if (tax_included === "YES") return [{ key: "tax_included" }];
  if (tax_included === "NO") return [{ key: "tax_added" }];
  return tax_included === "N/A" ? [{ key: "tax_not_applicable" }] : [];
}

function describeLimit(kind: "min_price" | "max_price", tariff: Tariff): SentencePart[] {
  const limit = tariff[kind];
  const net = limit ? netOf(limit) : null;
  if (!limit || net === null) return [];
  const gross = grossOf(limit);
  const params = { net: plainDecimal(net), currency: tariff.currency };
  if (gross === null) return [{ key: kind, params }];
  return [{ key: `${kind}_gross`, params: { ...params, gross: plainDecimal(gross) } }];
}

function describeValidity({ start_date_time: start, end_date_time: end }: Tariff): SentencePart[] {
  if (start && end) return [{ key: "valid_between", params: { start, end } }];
  if (start) return [{ key: "valid_from", params: { start } }];
  return end ? [{ key: "valid_until", params: { end } }] : [];
}
