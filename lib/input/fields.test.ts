import { describe, expect, it } from "vitest";
import { isoDate, month, optionalDate, optionalMonth, optionalText, plainText, requiredText } from "./fields";

const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("text", () => {
  it.each([requiredText(), optionalText(), plainText()])("trims, and takes lines but not U+0000", (schema) => {
    expect(schema.parse(" two\nlines ")).toBe("two\nlines");
    expect(accepts(schema, "a\0b")).toBe(false);
    expect(accepts(schema, "x".repeat(201))).toBe(false);
  });

  it("makes null of nothing where it may be left out, and refuses it where not", () => {
    expect([optionalText().parse(" "), optionalText().parse(undefined), plainText().parse(undefined)]).toEqual([
      null,
      null,
      "",
    ]);
    expect(accepts(requiredText(), " ")).toBe(false);
  });
});

describe("months and dates", () => {
  it.each([
    [month, "2026-10"],
    [optionalMonth, "2026-10"],
    [isoDate, "2026-10-31"],
    [optionalDate, "2026-10-31"],
  ])("takes those that exist in years in which business is done", (schema, good) => {
    expect(schema.parse(good)).toBe(good);
    for (const year of ["0000", "0001", "9999"]) expect(accepts(schema, good.replace("2026", year))).toBe(false);
    expect(accepts(schema, good.replace("10", "13"))).toBe(false);
  });
});
