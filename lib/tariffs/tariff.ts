/**
 * The OCPI tariff object (2.2.1, with `tax_included` and the price limits of 2.3.0), validated and kept as it came:
 * fields that rating does not use stay in the object.
 */
import { z } from "zod";
import { isDate } from "@/lib/calendar/calendar";
import { readDateTime } from "@/lib/tariffs/date-time";
import { scaleExact } from "@/lib/tariffs/decimal-number";

export const DIMENSIONS = ["ENERGY", "FLAT", "PARKING_TIME", "TIME"] as const;
export type TariffDimension = (typeof DIMENSIONS)[number];

/** Monday first, as OCPI lists them. */
export const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const TARIFF_TYPES = ["AD_HOC_PAYMENT", "PROFILE_CHEAP", "PROFILE_FAST", "PROFILE_GREEN", "REGULAR"] as const;
export type TariffType = (typeof TARIFF_TYPES)[number];

/** The restrictions of an element, in the order in which they are asked. */
export const RESTRICTIONS = [
  "reservation",
  "start_date",
  "end_date",
  "day_of_week",
  "start_time",
  "end_time",
  "min_duration",
  "max_duration",
  "min_kwh",
  "max_kwh",
  "min_current",
  "max_current",
  "min_power",
  "max_power",
] as const;
export type RestrictionName = (typeof RESTRICTIONS)[number];

/** Decimals of a price that count; OCPI promises four, markets quote finer ones. */
export const PRICE_SCALE = 12;
/** Far beyond any price, limit or threshold; keeps all later arithmetic inside its proven range. */
const LARGEST = 1_000_000_000;

/** What can be wrong with a field of a tariff, and thereby what to do about it. */
export const TARIFF_PROBLEMS = [
  "missing",
  "object",
  "list",
  "list_empty",
  "text",
  "number",
  "number_not_negative",
  "whole_number",
  "vat_percent",
  "currency_code",
  "time_of_day",
  "local_date",
  "date_time",
  "dimension",
  "weekday",
  "tariff_type",
  "tax_included",
  "reservation",
  "price_limit_net_missing",
  "price_limit_gross_below_net",
  "not_storable",
] as const;
export type TariffProblemCode = (typeof TARIFF_PROBLEMS)[number];

/** A field that cannot be used. `path` is its place in the JSON: `elements[0].restrictions.start_time`. */
export type TariffProblem = { path: string; code: TariffProblemCode; found: string };

function says(code: TariffProblemCode) {
  return { error: (issue: { input?: unknown }) => (issue.input === undefined ? "missing" : code) };
}

const notNegative = z
  .number(says("number_not_negative"))
  .min(0, says("number_not_negative"))
  .max(LARGEST, says("number"));
const measured = z.number(says("number")).min(-LARGEST, says("number")).max(LARGEST, says("number"));
const wholeNumber = z.int(says("whole_number")).min(0, says("whole_number")).max(LARGEST, says("whole_number"));
const timeOfDay = z.string(says("time_of_day")).regex(/^([01]\d|2[0-3]):[0-5]\d$/, says("time_of_day"));
const localDate = z.string(says("local_date")).refine(isDate, says("local_date"));
const dateTime = z.string(says("date_time")).refine((text) => readDateTime(text) !== null, says("date_time"));
const identifier = z.string(says("text")).min(1, says("text"));
const vatPercent = z
  .number(says("vat_percent"))
  .min(0, says("vat_percent"))
  .max(100, says("vat_percent"))
  .refine((value) => scaleExact(value, 2) !== null, says("vat_percent"));

const restrictions = z.looseObject(
  {
    start_time: timeOfDay.nullish(),
    end_time: timeOfDay.nullish(),
    start_date: localDate.nullish(),
    end_date: localDate.nullish(),
    min_kwh: notNegative.nullish(),
    max_kwh: notNegative.nullish(),
    min_current: measured.nullish(),
    max_current: measured.nullish(),
    min_power: measured.nullish(),
    max_power: measured.nullish(),
    min_duration: wholeNumber.nullish(),
    max_duration: wholeNumber.nullish(),
    day_of_week: z.array(z.enum(WEEKDAYS, says("weekday")), says("list")).nullish(),
    reservation: z.enum(["RESERVATION", "RESERVATION_EXPIRES"], says("reservation")).nullish(),
  },
  says("object"),
);

