/**
 * The price of one CDR, and what it is bought at under a purchase price: by what its source lets price it (D19), by
 * the tariff that is chosen for it, or as its original was priced.
 */
import { dateOf } from "@/lib/calendar/calendar";
import type { Cdr } from "@/lib/cdrs/cdr";
import { toRateable, toRateableByOwnTariffs } from "@/lib/cdrs/rateable";
import { priceByTotalCost } from "@/lib/cdrs/total-cost";
import { negateComponents } from "@/lib/contracts/priced-base";
import type { BasisPoints } from "@/lib/money/amount";
import { rate } from "@/lib/rating/rate";
import type { NonRated, NonRatedReason, PricedComponent, Rated } from "@/lib/rating/types";
import {
  type AssignedTariffs,
  choosePurchase,
  chooseSales,
  type NoPurchase,
  type NoSales,
  type PurchaseSource,
  type SalesSource,
  type SessionFacts,
} from "@/lib/tariffs/choose-tariff";
import { parseTariff, type TariffVersion } from "@/lib/tariffs/tariff";
import type { CdrContext, PricedOriginal } from "./cdr-context";
import type { PayerDecision } from "./payer";
import { inForceOn, type Organization, type Reference } from "./reference";
import type { PricingMode } from "./source-pricing";

/** Why a CDR has its price, or has none. */
export type SalesReason =
  | SalesSource
  | NoSales
  /** The source's choice (D19). */
  | "cdr_tariffs"
  | "total_cost"
  /** A credit is minus what its original was priced at. */
  | "credit_of_original"
  /** A document or an issued report states it (D9). */
  | "price_stated";

/** A price, or why there is none; with the tariff it comes from and the reason for that tariff. */
export type CdrPrice = (Rated | NonRated) & {
  tariffVersionId: string | null;
  configurationId: string | null;
  tariffReason: SalesReason;
};

/** What pays the owner by a purchase price (D4), or why nothing does yet. */
export type PurchaseDecision = {
  reason: PurchaseSource | NoPurchase | PurchaseFailure;
  versionId: string | null;
  configurationId: string | null;
  /** Taken off, of a COMMUNITY price. */
  discountBasisPoints: BasisPoints | null;
};

/** A purchase cost is there and gives no price, or one in another currency than the sale. */
export type PurchaseFailure = "purchase_not_rated" | "purchase_currency_differs";

/** The session as a choice of tariffs sees it, and the tariffs that are assigned when it starts. */
export type TariffFacts = { session: SessionFacts; assigned: AssignedTariffs };

/** Collects what the choice needs. Configurations see the owner at the end, assignments the day of the start (D2, D4). */
export function tariffFactsOf(
  cdr: Cdr,
  { evse, connector, token }: CdrContext,
  decided: { payer: PayerDecision; organization: Organization; ownerId: string | null },
  reference: Reference,
): TariffFacts {
  const { payer, organization, ownerId } = decided;
  const startDay = dateOf(cdr.startAt, organization.timeZone);
  const issuerId = token?.issuer?.companyId ?? payer.companyId;
  const assigned = <T>(entries: Parameters<typeof inForceOn<T>>[0]) => inForceOn(entries, startDay);
  const tokenTariff = assigned(token?.salesTariffs);
  return {
    session: {
      startDay,
      payer: payer.payer,
      roaming: payer.companyId ? (reference.empsById.get(payer.companyId)?.roaming ?? null) : null,
      issuerId,
      ownerId,
      evseId: evse.id,
      connectorStandard: connector.standard,
    },
    assigned: {
      ofToken: tokenTariff ? (reference.tariffsById.get(tokenTariff.tariffId) ?? null) : null,
      ofCompany: assigned(reference.salesTariffsByCompany.get(issuerId ?? ""))?.tariff ?? null,
      rate: assigned(reference.tariffsByConnector.get(connector.id))?.tariff ?? null,
      community: assigned(reference.communityTariffsByConnector.get(connector.id))?.tariff ?? null,
    },
  };
}

/** A credit is minus its original's price; one without (released by hand) is priced as a session and turned round. */
export function priceCdr(
  cdr: Cdr,
  { evse, original, fixedPrice, pricing }: CdrContext,
  facts: TariffFacts,
  organization: Organization,
): CdrPrice {
  if (fixedPrice) return { ...asRated(fixedPrice), configurationId: null, tariffReason: "price_stated" };
  if (original) return { ...credited(asRated(original)), configurationId: null, tariffReason: "credit_of_original" };
  const place = { timeZone: evse.location.timeZone, currency: organization.currency };
  const price = priceBy(pricing?.mode ?? "assigned_tariff", positive(cdr), facts, place);
  return cdr.kind === "credit" && price.kind === "rated" ? credited(price) : price;
}

