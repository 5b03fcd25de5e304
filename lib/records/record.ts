/** The rows that a settled CDR becomes, ready to be written. */
import type { Instant, IsoDate, Month } from "@/lib/calendar/calendar";
import type { Basis } from "@/lib/contracts/terms";
import type { WaterfallStep } from "@/lib/contracts/waterfall";
import type { Amount, Energy } from "@/lib/money/amount";
import type { SummedRecord } from "./rollups";

/** A revenue record (table `revenue_records`). */
export type RevenueRecord = Omit<SummedRecord, "day"> & {
  id: string;
  sourceId: string | null;
  cdrId: string | null;
  correctsId: string | null;
  ownerRecordId: string | null;
  startedAt: Instant;
  endedAt: Instant;
  /** Local day of the end. */
  day: IsoDate;
  locationName: string;
  evseId: string;
  evseUid: string;
  connectorId: string;
  /** Null for what no charger earned: a month term (D11). */
  current: "AC" | "DC" | null;
  energyKwh: Energy;
  driver: string;
  payer: string;
  gross: Amount;
  electricityCost: Amount | null;
  due: Amount;
  basis: Basis;
  steps: readonly WaterfallStep[];
  flags: readonly string[];
  contractId: string | null;
  contractVersionId: string | null;
  tariffVersionId: string | null;
  reason: string | null;
  createdAt: Instant;
};

/** An expense record (table `expense_records`). */
export type ExpenseRecord = {
  id: string;
  partnerId: string;
  organizationId: string;
  currency: string;
  periodMonth: Month;
  originMonth: Month;
  origin: string;
  sourceId: string | null;
  cdrId: string | null;
  correctsId: string | null;
  occurredAt: Instant;
  quantity: bigint;
  unitPrice: Amount;
  amount: Amount;
  params: Record<string, string | number>;
  steps: readonly WaterfallStep[];
  contractId: string | null;
  contractVersionId: string | null;
  reason: string | null;
  createdAt: Instant;
  createdBy: string | null;
};

/** A collection event (table `collections`). */
export type CollectionRow = {
  id: string;
  partnerId: string;
  organizationId: string;
  currency: string;
  sourceId: string;
  cdrId: string;
  kind: "at_once" | "manual" | "csv" | "invoice" | "balance";
  amount: Amount;
  valueDate: IsoDate;
  bookingMonth: Month;
  receivedBy: "operator" | "partner";
  reversesId: string | null;
  paymentKey: string;
  reason: string | null;
  createdAt: Instant;
  createdBy: string | null;
};
