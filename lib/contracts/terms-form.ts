/**
 * Contract terms as a form sends them, and the terms they state. People write percentages and amounts as they do ("70",
 * "12,50"); the form that states given terms is that of `terms-form-values.ts`.
 */
import { z } from "zod";
import { checkbox, optionalDate, optionalId, optionalText } from "@/lib/input/fields";
import { parseDecimalExact } from "@/lib/money/amount";
import { COMPONENTS } from "@/lib/rating/types";
import { BASES, CONTRACT_KINDS, RATE_SCALE, type StoredTerms } from "./terms";

/** More rows than any agreement has. */
const MOST_ROWS = 50;

/** Up to two decimals → basis points; empty: null. */
function percent(lowest: 0 | -10_000, message: string) {
  return optionalText(9).transform((text, context) => {
    if (text === null) return null;
    const match = /^([-−]?)(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text);
    const size = match ? Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0")) : Number.NaN;
    const basisPoints = match?.[1] ? -size : size;
    if (basisPoints >= lowest && basisPoints <= 10_000) return basisPoints;
    context.issues.push({ code: "custom", message, input: text });
    return z.NEVER;
  });
}

/** A decimal with at most `scale` decimals, comma or point → a plain decimal; empty: null. */
function decimal(scale: number, message: string) {
  const format = new RegExp(`^\\d{1,9}(\\.\\d{1,${scale}})?$`);
  return optionalText(20)
    .transform((text) => text?.replace(",", ".") ?? null)
    .refine((text) => text === null || format.test(text), message);
}
const share = percent(0, "contracts.percent");
const amount = decimal(4, "contracts.amount");
const rate = decimal(RATE_SCALE, "contracts.rate");

/** An empty row of a list states nothing. */
const rows = <Row extends z.ZodRawShape>(row: Row) => z.array(z.object(row)).max(MOST_ROWS).default([]);

export const TIER_MEASURES = ["revenue", "energy"] as const;

export const termsForm = z
  .object({
    kind: z.enum(CONTRACT_KINDS),
    basis: z.enum(BASES),
    ownUseFree: checkbox,
    mayBeNegative: checkbox,
    platformFee: amount,
    acChargerFee: amount,
    dcChargerFee: amount,
    cap: amount,
    guarantee: amount,
    tierMeasure: z.enum(TIER_MEASURES).default("revenue"),
    /** Above so much revenue or so many kWh: percentage points, or the rate per kWh. */
    revenueBands: rows({ above: amount, extra: percent(-10_000, "contracts.points") }),
    energyBands: rows({ above: amount, extra: rate }),
    acPercent: share,
    dcPercent: share,
    components: z.array(z.enum(COMPONENTS)).default([]),
    connectionFeeExcluded: checkbox,
    parkingPercent: share,
    paymentPercent: share,
    paymentFixed: amount,
    roamingPercent: share,
    roamingFixed: amount,
    rates: rows({ from: optionalDate, perKwh: rate }),
    electricityDeducted: checkbox,
    electricityReimbursed: checkbox,
    recipients: rows({ partnerId: optionalId, percent: share }),
    taxPerKwh: rate,
    taxSide: z.enum(["revenue", "expense"]).default("revenue"),
    acSessionFee: amount,
    dcSessionFee: amount,
    acEnergyFee: rate,
    dcEnergyFee: rate,
    handlingPercent: share,
    discountPercent: share,
  })
  .check(({ value, issues }) => {
    for (const { path, message } of faultsOf(value)) issues.push({ code: "custom", path, message, input: value });
  });
export type TermsForm = z.output<typeof termsForm>;
type Fault = { path: (string | number)[]; message: string };

/** What is wrong between fields; each names the one that mends it. */
function faultsOf(form: TermsForm): Fault[] {
  const bands = form.tierMeasure === "revenue" ? "revenueBands" : "energyBands";
  const isTooMuch = form.guarantee !== null && form.cap !== null && exact(form.guarantee) > exact(form.cap);
  return [
    ...(isTooMuch ? [{ path: ["guarantee"], message: "contracts.guaranteeAboveCap" }] : []),
    ...rowFaults(bands, form[bands], ["above", "extra"], "contracts.bandTwice"),
    ...(form.kind === "revenue_share" ? shareFaults(form) : []),
  ];
}

function exact(text: string): bigint {
  return parseDecimalExact(text);
}

function shareFaults(form: TermsForm): Fault[] {
  const required = (["acPercent", "dcPercent"] as const).filter((field) => form[field] === null);
  const total = form.recipients.reduce((sum, recipient) => sum + (recipient.percent ?? 0), 0);
  const isIdle = form.rates.some(isStated) && !form.electricityDeducted && !form.electricityReimbursed;
  return [
    ...required.map((field) => ({ path: [field], message: "common.required" })),
    ...(form.components.length === 0 ? [{ path: ["components"], message: "contracts.noComponent" }] : []),
    ...rowFaults("rates", form.rates, ["from", "perKwh"], "contracts.rateTwice"),
    ...(isIdle ? [{ path: ["electricityDeducted"], message: "contracts.electricityIdle" }] : []),
    ...rowFaults("recipients", form.recipients, ["partnerId", "percent"], "contracts.recipientTwice"),
    ...(total > 10_000 ? [{ path: ["recipients", 0, "percent"], message: "contracts.recipientsAboveAll" }] : []),
  ];
}

