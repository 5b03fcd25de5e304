/** A settled CDR as the row that is stored, and as what its billing group gains. */
import type { Instant, Month } from "@/lib/calendar/calendar";
import type { BillingKey, BillingLineDelta } from "@/lib/invoicing/billing-group";
import type { Amount, BasisPoints } from "@/lib/money/amount";
import type { PricedComponent, RatingStep } from "@/lib/rating/types";
import type { CrossCheck } from "@/lib/records/cross-check";
import type { PurchaseDecision, SalesReason } from "@/lib/records/price-cdr";
import type { SettledCdr } from "@/lib/records/settle-cdr";
import type { Cdr } from "./cdr";
import type { RowFinding } from "./findings";
import { type StoredCdr, storeCdr } from "./stored-cdr";
import { energyOf } from "./take-in";

/** A CDR's row (table `cdrs`). */
export type CdrRow = {
  sourceId: string;
  cdrId: string;
  kind: "session" | "credit" | "difference";
  originalCdrId: string | null;
  contentHash: Uint8Array;
  content: StoredCdr;
  importId: string | null;
  line: number;
  startedAt: Instant;
  endedAt: Instant;
  energyKwh: bigint;
  organizationId: string;
  originMonth: Month;
  locationId: string;
  evseId: string;
  connectorId: string;
  current: "AC" | "DC";
  tokenId: string | null;
  payer: string;
  payerReason: string;
  payerId: string | null;
  billingGroupId: string | null;
  nonRatedReason: string | null;
  tariffVersionId: string | null;
  priceConfigurationId: string | null;
  tariffReason: SalesReason;
  purchaseVersionId: string | null;
  purchaseConfigurationId: string | null;
  purchaseReason: PurchaseDecision["reason"] | null;
  purchaseDiscountBasisPoints: BasisPoints | null;
  crossCheck: CrossCheck | null;
  currency: string | null;
  revenue: Amount | null;
  vat: Amount | null;
  gross: Amount | null;
  components: readonly PricedComponent[] | null;
  ratingTrace: readonly RatingStep[] | null;
  ownerId: string | null;
  contractVersionId: string | null;
  settlement: string;
  flags: readonly string[];
  createdAt: Instant;
};

type SettledRow = {
  line: number;
  cdr: Cdr;
  hash: string;
  findings: readonly RowFinding[];
  settled: SettledCdr;
  tokenId: string | null;
};

/** The row of table `cdrs`. */
export function cdrRowOf(
  row: SettledRow,
  context: { sourceId: string; importId: string | null; billingGroupId: string | null; now: Instant },
): CdrRow {
  const { cdr, settled } = row;
  return {
    sourceId: context.sourceId,
    cdrId: cdr.cdrId,
    kind: cdr.kind,
    originalCdrId: cdr.creditReferenceId,
    contentHash: Buffer.from(row.hash, "hex"),
    content: storeCdr(cdr),
    importId: context.importId,
    line: row.line,
    startedAt: cdr.startAt,
    endedAt: cdr.endAt,
    energyKwh: energyOf(cdr),
    tokenId: row.tokenId,
    billingGroupId: context.billingGroupId,
    flags: row.findings.filter((one) => one.severity === "note").map((one) => one.code),
    createdAt: context.now,
    ...settlementColumns(settled),
  };
}

/** The columns that follow from settling, and change when the CDR is settled again. */
export function settlementColumns(settled: SettledCdr) {
  const { evse, connector, rating, purchase } = settled;
  const price =
    rating.kind === "rated"
      ? {
          nonRatedReason: null,
          currency: rating.currency,
          revenue: rating.revenue,
          vat: rating.vat,
          gross: rating.gross,
          components: rating.components,
          ratingTrace: rating.trace,
        }
      : {
          nonRatedReason: rating.reason,
          currency: null,
          revenue: null,
          vat: null,
          gross: null,
          components: null,
          ratingTrace: null,
        };
  return {
    organizationId: settled.organization.id,
    originMonth: settled.originMonth,
    locationId: evse.location.id,
    evseId: evse.id,
    connectorId: connector.id,
    current: connector.current,
    payer: settled.payer.payer,
    payerReason: settled.payer.reason,
    payerId: settled.payer.companyId,
    tariffVersionId: rating.tariffVersionId,
    priceConfigurationId: rating.configurationId,
    tariffReason: rating.tariffReason,
    purchaseVersionId: purchase?.versionId ?? null,
    purchaseConfigurationId: purchase?.configurationId ?? null,
    purchaseReason: purchase?.reason ?? null,
    purchaseDiscountBasisPoints: purchase?.discountBasisPoints ?? null,
    crossCheck: settled.crossCheck,
    ...price,
    ownerId: settled.ownerId,
    contractVersionId: settled.contract?.version.id ?? null,
    settlement: settled.settlement,
  };
}

/** The key of the billing group a roaming CDR joins once it has a price (D17). */
export function billingKeyOf(settled: SettledCdr): BillingKey | null {
  const { payer, rating, organization, originMonth } = settled;
  if (rating.kind === "non_rated" || payer.payer !== "roaming" || payer.companyId === null) return null;
  return { organizationId: organization.id, empId: payer.companyId, currency: rating.currency, originMonth };
}

/** What a settled CDR adds to its group; nothing without a group or a price. */
export function billingLinesOf(settled: SettledCdr, groupId: string | null): BillingLineDelta[] {
  const { rating, evse } = settled;
  if (groupId === null || rating.kind === "non_rated") return [];
  return billingLines(rating.components, evse.location.country, groupId, 1);
}

/** What priced components add to a group (sign 1) or take from it (−1). */
export function billingLines(
  components: readonly PricedComponent[],
  country: string,
  groupId: string,
  sign: 1 | -1,
): BillingLineDelta[] {
  return components.map((component) => ({
    groupId,
    country,
    component: component.component,
    vatBasisPoints: component.vatBasisPoints ?? -1,
    sessions: sign,
    quantity: BigInt(sign) * component.quantity,
    net: BigInt(sign) * component.amount,
  }));
}
