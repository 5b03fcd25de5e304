/**
 * Divides a session's revenue between the operator and the partners of a contract, and tells how (A5, A9, A10, X1).
 *
 * The order is fixed, whatever the order in which the terms were agreed:
 *  1. what the driver paid, less VAT, is the revenue;
 *  2. components that are not included, the connection fee and parking shared apart leave the base;
 *  3. the payment fee (ad hoc, own drivers) or the roaming fee (roaming) is deducted;
 *  4. the cost of electricity is deducted; what is left is *shareable*;
 *  5. the percentage of the charger's power type is the partner's, plus its percentage of parking shared apart;
 *  6. further recipients are paid out of that (D10);
 *  7. electricity and electricity tax are reimbursed on top;
 *  8. the fee per session, the fee per kWh and the handling fee are deducted;
 *  9. below zero it is floored at 0, unless the contract allows less.
 *
 * Nothing is lost: revenue = operatorTotal + the owner's share + all further parts, to the last ten-thousandth.
 * A credit is divided into exactly minus its original.
 */
import { type Amount, allocateProRata, formatDecimal, percentHalfUp, sum } from "@/lib/money/amount";
import { COMPONENTS } from "@/lib/rating/types";
import { type Deducted, deduct, electricityParams, priceKwhHalfUp } from "./deductions";
import { asOriginal, type PricedBase, pricedBase, startWaterfall, withSign } from "./priced-base";
import type {
  ContractAtVersion,
  RecipientSplit,
  Split,
  SplitComponent,
  SplitExpense,
  SplitExtra,
  SplitFlag,
  SplitSession,
} from "./split-types";
import { type PaymentFacilitationTerms, RATE_SCALE, type RevenueShareTerms } from "./terms";
import { WaterfallBuilder } from "./waterfall";

type SharingTerms = RevenueShareTerms | PaymentFacilitationTerms;

/** The split under a revenue share or payment facilitation; a purchase price is divided by `splitPurchasePrice`. */
export function split(session: SplitSession, contract: ContractAtVersion<SharingTerms>): Split {
  const { version } = contract;
  const sign = session.credit ? -1n : 1n;
  const waterfall = new WaterfallBuilder(version, sign);
  if (contract.terms.ownUseFree && session.ownUse) return splitFreeOwnUse(waterfall);
  const original = asOriginal(session);
  const result = splitOriginal(original, asRevenueShare(contract.terms), waterfall, { version, sign });
  return withSign(result, sign);
}

/** At stations of our own the organization's company stands as partner, without a contract: its share is 0 (D3). */
export function splitOwnStation(session: SplitSession): Split {
  const sign = session.credit ? -1n : 1n;
  const waterfall = new WaterfallBuilder(null, sign);
  const base = pricedBase(asOriginal(session).components);
  startWaterfall(waterfall, base);
  waterfall.minus("operatorKeeps", base.revenue, {}, null).result("partnerGets");
  const components = base.groups.map((group) => ({ ...group, partnerShare: 0n }));
  return withSign(assemble(base, waterfall, { components }), sign);
}

/** Payment facilitation pays the whole revenue, less its handling fees (D4). */
function asRevenueShare(terms: SharingTerms): RevenueShareTerms {
  if (terms.kind === "revenue_share") return terms;
  return {
    ...terms,
    kind: "revenue_share",
    share: { acBasisPoints: 10_000, dcBasisPoints: 10_000 },
    components: [...COMPONENTS],
    connectionFeeExcluded: false,
    parkingShareBasisPoints: null,
    paymentFee: null,
    roamingFee: null,
    electricity: null,
    taxReimbursement: null,
    energyFee: null,
    recipients: [],
  };
}

/** Own use that the contract lets go free: a record of 0 (D5). */
export function splitFreeOwnUse(waterfall: WaterfallBuilder): Split {
  waterfall.start("revenue", 0n).result("partnerGets");
  return assemble(pricedBase([]), waterfall, { flags: ["ownUseFree"] });
}

