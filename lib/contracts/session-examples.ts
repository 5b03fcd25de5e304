/** Sessions and contracts for examples: written as people write them, in decimal strings. */
import { type Amount, type BasisPoints, parseDecimalExact, percentHalfUp } from "@/lib/money/amount";
import type { Component, PricedComponent } from "@/lib/rating/types";
import type { ContractAtVersion, SplitSession } from "./split-types";
import { type ContractTerms, parseTerms, type StoredTerms } from "./terms";

type Prices = Partial<Record<Component, string>>;

/** Components without VAT in decimal strings, all at one rate; null: VAT is not known. */
export function examplePrices(prices: Prices, vatBasisPoints: BasisPoints | null = 2000): PricedComponent[] {
  return Object.entries(prices).map(([component, price]) => {
    const amount = parseDecimalExact(price);
    const vat: Amount | null = vatBasisPoints === null ? null : percentHalfUp(amount, vatBasisPoints);
    return { component: component as Component, vatBasisPoints, quantity: 10_000n, amount, vat };
  });
}

/** An ad hoc AC session of 20 kWh that ended on 15 October 2026, unless told otherwise. */
export function exampleSession(
  components: readonly PricedComponent[] | Prices,
  rest: Partial<Omit<SplitSession, "components" | "energyKwh">> & { energyKwh?: string } = {},
): SplitSession {
  return {
    components: Array.isArray(components) ? components : examplePrices(components as Prices),
    powerType: "AC",
    payer: "ad_hoc",
    endDate: "2026-10-15",
    credit: false,
    ownUse: false,
    ...rest,
    energyKwh: parseDecimalExact(rest.energyKwh ?? "20"),
  };
}

/** Version 3 of a contract with these terms. */
export function exampleContract<Kind extends ContractTerms["kind"]>(
  terms: Extract<StoredTerms, { kind: Kind }>,
): ContractAtVersion<Extract<ContractTerms, { kind: Kind }>> {
  return { version: 3, terms: parseTerms(terms) as Extract<ContractTerms, { kind: Kind }> };
}

type RevenueShare = Extract<StoredTerms, { kind: "revenue_share" }>;

/** A contract that gives half of the shareable amount to the partner, unless told otherwise. */
export function half(rest: Partial<RevenueShare> = {}) {
  const share = { acBasisPoints: 5000, dcBasisPoints: 5000 };
  return exampleContract<"revenue_share">({ kind: "revenue_share", share, ...rest });
}

/** Electricity at 0.20 per kWh, deducted and not reimbursed, unless told otherwise. */
export function exampleRate(rest: Partial<NonNullable<RevenueShare["electricity"]>> = {}) {
  return { rates: [{ from: "2026-01-01", perKwh: "0.20" }], ...rest };
}
