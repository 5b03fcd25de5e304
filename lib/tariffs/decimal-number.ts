/**
 * JSON numbers as exact decimals. A JSON number arrives as a double; its shortest decimal text is what the sender
 * wrote (up to 15 significant digits), so conversion goes through that text and never through float arithmetic.
 */
import { parseDecimalExact, parseDecimalHalfUp } from "@/lib/money/amount";

/** The shortest decimal text of a finite number, without exponent: 1e-7 is "0.0000001". */
export function plainDecimal(value: number): string {
  const [mantissa, exponent] = String(value).split("e") as [string, string?];
  if (exponent === undefined) return mantissa;
  const negative = mantissa.startsWith("-");
  const [whole, fraction = ""] = mantissa.replace("-", "").split(".") as [string, string?];
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const text =
    point <= 0
      ? `0.${"0".repeat(-point)}${digits}`
      : `${digits.slice(0, point).padEnd(point, "0")}.${digits.slice(point)}`;
  return (negative ? "-" : "") + text.replace(/\.$/, "");
}

/** A JSON number as an integer of 10^-scale; further decimals are rounded half away from zero. */
export function scaleHalfUp(value: number, scale: number): bigint {
  return parseDecimalHalfUp(plainDecimal(value), scale);
}

/** A JSON number as an integer of 10^-scale, or null when it has more decimals than that. */
export function scaleExact(value: number, scale: number): bigint | null {
  const text = plainDecimal(value);
  const decimals = text.split(".")[1]?.replace(/0+$/, "").length ?? 0;
  return decimals > scale ? null : parseDecimalExact(text, scale);
}
