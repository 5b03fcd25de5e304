/**
 * The prices that did not count, beside the one that did (D19). Compared are amounts without VAT, or with it where
 * only those are known of both; a CDR that carries neither tariffs nor a total has nothing to compare.
 */
import type { Cdr } from "@/lib/cdrs/cdr";
import { type Amount, absolute, formatDecimal, percentHalfUp } from "@/lib/money/amount";
import type { Rated } from "@/lib/rating/types";
import { type CdrPrice, positive, priceBy, type TariffFacts } from "./price-cdr";
import { PRICING_MODES, type PricingMode, type SourcePricing } from "./source-pricing";

/** JSON as it stands (columns `cross_check`): amounts are decimal text. */
export type CrossCheck = {
  pricedBy: PricingMode;
  currency: string;
  others: ComparedPrice[];
};
export type ComparedPrice = {
  by: PricingMode;
  side: "net" | "gross";
  priced: string;
  other: string;
  currency: string;
  /** True beyond the tolerance, and between currencies. */
  differs: boolean;
};

/** Compares; null where nothing can be compared, or the source asks for no cross-check. */
export function crossCheckOf(
  cdr: Cdr,
  price: CdrPrice,
  pricing: SourcePricing | null | undefined,
  facts: TariffFacts,
  place: { timeZone: string; currency: string },
): CrossCheck | null {
  if (!pricing || (pricing.toleranceAmount === null && pricing.toleranceBasisPoints === null)) return null;
  if (price.kind === "non_rated" || price.tariffReason === "credit_of_original") return null;
  const others = PRICING_MODES.flatMap((mode): ComparedPrice[] => {
    if (mode === pricing.mode || !carries(cdr, mode)) return [];
    return compare(price, otherPrice(mode, cdr, facts, place), mode, pricing);
  });
  return others.length === 0 ? null : { pricedBy: pricing.mode, currency: price.currency, others };
}

/** The first price that differs beyond the tolerance. */
export function differenceIn(check: CrossCheck | null): ComparedPrice | null {
  return check?.others.find((other) => other.differs) ?? null;
}

function carries(cdr: Cdr, mode: PricingMode): boolean {
  if (mode === "cdr_tariffs") return cdr.tariffs.length > 0;
  if (mode === "total_cost") return cdr.totalCost !== null || cdr.totalCostInclVat !== null;
  return true;
}

type Amounts = { currency: string; net: Amount | null; gross: Amount | null };

/** A total needs no parts to be compared, and may be known with VAT only. */
function otherPrice(
  mode: PricingMode,
  cdr: Cdr,
  facts: TariffFacts,
  place: { timeZone: string; currency: string },
): Amounts | null {
  const session = positive(cdr);
  const sign = cdr.kind === "credit" ? -1n : 1n;
  const signed = (amount: Amount | null) => (amount === null ? null : sign * amount);
  if (mode === "total_cost") {
    const { currency, totalCost, totalCostInclVat } = session;
    return { currency: currency ?? place.currency, net: signed(totalCost), gross: signed(totalCostInclVat) };
  }
  const other = priceBy(mode, session, facts, place);
  if (other.kind === "non_rated") return null;
  return { currency: other.currency, net: signed(other.revenue), gross: signed(other.gross) };
}

function compare(price: Rated, other: Amounts | null, by: PricingMode, pricing: SourcePricing): ComparedPrice[] {
  if (!other) return [];
  const side = other.net !== null ? "net" : "gross";
  const mine = side === "net" ? price.revenue : price.gross;
  const theirs = other[side];
  if (mine === null || theirs === null) return [];
  const differs = other.currency !== price.currency || absolute(mine - theirs) > toleranceOf(mine, pricing);
  const { currency } = other;
  return [{ by, side, priced: formatDecimal(mine), other: formatDecimal(theirs), currency, differs }];
}

function toleranceOf(amount: Amount, { toleranceAmount, toleranceBasisPoints }: SourcePricing): Amount {
  const fixed = toleranceAmount ?? 0n;
  const share = percentHalfUp(absolute(amount), toleranceBasisPoints ?? 0);
  return share > fixed ? share : fixed;
}
