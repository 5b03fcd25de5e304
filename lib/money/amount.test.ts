import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocateProRata,
  divideHalfUp,
  formatDecimal,
  minorUnitDigits,
  parseDecimalExact,
  parseDecimalHalfUp,
  roundHalfUpToMinorUnit,
  sum,
} from "./amount";

describe("amounts", () => {
  it("reads and writes plain decimals exactly", () => {
    expect(parseDecimalExact("-12.3")).toBe(-123_000n);
    expect(parseDecimalExact(".25")).toBe(2_500n);
    expect(formatDecimal(-123_000n)).toBe("-12.3000");
    expect(formatDecimal(5n)).toBe("0.0005");
    expect(() => parseDecimalExact("1.00001")).toThrow("more than 4 decimals");
    expect(() => parseDecimalExact("")).toThrow("not a decimal");
    expect(() => parseDecimalExact("1,5")).toThrow("not a decimal");
    fc.assert(
      fc.property(fc.bigInt(), (n) => {
        expect(parseDecimalExact(formatDecimal(n))).toBe(n);
      }),
    );
  });
  it("rounds half away from zero, so that a credit is minus its original", () => {
    expect(divideHalfUp(5n, 10n)).toBe(1n);
    expect(divideHalfUp(-5n, 10n)).toBe(-1n);
    expect(parseDecimalHalfUp("0.00005")).toBe(1n);
    expect(roundHalfUpToMinorUnit(-12_350n, "EUR")).toBe(-12_400n);
    expect(roundHalfUpToMinorUnit(12_349n, "EUR")).toBe(12_300n);
    expect(roundHalfUpToMinorUnit(15_000n, "JPY")).toBe(20_000n);
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (a, b) => {
        expect(divideHalfUp(-a, b)).toBe(-divideHalfUp(a, b));
      }),
    );
  });
  it("rounds short decimals as exactly as long ones", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 22 });
    fc.assert(
      fc.property(digits, digits, fc.boolean(), fc.constantFrom(0, 4, 12), (whole, fraction, negative, scale) => {
        const exact = BigInt(`${negative ? "-" : ""}${whole}${fraction.padEnd(40, "0")}` || "0");
        const text = `${negative ? "-" : ""}${whole || "0"}.${fraction}`;
        expect(parseDecimalHalfUp(text, scale)).toBe(divideHalfUp(exact, 10n ** BigInt(40 - scale)));
      }),
    );
    for (const text of ["", "-", ".", "1.2.3", "1e3", "1 000", "+-1"]) {
      expect(() => parseDecimalHalfUp(text)).toThrow("not a decimal");
    }
  });
  it("knows minor units", () => {
    expect(minorUnitDigits("EUR")).toBe(2);
    expect(minorUnitDigits("JPY")).toBe(0);
    expect(() => minorUnitDigits("eur")).toThrow("ISO 4217");
  });
  it("allocates without losing anything", () => {
    expect(allocateProRata(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    fc.assert(
      fc.property(fc.bigInt(), fc.array(fc.bigInt({ min: 0n }), { minLength: 1 }), (total, weights) => {
        expect(sum(allocateProRata(total, weights))).toBe(total);
      }),
    );
  });
});