const priceComponent = z.looseObject(
  {
    type: z.enum(DIMENSIONS, says("dimension")),
    price: measured,
    vat: vatPercent.nullish(),
    /** Mandatory in OCPI, often left out; its default is 1 (CdrDimensionType). */
    step_size: wholeNumber.nullish(),
  },
  says("object"),
);

const element = z.looseObject(
  {
    price_components: z.array(priceComponent, says("list")).min(1, says("list_empty")),
    restrictions: restrictions.nullish(),
  },
  says("object"),
);

/** 2.2.1 names the sides by VAT, 2.3.0 by taxes. */
const priceLimit = z
  .looseObject(
    {
      excl_vat: notNegative.nullish(),
      incl_vat: notNegative.nullish(),
      before_taxes: notNegative.nullish(),
      after_taxes: notNegative.nullish(),
    },
    says("object"),
  )
  .refine((limit) => netOf(limit) !== null, says("price_limit_net_missing"))
  .refine((limit) => (grossOf(limit) ?? Infinity) >= (netOf(limit) ?? 0), says("price_limit_gross_below_net"));

type LimitFields = { excl_vat?: number | null; before_taxes?: number | null } & {
  incl_vat?: number | null;
  after_taxes?: number | null;
};

/** The side of a price limit that excludes VAT, or null. */
export function netOf(limit: LimitFields): number | null {
  return limit.excl_vat ?? limit.before_taxes ?? null;
}

/** The side of a price limit that includes VAT, or null. */
export function grossOf(limit: LimitFields): number | null {
  return limit.incl_vat ?? limit.after_taxes ?? null;
}

const tariff = z.looseObject(
  {
    country_code: z.string(says("text")).nullish(),
    party_id: z.string(says("text")).nullish(),
    id: identifier,
    currency: z.string(says("currency_code")).regex(/^[A-Z]{3}$/, says("currency_code")),
    type: z.enum(TARIFF_TYPES, says("tariff_type")).nullish(),
    min_price: priceLimit.nullish(),
    max_price: priceLimit.nullish(),
    tax_included: z.enum(["YES", "NO", "N/A"], says("tax_included")).nullish(),
    elements: z.array(element, says("list")).min(1, says("list_empty")),
    start_date_time: dateTime.nullish(),
    end_date_time: dateTime.nullish(),
    last_updated: dateTime.nullish(),
  },
  says("object"),
);

/** An OCPI tariff object. */
export type Tariff = z.infer<typeof tariff>;
export type TariffElement = Tariff["elements"][number];
export type TariffRestrictions = NonNullable<TariffElement["restrictions"]>;
export type PriceComponent = TariffElement["price_components"][number];

/** A tariff at one version of its life; `versionId` is what traces and records name. */
export type TariffVersion = { readonly versionId: string; readonly tariff: Tariff };

/**
 * Reads an OCPI tariff object. Unknown fields are kept; a field that rating could misread is a problem with its JSON path.
 * Source: OCPI 2.2.1 mod_tariffs, Tariff object.
 */
export function parseTariff(json: unknown): { ok: true; tariff: Tariff } | { ok: false; problems: TariffProblem[] } {
  const parsed = tariff.safeParse(json);
  if (parsed.success) return { ok: true, tariff: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    path: pathText(issue.path),
    code: issue.message as TariffProblemCode,
    found: foundText(valueAt(json, issue.path)),
  }));
  return { ok: false, problems };
}

function pathText(path: readonly PropertyKey[]): string {
  let text = "";
  for (const key of path) text += typeof key === "number" ? `[${key}]` : `${text ? "." : ""}${String(key)}`;
  return text;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = json;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return value;
}

/** Enough of the value to recognise it. */
function foundText(value: unknown): string {
  return (JSON.stringify(value) ?? "").slice(0, 80);
}