function splitOriginal(
  session: SplitSession,
  terms: RevenueShareTerms,
  waterfall: WaterfallBuilder,
  rule: { version: number; sign: 1n | -1n },
): Split {
  const base = pricedBase(session.components);
  startWaterfall(waterfall, base);
  const deducted = deduct(session, base, terms, waterfall);
  const shares = shareOut(session, base, terms, deducted, waterfall);
  const parts = payRecipients(base, shares, terms, rule, waterfall);
  const extras = parts.unattributed === 0n ? [] : [extra("unattributed_share", parts.unattributed)];
  reimburse(session, terms, deducted, waterfall, extras);
  takeFees(session, base, terms, waterfall, extras);
  const flags: SplitFlag[] = [...deducted.flags];
  if (waterfall.running < 0n && !terms.mayBeNegative) {
    const missing = -waterfall.running;
    extras.push(extra("floor", missing));
    waterfall.plus("floor", missing, {}, "mayBeNegative");
    flags.push("floored");
  }
  waterfall.result("partnerGets");
  return assemble(base, waterfall, {
    components: parts.components,
    recipients: parts.recipients,
    electricityCost: deducted.electricity?.cost ?? null,
    expenses: expensesOf(session, terms),
    extras,
    flags,
  });
}

/**
 * Step 5. Attributes the percentage to the included components pro rata to their revenue, that of parking to
 * parking; the last entry is what no component can carry (a deduction without any included revenue).
 */
function shareOut(
  session: SplitSession,
  base: PricedBase,
  terms: RevenueShareTerms,
  deducted: Deducted,
  waterfall: WaterfallBuilder,
): Amount[] {
  const basisPoints = session.powerType === "AC" ? terms.share.acBasisPoints : terms.share.dcBasisPoints;
  const shareable = waterfall.running;
  const share = percentHalfUp(shareable, basisPoints);
  if (basisPoints < 10_000) {
    const params = { basisPoints: 10_000 - basisPoints, partnerBasisPoints: basisPoints, powerType: session.powerType };
    waterfall.minus("operatorPercentage", shareable - share, params, "share");
  }
  const shares = [...base.groups.map(() => 0n), 0n];
  attribute(share, indexesOf(deducted, "included"), base, shares);
  const parking = indexesOf(deducted, "parking_apart");
  if (parking.length > 0) {
    const parkingBasisPoints = terms.parkingShareBasisPoints ?? 0;
    const revenue = sum(parking.map((index) => base.groups[index]!.revenue));
    const parkingShare = percentHalfUp(revenue, parkingBasisPoints);
    const params = { basisPoints: parkingBasisPoints, of: formatDecimal(revenue) };
    waterfall.plus("parkingShare", parkingShare, params, "parkingShareBasisPoints");
    attribute(parkingShare, parking, base, shares);
  }
  return shares;
}

function indexesOf(deducted: Deducted, treatment: Deducted["treatments"][number]): number[] {
  return deducted.treatments.flatMap((each, index) => (each === treatment ? [index] : []));
}

function attribute(share: Amount, indexes: readonly number[], base: PricedBase, shares: Amount[]): void {
  if (indexes.length === 0) {
    shares[shares.length - 1]! += share;
    return;
  }
  const parts = allocateProRata(
    share,
    indexes.map((index) => base.groups[index]!.revenue),
  );
  for (const [at, index] of indexes.entries()) shares[index]! += parts[at]!;
}

type Parts = { components: SplitComponent[]; unattributed: Amount; recipients: RecipientSplit[] };

/** Step 6. A negative share is not passed on to further recipients unless shares may be negative. */
function payRecipients(
  base: PricedBase,
  shares: readonly Amount[],
  terms: RevenueShareTerms,
  rule: { version: number; sign: 1n | -1n },
  waterfall: WaterfallBuilder,
): Parts {
  const total = sum(shares);
  const divisible = total < 0n && !terms.mayBeNegative ? 0n : total;
  const weights = terms.recipients.map((recipient) => BigInt(recipient.basisPoints));
  const parts = allocateProRata(divisible, [...weights, 10_000n - sum(weights)]);
  const owner = [...shares];
  const recipients = terms.recipients.map(({ partnerId, basisPoints }, at) => {
    const part = parts[at]!;
    waterfall.minus("furtherRecipient", part, { basisPoints }, "recipients");
    const own = allocateProRata(part, shares);
    for (const [index, amount] of own.entries()) owner[index]! -= amount;
    const steps = new WaterfallBuilder(rule.version, rule.sign)
      .start("ownerShare", total)
      .minus("ownerKeeps", total - part, { basisPoints: 10_000 - basisPoints }, "recipients")
      .result("partnerGets").steps;
    const unattributed = own.at(-1)!;
    const extras = unattributed === 0n ? [] : [extra("unattributed_share", unattributed)];
    const components = base.groups.map((group, index) => ({ ...group, revenue: 0n, partnerShare: own[index]! }));
    return { partnerId, partnerShare: part, operatorShare: -part, components, extras, steps };
  });
  const components = base.groups.map((group, index) => ({ ...group, partnerShare: owner[index]! }));
  return { components, unattributed: owner.at(-1)!, recipients };
}

