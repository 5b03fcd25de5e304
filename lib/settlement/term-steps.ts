/** How a month term comes about, step by step (X1): the waterfall that its record and its report line keep. */
import type { MonthlyTerms } from "@/lib/contracts/terms";
import { RATE_SCALE } from "@/lib/contracts/terms";
import { WaterfallBuilder, type WaterfallStep } from "@/lib/contracts/waterfall";
import { type Amount, divideHalfUp, formatDecimal } from "@/lib/money/amount";
import type { MonthTerm } from "@/lib/records/origins";
import { capFor, extraScale, guaranteeFor, type MonthOfSessions, type MonthTerms, reachedBands } from "./month-terms";

/** A month with what its terms come to; `booked` is what earlier periods settled of the term. */
export type ExplainedMonth = {
  monthly: MonthlyTerms;
  month: MonthOfSessions;
  terms: MonthTerms;
  contractVersion: number | null;
};

/** The steps of one term; they add up to what it comes to, less what is booked already. */
export function termSteps(term: MonthTerm, explained: ExplainedMonth, booked: Amount): WaterfallStep[] {
  const waterfall = new WaterfallBuilder(explained.contractVersion);
  explain[term](waterfall, explained);
  if (booked !== 0n) waterfall.minus("bookedBefore", booked, {}, null);
  return waterfall.result("partnerGets").steps;
}

type Explain = (waterfall: WaterfallBuilder, explained: ExplainedMonth) => void;

const explain: Record<MonthTerm, Explain> = { tier: explainTier, cap: explainCap, guarantee: explainGuarantee };

function explainTier(waterfall: WaterfallBuilder, { monthly, month, terms }: ExplainedMonth): void {
  const { tiers } = monthly;
  const byEnergy = tiers?.measure === "energy";
  if (byEnergy) waterfall.start("tierEnergy", 0n, { energyKwh: formatDecimal(month.energyKwh) });
  else waterfall.start("tierRevenue", 0n, { of: formatDecimal(month.revenue) });
  for (const { band, within, extra } of reachedBands(tiers, month)) {
    const amount = divideHalfUp(within * extra, extraScale(byEnergy ? "energy" : "revenue"));
    if (byEnergy) {
      const params = { band, energyKwh: formatDecimal(within), ratePerKwh: formatDecimal(extra, RATE_SCALE) };
      waterfall.plus("energyBand", amount, params, "monthly");
    } else {
      waterfall.plus("revenueBand", amount, { band, of: formatDecimal(within), basisPoints: Number(extra) }, "monthly");
    }
  }
  const rounding = terms.tier - waterfall.running;
  if (rounding !== 0n) waterfall.plus("minorUnit", rounding, {}, null);
}

function explainCap(waterfall: WaterfallBuilder, { monthly, month, terms }: ExplainedMonth): void {
  const cap = capFor(monthly.cap, month);
  if (terms.cap === 0n) {
    if (cap === null) waterfall.start("notAgreed", 0n);
    else waterfall.start("capNotReached", 0n, { of: formatDecimal(cap) });
    return;
  }
  waterfall.start("cap", cap ?? 0n).minus("monthShare", month.share + terms.tier, {}, "monthly");
}

function explainGuarantee(waterfall: WaterfallBuilder, { monthly, month, terms }: ExplainedMonth): void {
  const least = guaranteeFor(monthly.guarantee, month);
  if (terms.guarantee === 0n) {
    if (least === null) waterfall.start("notAgreed", 0n);
    else waterfall.start("guaranteeReached", 0n, { of: formatDecimal(least) });
    return;
  }
  const { daysOwned, daysInMonth } = month;
  const params = { of: formatDecimal(monthly.guarantee ?? 0n), days: daysOwned, daysInMonth };
  waterfall.start(daysOwned === daysInMonth ? "guarantee" : "guaranteeInPart", least ?? 0n, params);
  waterfall.minus("monthShare", month.share + terms.tier + terms.cap, {}, "monthly");
}