/** The price of a session by one of the three. */
export function priceBy(
  mode: PricingMode,
  cdr: Cdr,
  facts: TariffFacts,
  place: { timeZone: string; currency: string },
): CdrPrice {
  if (mode === "assigned_tariff") return priceByAssigned(cdr, facts, place.timeZone);
  const price =
    mode === "cdr_tariffs"
      ? priceByOwnTariffs(cdr, place.timeZone)
      : priceByTotalCost(cdr, place.timeZone, place.currency);
  return { ...price, tariffVersionId: null, configurationId: null, tariffReason: mode };
}

function priceByAssigned(cdr: Cdr, { session, assigned }: TariffFacts, timeZone: string): CdrPrice {
  const choice = chooseSales(session, assigned);
  if (choice.kind === "none") {
    return { ...nonRated("no_tariff"), tariffVersionId: null, configurationId: null, tariffReason: choice.reason };
  }
  const { versionId, configurationId, reason: tariffReason } = choice;
  return {
    ...rate(toRateable(cdr, timeZone), [choice.tariff]),
    tariffVersionId: versionId,
    configurationId,
    tariffReason,
  };
}

/** By the tariffs that the CDR carries, each period by the one it names. */
function priceByOwnTariffs(cdr: Cdr, timeZone: string): Rated | NonRated {
  const tariffs: TariffVersion[] = [];
  for (const json of cdr.tariffs) {
    const parsed = parseTariff(json);
    if (!parsed.ok) return nonRated("cdr_tariff_invalid");
    tariffs.push({ versionId: parsed.tariff.id, tariff: parsed.tariff });
  }
  return rate(toRateableByOwnTariffs(cdr, timeZone), tariffs);
}

function nonRated(reason: NonRatedReason): NonRated {
  return { kind: "non_rated", reason };
}

/**
 * What the owner's sessions are bought at (D4).
 * @param currency of the sale: the owner has one contract, in one currency
 * @returns the decision, and the priced components of the purchase; null while it cannot be paid.
 */
export function purchaseOf(
  cdr: Cdr,
  timeZone: string,
  { session, assigned }: TariffFacts,
  sale: { currency: string; discountBasisPoints: BasisPoints },
): { decision: PurchaseDecision; cost: { source: PurchaseSource; components: readonly PricedComponent[] } | null } {
  const choice = choosePurchase(session, assigned);
  if (choice.kind === "none") {
    const decision = { reason: choice.reason, versionId: null, configurationId: null, discountBasisPoints: null };
    return { decision, cost: null };
  }
  const { reason: source, versionId, configurationId } = choice;
  const discountBasisPoints = source === "community_tariff" ? sale.discountBasisPoints : null;
  const decision = { reason: source, versionId, configurationId, discountBasisPoints };
  const rated = rate(toRateable(positive(cdr), timeZone), [choice.tariff]);
  if (rated.kind === "non_rated") return { decision: { ...decision, reason: "purchase_not_rated" }, cost: null };
  if (rated.currency !== sale.currency) {
    return { decision: { ...decision, reason: "purchase_currency_differs" }, cost: null };
  }
  const components = cdr.kind === "credit" ? negateComponents(rated.components) : rated.components;
  return { decision, cost: { source, components } };
}

function asRated({ tariffVersionId, ...priced }: PricedOriginal): Rated & { tariffVersionId: string | null } {
  return { kind: "rated", ...priced, components: [...priced.components], tariffVersionId };
}

/** The session that a credit takes back: sources write its figures with either sign. */
export function positive(cdr: Cdr): Cdr {
  if (cdr.kind !== "credit") return cdr;
  const { energyKwh, totalCost, totalCostInclVat, costs } = cdr;
  return {
    ...cdr,
    energyKwh: energyKwh < 0n ? -energyKwh : energyKwh,
    totalCost: unsigned(totalCost),
    totalCostInclVat: unsigned(totalCostInclVat),
    costs: costs && {
      energy: unsigned(costs.energy),
      time: unsigned(costs.time),
      parking: unsigned(costs.parking),
      session: unsigned(costs.session),
      reservation: unsigned(costs.reservation),
    },
  };
}

function unsigned(amount: bigint | null): bigint | null {
  return amount !== null && amount < 0n ? -amount : amount;
}

function credited<Price extends Rated>(rated: Price): Price {
  return {
    ...rated,
    components: negateComponents(rated.components),
    revenue: -rated.revenue,
    vat: rated.vat === null ? null : -rated.vat,
    gross: rated.gross === null ? null : -rated.gross,
  };
}
