/**
 * A tariff as the rows of a form, and back to the OCPI object. Every field that decides a price has its place in the
 * form; what else the object says (texts, energy mix, fields of an operator) is carried along untouched in `rest`.
 * A number that is none stays text, so that reading the object names its place.
 */
import { plainDecimal } from "./decimal-number";
import {
  grossOf,
  netOf,
  type PriceComponent,
  RESTRICTIONS,
  type Tariff,
  type TariffDimension,
  type TariffElement,
  type TariffRestrictions,
  type Weekday,
} from "./tariff";

/** Fields of the object that the form does not show. */
type Rest = Readonly<Record<string, unknown>>;

export type PriceRow = { type: TariffDimension; price: string; vat: string; stepSize: string; rest?: Rest };

/** The restrictions that are one text field each. Durations are minutes, times `HH:MM`, dates `YYYY-MM-DD`. */
export const RESTRICTION_FIELDS = [
  "startTime",
  "endTime",
  "startDate",
  "endDate",
  "minDuration",
  "maxDuration",
  "minKwh",
  "maxKwh",
  "minPower",
  "maxPower",
  "minCurrent",
  "maxCurrent",
] as const;
export type RestrictionField = (typeof RESTRICTION_FIELDS)[number];

export type ElementForm = Record<RestrictionField, string> & {
  /** Tells the elements of one form apart, wherever they are moved. */
  key: number;
  prices: PriceRow[];
  days: Weekday[];
  reservation: "" | "RESERVATION" | "RESERVATION_EXPIRES";
  rest?: Rest;
  restrictionsRest?: Rest;
};

/** Amounts without and with VAT. */
export type LimitForm = { net: string; gross: string };

export type TariffForm = {
  currency: string;
  type: string;
  taxIncluded: string;
  minPrice: LimitForm;
  maxPrice: LimitForm;
  /** UTC, `YYYY-MM-DDTHH:MM`, with seconds where they are not zero. */
  validFrom: string;
  validTo: string;
  elements: ElementForm[];
  rest?: Rest;
};

const NO_LIMIT: LimitForm = { net: "", gross: "" };

/** An element that always holds, with one price per kWh. */
export function emptyElement(key: number, vat = ""): ElementForm {
  return {
    key,
    prices: [{ type: "ENERGY", price: "", vat, stepSize: "1" }],
    days: [],
    reservation: "",
    ...noRestrictions(),
  };
}

function noRestrictions(): Record<RestrictionField, string> {
  return Object.fromEntries(RESTRICTION_FIELDS.map((field) => [field, ""])) as Record<RestrictionField, string>;
}

/** A tariff of the given elements, without limits, dates and tax. */
export function emptyForm(currency: string, elements: ElementForm[] = [emptyElement(0)]): TariffForm {
  return {
    currency,
    type: "",
    taxIncluded: "",
    minPrice: NO_LIMIT,
    maxPrice: NO_LIMIT,
    validFrom: "",
    validTo: "",
    elements,
  };
}

/** The OCPI object that the form states. */
export function tariffOf(form: TariffForm): Record<string, unknown> {
  const shown = compact({
    currency: form.currency.trim().toUpperCase(),
    type: form.type,
    tax_included: form.taxIncluded,
    min_price: limitOf(form.minPrice, form.taxIncluded),
    max_price: limitOf(form.maxPrice, form.taxIncluded),
    start_date_time: instantOf(form.validFrom),
    end_date_time: instantOf(form.validTo),
  });
  return { ...form.rest, ...shown, elements: form.elements.map(elementOf) };
}

/** OCPI 2.3.0, which brought `tax_included`, names the sides of a limit by taxes, 2.2.1 by VAT. */
function limitOf({ net, gross }: LimitForm, taxIncluded: string): Record<string, unknown> | "" {
  const [before, after] = taxIncluded === "" ? ["excl_vat", "incl_vat"] : ["before_taxes", "after_taxes"];
  const sides = compact({ [before as string]: numberOf(net), [after as string]: numberOf(gross) });
  return Object.keys(sides).length > 0 ? sides : "";
}

function instantOf(text: string): string {
  if (text === "") return "";
  return /T\d\d:\d\d$/.test(text) ? `${text}:00Z` : `${text}Z`;
}

