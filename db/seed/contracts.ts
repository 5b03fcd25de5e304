/** The demo's contracts: one deal of every kind that the product knows how to read. */
import { addMonths, firstDay, type Month } from "@/lib/calendar/calendar";
import type { StoredTerms } from "@/lib/contracts/terms";
import { type DemoCalendar, monthToClose } from "./calendar";
import type { Market, PartnerKey } from "./companies";

export type DemoContract = {
  partner: PartnerKey;
  market: Market;
  name: string;
  /** Names of sites in the data; all of the partner's where left out. */
  onlySites?: readonly string[];
  versions: { validFrom: Month; terms: StoredTerms }[];
};

type ShareTerms = Extract<StoredTerms, { kind: "revenue_share" }>;

function share(acPercent: number, dcPercent: number, more: Partial<ShareTerms> = {}): ShareTerms {
  return {
    kind: "revenue_share",
    share: { acBasisPoints: acPercent * 100, dcBasisPoints: dcPercent * 100 },
    ...more,
  };
}

/** What a car park brings in a month: 2 % more of what lies above 50.00, 5 % more above 150.00. */
const CAR_PARK_TIERS: NonNullable<ShareTerms["monthly"]>["tiers"] = {
  measure: "revenue",
  bands: [
    { above: "50", extraBasisPoints: 200 },
    { above: "150", extraBasisPoints: 500 },
  ],
};

/** Every contract; all begin with the first month of the demo. Kirkhaven's leaves one of its sites out. */
export function demoContracts(calendar: DemoCalendar): DemoContract[] {
  const startsIn = calendar.wholeMonths[0]!;
  const better = addMonths(monthToClose(calendar), -1);
  const since = firstDay(startsIn);
  const deal = (partner: PartnerKey, market: Market, name: string, terms: StoredTerms): DemoContract => ({
    partner,
    market,
    name,
    versions: [{ validFrom: startsIn, terms }],
  });
  const retail = { monthly: { platformFee: "49", chargerFee: { ac: "6", dc: "18" } } };
  const strathkeil = deal("strathkeil", "GB", "Retail parks 70/60", share(70, 60, retail));
  return [
    { ...strathkeil, versions: [...strathkeil.versions, { validFrom: better, terms: share(72, 62, retail) }] },
    deal(
      "kinnairn",
      "GB",
      "Harbour, paid as collected",
      share(65, 55, {
        basis: "collected",
        roamingFee: { basisPoints: 300 },
        paymentFee: { basisPoints: 250, fixed: "0.05" },
      }),
    ),
    deal(
      "sidmuir",
      "GB",
      "Leisure 60/50",
      share(60, 50, { connectionFeeExcluded: true, monthly: { platformFee: "29" } }),
    ),
    deal("sidmuir_events", "DE", "Eisarena zum Einkaufspreis", {
      kind: "purchase_price",
      monthly: { platformFee: "25" },
    }),
    deal(
      "tayvale",
      "GB",
      "Housing, electricity reimbursed",
      share(80, 80, {
        electricity: { rates: [{ from: since, perKwh: "0.162" }], deducted: true, reimbursed: true },
      }),
    ),
    {
      ...deal("kirkhaven", "GB", "Payment service for the depot", {
        kind: "payment_facilitation",
        handlingFeeBasisPoints: 800,
        sessionFee: { ac: "0.10", dc: "0.25" },
      }),
      onlySites: ["Public Works Dept, Clepington Rd"],
    },
    deal(
      "auldbridge",
      "GB",
      "Civic car park with fees per charger",
      share(75, 75, { ownUseFree: true, monthly: { platformFee: "35", chargerFee: { ac: "9", dc: "25" } } }),
    ),
    deal(
      "kinlorn",
      "GB",
      "Car parks in Britain",
      share(68, 58, { monthly: { platformFee: "15", tiers: CAR_PARK_TIERS } }),
    ),
    deal("kinlorn", "DE", "Car parks in Germany", share(66, 56, { basis: "collected" })),
    deal(
      "nordspeicher",
      "DE",
      "Parkhäuser 70/60",
      share(70, 60, { monthly: { platformFee: "39", chargerFee: { ac: "5", dc: "15" } } }),
    ),
    deal(
      "hansefjord",
      "DE",
      "Hotels nach Stromkosten",
      share(70, 60, {
        basis: "collected",
        electricity: { rates: [{ from: since, perKwh: "0.2450" }], deducted: true },
        sessionFee: { ac: "0.08", dc: "0.20" },
      }),
    ),
  ];
}
