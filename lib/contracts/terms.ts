/**
 * What a contract says, as one value: `ContractTerms`. In memory its amounts are exact bigints; stored (jsonb,
 * one row per contract version) and on the wire they are decimal strings. `termsSchema` reads, `serializeTerms`
 * writes, and what one writes the other reads back unchanged.
 *
 * Everything that is left out means "not agreed": `{"kind":"revenue_share","share":{"acBasisPoints":7000,
 * "dcBasisPoints":7000}}` is a whole contract. The order in which the terms act is that of `split` (split.ts).
 */
import { z } from "zod";
import { type Amount, type BasisPoints, DecimalError, formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import { COMPONENTS } from "@/lib/rating/types";

/** Millionths of a currency unit per kilowatt-hour: a price per unit may be finer than an amount. */
export type RatePerKwh = bigint;
/** The decimals of a `RatePerKwh`. */
export const RATE_SCALE = 6;

/** How a contract pays its partner (D4). */
export const CONTRACT_KINDS = ["revenue_share", "purchase_price", "payment_facilitation"] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** Whether the month owes the generated share or only the collected part of it (A19, D12). */
export const BASES = ["generated", "collected"] as const;
export type Basis = (typeof BASES)[number];

/** What a charger fee and a percentage tell apart: an EVSE is DC if any of its connectors is (D11). */
export const POWER_TYPES = ["AC", "DC"] as const;
export type PowerType = (typeof POWER_TYPES)[number];

/** A decimal string outside, an integer of 10^-scale inside; negative numbers are refused. */
function decimal(scale: number) {
  return z.codec(z.string(), z.bigint(), {
    decode: (text, context) => {
      const value = readDecimal(text, scale);
      if (typeof value === "bigint" && value >= 0n) return value;
      const message = typeof value === "bigint" ? "must not be negative" : value;
      context.issues.push({ code: "custom", message, input: text });
      return z.NEVER;
    },
    encode: (value) => formatDecimal(value, scale),
  });
}

function readDecimal(text: string, scale: number): bigint | string {
  try {
    return parseDecimalExact(text, scale);
  } catch (error) {
    if (error instanceof DecimalError) return error.message;
    throw error;
  }
}

const amount = decimal(4);
const rate = decimal(RATE_SCALE);
const energy = decimal(4);
const percent = z.int().min(0).max(10_000);
const day = z.iso.date();

const perPowerType = z.object({ ac: amount, dc: amount });
const fee = z.object({ basisPoints: percent.default(0), fixed: amount.prefault("0") });

const revenueTiers = z.object({
  measure: z.literal("revenue"),
  bands: z.array(z.object({ above: amount, extraBasisPoints: z.int().min(-10_000).max(10_000) })).min(1),
});
const energyTiers = z.object({
  measure: z.literal("energy"),
  bands: z.array(z.object({ aboveKwh: energy, extraPerKwh: rate })).min(1),
});

const monthlySchema = z
  .object({
    /** Owed for every contract month, in full (D11). */
    platformFee: amount.nullable().default(null),
    /** Owed per EVSE and month, by days owned (D11). */
    chargerFee: perPowerType.nullable().default(null),
    /** Marginal: each band adds to the share of what lies above its threshold, up to the next one (D11). */
    tiers: z.discriminatedUnion("measure", [revenueTiers, energyTiers]).nullable().default(null),
    /** The most that the partner's share of a month may be. */
    cap: amount.nullable().default(null),
    /** The least that the partner's share of a month is, by days with any EVSE owned. */
    guarantee: amount.nullable().default(null),
  })
  .refine(guaranteeFitsCap, { message: "the guarantee is above the cap", path: ["guarantee"] });

const common = {
  basis: z.enum(BASES).default("generated"),
  /** The partner's own cards charge at its own stations without payment: a revenue record of 0 (D5). */
  ownUseFree: z.boolean().default(false),
  /** A session's share may fall below zero; otherwise it is floored at 0 and flagged. */
  mayBeNegative: z.boolean().default(false),
  monthly: monthlySchema.prefault({}),
};

const revenueShareSchema = z.object({
  kind: z.literal("revenue_share"),
  ...common,
  /** Percentages of the shareable amount that the partner gets. */
  share: z.object({ acBasisPoints: percent, dcBasisPoints: percent }),
  /** Components that take part; the revenue of the others stays with the operator. */
  components: z
    .array(z.enum(COMPONENTS))
    .min(1)
    .default([...COMPONENTS]),
  /** The session component (the price of starting) stays with the operator. */
  connectionFeeExcluded: z.boolean().default(false),
  /** Parking leaves the base and is shared at a percentage of its own, without deductions (X4). */
  parkingShareBasisPoints: percent.nullable().default(null),
  /** On sessions paid ad hoc or by our own drivers: percent of what the driver paid, and a fixed part. */
  paymentFee: fee.nullable().default(null),
  /** On roaming sessions: percent of the revenue, and a fixed part. */
  roamingFee: fee.nullable().default(null),
  /** The cost of electricity; the rate of the day on which the session ended holds. */
  electricity: z
    .object({
      rates: z.array(z.object({ from: day, perKwh: rate })).min(1),
      deducted: z.boolean().default(true),
      reimbursed: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  /** Electricity tax paid back per kWh, as something the partner earns or owes (A15, D7). */
  taxReimbursement: z
    .object({ perKwh: rate, side: z.enum(["revenue", "expense"]) })
    .nullable()
    .default(null),
  /** Deducted per session. */
  sessionFee: perPowerType.nullable().default(null),
  /** Deducted per kilowatt-hour. */
  energyFee: z.object({ acPerKwh: rate, dcPerKwh: rate }).nullable().default(null),
  /** Deducted: percent of what the driver paid, tax included. */
  handlingFeeBasisPoints: percent.nullable().default(null),
  /** Further recipients, paid out of the owner's percentage share (D10). */
  recipients: z
    .array(z.object({ partnerId: z.string().min(1), basisPoints: percent }))
    .default([])
    .refine(haveDistinctPartners, "a recipient is named twice")
    .refine(atMostAll, "recipients together get more than 100 %"),
});

const purchasePriceSchema = z.object({
  kind: z.literal("purchase_price"),
  ...common,
  /** Discount on COMMUNITY sessions; null: the organization's (B19–B22). */
  discountBasisPoints: percent.nullable().default(null),
});

const paymentFacilitationSchema = z.object({
  kind: z.literal("payment_facilitation"),
  ...common,
  /** Percent of what the driver paid, tax included. */
  handlingFeeBasisPoints: percent.default(0),
  /** Deducted per session. */
  sessionFee: perPowerType.nullable().default(null),
});

function guaranteeFitsCap({ cap, guarantee }: { cap: Amount | null; guarantee: Amount | null }): boolean {
  return cap === null || guarantee === null || guarantee <= cap;
}

function haveDistinctPartners(recipients: { partnerId: string }[]): boolean {
  return new Set(recipients.map((recipient) => recipient.partnerId)).size === recipients.length;
}

function atMostAll(recipients: { basisPoints: BasisPoints }[]): boolean {
  return recipients.reduce((total, recipient) => total + recipient.basisPoints, 0) <= 10_000;
}

/** Reads stored or submitted terms; its issues name the path of the field and what is wrong with it. */
export const termsSchema = z.discriminatedUnion("kind", [
  revenueShareSchema,
  purchasePriceSchema,
  paymentFacilitationSchema,
]);

/** The terms of one contract version, amounts as bigints. */
export type ContractTerms = z.output<typeof termsSchema>;
/** The terms as they are stored and submitted: amounts as decimal strings, everything optional left out at will. */
export type StoredTerms = z.input<typeof termsSchema>;
export type RevenueShareTerms = z.output<typeof revenueShareSchema>;
export type PurchasePriceTerms = z.output<typeof purchasePriceSchema>;
export type PaymentFacilitationTerms = z.output<typeof paymentFacilitationSchema>;
/** What is owed or adjusted once per month (D11). */
export type MonthlyTerms = z.output<typeof monthlySchema>;
/** Amounts of ten-thousandths, AC and DC apart. */
export type PerPowerType = { ac: Amount; dc: Amount };

/**
 * Reads terms from the database or a form.
 * @throws ZodError when they are not terms; use `termsSchema.safeParse` where a person may be at fault.
 */
export function parseTerms(stored: unknown): ContractTerms {
  return termsSchema.parse(stored);
}

/** Writes terms for storage, every term present and every amount a decimal string. */
export function serializeTerms(terms: ContractTerms): StoredTerms {
  return z.encode(termsSchema, terms);
}