/** One element of the OCPI object. */
export function elementOf(element: ElementForm): Record<string, unknown> {
  const restrictions = {
    ...element.restrictionsRest,
    ...compact({
      start_time: element.startTime,
      end_time: element.endTime,
      start_date: element.startDate,
      end_date: element.endDate,
      min_kwh: numberOf(element.minKwh),
      max_kwh: numberOf(element.maxKwh),
      min_current: numberOf(element.minCurrent),
      max_current: numberOf(element.maxCurrent),
      min_power: numberOf(element.minPower),
      max_power: numberOf(element.maxPower),
      min_duration: secondsOf(element.minDuration),
      max_duration: secondsOf(element.maxDuration),
      day_of_week: element.days.length > 0 ? element.days : "",
      reservation: element.reservation,
    }),
  };
  const prices = element.prices.map(({ type, price, vat, stepSize, rest }) => ({
    ...rest,
    ...compact({ type, price: numberOf(price), vat: numberOf(vat), step_size: numberOf(stepSize) }),
  }));
  return {
    ...element.rest,
    price_components: prices,
    ...(Object.keys(restrictions).length > 0 && { restrictions }),
  };
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

const TARIFF_FIELDS = [
  "currency",
  "type",
  "tax_included",
  "min_price",
  "max_price",
  "start_date_time",
  "end_date_time",
  "elements",
  // Our own versions name them anyway.
  "id",
  "last_updated",
];

/** The form that shows a tariff. */
export function formOfTariff(tariff: Tariff): TariffForm {
  return {
    currency: tariff.currency,
    type: tariff.type ?? "",
    taxIncluded: tariff.tax_included ?? "",
    minPrice: formOfLimit(tariff.min_price),
    maxPrice: formOfLimit(tariff.max_price),
    validFrom: formOfInstant(tariff.start_date_time),
    validTo: formOfInstant(tariff.end_date_time),
    elements: tariff.elements.map(formOfElement),
    ...restOf("rest", tariff, TARIFF_FIELDS),
  };
}

function formOfLimit(limit: Tariff["min_price"]): LimitForm {
  return limit ? { net: decimalText(netOf(limit)), gross: decimalText(grossOf(limit)) } : NO_LIMIT;
}

/** OCPI DateTime is UTC whether or not it says so; an offset that we accepted is turned into UTC. */
function formOfInstant(text: string | null | undefined): string {
  if (!text) return "";
  const at = new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`).toISOString();
  return at.replace(/(:00)?\.000Z$/, "").replace(/Z$/, "");
}

function formOfElement(element: TariffElement, key: number): ElementForm {
  const given: TariffRestrictions = element.restrictions ?? {};
  return {
    key,
    prices: element.price_components.map(formOfPrice),
    days: [...(given.day_of_week ?? [])],
    reservation: given.reservation ?? "",
    startTime: given.start_time ?? "",
    endTime: given.end_time ?? "",
    startDate: given.start_date ?? "",
    endDate: given.end_date ?? "",
    minDuration: minutesText(given.min_duration),
    maxDuration: minutesText(given.max_duration),
    minKwh: decimalText(given.min_kwh),
    maxKwh: decimalText(given.max_kwh),
    minPower: decimalText(given.min_power),
    maxPower: decimalText(given.max_power),
    minCurrent: decimalText(given.min_current),
    maxCurrent: decimalText(given.max_current),
    ...restOf("rest", element, ["price_components", "restrictions"]),
    ...restOf("restrictionsRest", given, RESTRICTIONS),
  };
}

function formOfPrice(given: PriceComponent): PriceRow {
  return {
    type: given.type,
    price: plainDecimal(given.price),
    vat: decimalText(given.vat),
    stepSize: decimalText(given.step_size),
    ...restOf("rest", given, ["type", "price", "vat", "step_size"]),
  };
}

function restOf<Name extends string>(name: Name, given: object, shown: readonly string[]): { [N in Name]?: Rest } {
  const others = Object.entries(given).filter(([field, value]) => !shown.includes(field) && value !== null);
  return (others.length > 0 ? { [name]: Object.fromEntries(others) } : {}) as { [N in Name]?: Rest };
}

function decimalText(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : plainDecimal(value);
}

function minutesText(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? "" : plainDecimal(seconds / 60);
}