/** Step 7. */
function reimburse(
  session: SplitSession,
  terms: RevenueShareTerms,
  deducted: Deducted,
  waterfall: WaterfallBuilder,
  extras: SplitExtra[],
): void {
  if (deducted.electricity && terms.electricity?.reimbursed) {
    const { cost, rate } = deducted.electricity;
    extras.push(extra("electricity_reimbursement", cost));
    waterfall.plus("electricityReimbursed", cost, electricityParams(session.energyKwh, rate), "electricity");
  }
  const tax = terms.taxReimbursement;
  if (tax?.side === "revenue") {
    const amount = priceKwhHalfUp(session.energyKwh, tax.perKwh);
    extras.push(extra("tax_reimbursement", amount));
    waterfall.plus("taxReimbursed", amount, electricityParams(session.energyKwh, tax.perKwh), "taxReimbursement");
  }
}

/** Step 8. */
function takeFees(
  session: SplitSession,
  base: PricedBase,
  terms: RevenueShareTerms,
  waterfall: WaterfallBuilder,
  extras: SplitExtra[],
): void {
  const { powerType, energyKwh } = session;
  if (terms.sessionFee) {
    const amount = powerType === "AC" ? terms.sessionFee.ac : terms.sessionFee.dc;
    extras.push(extra("session_fee", -amount));
    waterfall.minus("sessionFee", amount, { powerType }, "sessionFee");
  }
  if (terms.energyFee) {
    const rate = powerType === "AC" ? terms.energyFee.acPerKwh : terms.energyFee.dcPerKwh;
    const amount = priceKwhHalfUp(energyKwh, rate);
    extras.push(extra("energy_fee", -amount));
    waterfall.minus("energyFee", amount, { ...electricityParams(energyKwh, rate), powerType }, "energyFee");
  }
  if (terms.handlingFeeBasisPoints) {
    const amount = percentHalfUp(base.gross, terms.handlingFeeBasisPoints);
    const params = { basisPoints: terms.handlingFeeBasisPoints, of: formatDecimal(base.gross) };
    extras.push(extra("handling_fee", -amount));
    waterfall.minus("handlingFee", amount, params, "handlingFeeBasisPoints");
  }
}

function expensesOf(session: SplitSession, terms: RevenueShareTerms): SplitExpense[] {
  const tax = terms.taxReimbursement;
  if (tax?.side !== "expense") return [];
  const amount = priceKwhHalfUp(session.energyKwh, tax.perKwh);
  const ratePerKwh = formatDecimal(tax.perKwh, RATE_SCALE);
  return [{ origin: "tax_reimbursement", quantityKwh: session.energyKwh, ratePerKwh, amount }];
}

function extra(kind: SplitExtra["kind"], amount: Amount): SplitExtra {
  return { kind, amount };
}

/** Puts the result together; the waterfall's end is the owner's share. */
export function assemble(
  base: PricedBase,
  waterfall: WaterfallBuilder,
  rest: Partial<Pick<Split, "components" | "extras" | "recipients" | "expenses" | "electricityCost" | "flags">>,
): Split {
  const partnerShare = waterfall.running;
  const recipients = rest.recipients ?? [];
  const operatorShare = base.revenue - partnerShare;
  const operatorTotal = operatorShare - sum(recipients.map((recipient) => recipient.partnerShare));
  const flags: SplitFlag[] = [...(rest.flags ?? [])];
  if (base.vatUnknown) flags.push("vatUnknown");
  if (operatorTotal < 0n) flags.push("operatorNegative");
  return {
    gross: base.gross,
    revenue: base.revenue,
    partnerShare,
    operatorShare,
    operatorTotal,
    electricityCost: rest.electricityCost ?? null,
    components: rest.components ?? [],
    extras: rest.extras ?? [],
    recipients,
    expenses: rest.expenses ?? [],
    steps: waterfall.steps,
    flags,
  };
}