/** Rows of two fields: both are filled or neither, and no two rows begin alike. */
function rowFaults<Field extends string>(
  list: string,
  given: readonly { [Name in Field]: string | number | null }[],
  fields: readonly [Field, Field],
  twice: string,
): Fault[] {
  const [first] = fields;
  return given.flatMap((row, index) => {
    if (!isStated(row)) return [];
    const missing = fields.find((field) => row[field] === null);
    if (missing) return [{ path: [list, index, missing], message: "common.required" }];
    const isTwice = given.slice(0, index).some((other) => other[first] === row[first]);
    return isTwice ? [{ path: [list, index, first], message: twice }] : [];
  });
}

/** A row in which something stands. */
function isStated(row: object): boolean {
  return Object.values(row).some((value) => value !== null);
}

/** The terms a form states. */
export function termsOf(form: TermsForm): StoredTerms {
  const common = {
    basis: form.basis,
    ownUseFree: form.ownUseFree,
    mayBeNegative: form.mayBeNegative,
    monthly: monthlyOf(form),
  };
  const sessionFee = perPowerType(form.acSessionFee, form.dcSessionFee);
  if (form.kind === "purchase_price") return { kind: form.kind, ...common, discountBasisPoints: form.discountPercent };
  if (form.kind === "payment_facilitation") {
    return { kind: form.kind, ...common, sessionFee, handlingFeeBasisPoints: form.handlingPercent ?? 0 };
  }
  return {
    kind: form.kind,
    ...common,
    share: { acBasisPoints: form.acPercent ?? 0, dcBasisPoints: form.dcPercent ?? 0 },
    components: COMPONENTS.filter((component) => form.components.includes(component)),
    connectionFeeExcluded: form.connectionFeeExcluded,
    parkingShareBasisPoints: form.parkingPercent,
    paymentFee: feeOf(form.paymentPercent, form.paymentFixed),
    roamingFee: feeOf(form.roamingPercent, form.roamingFixed),
    electricity: electricityOf(form),
    recipients: form.recipients.filter(isStated).map(({ partnerId, percent }) => ({
      partnerId: partnerId ?? "",
      basisPoints: percent ?? 0,
    })),
    taxReimbursement: form.taxPerKwh === null ? null : { perKwh: form.taxPerKwh, side: form.taxSide },
    sessionFee,
    energyFee: energyFeeOf(form),
    handlingFeeBasisPoints: form.handlingPercent,
  };
}

function monthlyOf(form: TermsForm): StoredTerms["monthly"] {
  return {
    platformFee: form.platformFee,
    chargerFee: perPowerType(form.acChargerFee, form.dcChargerFee),
    tiers: tiersOf(form),
    cap: form.cap,
    guarantee: form.guarantee,
  };
}

function tiersOf(form: TermsForm): NonNullable<StoredTerms["monthly"]>["tiers"] {
  if (form.tierMeasure === "revenue") {
    const bands = form.revenueBands.filter(isStated);
    if (bands.length === 0) return null;
    return {
      measure: "revenue",
      bands: bands.map(({ above, extra }) => ({ above: above ?? "0", extraBasisPoints: extra ?? 0 })),
    };
  }
  const bands = form.energyBands.filter(isStated);
  if (bands.length === 0) return null;
  return {
    measure: "energy",
    bands: bands.map(({ above, extra }) => ({ aboveKwh: above ?? "0", extraPerKwh: extra ?? "0" })),
  };
}

function perPowerType(ac: string | null, dc: string | null): { ac: string; dc: string } | null {
  return ac === null && dc === null ? null : { ac: ac ?? "0", dc: dc ?? "0" };
}

function feeOf(basisPoints: number | null, fixed: string | null): { basisPoints: number; fixed: string } | null {
  return basisPoints === null && fixed === null ? null : { basisPoints: basisPoints ?? 0, fixed: fixed ?? "0" };
}

function energyFeeOf({ acEnergyFee, dcEnergyFee }: TermsForm): { acPerKwh: string; dcPerKwh: string } | null {
  if (acEnergyFee === null && dcEnergyFee === null) return null;
  return { acPerKwh: acEnergyFee ?? "0", dcPerKwh: dcEnergyFee ?? "0" };
}

function electricityOf(form: TermsForm) {
  const rates = form.rates.filter(isStated).map(({ from, perKwh }) => ({ from: from ?? "", perKwh: perKwh ?? "0" }));
  if (rates.length === 0) return null;
  return {
    rates: rates.sort((a, b) => (a.from < b.from ? -1 : 1)),
    deducted: form.electricityDeducted,
    reimbursed: form.electricityReimbursed,
  };
}
