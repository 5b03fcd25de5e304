import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDecimal, parseDecimalExact } from "../money/amount";
import { amountOf, decimalTextOf, divideByThousand, energyOf, readNumberText, secondsOf } from "./numbers";

describe("readNumberText", () => {
  it.each([
    ["22.287", ".", "22.287"],
    ["22.287", ",", "22287"],
    ["0.287", ",", null],
    ["0,287", ".", null],
    ["7.08", ",", null],
    ["1,234.5", ".", "1234.5"],
    ["1.234.567,89", ",", "1234567.89"],
    ["1,23.4", ".", null],
    ["1'234.50", ".", "1234.50"],
    ["1\u202f234,5", ",", "1234.5"],
    ["12,20 €", ",", "12.20"],
    ["EUR 5", ",", "5"],
    ["5.00-", ".", "-5.00"],
    ["(5.00)", ".", "-5.00"],
    ["\u22123,1", ",", "-3.1"],
    ["2.5E-3", ".", "0.0025"],
    ["1,5e+2", ",", "150"],
    [".5", ".", ".5"],
    ["drei", ",", null],
    ["1.2.3", ".", null],
    ["--5", ".", null],
    ["", ".", null],
  ] as const)("reads %j with decimal sign %j as %j", (text, decimal, expected) => {
    expect(readNumberText(text, decimal)).toBe(expected);
  });

  it("reads what German and English programs write for any amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (value) => {
        const plain = formatDecimal(value);
        const [whole = "", fraction = ""] = plain.split(".");
        const grouped = (sign: string) => whole.replace(/\B(?=(\d{3})+$)/g, sign);
        expect(readNumberText(`${grouped(".")},${fraction}`, ",")).toBe(plain);
        expect(readNumberText(`${grouped(",")}.${fraction}`, ".")).toBe(plain);
        expect(readNumberText(`${grouped(" ")}.${fraction}`, ".")).toBe(plain);
      }),
    );
  });
});

describe("decimalTextOf", () => {
  it.each([
    [0.1, "0.1"],
    [1e-7, "0.0000001"],
    [1.5e21, "1500000000000000000000"],
    [-15.342, "-15.342"],
    [Number.NaN, null],
  ])("writes the JSON number %d as %j", (value, expected) => {
    expect(decimalTextOf(value)).toBe(expected);
  });

  it("gives back every number of up to four decimals exactly, where a float product would not", () => {
    expect(parseDecimalExact(decimalTextOf(1.0055)!)).toBe(10055n);
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (value) => {
        const asJson: number = JSON.parse(formatDecimal(value));
        expect(parseDecimalExact(decimalTextOf(asJson)!)).toBe(value);
      }),
    );
  });
});

describe("quantities", () => {
  it("turns Wh into kWh exactly", () => {
    expect(divideByThousand("22287")).toBe("22.287");
    expect(divideByThousand("-5.25")).toBe("-0.00525");
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (wattHours) => {
        expect(parseDecimalExact(divideByThousand(wattHours.toString()), 3)).toBe(wattHours);
      }),
    );
  });

  it("rounds half-up and refuses what cannot be true", () => {
    expect(energyOf("0.00005")).toBe(1n);
    expect(energyOf("-0.00005")).toBe(-1n);
    expect(energyOf("100000001")).toBeNull();
    expect(amountOf("-1000000000")).toBe(-(10n ** 13n));
    expect(amountOf("1000000000.0001")).toBeNull();
  });

  it("turns the hours of OCPI into whole seconds", () => {
    expect(secondsOf("0.4166666667", 3600n)).toBe(1500);
    expect(secondsOf("0.0833333333", 3600n)).toBe(300);
    expect(secondsOf("99999", 3600n)).toBeNull();
  });
});
