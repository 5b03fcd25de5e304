/**
 * A tariff as the rows of a form, and back to the OCPI object. The form shows prices and the usual restrictions; what
 * it does not show (`isFormTariff` tells) is edited as JSON. A number that is none stays text, so that reading the
 * object names its place.
 */
import { plainDecimal } from "./decimal-number";
import type { Tariff, TariffDimension, TariffElement, TariffRestrictions, Weekday } from "./tariff";

export type PriceRow = { type: TariffDimension; price: string; vat: string; stepSize: string };
export type ElementForm = {
  prices: PriceRow[];
  startTime: string;
  endTime: string;
  days: Weekday[];
  /** Minutes. */
  minDuration: string;
  maxDuration: string;
  minKwh: string;
  maxKwh: string;
};
export type TariffForm = { currency: string; elements: ElementForm[] };

/** An element that always holds, with one price per kWh. */
export function emptyElement(): ElementForm {
  const prices: PriceRow[] = [{ type: "ENERGY", price: "", vat: "", stepSize: "1" }];
  return {
    prices,
    startTime: "",
    endTime: "",
    days: [],
    minDuration: "",
    maxDuration: "",
    minKwh: "",
    maxKwh: "",
  };
}

/** The OCPI object that the form states. */
export function tariffOf(form: TariffForm): Record<string, unknown> {
  return { currency: form.currency.trim().toUpperCase(), elements: form.elements.map(elementOf) };
}

function elementOf(element: ElementForm): Record<string, unknown> {
  const restrictions = compact({
    start_time: element.startTime,
    end_time: element.endTime,
    day_of_week: element.days.length > 0 ? element.days : "",
    min_duration: secondsOf(element.minDuration),
    max_duration: secondsOf(element.maxDuration),
    min_kwh: numberOf(element.minKwh),
    max_kwh: numberOf(element.maxKwh),
  });
  const prices = element.prices.map(({ type, price, vat, stepSize }) =>
    compact({ type, price: numberOf(price), vat: numberOf(vat), step_size: numberOf(stepSize) }),
  );
  return { price_components: prices, ...(Object.keys(restrictions).length > 0 && { restrictions }) };
}

function compact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

function numberOf(text: string): number | string {
  const plain = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain;
}

function secondsOf(minutes: string): number | string {
  const value = numberOf(minutes);
  return typeof value === "number" ? Math.round(value * 60) : value;
}

/** The form that shows a tariff. */
export function formOfTariff(tariff: Tariff): TariffForm {
  return { currency: tariff.currency, elements: tariff.elements.map(formOfElement) };
}

function formOfElement({ price_components, restrictions }: TariffElement): ElementForm {
  const given: TariffRestrictions = restrictions ?? {};
  return {
    prices: price_components.map(({ type, price, vat, step_size }) => ({
      type,
      price: plainDecimal(price),
      vat: decimalText(vat),
      stepSize: decimalText(step_size),
    })),
    startTime: given.start_time ?? "",
    endTime: given.end_time ?? "",
    days: [...(given.day_of_week ?? [])],
    minDuration: minutesText(given.min_duration),
    maxDuration: minutesText(given.max_duration),
    minKwh: decimalText(given.min_kwh),
    maxKwh: decimalText(given.max_kwh),
  };
}

function decimalText(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : plainDecimal(value);
}

function minutesText(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? "" : plainDecimal(seconds / 60);
}

/** Fields that our own versions name anyway. */
const OWN_FIELDS = ["id", "last_updated"];

/** True when the form shows everything the tariff says. */
export function isFormTariff(tariff: Tariff): boolean {
  const said = Object.fromEntries(Object.entries(tariff).filter(([field]) => !OWN_FIELDS.includes(field)));
  return canonical(tariffOf(formOfTariff(tariff))) === canonical(said);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part ?? undefined;
    const entries = Object.entries(part).filter(([, field]) => field !== null);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
