import { describe, expect, it } from "vitest";
import { COUNTRIES } from "@/lib/input/countries";
import { countryCode } from "./country-code";

describe("countryCode", () => {
  it("reads two letters and the three that OCPI writes", () => {
    expect(["GB", "GBR", "deu", " AT ", "CHE"].map(countryCode)).toEqual(["GB", "GB", "DE", "AT", "CH"]);
  });

  it("knows every country that a location can be in", () => {
    expect(COUNTRIES.filter((code) => countryCode(code) !== code)).toEqual([]);
  });

  it("is nothing for what is no country", () => {
    expect(["", "XX", "Germany", null].map(countryCode)).toEqual([null, null, null, null]);
  });
});
