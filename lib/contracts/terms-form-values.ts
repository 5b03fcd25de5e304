/** The values with which a form of contract terms is filled; what is not agreed is empty. */
import { formatDecimal } from "@/lib/money/amount";
import { COMPONENTS, type Component } from "@/lib/rating/types";
import { type ContractTerms, RATE_SCALE, type RevenueShareTerms } from "./terms";
import type { TermsForm } from "./terms-form";

type Written<Value> = Value extends boolean ? boolean : string;
/** Texts as people write them, checks, and lists of rows of texts. */
export type TermsFormValues = {
  [Field in keyof TermsForm]: TermsForm[Field] extends readonly Component[]
    ? readonly Component[]
    : TermsForm[Field] extends readonly (infer Row)[]
      ? readonly { [Name in keyof Row]: string }[]
      : Written<TermsForm[Field]>;
};

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
  tierMeasure: "revenue",
  revenueBands: [],
  energyBands: [],
  acPercent: "",
  dcPercent: "",
  components: COMPONENTS,
  connectionFeeExcluded: false,
  parkingPercent: "",
  paymentPercent: "",
  paymentFixed: "",
  roamingPercent: "",
  roamingFixed: "",
  rates: [],
  electricityDeducted: true,
  electricityReimbursed: false,
  recipients: [],
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
  const { basis, ownUseFree, mayBeNegative } = terms;
  const common = { ...EMPTY_TERMS, ...monthlyValues(terms), kind: terms.kind, basis, ownUseFree, mayBeNegative };
  if (terms.kind === "purchase_price") return { ...common, discountPercent: percentText(terms.discountBasisPoints) };
  const fees = {
    acSessionFee: text(terms.sessionFee?.ac),
    dcSessionFee: text(terms.sessionFee?.dc),
    handlingPercent: percentText(terms.handlingFeeBasisPoints),
  };
  if (terms.kind === "payment_facilitation") return { ...common, ...fees };
  return { ...common, ...fees, ...shareValues(terms) };
}

function shareValues(terms: RevenueShareTerms): Partial<TermsFormValues> {
  const { electricity } = terms;
  return {
    acPercent: percentText(terms.share.acBasisPoints),
    dcPercent: percentText(terms.share.dcBasisPoints),
    components: terms.components,
    connectionFeeExcluded: terms.connectionFeeExcluded,
    parkingPercent: percentText(terms.parkingShareBasisPoints),
    paymentPercent: percentText(terms.paymentFee?.basisPoints),
    paymentFixed: text(terms.paymentFee?.fixed),
    roamingPercent: percentText(terms.roamingFee?.basisPoints),
    roamingFixed: text(terms.roamingFee?.fixed),
    rates: (electricity?.rates ?? []).map(({ from, perKwh }) => ({ from, perKwh: text(perKwh, RATE_SCALE) })),
    electricityDeducted: electricity?.deducted ?? true,
    electricityReimbursed: electricity?.reimbursed ?? false,
    recipients: terms.recipients.map(({ partnerId, basisPoints }) => ({
      partnerId,
      percent: percentText(basisPoints),
    })),
    taxPerKwh: text(terms.taxReimbursement?.perKwh, RATE_SCALE),
    taxSide: terms.taxReimbursement?.side ?? "revenue",
    acEnergyFee: text(terms.energyFee?.acPerKwh, RATE_SCALE),
    dcEnergyFee: text(terms.energyFee?.dcPerKwh, RATE_SCALE),
  };
}

function monthlyValues({ monthly }: ContractTerms): Partial<TermsFormValues> {
  const { tiers } = monthly;
  return {
    platformFee: text(monthly.platformFee),
    acChargerFee: text(monthly.chargerFee?.ac),
    dcChargerFee: text(monthly.chargerFee?.dc),
    cap: text(monthly.cap),
    guarantee: text(monthly.guarantee),
    tierMeasure: tiers?.measure ?? "revenue",
    ...(tiers?.measure === "revenue" && {
      revenueBands: tiers.bands.map((band) => ({ above: text(band.above), extra: percentText(band.extraBasisPoints) })),
    }),
    ...(tiers?.measure === "energy" && {
      energyBands: tiers.bands.map((band) => ({
        above: text(band.aboveKwh),
        extra: text(band.extraPerKwh, RATE_SCALE),
      })),
    }),
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
