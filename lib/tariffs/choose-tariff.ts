/**
 * Which tariff prices a session, on both sides: what its payer is charged (sales) and, under a purchase price, what
 * its owner is paid (purchase); with the reason, or why there is none (B30–B38, B43, B44, D4, D5). Pure: the same
 * facts always choose the same. What was decided where the rules leave room is docs/decisions/0010.
 */
import type { IsoDate } from "@/lib/calendar/calendar";
import type { Payer } from "@/lib/records/payer";
import { mostSpecific, type PlaceAndParties, type PriceScope } from "./price-configuration";
import type { TariffVersion } from "./tariff";

/** A tariff with all that it ever said. */
export type PricedTariff = { id: string; versions: readonly PricedTariffVersion[] };
/** What it says from a day on; a cost that it does not have is null. */
export type PricedTariffVersion = {
  id: string;
  version: number;
  validFrom: IsoDate;
  sales: TariffVersion | null;
  purchase: TariffVersion | null;
  configurations: readonly PriceConfiguration[];
};
export type PriceConfiguration = PriceScope & {
  id: string;
  sales: TariffVersion | null;
  purchase: TariffVersion | null;
};

export type SessionFacts = PlaceAndParties & {
  /** The day in the organization's calendar on which the session began (D2). */
  startDay: IsoDate;
  payer: Payer;
  /** How the paying EMP is connected (D4); null when no EMP pays, or nobody has said. */
  roaming: "hub" | "bilateral" | null;
};

/** The tariffs that are assigned on the day on which the session began; null: none. */
export type AssignedTariffs = {
  /** The EMP sales tariff of the session's token. */
  ofToken: PricedTariff | null;
  /** The EMP sales tariff of the company that issued the token, or of the EMP that pays. */
  ofCompany: PricedTariff | null;
  /** The charge point rate of the connector. */
  rate: PricedTariff | null;
  /** The COMMUNITY tariff chosen at the charge point. */
  community: PricedTariff | null;
};

/** Whose tariff prices the session. */
export const SALES_SOURCES = [
  "sales_tariff_of_token",
  "sales_tariff_of_company",
  "charge_point_rate",
  "community_tariff",
] as const;
export type SalesSource = (typeof SALES_SOURCES)[number];

/** Why no tariff of ours prices it: nothing is assigned, or nothing that is has a sales cost for this session. */
export type NoSales = "nothing_assigned" | "no_sales_cost";

export type PurchaseSource = "charge_point_rate" | "community_tariff";

/** Why a purchase price cannot be paid yet; each is mended by storing the missing cost, or by naming the payer. */
export type NoPurchase =
  | "payer_unknown"
  | "own_driver_without_rate"
  | "internal_without_rate"
  | "bilateral_without_rate"
  | "no_community_tariff";

export type Chosen<Source> = {
  kind: "chosen";
  reason: Source;
  /** The OCPI object that prices. */
  tariff: TariffVersion;
  versionId: string;
  /** The price configuration it comes from; null: from the version itself. */
  configurationId: string | null;
};
export type NotChosen<Reason> = { kind: "none"; reason: Reason };

/**
 * What the payer is charged: the EMP sales tariff of the token, else that of its company, else the sales cost of the
 * charge point rate, else, for ad hoc and hub sessions, that of the COMMUNITY tariff. Who pays on the spot has no
 * EMP whose tariff could count.
 */
export function chooseSales(
  session: SessionFacts,
  assigned: AssignedTariffs,
): Chosen<SalesSource> | NotChosen<NoSales> {
  const hasContract = session.payer !== "ad_hoc" && session.payer !== "unknown";
  const order: [SalesSource, PricedTariff | null][] = [
    ["sales_tariff_of_token", hasContract ? assigned.ofToken : null],
    ["sales_tariff_of_company", hasContract ? assigned.ofCompany : null],
    ["charge_point_rate", assigned.rate],
    ["community_tariff", isCommunitySession(session) ? assigned.community : null],
  ];
  for (const [reason, tariff] of order) {
    const found = tariff && costOf(tariff, "sales", session);
    if (found) return { kind: "chosen", reason, ...found };
  }
  return { kind: "none", reason: order.some(([, tariff]) => tariff) ? "no_sales_cost" : "nothing_assigned" };
}

/**
 * What the owner is paid under a purchase price: the purchase cost of the charge point rate, whoever pays (B43);
 * without one, for ad hoc and hub sessions only, that of the COMMUNITY tariff, from which the discount goes off.
 */
export function choosePurchase(
  session: SessionFacts,
  assigned: Pick<AssignedTariffs, "rate" | "community">,
): Chosen<PurchaseSource> | NotChosen<NoPurchase> {
  const atRate = assigned.rate && costOf(assigned.rate, "purchase", session);
  if (atRate) return { kind: "chosen", reason: "charge_point_rate", ...atRate };
  if (!isCommunitySession(session)) return { kind: "none", reason: WITHOUT_RATE[session.payer] };
  const community = assigned.community && costOf(assigned.community, "purchase", session);
  if (community) return { kind: "chosen", reason: "community_tariff", ...community };
  return { kind: "none", reason: "no_community_tariff" };
}

/** External sessions that COMMUNITY serves (D4): paid on the spot, or through a hub. */
function isCommunitySession({ payer, roaming }: Pick<SessionFacts, "payer" | "roaming">): boolean {
  return payer === "ad_hoc" || (payer === "roaming" && roaming === "hub");
}

const WITHOUT_RATE: Record<Payer, NoPurchase> = {
  ad_hoc: "no_community_tariff",
  internal: "internal_without_rate",
  own_driver: "own_driver_without_rate",
  roaming: "bilateral_without_rate",
  unknown: "payer_unknown",
};

/** The cost of the version in force, or of its configuration that is most specific among those that have one. */
function costOf(tariff: PricedTariff, side: "sales" | "purchase", session: SessionFacts) {
  const version = versionOn(tariff, session.startDay);
  if (!version) return null;
  const narrowed = mostSpecific(
    version.configurations.filter((one) => one[side] !== null),
    session,
  );
  const found = narrowed?.[side] ?? version[side];
  return found ? { tariff: found, versionId: version.id, configurationId: narrowed?.id ?? null } : null;
}

/** The version with the latest start not after the day, or null. */
export function versionOn(tariff: PricedTariff, day: IsoDate): PricedTariffVersion | null {
  let found: PricedTariffVersion | null = null;
  for (const version of tariff.versions) {
    if (version.validFrom <= day && (found === null || version.validFrom > found.validFrom)) found = version;
  }
  return found;
}
