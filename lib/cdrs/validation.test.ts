import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cdr, NO_EVSE, NO_TOKEN } from "./cdr";
import { DEFAULT_RULES, outcomeOf, RULE_LABELS, validate, validationRules } from "./validation";

const HOUR = 3_600_000;
const START = Date.UTC(2025, 5, 1);

function cdr(over: Partial<Cdr> = {}): Cdr {
  return {
    cdrId: "1",
    kind: "session",
    creditReferenceId: null,
    startAt: START,
    endAt: START + HOUR,
    energyKwh: 100_000n,
    chargingTimeSeconds: null,
    parkingTimeSeconds: null,
    countryCode: null,
    partyId: null,
    sessionId: null,
    authorizationReference: null,
    evse: { ...NO_EVSE, evseUid: "E1" },
    token: NO_TOKEN,
    authMethod: null,
    paidOnSpot: null,
    currency: null,
    totalCost: null,
    totalCostInclVat: null,
    costs: null,
    periods: [],
    tariffs: [],
    remark: null,
    ...over,
  };
}

const KNOWN = { evse: true, creditOriginal: true };
const codes = (findings: readonly { code: string }[]) => findings.map((one) => one.code);

describe("validate with the defaults of D20", () => {
  it("lets an ordinary session through without a word", () => {
    expect(validate(cdr(), DEFAULT_RULES, KNOWN)).toEqual({ rejection: null, holds: [], notes: [] });
  });

  it.each([
    ["end_before_start", { endAt: START - 1 }],
    ["no_charge_point", { evse: NO_EVSE }],
    ["negative_energy", { energyKwh: -1n }],
  ] as const)("rejects %s", (code, over) => {
    expect(validate(cdr(over), DEFAULT_RULES, KNOWN).rejection?.code).toBe(code);
  });

  it("lets a session end when it starts, and a credit be negative", () => {
    expect(validate(cdr({ endAt: START }), DEFAULT_RULES, KNOWN).rejection).toBeNull();
    const credit = cdr({ kind: "credit", creditReferenceId: "0", energyKwh: -100_000n });
    expect(validate(credit, DEFAULT_RULES, KNOWN)).toEqual({ rejection: null, holds: [], notes: [] });
  });

  it("holds what lasts longer than 24 hours, not what lasts exactly that", () => {
    expect(validate(cdr({ endAt: START + 24 * HOUR }), DEFAULT_RULES, KNOWN).holds).toEqual([]);
    expect(codes(validate(cdr({ endAt: START + 24 * HOUR + 1 }), DEFAULT_RULES, KNOWN).holds)).toEqual([
      "over_max_duration",
    ]);
  });

  it("holds an unknown EVSE and a credit whose original is unknown", () => {
    expect(codes(validate(cdr(), DEFAULT_RULES, { ...KNOWN, evse: false }).holds)).toEqual(["unknown_evse"]);
    const credit = cdr({ kind: "credit", creditReferenceId: "0" });
    const holds = validate(credit, DEFAULT_RULES, { evse: false, creditOriginal: false }).holds;
    expect(codes(holds)).toEqual(["credit_original_unknown", "unknown_evse"]);
  });

  it("[X14] imports zero energy and flags it", () => {
    const verdict = validate(cdr({ energyKwh: 0n }), DEFAULT_RULES, KNOWN);
    expect(codes(verdict.notes)).toEqual(["zero_energy"]);
    expect(outcomeOf(verdict, "new")).toBe("imported");
  });
});

describe("configured rules", () => {
  const check = (rules: object, over: Partial<Cdr>, known = KNOWN) =>
    validate(cdr(over), validationRules.parse(rules), known);

  it.each([
    ["under_min_duration", { minDurationSeconds: 60 }, { endAt: START + 59_999 }, { endAt: START + 60_000 }],
    ["over_max_energy", { maxEnergyKwh: "10" }, { energyKwh: 100_001n }, { energyKwh: 100_000n }],
    ["under_min_energy", { minEnergyKwh: "0.1" }, { energyKwh: 999n }, { energyKwh: 1000n }],
    ["over_max_mean_power", { maxMeanPowerKw: "22" }, { energyKwh: 220_001n }, { energyKwh: 220_000n }],
    ["over_max_mean_power", { maxMeanPowerKw: "22" }, { endAt: START }, { endAt: START, energyKwh: 0n }],
  ] as const)("[X14] %s %j", (code, rules, over, within) => {
    expect(codes(check(rules, over).holds)).toEqual([code]);
    expect(check(rules, within).holds).toEqual([]);
  });

  it("can be switched off or made stricter", () => {
    expect(check({ maxDurationSeconds: null }, { endAt: START + 99 * HOUR }).holds).toEqual([]);
    expect(check({ negativeEnergy: "hold" }, { energyKwh: -1n }).holds.length).toBe(1);
    expect(check({ unknownEvse: "reject" }, {}, { ...KNOWN, evse: false }).rejection?.code).toBe("unknown_evse");
    expect(codes(check({ zeroEnergy: "hold" }, { energyKwh: 0n }).holds)).toEqual(["zero_energy"]);
  });

  it("refuses limits that are none, and names every rule", () => {
    expect(validationRules.safeParse({ maxEnergyKwh: "-1" }).success).toBe(false);
    expect(validationRules.safeParse({ maxDurationSeconds: 0.5 }).success).toBe(false);
    expect(Object.keys(RULE_LABELS).sort()).toEqual(Object.keys(validationRules.shape).sort());
  });
});

describe("outcomeOf", () => {
  const verdictOf = (over: Partial<Cdr>, known = KNOWN) => validate(cdr(over), DEFAULT_RULES, known);
  it("follows the order of D20: rejected, known, conflicting, on hold, imported", () => {
    expect(outcomeOf(verdictOf({ energyKwh: -1n }), "same_content")).toBe("rejected");
    expect(outcomeOf(verdictOf({}, { ...KNOWN, evse: false }), "same_content")).toBe("known");
    expect(outcomeOf(verdictOf({}, { ...KNOWN, evse: false }), "other_content")).toBe("conflicting");
    expect(outcomeOf(verdictOf({}, { ...KNOWN, evse: false }), "new")).toBe("held");
  });

  it("has exactly one outcome for every row", () => {
    const identities = fc.constantFrom("new" as const, "same_content" as const, "other_content" as const);
    fc.assert(
      fc.property(
        fc.integer({ min: -HOUR, max: 48 * HOUR }),
        fc.bigInt({ min: -9n, max: 9n }),
        fc.boolean(),
        identities,
        (length, energyKwh, evse, identity) => {
          const verdict = verdictOf({ endAt: START + length, energyKwh }, { ...KNOWN, evse });
          const outcome = outcomeOf(verdict, identity);
          expect(outcome === "rejected").toBe(length < 0 || energyKwh < 0n);
          if (outcome === "held") expect(length > 24 * HOUR || !evse).toBe(true);
          if (outcome === "imported") expect(identity === "new" && evse && length <= 24 * HOUR).toBe(true);
        },
      ),
    );
  });
});
