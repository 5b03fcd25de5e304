/** Numbers as people and programs write them, turned into plain decimal text without a float in between. */
import { type Amount, absolute, divideHalfUp, type Energy, parseDecimalHalfUp } from "../money/amount";
import type { DecimalText } from "./cdr";

/** The sign between whole and fraction. */
export type DecimalSign = "." | ",";

const SPACES = /[\s\u00a0\u2007\u2009\u202f']/g;
const CURRENCY = /^(?:[A-Z]{3}|[€£$])|(?:[A-Z]{3}|[€£$])$/g;
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const EXPONENT = /^([+-]?)(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,3})$/;
const GROUPED = {
  ".": /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/,
  ",": /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/,
} as const;

/**
 * Reads "1,234.5", "1.234,50 €", "1 234,5", "5-", "(5.00)" or "2.5E-3" with the given decimal sign as a plain
 * decimal; null when it is none. A sign that groups thousands must stand before three digits each time.
 */
export function readNumberText(text: string, decimal: DecimalSign): DecimalText | null {
  if (decimal === "." && PLAIN.test(text)) return text;
  const bare = signFirst(text.replace(SPACES, "").replace(CURRENCY, "").replace("\u2212", "-"));
  const ungrouped = GROUPED[decimal].test(bare) ? bare.replaceAll(decimal === "." ? "," : ".", "") : bare;
  if (decimal === "," && ungrouped.includes(".")) return null;
  return expandExponent(decimal === "," ? ungrouped.replace(",", ".") : ungrouped);
}

/** The shortest text that reads back as the same JSON number, without exponent: 1e-7 is "0.0000001". */
export function decimalTextOf(value: number): DecimalText | null {
  return Number.isFinite(value) ? expandExponent(String(value)) : null;
}

/** No session gives more than 100 GWh, costs more than a billion or lasts longer than three years: such a number is a mistake. */
const LARGEST_ENERGY: Energy = 10n ** 8n * 10_000n;
const LARGEST_AMOUNT: Amount = 10n ** 9n * 10_000n;
const LARGEST_SECONDS = 3 * 366 * 86_400;

/** Energy in kWh, half-up to four decimals (D13); null when it cannot be true. */
export function energyOf(kilowattHours: DecimalText): Energy | null {
  const energy = parseDecimalHalfUp(kilowattHours);
  return absolute(energy) <= LARGEST_ENERGY ? energy : null;
}

/** An amount, half-up to four decimals (D13); null when it cannot be true. */
export function amountOf(number: DecimalText): Amount | null {
  const amount = parseDecimalHalfUp(number);
  return absolute(amount) <= LARGEST_AMOUNT ? amount : null;
}

/** Whole seconds, half-up, of a number of units of `unitSeconds`; null when it cannot be true. */
export function secondsOf(number: DecimalText, unitSeconds: bigint): number | null {
  const fine = 10;
  const seconds = Number(divideHalfUp(parseDecimalHalfUp(number, fine) * unitSeconds, 10n ** BigInt(fine)));
  return Math.abs(seconds) <= LARGEST_SECONDS ? seconds : null;
}

/** A plain decimal divided by thousand (Wh to kWh), exactly. */
export function divideByThousand(number: DecimalText): DecimalText {
  const [whole = "", fraction = ""] = number.replace(/^[+-]/, "").split(".");
  const digits = whole.padStart(4, "0");
  return `${number.startsWith("-") ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}${fraction}`;
}

/** Accountants write minus behind the number or put it in brackets. */
function signFirst(text: string): string {
  if (text.startsWith("(") && text.endsWith(")")) return `-${text.slice(1, -1)}`;
  return text.endsWith("-") ? `-${text.slice(0, -1)}` : text;
}

function expandExponent(text: string): DecimalText | null {
  if (PLAIN.test(text)) return text;
  const match = EXPONENT.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${"0".repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
