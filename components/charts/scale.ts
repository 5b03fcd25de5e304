/** Heights and widths of bars, in percent. Values are exact decimals; only what is drawn becomes a number. */
import { parseDecimalExact } from "@/lib/money/amount";

export type Decimal = bigint | string;

/** Ten-thousandths of a value given as such or as a decimal string. */
export function toUnits(value: Decimal): bigint {
  return typeof value === "bigint" ? value : parseDecimalExact(value);
}

/** `part` of `whole` in percent with two decimals, 0 when there is no whole. */
export function percentOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 100;
}

/** The largest of the values and zero, so that the zero line is always in the picture. */
export function highestOf(values: Iterable<bigint>): bigint {
  let highest = 0n;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}

/** The smallest of the values and zero. */
export function lowestOf(values: Iterable<bigint>): bigint {
  let lowest = 0n;
  for (const value of values) if (value < lowest) lowest = value;
  return lowest;
}

/** Where each value's bar starts above the lowest line and how tall it is; zero is always inside. */
export function layOutColumns(values: readonly Decimal[]): {
  zero: number;
  bars: { bottom: number; height: number }[];
} {
  const units = values.map(toUnits);
  const highest = highestOf(units);
  const lowest = lowestOf(units);
  const range = highest - lowest;
  const zero = percentOf(-lowest, range);
  const bars = units.map((value) => ({
    bottom: percentOf((value < 0n ? value : 0n) - lowest, range),
    height: percentOf(value < 0n ? -value : value, range),
  }));
  return { zero, bars };
}

/** Hundredths of a percent of each part, rounded so that they add up to 10,000 (the largest takes the rest). */
export function sharesOf(values: readonly Decimal[]): number[] {
  const units = values.map(toUnits);
  const whole = units.reduce((a, b) => a + b, 0n);
  if (whole === 0n) return units.map(() => 0);
  const shares = units.map((value) => Number((value * 10_000n) / whole));
  const largest = units.indexOf(highestOf(units));
  const rest = 10_000 - shares.reduce((a, b) => a + b, 0);
  return shares.map((share, index) => (index === largest ? share + rest : share));
}
