/**
 * How figures are written: the one place for amounts, energy, durations, months, dates and counts, on pages, in
 * mails and in PDFs. Numbers go to Intl as exact decimal strings, never as floats; Intl rounds them half away from
 * zero (D13) to the decimals shown. `locale` is one of ours (`en`, `de`), zones are IANA names.
 */
import { dateOf, type Instant, type IsoDate, type Month } from "@/lib/calendar/calendar";
import { type Amount, type BasisPoints, DecimalError, formatDecimal, minorUnitDigits, SCALE } from "@/lib/money/amount";
import { formatLocale, type Locale } from "./locale";

/** Ten-thousandths as a bigint, or a plain decimal string as PostgreSQL gives it ("12.3400"). */
export type Decimal = bigint | string;

/** Between a number and its unit or currency, so that no line breaks there. */
const NARROW = "\u00a0";

/**
 * Decimals of an amount: the currency's minor unit, the four that are stored, or as many as the value has (a price
 * per unit; at least the minor unit, at most 8).
 */
export type Precision = "minor" | "stored" | "exact";

/** "1,234.50" or "1.234,50"; a minus is the sign U+2212, `signed` also shows the plus of what is added. */
export function formatAmount(
  amount: Decimal,
  currency: string,
  locale: Locale,
  options: { precision?: Precision; signed?: boolean } = {},
): string {
  const minor = minorUnitDigits(currency);
  return formatNumber(amount, locale, {
    minimumFractionDigits: options.precision === "stored" ? SCALE : minor,
    maximumFractionDigits: options.precision === "stored" ? SCALE : options.precision === "exact" ? 8 : minor,
    signDisplay: options.signed ? "exceptZero" : "negative",
  });
}

/** "1,234.50 EUR": the currency beside the amount. */
export function formatMoney(
  amount: Decimal,
  currency: string,
  locale: Locale,
  options: { precision?: Precision; signed?: boolean } = {},
): string {
  return `${formatAmount(amount, currency, locale, options)}${NARROW}${currency}`;
}

/** Whether rounding to the minor unit would change any of the amounts, so that they no longer add up on the page. */
export function isFinerThanMinor(amounts: readonly Decimal[], currency: string): boolean {
  const minor = minorUnitDigits(currency);
  return amounts.some((amount) => {
    const fraction = plainDecimal(amount).split(".")[1] ?? "";
    return /[1-9]/.test(fraction.slice(minor));
  });
}

/** "27.41 kWh" */
export function formatEnergy(energyKwh: Decimal, locale: Locale, decimals = 2): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return `${formatNumber(energyKwh, locale, digits)}${NARROW}kWh`;
}

/** "22.0 kW" */
export function formatPower(powerKw: Decimal, locale: Locale, decimals = 1): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return `${formatNumber(powerKw, locale, digits)}${NARROW}kW`;
}

/** "20 %" from 2000 hundredths of a percent; at most two decimals. */
export function formatPercent(basisPoints: BasisPoints, locale: Locale): string {
  if (!Number.isInteger(basisPoints)) throw new DecimalError(`${basisPoints} is not a whole number of basis points`);
  const digits = formatNumber(formatDecimal(BigInt(basisPoints), 2), locale, { maximumFractionDigits: 2 });
  return `${digits}${NARROW}%`;
}

/** "12,909"; above `limit` only "10,000+", because counting further costs more than it tells. */
export function formatCount(count: number | bigint, locale: Locale, limit?: number): string {
  if (limit !== undefined && count > limit) return `${formatNumber(String(limit), locale, {})}+`;
  return formatNumber(String(count), locale, {});
}

/** "2.4 MB", in steps of a thousand. */
export function formatFileSize(bytes: number, locale: Locale): string {
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  const options = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: size < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale, options).format(size);
}

/** "45 s", "38 min", "1 h 05 min", "2 d 3 h": the two largest units that say it. */
export function formatDuration(durationSeconds: number): string {
  const seconds = Math.max(0, Math.round(durationSeconds));
  if (seconds < 60) return `${seconds}${NARROW}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${NARROW}min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours}${NARROW}h ${String(minutes % 60).padStart(2, "0")}${NARROW}min`;
  return `${Math.floor(hours / 24)}${NARROW}d ${hours % 24}${NARROW}h`;
}

/** "October 2026", short "Oct 2026". */
export function formatMonth(month: Month, locale: Locale, style: "long" | "short" = "long"): string {
  return dateFormat(locale, { month: style, year: "numeric", timeZone: "UTC" }).format(utcDay(`${month}-01`));
}

/** "Oct": a month where the year is plain from its neighbours. */
export function formatMonthName(month: Month, locale: Locale): string {
  return dateFormat(locale, { month: "short", timeZone: "UTC" }).format(utcDay(`${month}-01`));
}

/** "31 Oct 2026" */
export function formatDate(date: IsoDate, locale: Locale): string {
  return dateFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(utcDay(date));
}

/** "31 Oct 2026, 15:34" on the clocks of `zone`; with `zoneName` also "CET". */
export function formatDateTime(
  at: Instant,
  zone: string,
  locale: Locale,
  options: { zoneName?: boolean; seconds?: boolean } = {},
): string {
  return dateFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
    ...(options.seconds && { second: "2-digit" }),
    ...(options.zoneName && { timeZoneName: "short" }),
  }).format(at);
}

/** "15:34" on the clocks of `zone`. */
export function formatTime(at: Instant, zone: string, locale: Locale): string {
  return dateFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(at);
}

/** The end of a span whose beginning stands before it in full: "15:34" on the same day, else "1 Nov 2026, 00:10". */
export function formatUntil(span: { from: Instant; until: Instant }, zone: string, locale: Locale): string {
  const isSameDay = dateOf(span.from, zone) === dateOf(span.until, zone);
  return isSameDay ? formatTime(span.until, zone, locale) : formatDateTime(span.until, zone, locale);
}

/** "7 Jun" on the calendar of `zone`. */
export function formatDayMonth(at: Instant, zone: string, locale: Locale): string {
  return dateFormat(locale, { day: "numeric", month: "short", timeZone: zone }).format(at);
}

/** "a, b and c" in the language's way. */
export function formatList(items: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(formatLocale(locale), { type: "conjunction" }).format(items);
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A formatter costs far more than a format: each is made once. */
function remember<Format>(known: Map<string, Format>, key: string, make: () => Format): Format {
  const hit = known.get(key) ?? make();
  known.set(key, hit);
  return hit;
}

function formatNumber(value: Decimal, locale: Locale, options: Intl.NumberFormatOptions): string {
  const format = remember(numberFormats, `${locale} ${JSON.stringify(options)}`, () => {
    return new Intl.NumberFormat(formatLocale(locale), options);
  });
  return format.format(plainDecimal(value) as Intl.StringNumericLiteral).replace("-", "\u2212");
}

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return remember(dateFormats, `${locale} ${JSON.stringify(options)}`, () => {
    return new Intl.DateTimeFormat(formatLocale(locale), options);
  });
}

/** The first instant of a date in UTC, in which dates without a zone are written. */
function utcDay(date: IsoDate): Instant {
  return Date.parse(`${date}T00:00:00Z`);
}

/** @throws DecimalError when a string is no plain decimal: Intl would write "NaN" for it. */
function plainDecimal(value: Decimal | Amount): string {
  if (typeof value === "bigint") return formatDecimal(value);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) throw new DecimalError(`"${value}" is not a decimal number`);
  return value;
}
