import { describe, expect, it } from "vitest";
import { readTariffJson } from "./tariff-input";

const tariff = {
  currency: "GBP",
  elements: [{ price_components: [{ type: "ENERGY", price: 0.4, step_size: 1 }] }],
};
const problemsOf = (more: object) => {
  const read = readTariffJson(JSON.stringify({ ...tariff, ...more }));
  return read.ok ? [] : read.problems;
};

describe("a tariff as JSON", () => {
  it("may say what rating does not use, in any language", () => {
    expect(problemsOf({ tariff_alt_text: [{ language: "de", text: "Grüße 🔌" }], odd: { __proto__: 1 } })).toEqual([]);
  });

  it.each([
    ["tariff_alt_url", { tariff_alt_url: "a\0b" }],
    ["odd[1].text", { odd: [0, { text: "\ud800" }] }],
    ["odd", { odd: { "\0": 1 } }],
  ])("is refused where the database could not keep it: %s", (path, more) => {
    expect(problemsOf(more)).toEqual([{ path, code: "not_storable", found: "" }]);
  });

  it("is refused where it is nested without end", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const read = readTariffJson(JSON.stringify(tariff).replace("{", `{"odd":${deep},`));
    expect(read).toMatchObject({ ok: false, problems: [{ code: "not_storable" }] });
  });
});
