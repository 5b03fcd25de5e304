/**
 * What a partner gets, as sentences: keys of the message catalogue with their parameters, in the order in which the
 * terms act (split.ts), then what is settled once per month. Amounts and rates are decimal strings, percentages
 * basis points, lists arrays of codes; the UI formats them.
 */
import { type Amount, formatDecimal } from "@/lib/money/amount";
import { COMPONENTS } from "@/lib/rating/types";
import {
  type ContractTerms,
  type MonthlyTerms,
  type PaymentFacilitationTerms,
  type PerPowerType,
  type PurchasePriceTerms,
  RATE_SCALE,
  type RatePerKwh,
  type RevenueShareTerms,
} from "./terms";

export const SENTENCE_KEYS = [
  "share",
  "shareByPowerType",
  "components",
  "connectionFeeExcluded",
  "parkingShare",
  "paymentFee",
  "roamingFee",
  "electricityDeducted",
  "electricityReimbursed",
  "furtherRecipient",
  "taxReimbursedToPartner",
  "taxReimbursedByPartner",
  "sessionFee",
  "energyFee",
  "handlingFee",
  "purchasePrice",
  "discount",
  "wholeRevenue",
  "mayBeNegative",
  "ownUseFree",
  "basisGenerated",
  "basisCollected",
  "platformFee",
  "acChargerFee",
  "dcChargerFee",
  "revenueTier",
  "energyTier",
  "cap",
  "guarantee",
] as const;
export type SentenceKey = (typeof SENTENCE_KEYS)[number];
export type Sentence = { key: SentenceKey; params: Record<string, string | number | string[]> };

/** The sentences of a contract's terms. */
export function sentencesOf(terms: ContractTerms): Sentence[] {
  const sentences = sentencesOfKind(terms);
  if (terms.mayBeNegative) sentences.push(sentence("mayBeNegative"));
  if (terms.ownUseFree) sentences.push(sentence("ownUseFree"));
  sentences.push(sentence(terms.basis === "generated" ? "basisGenerated" : "basisCollected"));
  return [...sentences, ...monthlySentences(terms.monthly)];
}

function sentencesOfKind(terms: ContractTerms): Sentence[] {
  if (terms.kind === "revenue_share") return revenueShareSentences(terms);
  return terms.kind === "purchase_price" ? purchasePriceSentences(terms) : facilitationSentences(terms);
}

function revenueShareSentences(terms: RevenueShareTerms): Sentence[] {
  const sentences = [shareSentence(terms)];
  if (COMPONENTS.some((component) => !terms.components.includes(component))) {
    sentences.push(
      sentence("components", { components: COMPONENTS.filter((each) => terms.components.includes(each)) }),
    );
  }
  if (terms.connectionFeeExcluded) sentences.push(sentence("connectionFeeExcluded"));
  if (terms.parkingShareBasisPoints !== null) {
    sentences.push(sentence("parkingShare", { basisPoints: terms.parkingShareBasisPoints }));
  }
  if (terms.paymentFee) sentences.push(sentence("paymentFee", feeParams(terms.paymentFee)));
  if (terms.roamingFee) sentences.push(sentence("roamingFee", feeParams(terms.roamingFee)));
  sentences.push(...electricitySentences(terms.electricity));
  for (const recipient of terms.recipients) sentences.push(sentence("furtherRecipient", recipient));
  if (terms.taxReimbursement) {
    const key = terms.taxReimbursement.side === "revenue" ? "taxReimbursedToPartner" : "taxReimbursedByPartner";
    sentences.push(sentence(key, { ratePerKwh: rate(terms.taxReimbursement.perKwh) }));
  }
  if (terms.sessionFee) sentences.push(sentence("sessionFee", perPowerType(terms.sessionFee)));
  if (terms.energyFee) {
    const { acPerKwh, dcPerKwh } = terms.energyFee;
    sentences.push(sentence("energyFee", { acRatePerKwh: rate(acPerKwh), dcRatePerKwh: rate(dcPerKwh) }));
  }
  return [...sentences, ...handlingSentences(terms.handlingFeeBasisPoints ?? 0)];
}

function shareSentence({ share }: RevenueShareTerms): Sentence {
  if (share.acBasisPoints !== share.dcBasisPoints) return sentence("shareByPowerType", share);
  return sentence("share", { basisPoints: share.acBasisPoints });
}

function electricitySentences(electricity: RevenueShareTerms["electricity"]): Sentence[] {
  if (!electricity) return [];
  const sentences: Sentence[] = [];
  for (const { from, perKwh } of electricity.rates) {
    const params = { from, ratePerKwh: rate(perKwh) };
    if (electricity.deducted) sentences.push(sentence("electricityDeducted", params));
    if (electricity.reimbursed) sentences.push(sentence("electricityReimbursed", params));
  }
  return sentences;
}

function purchasePriceSentences(terms: PurchasePriceTerms): Sentence[] {
  const discount = terms.discountBasisPoints;
  return [sentence("purchasePrice"), ...(discount === null ? [] : [sentence("discount", { basisPoints: discount })])];
}

function facilitationSentences(terms: PaymentFacilitationTerms): Sentence[] {
  const fee = terms.sessionFee ? [sentence("sessionFee", perPowerType(terms.sessionFee))] : [];
  return [sentence("wholeRevenue"), ...fee, ...handlingSentences(terms.handlingFeeBasisPoints)];
}

function handlingSentences(basisPoints: number): Sentence[] {
  return basisPoints > 0 ? [sentence("handlingFee", { basisPoints })] : [];
}

function monthlySentences(monthly: MonthlyTerms): Sentence[] {
  const sentences: Sentence[] = [];
  if (monthly.platformFee !== null) sentences.push(sentence("platformFee", { amount: money(monthly.platformFee) }));
  if (monthly.chargerFee) {
    sentences.push(sentence("acChargerFee", { amount: money(monthly.chargerFee.ac) }));
    sentences.push(sentence("dcChargerFee", { amount: money(monthly.chargerFee.dc) }));
  }
  sentences.push(...tierSentences(monthly.tiers));
  if (monthly.cap !== null) sentences.push(sentence("cap", { amount: money(monthly.cap) }));
  if (monthly.guarantee !== null) sentences.push(sentence("guarantee", { amount: money(monthly.guarantee) }));
  return sentences;
}

function tierSentences(tiers: MonthlyTerms["tiers"]): Sentence[] {
  if (!tiers) return [];
  if (tiers.measure === "revenue") {
    return tiers.bands.map(({ above, extraBasisPoints }) =>
      sentence("revenueTier", { amount: money(above), basisPoints: extraBasisPoints }),
    );
  }
  return tiers.bands.map(({ aboveKwh, extraPerKwh }) =>
    sentence("energyTier", { energyKwh: money(aboveKwh), ratePerKwh: rate(extraPerKwh) }),
  );
}

function feeParams(fee: { basisPoints: number; fixed: Amount }): Sentence["params"] {
  return { basisPoints: fee.basisPoints, amount: money(fee.fixed) };
}

function perPowerType(fee: PerPowerType): Sentence["params"] {
  return { acAmount: money(fee.ac), dcAmount: money(fee.dc) };
}

function money(amount: bigint): string {
  return formatDecimal(amount);
}

function rate(perKwh: RatePerKwh): string {
  return formatDecimal(perKwh, RATE_SCALE);
}

function sentence(key: SentenceKey, params: Sentence["params"] = {}): Sentence {
  return { key, params };
}
