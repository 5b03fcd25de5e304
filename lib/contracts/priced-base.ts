/** The common beginning of every split: a session's components grouped, its revenue, VAT and gross. */
import { type Amount, type BasisPoints, sum } from "@/lib/money/amount";
import type { Component, PricedComponent } from "@/lib/rating/types";
import type { Split, SplitComponent, SplitSession } from "./split-types";
import type { WaterfallBuilder } from "./waterfall";

/** A component at a VAT rate with its revenue. */
export type PricedGroup = { component: Component; vatBasisPoints: BasisPoints | null; revenue: Amount };

export type PricedBase = {
  groups: PricedGroup[];
  revenue: Amount;
  gross: Amount;
  /** VAT per rate, in order of appearance; empty when VAT is unknown. */
  vat: { vatBasisPoints: BasisPoints | null; amount: Amount }[];
  /** A component with revenue states no VAT: gross is taken to be the revenue. */
  vatUnknown: boolean;
};

/** Adds up components of the same kind and VAT rate and finds what the driver paid. */
export function pricedBase(components: readonly PricedComponent[]): PricedBase {
  const groups = groupBy(components, (each) => `${each.component} ${each.vatBasisPoints}`).map((same) => ({
    component: same[0].component,
    vatBasisPoints: same[0].vatBasisPoints,
    revenue: sum(same.map((each) => each.amount)),
  }));
  const revenue = sum(groups.map((group) => group.revenue));
  const vatUnknown = components.some((each) => each.vat === null && each.amount !== 0n);
  if (vatUnknown) return { groups, revenue, gross: revenue, vat: [], vatUnknown };
  const vat = groupBy(components, (each) => String(each.vatBasisPoints)).map((same) => ({
    vatBasisPoints: same[0].vatBasisPoints,
    amount: sum(same.map((each) => each.vat ?? 0n)),
  }));
  return { groups, revenue, gross: revenue + sum(vat.map((each) => each.amount)), vat, vatUnknown };
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return [...groups.values()];
}

/** The first steps: what the driver paid, less VAT, is the revenue; without known VAT, the revenue. */
export function startWaterfall(waterfall: WaterfallBuilder, base: PricedBase): void {
  const vat = base.vat.filter((each) => each.amount !== 0n);
  waterfall.start(base.vatUnknown ? "revenue" : "driverPaid", base.gross);
  for (const { vatBasisPoints, amount } of vat) {
    waterfall.minus("vat", amount, vatBasisPoints === null ? {} : { vatBasisPoints }, null);
  }
  if (vat.length > 0) waterfall.subtotal("revenue");
}

/** A credit is divided as its original and turned round afterwards, so that both cancel exactly. */
export function asOriginal(session: SplitSession): SplitSession {
  if (!session.credit) return session;
  return { ...session, components: negateComponents(session.components), energyKwh: -session.energyKwh };
}

/** Every amount and quantity negated. */
export function negateComponents(components: readonly PricedComponent[]): PricedComponent[] {
  return components.map((each) => ({
    ...each,
    quantity: -each.quantity,
    amount: -each.amount,
    vat: each.vat === null ? null : -each.vat,
  }));
}

/** Turns a split of the original into that of its credit; the steps were already written with the sign. */
export function withSign(split: Split, sign: 1n | -1n): Split {
  if (sign === 1n) return split;
  return {
    ...split,
    gross: -split.gross,
    revenue: -split.revenue,
    partnerShare: -split.partnerShare,
    operatorShare: -split.operatorShare,
    operatorTotal: -split.operatorTotal,
    electricityCost: split.electricityCost === null ? null : -split.electricityCost,
    components: split.components.map(negateShare),
    extras: split.extras.map((extra) => ({ ...extra, amount: -extra.amount })),
    recipients: split.recipients.map((recipient) => ({
      ...recipient,
      partnerShare: -recipient.partnerShare,
      operatorShare: -recipient.operatorShare,
      components: recipient.components.map(negateShare),
      extras: recipient.extras.map((extra) => ({ ...extra, amount: -extra.amount })),
    })),
    expenses: split.expenses.map((each) => ({ ...each, quantityKwh: -each.quantityKwh, amount: -each.amount })),
  };
}

function negateShare(component: SplitComponent): SplitComponent {
  return { ...component, revenue: -component.revenue, partnerShare: -component.partnerShare };
}
