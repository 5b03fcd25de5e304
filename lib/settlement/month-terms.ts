/**
 * Month terms (D11): tiers, cap and guarantee, computed on what the owner's sessions of an origin month generated.
 * They act in this order, each on the share as the one before left it, in whole minor units of the currency.
 */
import type { MonthlyTerms } from "@/lib/contracts/terms";
import { RATE_SCALE } from "@/lib/contracts/terms";
import {
  type Amount,
  divideHalfUp,
  type Energy,
  multiplyHalfUp,
  roundHalfUpToMinorUnit,
  sum,
} from "@/lib/money/amount";
import { collectedShareTowardZero, type Fraction } from "@/lib/records/collected";
import type { MonthTerm } from "@/lib/records/origins";

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
export type MonthTerms = Record<MonthTerm, Amount>;

const PER_TEN_THOUSAND = 10_000n;

/** The month terms of a month from scratch; a late record has them computed again. */
export function monthTerms(monthly: MonthlyTerms, month: MonthOfSessions): MonthTerms {
  const tier = roundHalfUpToMinorUnit(tierOf(monthly.tiers, month), month.currency);
  const afterTier = month.share + tier;
  const capAmount = capFor(monthly.cap, month);
  const cap = capAmount !== null && afterTier > capAmount ? capAmount - afterTier : 0n;
  const least = guaranteeFor(monthly.guarantee, month);
  const afterCap = afterTier + cap;
  const guarantee = least !== null && afterCap < least ? least - afterCap : 0n;
  return { tier, cap, guarantee };
}

/** The cap in minor units; null when none is agreed. */
export function capFor(cap: Amount | null, month: Pick<MonthOfSessions, "currency">): Amount | null {
  return cap === null ? null : roundHalfUpToMinorUnit(cap, month.currency);
}

/** The guarantee × days with any EVSE owned ÷ days of the month, in minor units; null when none is agreed. */
export function guaranteeFor(guarantee: Amount | null, month: MonthOfSessions): Amount | null {
  if (guarantee === null) return null;
  const prorated = multiplyHalfUp(guarantee, BigInt(month.daysOwned), BigInt(month.daysInMonth));
  return roundHalfUpToMinorUnit(prorated, month.currency);
}

/** A band that the month has reached: its number from the lowest, what lies within it, and what that earns. */
export type ReachedBand = { band: number; within: bigint; extra: bigint };

/** The bands that a month reaches, the lowest first. Marginal: each holds what lies between it and the next. */
export function reachedBands(
  tiers: MonthlyTerms["tiers"],
  month: Pick<MonthOfSessions, "revenue" | "energyKwh">,
): ReachedBand[] {
  if (!tiers) return [];
  const measured = tiers.measure === "revenue" ? month.revenue : month.energyKwh;
  const bands =
    tiers.measure === "revenue"
      ? tiers.bands.map((band) => ({ above: band.above, extra: BigInt(band.extraBasisPoints) }))
      : tiers.bands.map((band) => ({ above: band.aboveKwh, extra: band.extraPerKwh }));
  const ascending = bands.sort((a, b) => (a.above < b.above ? -1 : 1));
  return ascending.flatMap(({ above, extra }, index) => {
    const next = ascending[index + 1]?.above;
    const top = next !== undefined && next < measured ? next : measured;
    return top > above ? [{ band: index + 1, within: top - above, extra }] : [];
  });
}

/** What a band's extra is counted in: ten-thousandths of the revenue, or millionths of the currency per kWh. */
export function extraScale(measure: "revenue" | "energy"): bigint {
  return measure === "revenue" ? PER_TEN_THOUSAND : 10n ** BigInt(RATE_SCALE);
}

function tierOf(tiers: MonthlyTerms["tiers"], month: MonthOfSessions): Amount {
  if (!tiers) return 0n;
  const total = sum(reachedBands(tiers, month).map(({ within, extra }) => within * extra));
  return divideHalfUp(total, extraScale(tiers.measure));
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
