import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AssignedTariffs,
  choosePurchase,
  chooseSales,
  type PriceConfiguration,
  type PricedTariff,
  type PricedTariffVersion,
  type SessionFacts,
} from "./choose-tariff";
import { parseTariff, type TariffVersion } from "./tariff";

function cost(name: string): TariffVersion {
  const elements = [{ price_components: [{ type: "ENERGY", price: 1, step_size: 1 }] }];
  const parsed = parseTariff({ id: name, currency: "EUR", elements });
  if (!parsed.ok) throw new Error(name);
  return { versionId: name, tariff: parsed.tariff };
}

/** A tariff of one version that has a sales and a purchase cost, unless said otherwise. */
function tariff(name: string, version: Partial<PricedTariffVersion> = {}): PricedTariff {
  const costs = { sales: cost(`${name} sales`), purchase: cost(`${name} purchase`), configurations: [] };
  return { id: name, versions: [{ id: `${name} 1`, version: 1, validFrom: "2026-01-01", ...costs, ...version }] };
}

const all: AssignedTariffs = {
  ofToken: tariff("token"),
  ofCompany: tariff("company"),
  rate: tariff("rate"),
  community: tariff("community"),
};
const none: AssignedTariffs = { ofToken: null, ofCompany: null, rate: null, community: null };

const adHoc: SessionFacts = {
  startDay: "2026-05-04",
  payer: "ad_hoc",
  roaming: null,
  issuerId: null,
  ownerId: "host",
  evseId: "evse-1",
  connectorStandard: "IEC_62196_T2_COMBO",
};
const hub: SessionFacts = { ...adHoc, payer: "roaming", roaming: "hub", issuerId: "emp" };
const bilateral: SessionFacts = { ...hub, roaming: "bilateral" };
const internal: SessionFacts = { ...adHoc, payer: "internal", issuerId: "fleet" };
const ownDriver: SessionFacts = { ...adHoc, payer: "own_driver", issuerId: "us" };
const unknown: SessionFacts = { ...adHoc, payer: "unknown" };

/** What pays the owner, and what the payer is charged by; each rule with the facts that only it decides. */
const PURCHASE: [string, SessionFacts, Partial<AssignedTariffs>, string][] = [
  ["[B25, B30] ad hoc: the purchase cost of the charge point rate first", adHoc, all, "rate purchase"],
  ["[B30] ad hoc without a rate: the COMMUNITY tariff", adHoc, { ...all, rate: null }, "community purchase"],
  ["[B31] hub: the charge point rate first", hub, all, "rate purchase"],
  ["[B28, B32] hub without a rate: the COMMUNITY tariff", hub, { ...all, rate: null }, "community purchase"],
  [
    "[B33] a rate without a purchase cost is no rate: the COMMUNITY tariff",
    hub,
    { ...all, rate: tariff("rate", { purchase: null }) },
    "community purchase",
  ],
  ["[B33] neither: not payable yet", adHoc, none, "no_community_tariff"],
  ["[B43] the rate overrules the COMMUNITY tariff, whoever pays", hub, all, "rate purchase"],
  ["[B44] bilateral: the charge point rate", bilateral, all, "rate purchase"],
  ["[B44] bilateral without a rate: never COMMUNITY", bilateral, { ...all, rate: null }, "bilateral_without_rate"],
  [
    "[B44] an EMP that nobody marked counts as bilateral",
    { ...hub, roaming: null },
    { ...all, rate: null },
    "bilateral_without_rate",
  ],
  ["[B34, B36] internal: the charge point rate pays the owner, not the EMP tariff", internal, all, "rate purchase"],
  ["[B36] internal without a rate: never COMMUNITY", internal, { ...all, rate: null }, "internal_without_rate"],
  ["own driver without a rate", ownDriver, { ...all, rate: null }, "own_driver_without_rate"],
  ["payer unknown, without a rate", unknown, { ...all, rate: null }, "payer_unknown"],
];

const SALES: [string, SessionFacts, Partial<AssignedTariffs>, string][] = [
  ["[B34, B35] internal: the EMP sales tariff of the token", internal, all, "token sales"],
  ["[B35] else that of the company that issued it", internal, { ...all, ofToken: null }, "company sales"],
  [
    "[B37] else the sales cost of the charge point rate",
    internal,
    { ...all, ofToken: null, ofCompany: null },
    "rate sales",
  ],
  ["[B37] an internal session is never COMMUNITY", internal, { community: all.community }, "nothing_assigned"],
  [
    "[B35] an EMP tariff without a sales cost passes on",
    internal,
    { ...all, ofToken: tariff("token", { sales: null }), ofCompany: null },
    "rate sales",
  ],
  ["[B26] ad hoc: the charge point rate, whatever token it names", adHoc, all, "rate sales"],
  ["[B28] ad hoc without a rate: the COMMUNITY tariff", adHoc, { ...all, rate: null }, "community sales"],
  [
    "[B29] hub without a rate or an EMP tariff: the COMMUNITY tariff",
    hub,
    { community: all.community },
    "community sales",
  ],
  ["hub: the EMP sales tariff first", hub, { ...all, ofToken: null }, "company sales"],
  ["bilateral: the EMP sales tariff", bilateral, { ...all, ofToken: null }, "company sales"],
  ["[B44] bilateral without either: never COMMUNITY", bilateral, { community: all.community }, "nothing_assigned"],
  ["own driver: the token's tariff", ownDriver, all, "token sales"],
  ["payer unknown: the charge point rate", unknown, all, "rate sales"],
  ["assigned, but nothing has a sales cost", adHoc, { rate: tariff("rate", { sales: null }) }, "no_sales_cost"],
  ["assigned, but from a later day", adHoc, { rate: tariff("rate", { validFrom: "2026-06-01" }) }, "no_sales_cost"],
];

