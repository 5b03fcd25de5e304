import { describe, expect, it } from "vitest";
import { UserError } from "@/lib/errors/user-error";
import { findTies, type PriceScope, specificity } from "./price-configuration";
import { readCosts } from "./read-costs";
import { newVersionInput } from "./tariff-input";

const anyone: PriceScope = { issuerId: null, ownerId: null, evseId: null, connectorStandard: null };
const ID = "01900000-0000-7000-8000-000000000001";
const OTHER = "01900000-0000-7000-8000-000000000002";
const json = (currency = "EUR") =>
  JSON.stringify({ currency, elements: [{ price_components: [{ type: "ENERGY", price: 0.4, step_size: 1 }] }] });

const costs = (input: object) =>
  readCosts(newVersionInput.parse({ tariffId: ID, validFrom: "2026-05-01", ...input }), ID);
function refusal(input: object): [string, object] {
  try {
    costs(input);
  } catch (error) {
    if (error instanceof UserError) return [error.code, error.params];
    throw error;
  }
  throw new Error("not refused");
}

describe("ties of price configurations", () => {
  it("[B38] are those that name the same; everything else is ordered", () => {
    const plug = { ...anyone, connectorStandard: "CHADEMO" };
    const site = { ...anyone, evseId: "e" };
    expect(findTies([plug, site, { ...plug }, { ...anyone, evseId: "f" }])).toEqual([[0, 2]]);
    expect(specificity(site)).toBeGreaterThan(specificity({ ...plug, issuerId: "i", ownerId: "o" }));
  });

  it("[B38] are refused when a version is saved, by their numbers", () => {
    const one = { evseId: ID, json: json() };
    const configurations = [one, { evseId: OTHER, json: json() }, { ...one, json: "", purchaseJson: json() }];
    expect(refusal({ json: json(), configurations })).toEqual(["tariffs.configurationTie", { a: 1, b: 3 }]);
  });
});

describe("the costs of a version", () => {
  it("are sales, purchase or both, in one currency", () => {
    expect(costs({ purchaseJson: json() })).toMatchObject({ ok: true, costs: { sales: null, currency: "EUR" } });
    expect(refusal({})[0]).toBe("tariffs.noCost");
    expect(refusal({ json: json(), purchaseJson: json("CHF") })).toEqual([
      "tariffs.currenciesDiffer",
      { a: "EUR", b: "CHF" },
    ]);
  });

  it("say in which object something is wrong", () => {
    const configurations = [{ ownerId: ID, json: json(), purchaseJson: "{" }];
    expect(costs({ json: '{"currency":"EUR"}', configurations })).toMatchObject({
      ok: false,
      problems: [
        { path: "elements", code: "missing", cost: "sales", configuration: null },
        { code: "not_json", cost: "purchase", configuration: 0 },
      ],
    });
  });

  it("refuse configurations that are for everybody or change nothing", () => {
    expect(refusal({ json: json(), configurations: [{ json: json() }] })[0]).toBe("tariffs.configurationEmpty");
    expect(refusal({ json: json(), configurations: [{ evseId: ID }] })[0]).toBe("tariffs.configurationNoCost");
  });
});
