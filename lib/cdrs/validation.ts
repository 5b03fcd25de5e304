/**
 * The rules that a CDR has to meet, with the defaults of D20. What cannot become a session is rejected, what a
 * person should look at is put on hold, the rest is imported, some of it with a note.
 */
import { z } from "zod";
import { parseDecimalExact } from "../money/amount";
import { type Cdr, chargePointOf } from "./cdr";
import { finding, type RowFinding } from "./findings";

const limitKwh = z
  .string()
  .regex(/^\d{1,8}(\.\d{1,4})?$/, { message: "not_a_limit" })
  .nullable();
const limitSeconds = z.int().min(0).max(31_622_400).nullable();

/** The rules of one installation or source; null switches a limit off. */
export const validationRules = z.object({
  /** Negative energy on a session; a credit may always be negative. */
  negativeEnergy: z.enum(["reject", "hold"]).default("reject"),
  unknownEvse: z.enum(["reject", "hold"]).default("hold"),
  creditOriginalUnknown: z.enum(["reject", "hold"]).default("hold"),
  zeroEnergy: z.enum(["note", "hold"]).default("note"),
  maxDurationSeconds: limitSeconds.default(86_400),
  minDurationSeconds: limitSeconds.default(null),
  maxEnergyKwh: limitKwh.default(null),
  minEnergyKwh: limitKwh.default(null),
  maxMeanPowerKw: limitKwh.default(null),
});
export type ValidationRules = z.infer<typeof validationRules>;

/** What D20 says when nobody configured anything. */
export const DEFAULT_RULES: ValidationRules = Object.freeze(validationRules.parse({}));

/** Message keys of the rules, for the form that configures them. */
export const RULE_LABELS = {
  negativeEnergy: "imports.rules.negativeEnergy",
  unknownEvse: "imports.rules.unknownEvse",
  creditOriginalUnknown: "imports.rules.creditOriginalUnknown",
  zeroEnergy: "imports.rules.zeroEnergy",
  maxDurationSeconds: "imports.rules.maxDurationSeconds",
  minDurationSeconds: "imports.rules.minDurationSeconds",
  maxEnergyKwh: "imports.rules.maxEnergyKwh",
  minEnergyKwh: "imports.rules.minEnergyKwh",
  maxMeanPowerKw: "imports.rules.maxMeanPowerKw",
} as const satisfies Record<keyof ValidationRules, string>;

/** What the import found out about the CDR's references before it validates. */
export type KnownReferences = {
  /** The EVSE exists. */
  evse: boolean;
  /** The CDR that a credit takes back exists; of no matter for a session. */
  creditOriginal: boolean;
};

/** Everything that the rules say about one CDR. */
export type Verdict = {
  /** The first reason to reject it. */
  rejection: RowFinding | null;
  /** Every reason to put it on hold. */
  holds: readonly RowFinding[];
  notes: readonly RowFinding[];
};

const NONE: readonly RowFinding[] = [];

/** Checks one CDR against the rules, in the order of D20. */
export function validate(cdr: Cdr, rules: ValidationRules, known: KnownReferences): Verdict {
  const findings = check(cdr, rules, known);
  const rejection = findings.find((one) => one.severity === "reject") ?? null;
  if (rejection) return { rejection, holds: NONE, notes: NONE };
  if (findings.length === 0) return { rejection, holds: NONE, notes: NONE };
  return {
    rejection,
    holds: findings.filter((one) => one.severity === "hold"),
    notes: findings.filter((one) => one.severity === "note"),
  };
}

/** What became of a row; the sums over all rows of an import are always its number of rows (D20). */
export type RowOutcome = "rejected" | "known" | "conflicting" | "held" | "imported";

/** The one outcome of a row, by the order of D20: rejected, already known, conflicting, on hold, imported. */
export function outcomeOf(verdict: Verdict, identity: "new" | "same_content" | "other_content"): RowOutcome {
  if (verdict.rejection) return "rejected";
  if (identity === "same_content") return "known";
  if (identity === "other_content") return "conflicting";
  return verdict.holds.length > 0 ? "held" : "imported";
}

function check(cdr: Cdr, rules: ValidationRules, known: KnownReferences): readonly RowFinding[] {
  const found: RowFinding[] = [];
  const chargePoint = chargePointOf(cdr.evse);
  if (cdr.endAt < cdr.startAt) found.push(finding("reject", "end_before_start", { field: "endAt" }));
  if (chargePoint === null) found.push(finding("reject", "no_charge_point", { field: "evse" }));
  if (cdr.kind === "session" && cdr.energyKwh < 0n) {
    found.push(finding(rules.negativeEnergy, "negative_energy", { field: "energyKwh" }));
  }
  if (cdr.kind === "credit") checkCredit(cdr, rules, known, found);
  else checkLimits(cdr, rules, found);
  if (chargePoint !== null && !known.evse) {
    found.push(finding(rules.unknownEvse, "unknown_evse", { field: "evse", value: chargePoint }));
  }
  if (cdr.energyKwh === 0n) found.push(finding(rules.zeroEnergy, "zero_energy", { field: "energyKwh" }));
  return found;
}

function checkCredit(cdr: Cdr, rules: ValidationRules, known: KnownReferences, found: RowFinding[]): void {
  if (known.creditOriginal) return;
  const value = cdr.creditReferenceId ?? "";
  found.push(finding(rules.creditOriginalUnknown, "credit_original_unknown", { field: "creditReferenceId", value }));
}

/** The limits concern sessions: a credit repeats the figures of its original, which was checked. */
function checkLimits(cdr: Cdr, rules: ValidationRules, found: RowFinding[]): void {
  const milliseconds = cdr.endAt - cdr.startAt;
  const { maxDurationSeconds, minDurationSeconds, maxEnergyKwh, minEnergyKwh, maxMeanPowerKw } = rules;
  if (maxDurationSeconds !== null && milliseconds > maxDurationSeconds * 1000) {
    found.push(overLimit("over_max_duration", "endAt", maxDurationSeconds));
  }
  if (minDurationSeconds !== null && milliseconds < minDurationSeconds * 1000) {
    found.push(overLimit("under_min_duration", "endAt", minDurationSeconds));
  }
  if (maxEnergyKwh !== null && cdr.energyKwh > parseDecimalExact(maxEnergyKwh)) {
    found.push(overLimit("over_max_energy", "energyKwh", maxEnergyKwh));
  }
  if (minEnergyKwh !== null && cdr.energyKwh < parseDecimalExact(minEnergyKwh)) {
    found.push(overLimit("under_min_energy", "energyKwh", minEnergyKwh));
  }
  // kWh ÷ hours > kW, without a division: energy in no time at all exceeds every power.
  if (
    maxMeanPowerKw !== null &&
    cdr.energyKwh * 3_600_000n > parseDecimalExact(maxMeanPowerKw) * BigInt(milliseconds)
  ) {
    found.push(overLimit("over_max_mean_power", "energyKwh", maxMeanPowerKw));
  }
}

function overLimit(code: RowFinding["code"], field: string, limit: string | number): RowFinding {
  return finding("hold", code, { field, params: { limit } });
}
