/** What the pages of a revenue record show of it. */
import type { WaterfallStep } from "@/lib/contracts/waterfall";
import type { CollectionState } from "@/lib/records/collected";
import type { RevenueOrigin } from "@/lib/records/origins";
import type { Payer } from "@/lib/records/payer";

/** A revenue record with its contract and report, as `findRevenueRecord` gives it. */
export type RevenueDetailView = {
  id: string;
  partnerId: string;
  partnerName: string;
  organizationName: string;
  timeZone: string;
  currency: string;
  periodMonth: string;
  originMonth: string;
  origin: RevenueOrigin;
  correctsId: string | null;
  sourceId: string | null;
  cdrId: string | null;
  startedAt: number;
  endedAt: number;
  locationName: string;
  evseUid: string;
  connectorId: string;
  /** Null for a month term, which no session made (D11). */
  current: "AC" | "DC" | null;
  driver: string;
  payer: Payer;
  energyKwh: bigint;
  revenue: bigint;
  operatorShare: bigint;
  partnerShare: bigint;
  gross: bigint;
  due: bigint;
  collected: bigint;
  /** Null for a month term, for which nobody pays (D11). */
  state: CollectionState | null;
  basis: "generated" | "collected";
  steps: unknown;
  reason: string | null;
  contractId: string | null;
  contractName: string | null;
  contractVersion: number | null;
  contractValidFrom: string | null;
  reportId: string | null;
  reportNumber: string | null;
};

/** The steps as our own code wrote them into the record. */
export function stepsOf(record: { steps: unknown }): readonly WaterfallStep[] {
  return record.steps as readonly WaterfallStep[];
}