describe("which tariff", () => {
  it.each(PURCHASE)("pays the owner: %s", (_, session, assigned, expected) => {
    const choice = choosePurchase(session, { ...none, ...assigned });
    expect(choice.kind === "chosen" ? choice.tariff.versionId : choice.reason).toBe(expected);
  });

  it.each(SALES)("prices the payer: %s", (_, session, assigned, expected) => {
    const choice = chooseSales(session, { ...none, ...assigned });
    expect(choice.kind === "chosen" ? choice.tariff.versionId : choice.reason).toBe(expected);
  });

  it("[B30, B35] says why: whose tariff it is", () => {
    expect(chooseSales(internal, all)).toMatchObject({ reason: "sales_tariff_of_token", versionId: "token 1" });
    expect(chooseSales(hub, { ...all, ofToken: null })).toMatchObject({ reason: "sales_tariff_of_company" });
    expect(choosePurchase(hub, { ...all, rate: null })).toMatchObject({ reason: "community_tariff" });
  });

  it("takes the version that held when the session began", () => {
    const [first] = tariff("rate").versions;
    const second = { ...first!, id: "rate 2", version: 2, validFrom: "2026-05-04" };
    const rate = { id: "rate", versions: [second, first!] };
    expect(chooseSales(adHoc, { ...none, rate })).toMatchObject({ versionId: "rate 2" });
    expect(chooseSales({ ...adHoc, startDay: "2026-05-03" }, { ...none, rate })).toMatchObject({ versionId: "rate 1" });
  });
});

const anyone = { issuerId: null, ownerId: null, evseId: null, connectorStandard: null };
function configuration(id: string, scope: Partial<PriceConfiguration>): PriceConfiguration {
  return { id, ...anyone, sales: cost(`${id} sales`), purchase: cost(`${id} purchase`), ...scope };
}

describe("price configurations", () => {
  const CONFIGURATIONS: [string, PriceConfiguration[], string][] = [
    ["[B38] for the charge point", [configuration("c", { evseId: "evse-1" })], "c"],
    ["[B38] for the issuing company", [configuration("c", { issuerId: "fleet" })], "c"],
    ["[B38] for the owning company", [configuration("c", { ownerId: "host" })], "c"],
    ["[B38] for the connector type", [configuration("c", { connectorStandard: "IEC_62196_T2_COMBO" })], "c"],
    ["[B38] not for another charge point", [configuration("c", { evseId: "evse-2" })], "rate"],
    ["[B38] all that it names must be so", [configuration("c", { evseId: "evse-1", issuerId: "other" })], "rate"],
    [
      "[B38] the charge point before all others together",
      [
        configuration("wide", { issuerId: "fleet", ownerId: "host", connectorStandard: "IEC_62196_T2_COMBO" }),
        configuration("c", { evseId: "evse-1" }),
      ],
      "c",
    ],
    [
      "[B38] the issuing company before the owning one",
      [configuration("owner", { ownerId: "host" }), configuration("c", { issuerId: "fleet" })],
      "c",
    ],
    [
      "[B38] a company before the connector type",
      [configuration("plug", { connectorStandard: "IEC_62196_T2_COMBO" }), configuration("c", { ownerId: "host" })],
      "c",
    ],
    [
      "[B38] one without a sales cost leaves the sale alone",
      [configuration("c", { evseId: "evse-1", sales: null })],
      "rate",
    ],
  ];

  it.each(CONFIGURATIONS)("narrow a tariff: %s", (_, configurations, expected) => {
    const choice = chooseSales(internal, { ...none, rate: tariff("rate", { configurations }) });
    expect(choice).toMatchObject({
      reason: "charge_point_rate",
      configurationId: expected === "rate" ? null : expected,
      tariff: { versionId: `${expected} sales` },
    });
  });

  it("[B38, B43] make a purchase cost where the version has none, and so overrule COMMUNITY for one owner", () => {
    const configurations = [configuration("c", { ownerId: "host", sales: null })];
    const rate = tariff("rate", { purchase: null, configurations });
    expect(choosePurchase(adHoc, { rate, community: all.community })).toMatchObject({ configurationId: "c" });
    const other = choosePurchase({ ...adHoc, ownerId: "other" }, { rate, community: all.community });
    expect(other).toMatchObject({ reason: "community_tariff" });
  });

  it("[B38] choose the same whatever their order, and as often as asked", () => {
    const named = (values: string[]) => fc.constantFrom(null, ...values);
    const scopes = fc.uniqueArray(
      fc.record({
        issuerId: named(["fleet", "emp"]),
        ownerId: named(["host", "other"]),
        evseId: named(["evse-1", "evse-2"]),
        connectorStandard: named(["IEC_62196_T2_COMBO", "CHADEMO"]),
      }),
      { selector: (scope) => JSON.stringify(scope), maxLength: 12 },
    );
    fc.assert(
      fc.property(
        scopes,
        fc.integer({ min: 0, max: 11 }),
        fc.constantFrom(adHoc, hub, internal),
        (list, by, session) => {
          const configurations = list.map((scope, at) => configuration(String(at), scope));
          const rotated = [...configurations.slice(by), ...configurations.slice(0, by)].reverse();
          const chosen = (given: PriceConfiguration[]) =>
            chooseSales(session, { ...none, rate: tariff("rate", { configurations: given }) });
          expect(chosen(rotated)).toMatchObject(JSON.parse(JSON.stringify(chosen(configurations))));
        },
      ),
    );
  });
});
