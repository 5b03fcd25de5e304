import { describe, expect, it } from "vitest";
import { formatLocale, languageName, negotiateLocale } from "./locale";

const available = ["de", "en", "pt-BR"];

describe("negotiateLocale", () => {
  it("[X17] takes the person's choice before the browser's", () => {
    expect(negotiateLocale(available, { chosen: "de", acceptLanguage: "en" })).toBe("de");
  });

  it("ignores a choice that does not exist", () => {
    expect(negotiateLocale(available, { chosen: "../de", acceptLanguage: "en" })).toBe("en");
  });

  it("takes the browser's languages by weight, by full tag or by language alone", () => {
    expect(negotiateLocale(available, { acceptLanguage: "fr, en;q=0.5, de-AT;q=0.8" })).toBe("de");
    expect(negotiateLocale(available, { acceptLanguage: "pt-br" })).toBe("pt-BR");
  });

  it("does not take a language that the browser refuses", () => {
    expect(negotiateLocale(available, { acceptLanguage: "de;q=0" })).toBe("en");
  });

  it("falls back to English", () => {
    expect(negotiateLocale(available, { acceptLanguage: null })).toBe("en");
    expect(negotiateLocale(available, { acceptLanguage: ";;,q=,*" })).toBe("en");
  });
});

describe("a language", () => {
  it("is called by its own name", () => {
    expect(["en", "de"].map(languageName)).toEqual(["English", "Deutsch"]);
  });

  it("writes numbers by its own tag when we know no better", () => {
    expect(["en", "de", "fr"].map(formatLocale)).toEqual(["en-GB", "de-DE", "fr"]);
  });
});
