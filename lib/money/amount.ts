/**
 * Exact decimal arithmetic for money and energy.
 *
 * An `Amount` is an integer of ten-thousandths of the currency unit, an `Energy` an integer of
 * ten-thousandths of a kilowatt-hour: OCPI 2.2.1 gives its `number` four decimals (section 16.1).
 * No float ever holds either. Every function that rounds says how in its name.
 */

/** Ten-thousandths of a currency unit; its currency travels beside it. */
export type Amount = bigint;
/** Ten-thousandths of a kilowatt-hour. */
export type Energy = bigint;
/** Hundredths of a percent: 2000 is 20 %. */
export type BasisPoints = number;

/** The decimals that an `Amount` and an `Energy` carry. */
export const SCALE = 4;
const UNIT = 10_000n;

/** What was given is not a decimal number, or has more decimals than can be kept exactly. */
export class DecimalError extends Error {
  override name = "DecimalError";
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * Reads a plain decimal ("-12.3", "5", ".25") as an integer of 10^-scale.
 * @throws DecimalError when it is no decimal or has non-zero digits beyond the scale.
 */
export function parseDecimalExact(text: string, scale = SCALE): bigint {
  const match = DECIMAL.exec(text.trim());
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (!match || whole + fraction === "") throw new DecimalError(`"${text}" is not a decimal number`);
  if (/[^0]/.test(fraction.slice(scale))) {
    throw new DecimalError(`"${text}" has more than ${scale} decimals`);
  }
  const digits = BigInt(`${whole}${fraction.slice(0, scale).padEnd(scale, "0")}`);
  return match[1] === "-" ? -digits : digits;
}

/** Reads a plain decimal as an integer of 10^-scale; further decimals are rounded half away from zero. */
export function parseDecimalHalfUp(text: string, scale = SCALE): bigint {
  const short = shortDecimalHalfUp(text, scale);
  if (short !== null) return BigInt(short);
  const match = DECIMAL.exec(text.trim());
  const fraction = match?.[3] ?? "";
  if (!match || fraction.length <= scale) return parseDecimalExact(text, scale);
  const fine = parseDecimalExact(text, fraction.length);
  return divideHalfUp(fine, 10n ** BigInt(fraction.length - scale));
}

/** So many digits are exact in a double, whatever they are. */
const SAFE_DIGITS = 15;

/**
 * `parseDecimalHalfUp` for decimals whose digits, brought to the scale, all fit into an exact double, as nearly all do;
 * null for every other text. Millions of volumes of charging periods are read by this.
 */
function shortDecimalHalfUp(text: string, scale: number): number | null {
  const isNegative = text.charCodeAt(0) === 45;
  let value = 0;
  let decimals = -1;
  const first = isNegative ? 1 : 0;
  for (let index = first; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (decimals >= 0) decimals++;
    } else if (digit === -2 && decimals < 0) decimals = 0;
    else return null;
  }
  const digits = text.length - first - (decimals < 0 ? 0 : 1);
  const beyond = Math.max(decimals, 0) - scale;
  if (digits === 0 || digits + Math.max(-beyond, 0) > SAFE_DIGITS) return null;
  const scaled = beyond > 0 ? dropDecimalsHalfUp(value, 10 ** beyond) : value * 10 ** -beyond;
  return isNegative ? -scaled : scaled;
}

/** `value ÷ unit` of whole numbers, half-up; the remainder is taken off first, so that the division is exact. */
function dropDecimalsHalfUp(value: number, unit: number): number {
  const rest = value % unit;
  return (value - rest) / unit + (2 * rest >= unit ? 1 : 0);
}

/** Writes an integer of 10^-scale as a plain decimal with exactly `scale` decimals: 12.3400. */
export function formatDecimal(value: bigint, scale = SCALE): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = value < 0n ? "-" : "";
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - scale)}`;
}

/** `dividend / divisor`, rounded half away from zero, so that a credit is exactly minus its original (D13). */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new DecimalError("division by zero");
  const negative = dividend < 0n !== divisor < 0n;
  const a = dividend < 0n ? -dividend : dividend;
  const b = divisor < 0n ? -divisor : divisor;
  const quotient = (2n * a + b) / (2n * b);
  return negative ? -quotient : quotient;
}

/** `amount × numerator ÷ denominator`, rounded half away from zero to an integer. */
export function multiplyHalfUp(amount: bigint, numerator: bigint, denominator: bigint): bigint {
  return divideHalfUp(amount * numerator, denominator);
}

/** `amount × numerator ÷ denominator`, rounded toward zero to an integer (collected shares, D12). */
export function multiplyTowardZero(amount: bigint, numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new DecimalError("division by zero");
  return (amount * numerator) / denominator;
}

/** A percentage of an amount, half-up to ten-thousandths. */
export function percentHalfUp(amount: Amount, basisPoints: BasisPoints): Amount {
  return multiplyHalfUp(amount, BigInt(basisPoints), 10_000n);
}

/** Energy × a price per kWh (both ten-thousandths), half-up to ten-thousandths. */
export function priceEnergyHalfUp(energyKwh: Energy, pricePerKwh: Amount): Amount {
  return divideHalfUp(energyKwh * pricePerKwh, UNIT);
}

/** Rounds half-up to the currency's minor unit; the result is still in ten-thousandths. */
export function roundHalfUpToMinorUnit(amount: Amount, currency: string): Amount {
  const step = 10n ** BigInt(SCALE - minorUnitDigits(currency));
  return divideHalfUp(amount, step) * step;
}

const minorUnits = new Map<string, number>();

/**
 * Decimals of a currency's minor unit (ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD).
 * @throws DecimalError when the code is not three capital letters.
 */
export function minorUnitDigits(currency: string): number {
  const known = minorUnits.get(currency);
  if (known !== undefined) return known;
  if (!/^[A-Z]{3}$/.test(currency)) throw new DecimalError(`"${currency}" is not an ISO 4217 currency code`);
  const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  const digits = Math.min(options.maximumFractionDigits ?? 2, SCALE);
  minorUnits.set(currency, digits);
  return digits;
}

/**
 * Divides `total` pro rata to `weights` without losing anything: each part is rounded half-up and the
 * remainder goes to the part with the largest weight (the first of equals), as D13 asks.
 * With no weight at all, everything goes to the first part.
 */
export function allocateProRata(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) throw new DecimalError("nothing to allocate to");
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0n));
  const parts = weights.map((weight) => multiplyHalfUp(total, weight, sum));
  const rest = total - parts.reduce((a, b) => a + b, 0n);
  let largest = 0;
  for (let i = 1; i < weights.length; i++) if (absolute(weights[i]!) > absolute(weights[largest]!)) largest = i;
  parts[largest] = parts[largest]! + rest;
  return parts;
}

/** The value without its sign. */
export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The lesser of two. */
export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** The greater of two. */
export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** Sum of amounts. */
export function sum(values: Iterable<bigint>): bigint {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}
