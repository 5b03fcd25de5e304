/** The part of a revenue share that comes before the percentage: what stays with the operator and what is deducted. */
import type { IsoDate } from "@/lib/calendar/calendar";
import { type Amount, divideHalfUp, type Energy, formatDecimal, percentHalfUp, sum } from "@/lib/money/amount";
import { COMPONENTS, type Component } from "@/lib/rating/types";
import type { Payer } from "@/lib/records/payer";
import type { PricedBase, PricedGroup } from "./priced-base";
import type { SplitFlag, SplitSession } from "./split-types";
import { RATE_SCALE, type RatePerKwh, type RevenueShareTerms } from "./terms";
import type { WaterfallBuilder } from "./waterfall";

/** What happens to a component's revenue. */
type Treatment = "included" | "excluded" | "connection_fee" | "parking_apart";

export type Deducted = {
  /** One per group of the base. */
  treatments: Treatment[];
  electricity: { cost: Amount; rate: RatePerKwh } | null;
  flags: SplitFlag[];
};

/** Steps 2 to 5 of `split`: leaves the shareable amount running in the waterfall. */
export function deduct(
  session: SplitSession,
  base: PricedBase,
  terms: RevenueShareTerms,
  waterfall: WaterfallBuilder,
): Deducted {
  const before = waterfall.steps.length;
  const treatments = base.groups.map((group) => treatmentOf(group.component, terms));
  exclude(base.groups, treatments, waterfall);
  deductFees(session.payer, base, terms, waterfall);
  const found = electricityOf(session, terms);
  if (found.electricity && terms.electricity?.deducted) {
    const params = electricityParams(session.energyKwh, found.electricity.rate);
    waterfall.minus("electricity", found.electricity.cost, params, "electricity");
  }
  if (waterfall.steps.length > before) waterfall.subtotal("shareable");
  return { treatments, ...found };
}

function treatmentOf(component: Component, terms: RevenueShareTerms): Treatment {
  if (component === "parking" && terms.parkingShareBasisPoints !== null) return "parking_apart";
  if (!terms.components.includes(component)) return "excluded";
  return component === "session" && terms.connectionFeeExcluded ? "connection_fee" : "included";
}

function exclude(groups: readonly PricedGroup[], treatments: readonly Treatment[], waterfall: WaterfallBuilder): void {
  const groupsOf = (treatment: Treatment, component: Component) =>
    groups.filter((group, at) => treatments[at] === treatment && group.component === component);
  for (const component of COMPONENTS) {
    const stays = groupsOf("excluded", component);
    if (stays.length > 0) waterfall.minus("excludedComponent", revenue(stays), { component }, "components");
  }
  const connection = groupsOf("connection_fee", "session");
  if (connection.length > 0) waterfall.minus("connectionFee", revenue(connection), {}, "connectionFeeExcluded");
  const parking = groupsOf("parking_apart", "parking");
  if (parking.length > 0) waterfall.minus("parkingApart", revenue(parking), {}, "parkingShareBasisPoints");
}

function revenue(groups: readonly PricedGroup[]): Amount {
  return sum(groups.map((group) => group.revenue));
}

function deductFees(payer: Payer, base: PricedBase, terms: RevenueShareTerms, waterfall: WaterfallBuilder): void {
  const byCard = payer === "ad_hoc" || payer === "own_driver";
  if (terms.paymentFee && byCard) deductFee("paymentFee", terms.paymentFee, base.gross, waterfall);
  if (terms.roamingFee && payer === "roaming") deductFee("roamingFee", terms.roamingFee, base.revenue, waterfall);
}

function deductFee(
  key: "paymentFee" | "roamingFee",
  fee: { basisPoints: number; fixed: Amount },
  of: Amount,
  waterfall: WaterfallBuilder,
): void {
  const params = { basisPoints: fee.basisPoints, of: formatDecimal(of), fixed: formatDecimal(fee.fixed) };
  waterfall.minus(key, percentHalfUp(of, fee.basisPoints) + fee.fixed, params, key);
}

function electricityOf(session: SplitSession, terms: RevenueShareTerms): Omit<Deducted, "treatments"> {
  if (!terms.electricity) return { electricity: null, flags: [] };
  const rate = rateOn(session.endDate, terms.electricity.rates);
  if (rate === null) return { electricity: { cost: 0n, rate: 0n }, flags: ["electricityRateMissing"] };
  return { electricity: { cost: priceKwhHalfUp(session.energyKwh, rate), rate }, flags: [] };
}

/** The rate with the latest start not after the day. */
function rateOn(day: IsoDate, rates: readonly { from: IsoDate; perKwh: RatePerKwh }[]): RatePerKwh | null {
  let found: { from: IsoDate; perKwh: RatePerKwh } | null = null;
  for (const rate of rates) if (rate.from <= day && (found === null || rate.from >= found.from)) found = rate;
  return found?.perKwh ?? null;
}

/** Energy × a rate of six decimals, half-up to ten-thousandths. */
export function priceKwhHalfUp(energyKwh: Energy, rate: RatePerKwh): Amount {
  return divideHalfUp(energyKwh * rate, 10n ** BigInt(RATE_SCALE));
}

/** The parameters of every step "27.41 kWh × 0.182". */
export function electricityParams(energyKwh: Energy, rate: RatePerKwh): { energyKwh: string; ratePerKwh: string } {
  return { energyKwh: formatDecimal(energyKwh), ratePerKwh: formatDecimal(rate, RATE_SCALE) };
}
