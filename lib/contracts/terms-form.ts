/**
 * Contract terms as a form's fields and back. The form writes percentages and amounts as people do ("70", "12,50");
 * what it does not show (tiers, further recipients, components) is carried over from the terms that hold.
 */
import { z } from "zod";
import { checkbox, optionalDate, optionalText } from "@/lib/input/fields";
import { formatDecimal } from "@/lib/money/amount";
import { type ContractTerms, RATE_SCALE, type StoredTerms, serializeTerms } from "./terms";

/** Up to two decimals → basis points; empty: null. */
const percent = optionalText(8).transform((text, context) => {
  if (text === null) return null;
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text);
  const basisPoints = match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : Number.NaN;
  if (basisPoints <= 10_000) return basisPoints;
  context.issues.push({ code: "custom", message: "contracts.percent", input: text });
  return z.NEVER;
});

/** A decimal with at most `scale` decimals, comma or point → a plain decimal; empty: null. */
function decimal(scale: number, message: string) {
  const format = new RegExp(`^\\d{1,9}(\\.\\d{1,${scale}})?$`);
  return optionalText(20)
    .transform((text) => text?.replace(",", ".") ?? null)
    .refine((text) => text === null || format.test(text), message);
}
const amount = decimal(4, "contracts.amount");
const rate = decimal(RATE_SCALE, "contracts.rate");

export const termsForm = z
  .object({
    kind: z.enum(["revenue_share", "purchase_price", "payment_facilitation"]),
    basis: z.enum(["generated", "collected"]),
    ownUseFree: checkbox,
    mayBeNegative: checkbox,
    platformFee: amount,
    acChargerFee: amount,
    dcChargerFee: amount,
    cap: amount,
    guarantee: amount,
    acPercent: percent,
    dcPercent: percent,
    connectionFeeExcluded: checkbox,
    parkingPercent: percent,
    paymentPercent: percent,
    paymentFixed: amount,
    roamingPercent: percent,
    roamingFixed: amount,
    electricityFrom: optionalDate,
    electricityPerKwh: rate,
    electricityDeducted: checkbox,
    electricityReimbursed: checkbox,
    taxPerKwh: rate,
    taxSide: z.enum(["revenue", "expense"]).default("revenue"),
    acSessionFee: amount,
    dcSessionFee: amount,
    acEnergyFee: rate,
    dcEnergyFee: rate,
    handlingPercent: percent,
    discountPercent: percent,
  })
  .check(({ value, issues }) => {
    const fault = (path: string, message: string) =>
      issues.push({ code: "custom", path: [path], message, input: value });
    if (value.kind === "revenue_share" && value.acPercent === null) fault("acPercent", "common.required");
    if (value.kind === "revenue_share" && value.dcPercent === null) fault("dcPercent", "common.required");
    if (value.electricityPerKwh !== null && value.electricityFrom === null) fault("electricityFrom", "common.required");
  });
export type TermsForm = z.output<typeof termsForm>;

/** The terms a form states; `carried` are the terms that hold so far, for what the form does not show. */
export function termsOf(form: TermsForm, carried: ContractTerms | null): StoredTerms {
  const common = { ...commonOf(form), monthly: monthlyOf(form, carried) };
  const sessionFee = perPowerType(form.acSessionFee, form.dcSessionFee);
  if (form.kind === "purchase_price") return { kind: form.kind, ...common, discountBasisPoints: form.discountPercent };
  if (form.kind === "payment_facilitation") {
    return { kind: form.kind, ...common, sessionFee, handlingFeeBasisPoints: form.handlingPercent ?? 0 };
  }
  const before = carried?.kind === "revenue_share" ? carried : null;
  return {
    kind: form.kind,
    ...common,
    share: { acBasisPoints: form.acPercent ?? 0, dcBasisPoints: form.dcPercent ?? 0 },
    ...(before && { components: before.components, recipients: before.recipients }),
    connectionFeeExcluded: form.connectionFeeExcluded,
    parkingShareBasisPoints: form.parkingPercent,
    paymentFee: feeOf(form.paymentPercent, form.paymentFixed),
    roamingFee: feeOf(form.roamingPercent, form.roamingFixed),
    electricity: electricityOf(form, before?.electricity ?? null),
    taxReimbursement: form.taxPerKwh === null ? null : { perKwh: form.taxPerKwh, side: form.taxSide },
    sessionFee,
    energyFee: energyFeeOf(form),
    handlingFeeBasisPoints: form.handlingPercent,
  };
}

function commonOf({ basis, ownUseFree, mayBeNegative }: TermsForm) {
  return { basis, ownUseFree, mayBeNegative };
}

