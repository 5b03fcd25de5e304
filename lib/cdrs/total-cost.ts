/**
 * A CDR priced by its own `total_cost` (D19). The parts it states become components, scaled to the total where they
 * do not add up to it; a total without parts is one fixed price of the session.
 */
import { type Amount, allocateProRata, type BasisPoints, divideHalfUp, percentHalfUp } from "@/lib/money/amount";
import { COMPONENTS, type Component, type NonRated, type PricedComponent, type Rated } from "@/lib/rating/types";
import type { Cdr } from "./cdr";
import { toRateable } from "./rateable";

/** Fees are counted in ten-thousandths like every quantity. */
const ONE = 10_000n;
/** The least that documents state: amounts in files are rounded to it. */
const CENT: Amount = 100n;

/**
 * The price that the source states.
 * @param currency of the organization, for a source that names none
 * @returns non-rated without a total that excludes VAT: a revenue cannot be told from it (D6).
 */
export function priceByTotalCost(cdr: Cdr, timeZone: string, currency: string): Rated | NonRated {
  const { totalCost: revenue, totalCostInclVat: gross } = cdr;
  if (revenue === null) return { kind: "non_rated", reason: "no_total_cost" };
  const parts = partsOf(cdr, revenue);
  const vat = gross === null ? null : gross - revenue;
  const weights = parts.map(({ amount }) => amount);
  const vats = vat === null ? null : share(vat, weights);
  const vatBasisPoints = vat === null ? null : rateOf(vat, revenue);
  const quantities = quantitiesOf(cdr, timeZone);
  const components = parts.map(
    ({ component, amount }, at): PricedComponent => ({
      component,
      vatBasisPoints,
      quantity: quantities[component],
      amount,
      vat: vats === null ? null : vats[at]!,
    }),
  );
  return { kind: "rated", currency: cdr.currency ?? currency, components, revenue, vat, gross, trace: [] };
}

function partsOf(cdr: Cdr, revenue: Amount): { component: Component; amount: Amount }[] {
  const stated = COMPONENTS.flatMap((component) => {
    const amount = cdr.costs?.[component] ?? 0n;
    return amount === 0n ? [] : [{ component, amount }];
  });
  if (stated.length === 0) return revenue === 0n ? [] : [{ component: "session", amount: revenue }];
  const weights = stated.map(({ amount }) => amount);
  if (weights.some((amount) => amount < 0n)) return [{ component: "session", amount: revenue }];
  return share(revenue, weights).map((amount, at) => ({ component: stated[at]!.component, amount }));
}

/** Pro rata, the sign of the whole on each. */
function share(whole: Amount, weights: readonly Amount[]): Amount[] {
  if (weights.length === 0) return [];
  return allocateProRata(whole, weights);
}

/** Whole percents where they give the stated VAT to the cent, as rates are; hundredths of a percent otherwise. */
function rateOf(vat: Amount, net: Amount): BasisPoints | null {
  if (net === 0n) return null;
  const whole = Number(divideHalfUp(vat * 100n, net)) * 100;
  const off = percentHalfUp(net, whole) - vat;
  return off <= CENT && off >= -CENT ? whole : Number(divideHalfUp(vat * ONE, net));
}

function quantitiesOf(cdr: Cdr, timeZone: string): Record<Component, bigint> {
  const { totalEnergyKwh, totalTimeHours, totalParkingHours } = toRateable(cdr, timeZone);
  const parking = totalParkingHours ?? 0n;
  const time = (totalTimeHours ?? hoursBetween(cdr)) - parking;
  return { energy: totalEnergyKwh, time, parking, session: ONE, reservation: 0n };
}

function hoursBetween({ startAt, endAt }: Cdr): bigint {
  return divideHalfUp(BigInt(endAt - startAt) * ONE, 3_600_000n);
}
