/**
 * Contracts of kind `purchase_price` (D4, B25, B30–B33): the partner sells its sessions to the operator at the
 * purchase cost of the connector's charge point rate or, where there is none, at the COMMUNITY tariff less a
 * discount. What the driver paid beyond that is the operator's, what is missing too.
 */
import { allocateProRata, type BasisPoints, formatDecimal, percentHalfUp, sum } from "@/lib/money/amount";
import type { PricedComponent } from "@/lib/rating/types";
import type { PurchaseSource } from "@/lib/tariffs/choose-tariff";
import { asOriginal, negateComponents, type PricedBase, pricedBase, startWaterfall, withSign } from "./priced-base";
import { assemble, splitFreeOwnUse } from "./split";
import type { ContractAtVersion, Split, SplitComponent, SplitSession } from "./split-types";
import type { PurchasePriceTerms } from "./terms";
import { WaterfallBuilder } from "./waterfall";

/** What the session costs the operator, and where that price comes from. */
export type PurchaseCost = { source: PurchaseSource; components: readonly PricedComponent[] };

/**
 * The split under a purchase price. The discount is the contract's own or the organization's (B19–B22); it never
 * touches a charge point rate. Of a credit, the cost is that of the credit (negative).
 */
export function splitPurchasePrice(
  session: SplitSession,
  contract: ContractAtVersion<PurchasePriceTerms>,
  cost: PurchaseCost,
  discountBasisPoints: BasisPoints,
): Split {
  const sign = session.credit ? -1n : 1n;
  const waterfall = new WaterfallBuilder(contract.version, sign);
  if (contract.terms.ownUseFree && session.ownUse) return splitFreeOwnUse(waterfall);
  const base = pricedBase(asOriginal(session).components);
  const purchase = pricedBase(session.credit ? negateComponents(cost.components) : cost.components);
  startWaterfall(waterfall, base);
  waterfall.minus("operatorKeeps", base.revenue - purchase.revenue, { source: cost.source }, null);
  const shares = purchase.groups.map((group) => group.revenue);
  if (cost.source === "community_tariff") {
    const discount = percentHalfUp(purchase.revenue, discountBasisPoints);
    const params = { basisPoints: discountBasisPoints, of: formatDecimal(purchase.revenue) };
    waterfall.subtotal("purchasePrice").minus("discount", discount, params, "discountBasisPoints");
    if (shares.length > 0) {
      for (const [at, part] of allocateProRata(discount, shares).entries()) shares[at]! -= part;
    }
  }
  waterfall.result("partnerGets");
  return withSign(assemble(base, waterfall, { components: mergeComponents(base, purchase, shares) }), sign);
}

/** What was sold and what was bought may differ in components and rates: one line per component and rate of either. */
function mergeComponents(sold: PricedBase, bought: PricedBase, shares: readonly bigint[]): SplitComponent[] {
  const keys = pricedBase(
    [...sold.groups, ...bought.groups].map((group) => ({ ...group, quantity: 0n, amount: 0n, vat: null })),
  ).groups;
  return keys.map(({ component, vatBasisPoints }) => {
    const same = (group: { component: string; vatBasisPoints: BasisPoints | null }) =>
      group.component === component && group.vatBasisPoints === vatBasisPoints;
    const revenue = sum(sold.groups.filter(same).map((group) => group.revenue));
    const partnerShare = sum(bought.groups.map((group, at) => (same(group) ? shares[at]! : 0n)));
    return { component, vatBasisPoints, revenue, partnerShare };
  });
}