function monthlyOf(form: TermsForm, carried: ContractTerms | null): StoredTerms["monthly"] {
  return {
    platformFee: form.platformFee,
    chargerFee: perPowerType(form.acChargerFee, form.dcChargerFee),
    tiers: carried ? (serializeTerms(carried).monthly?.tiers ?? null) : null,
    cap: form.cap,
    guarantee: form.guarantee,
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

type Electricity = Extract<ContractTerms, { kind: "revenue_share" }>["electricity"];

/** The form states one rate; rates of other days stay. */
function electricityOf(form: TermsForm, before: Electricity) {
  if (form.electricityPerKwh === null || form.electricityFrom === null) return null;
  const kept = (before?.rates ?? [])
    .filter(({ from }) => from !== form.electricityFrom)
    .map(({ from, perKwh }) => ({ from, perKwh: formatDecimal(perKwh, RATE_SCALE) }));
  const rates = [...kept, { from: form.electricityFrom, perKwh: form.electricityPerKwh }];
  return {
    rates: rates.sort((a, b) => (a.from < b.from ? -1 : 1)),
    deducted: form.electricityDeducted,
    reimbursed: form.electricityReimbursed,
  };
}

/** The values with which the form is filled; what is not agreed is empty. */
export type TermsFormValues = { [Field in keyof TermsForm]: TermsForm[Field] extends boolean ? boolean : string };

/** The form of a new contract. */
export const EMPTY_TERMS: TermsFormValues = {
  kind: "revenue_share",
  basis: "generated",
  ownUseFree: false,
  mayBeNegative: false,
  platformFee: "",
  acChargerFee: "",
  dcChargerFee: "",
  cap: "",
  guarantee: "",
  acPercent: "",
  dcPercent: "",
  connectionFeeExcluded: false,
  parkingPercent: "",
  paymentPercent: "",
  paymentFixed: "",
  roamingPercent: "",
  roamingFixed: "",
  electricityFrom: "",
  electricityPerKwh: "",
  electricityDeducted: true,
  electricityReimbursed: false,
  taxPerKwh: "",
  taxSide: "revenue",
  acSessionFee: "",
  dcSessionFee: "",
  acEnergyFee: "",
  dcEnergyFee: "",
  handlingPercent: "",
  discountPercent: "",
};

/** The form that states these terms. */
export function formOf(terms: ContractTerms): TermsFormValues {
  const { basis, ownUseFree, mayBeNegative, monthly } = terms;
  const common: TermsFormValues = {
    ...EMPTY_TERMS,
    kind: terms.kind,
    basis,
    ownUseFree,
    mayBeNegative,
    platformFee: text(monthly.platformFee),
    acChargerFee: text(monthly.chargerFee?.ac),
    dcChargerFee: text(monthly.chargerFee?.dc),
    cap: text(monthly.cap),
    guarantee: text(monthly.guarantee),
  };
  if (terms.kind === "purchase_price") return { ...common, discountPercent: percentText(terms.discountBasisPoints) };
  const fees = {
    acSessionFee: text(terms.sessionFee?.ac),
    dcSessionFee: text(terms.sessionFee?.dc),
    handlingPercent: percentText(terms.handlingFeeBasisPoints),
  };
  if (terms.kind === "payment_facilitation") return { ...common, ...fees };
  const electricity = terms.electricity?.rates.at(-1);
  return {
    ...common,
    ...fees,
    acPercent: percentText(terms.share.acBasisPoints),
    dcPercent: percentText(terms.share.dcBasisPoints),
    connectionFeeExcluded: terms.connectionFeeExcluded,
    parkingPercent: percentText(terms.parkingShareBasisPoints),
    paymentPercent: percentText(terms.paymentFee?.basisPoints),
    paymentFixed: text(terms.paymentFee?.fixed),
    roamingPercent: percentText(terms.roamingFee?.basisPoints),
    roamingFixed: text(terms.roamingFee?.fixed),
    electricityFrom: electricity?.from ?? "",
    electricityPerKwh: text(electricity?.perKwh, RATE_SCALE),
    electricityDeducted: terms.electricity?.deducted ?? true,
    electricityReimbursed: terms.electricity?.reimbursed ?? false,
    taxPerKwh: text(terms.taxReimbursement?.perKwh, RATE_SCALE),
    taxSide: terms.taxReimbursement?.side ?? "revenue",
    acEnergyFee: text(terms.energyFee?.acPerKwh, RATE_SCALE),
    dcEnergyFee: text(terms.energyFee?.dcPerKwh, RATE_SCALE),
  };
}

/** Without the zeros that say nothing: 12.5000 is "12.50", 0.123400 is "0.1234". */
function text(value: bigint | null | undefined, scale = 4): string {
  if (value === null || value === undefined) return "";
  return formatDecimal(value, scale).replace(/(\.\d\d\d*?)0+$/, "$1");
}

function percentText(basisPoints: number | null | undefined): string {
  if (basisPoints === null || basisPoints === undefined) return "";
  return formatDecimal(BigInt(basisPoints), 2).replace(/\.?0+$/, "") || "0";
}
