/**
 * Month terms (D11): tiers, cap and guarantee, computed on what the owner's sessions of an origin month generated.
 * They act in this order, each on the share as the one before left it, in whole minor units of the currency.
 */
import type { MonthlyTerms } from "@/lib/contracts/terms";
import { RATE_SCALE } from "@/lib/contracts/terms";
import { type Amount, divideHalfUp, type Energy, multiplyHalfUp, roundHalfUpToMinorUnit } from "@/lib/money/amount";
import { collectedShareTowardZero, type Fraction } from "@/lib/records/collected";

/** What the owner's sessions of one origin month, one contract, amount to. */
export type MonthOfSessions = {
  currency: string;
  revenue: Amount;
  energyKwh: Energy;
  /** The owner's generated share, as the sum of rounded report lines (D13). */
  share: Amount;
  /** Days of the month with any EVSE in scope owned. */
  daysOwned: number;
  daysInMonth: number;
};

/** Signed: a tier adds (or takes), a cap takes, a guarantee adds. */
export type MonthTerms = { tier: Amount; cap: Amount; guarantee: Amount };

const PER_TEN_THOUSAND = 10_000n;

/** The month terms of a month from scratch; a late record has them computed again. */
export function monthTerms(monthly: MonthlyTerms, month: MonthOfSessions): MonthTerms {
  const tier = roundHalfUpToMinorUnit(tierOf(monthly.tiers, month), month.currency);
  const afterTier = month.share + tier;
  const capAmount = monthly.cap === null ? null : roundHalfUpToMinorUnit(monthly.cap, month.currency);
  const cap = capAmount !== null && afterTier > capAmount ? capAmount - afterTier : 0n;
  const least = guaranteeFor(monthly.guarantee, month);
  const afterCap = afterTier + cap;
  const guarantee = least !== null && afterCap < least ? least - afterCap : 0n;
  return { tier, cap, guarantee };
}

/** The guarantee × days with any EVSE owned ÷ days of the month, in minor units; null when none is agreed. */
function guaranteeFor(guarantee: Amount | null, month: MonthOfSessions): Amount | null {
  if (guarantee === null) return null;
  const prorated = multiplyHalfUp(guarantee, BigInt(month.daysOwned), BigInt(month.daysInMonth));
  return roundHalfUpToMinorUnit(prorated, month.currency);
}

/** Marginal: each band adds to what lies between its threshold and the next one; bands may come in any order. */
function tierOf(tiers: MonthlyTerms["tiers"], month: MonthOfSessions): Amount {
  if (!tiers) return 0n;
  if (tiers.measure === "revenue") {
    const bands = tiers.bands.map((band) => ({ above: band.above, extra: BigInt(band.extraBasisPoints) }));
    return divideHalfUp(marginal(month.revenue, bands), PER_TEN_THOUSAND);
  }
  const bands = tiers.bands.map((band) => ({ above: band.aboveKwh, extra: band.extraPerKwh }));
  return divideHalfUp(marginal(month.energyKwh, bands), 10n ** BigInt(RATE_SCALE));
}

/** Σ (the part of `measured` within a band × its extra); exact, to be divided by the extra's scale. */
function marginal(measured: bigint, bands: readonly { above: bigint; extra: bigint }[]): bigint {
  const ascending = [...bands].sort((a, b) => (a.above < b.above ? -1 : 1));
  let total = 0n;
  for (const [index, { above, extra }] of ascending.entries()) {
    const next = ascending[index + 1]?.above;
    const top = next !== undefined && next < measured ? next : measured;
    if (top > above) total += (top - above) * extra;
  }
  return total;
}

/** What a late record changes in the terms of its origin month: booked in the record's period (D11). */
export function monthTermsDifference(now: MonthTerms, booked: MonthTerms): MonthTerms {
  return {
    tier: now.tier - booked.tier,
    cap: now.cap - booked.cap,
    guarantee: now.guarantee - booked.guarantee,
  };
}

/**
 * Payable on basis *collected*: tier and cap × (collected ÷ generated share of that origin month), toward zero, and a
 * guarantee at once (D11).
 */
export function payableMonthTerms(terms: MonthTerms, collectedOfShare: Fraction): MonthTerms {
  return {
    tier: collectedShareTowardZero(terms.tier, collectedOfShare),
    cap: collectedShareTowardZero(terms.cap, collectedOfShare),
    guarantee: terms.guarantee,
  };
}
