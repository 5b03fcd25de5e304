import { sql } from "drizzle-orm";
import {
  char,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { EXPENSE_ORIGINS, REVENUE_ORIGINS } from "@/lib/records/origins";
import { amount, choice, instant, isFirstOfMonth, month, oneOf, quantity } from "./columns";
import { files } from "./imports";

export const BASES = ["generated", "collected"] as const;
export const RECEIVERS = ["operator", "partner"] as const;
export const COLLECTION_KINDS = ["at_once", "manual", "csv", "invoice", "balance"] as const;

/** The key of a period, as every row that belongs to one carries it (D8). */
const periodKey = () => ({
  partnerId: uuid("partner_id").notNull(),
  organizationId: uuid("organization_id").notNull(),
  currency: char("currency", { length: 3 }).notNull(),
  /** The period the row is settled in. */
  periodMonth: month("period_month").notNull(),
  /** The month the session ended in, or the month a fee is for (D2). */
  originMonth: month("origin_month").notNull(),
});

/**
 * What a partner earns from one session, or from a term of its contract (D7). Never edited once its period is
 * issued; what it shows of the session stands in the row, so that the portal never reads CDRs.
 */
export const revenueRecords = pgTable(
  "revenue_records",
  {
    id: uuid("id").notNull(),
    ...periodKey(),
    origin: choice("origin", REVENUE_ORIGINS).notNull(),
    sourceId: uuid("source_id"),
    cdrId: text("cdr_id"),
    /** A difference record names the record that it corrects (D9). */
    correctsId: uuid("corrects_id"),
    /** A further recipient's record names the owner's (D10). */
    ownerRecordId: uuid("owner_record_id"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    locationId: uuid("location_id").notNull(),
    locationName: text("location_name").notNull(),
    evseId: uuid("evse_id").notNull(),
    evseUid: text("evse_uid").notNull(),
    connectorId: text("connector_id").notNull(),
    /** Null for what no charger earned: a month term (D11). */
    current: choice("current", ["AC", "DC"]),
    energyKwh: quantity("energy_kwh").notNull(),
    /** A pseudonym, stable per partner. */
    driver: text("driver").notNull(),
    payer: text("payer").notNull(),
    revenue: amount("revenue").notNull(),
    operatorShare: amount("operator_share").notNull(),
    partnerShare: amount("partner_share").notNull(),
    /** What the driver or the EMP pays, VAT included; the revenue where no VAT is known. */
    gross: amount("gross").notNull(),
    /** Where the contract names a rate. */
    electricityCost: amount("electricity_cost"),
    /** What the payer owes for the CDR (D12). */
    due: amount("due").notNull(),
    basis: choice("basis", BASES).notNull(),
    /** `RecordComponent[]` of lib/records: price components and what the contract adds or takes beside them. */
    components: jsonb("components").notNull(),
    /** The waterfall: `WaterfallStep[]` of lib/contracts/split.ts (X1). */
    steps: jsonb("steps").notNull(),
    flags: text("flags").array().notNull(),
    contractId: uuid("contract_id"),
    contractVersionId: uuid("contract_version_id"),
    tariffVersionId: uuid("tariff_version_id"),
    reason: text("reason"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("revenue_records_ended").on(t.endedAt, t.id),
    index("revenue_records_partner").on(t.partnerId, t.endedAt, t.id),
    index("revenue_records_period").on(t.partnerId, t.organizationId, t.currency, t.periodMonth),
    index("revenue_records_cdr").on(t.sourceId, t.cdrId),
    uniqueIndex("revenue_records_once")
      .on(t.partnerId, t.sourceId, t.cdrId, t.origin)
      .where(sql`${t.correctsId} is null and ${t.ownerRecordId} is null and ${t.cdrId} is not null`),
    // One row per term, contract, origin month and the period that books it (D11).
    uniqueIndex("revenue_records_term_once")
      .on(t.partnerId, t.organizationId, t.currency, t.periodMonth, t.originMonth, t.contractId, t.origin)
      .where(sql`${t.origin} in ('tier', 'cap', 'guarantee')`),
    check("revenue_records_nothing_lost", sql`${t.operatorShare} = ${t.revenue} - ${t.partnerShare}`),
    check("revenue_records_period_after_origin", sql`${t.periodMonth} >= ${t.originMonth}`),
    isFirstOfMonth("revenue_records_period_month", t.periodMonth),
    isFirstOfMonth("revenue_records_origin_month", t.originMonth),
    oneOf("revenue_records_origin", t.origin, REVENUE_ORIGINS),
    oneOf("revenue_records_basis", t.basis, BASES),
  ],
);

/** What a partner owes the operator (D7). */
export const expenseRecords = pgTable(
  "expense_records",
  {
    id: uuid("id").notNull(),
    ...periodKey(),
    origin: choice("origin", EXPENSE_ORIGINS).notNull(),
    sourceId: uuid("source_id"),
    cdrId: text("cdr_id"),
    correctsId: uuid("corrects_id"),
    occurredAt: instant("occurred_at").notNull(),
    quantity: quantity("quantity").notNull(),
    unitPrice: amount("unit_price").notNull(),
    amount: amount("amount").notNull(),
    /** What the sentence of the record needs: counts, days, names. */
    params: jsonb("params").notNull(),
    steps: jsonb("steps").notNull(),
    contractId: uuid("contract_id"),
    contractVersionId: uuid("contract_version_id"),
    reason: text("reason"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("expense_records_occurred").on(t.occurredAt, t.id),
    index("expense_records_cdr").on(t.sourceId, t.cdrId).where(sql`${t.cdrId} is not null`),
    index("expense_records_period").on(t.partnerId, t.organizationId, t.currency, t.periodMonth),
    uniqueIndex("expense_records_fee_once")
      .on(t.partnerId, t.organizationId, t.currency, t.originMonth, t.origin, t.contractId)
      .where(sql`${t.correctsId} is null and ${t.origin} in ('platform_fee', 'ac_fee', 'dc_fee')`),
    check("expense_records_period_after_origin", sql`${t.periodMonth} >= ${t.originMonth}`),
    isFirstOfMonth("expense_records_period_month", t.periodMonth),
    oneOf("expense_records_origin", t.origin, EXPENSE_ORIGINS),
  ],
);

/** What proves an expense that was written by hand: an invoice, a photo. */
export const expenseAttachments = pgTable(
  "expense_attachments",
  {
    partnerId: uuid("partner_id").notNull(),
    expenseId: uuid("expense_id").notNull(),
    fileId: uuid("file_id")
      .notNull()
      .references(() => files.id),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [primaryKey({ columns: [t.partnerId, t.expenseId, t.fileId] })],
);

/** Money that came in (or went back) for a CDR of a partner: an event, never edited; a reversal is an event too (D12). */
export const collections = pgTable(
  "collections",
  {
    partnerId: uuid("partner_id").notNull(),
    id: uuid("id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    sourceId: uuid("source_id").notNull(),
    cdrId: text("cdr_id").notNull(),
    billingGroupId: uuid("billing_group_id"),
    kind: choice("kind", COLLECTION_KINDS).notNull(),
    amount: amount("amount").notNull(),
    valueDate: date("value_date", { mode: "string" }).notNull(),
    bookingMonth: month("booking_month").notNull(),
    receivedBy: choice("received_by", RECEIVERS).notNull(),
    reversesId: uuid("reverses_id"),
    /** The payment it came from: the same payment brought in twice is booked once. */
    paymentKey: text("payment_key").notNull(),
    reason: text("reason"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    uniqueIndex("collections_once").on(t.partnerId, t.sourceId, t.cdrId, t.paymentKey),
    uniqueIndex("collections_reversed_once").on(t.partnerId, t.reversesId).where(sql`${t.reversesId} is not null`),
    index("collections_cdr").on(t.sourceId, t.cdrId),
    index("collections_booking").on(t.partnerId, t.organizationId, t.currency, t.bookingMonth),
    check("collections_amount", sql`${t.amount} <> 0`),
    isFirstOfMonth("collections_booking_month", t.bookingMonth),
    oneOf("collections_kind", t.kind, COLLECTION_KINDS),
    oneOf("collections_received_by", t.receivedBy, RECEIVERS),
  ],
);

/** Sums of revenue records by day and site, kept by the transaction that writes the records; read by lists and dashboards. */
export const recordRollups = pgTable(
  "record_rollups",
  {
    ...periodKey(),
    day: date("day", { mode: "string" }).notNull(),
    /** The nil UUID for what stands at no site: a month term. */
    locationId: uuid("location_id").notNull(),
    /** The contract that divides; the nil UUID where none does (stations of our own). Month terms go by it. */
    contractId: uuid("contract_id").notNull(),
    origin: choice("origin", REVENUE_ORIGINS).notNull(),
    records: integer("records").notNull(),
    energyKwh: quantity("energy_kwh").notNull(),
    revenue: amount("revenue").notNull(),
    operatorShare: amount("operator_share").notNull(),
    partnerShare: amount("partner_share").notNull(),
    /** Revenue and partner share of what was collected so far. */
    collectedRevenue: amount("collected_revenue").notNull(),
    collectedShare: amount("collected_share").notNull(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.partnerId,
        t.organizationId,
        t.currency,
        t.periodMonth,
        t.originMonth,
        t.day,
        t.locationId,
        t.contractId,
        t.origin,
      ],
    }),
    index("record_rollups_day").on(t.day),
    index("record_rollups_period").on(t.periodMonth),
    index("record_rollups_location").on(t.locationId),
  ],
);

/**
 * The sums of `record_rollups` without day and site, kept by its trigger: a year of a large network is a few thousand
 * rows.
 */
export const monthRollups = pgTable(
  "month_rollups",
  {
    ...periodKey(),
    origin: choice("origin", REVENUE_ORIGINS).notNull(),
    records: integer("records").notNull(),
    energyKwh: quantity("energy_kwh").notNull(),
    revenue: amount("revenue").notNull(),
    operatorShare: amount("operator_share").notNull(),
    partnerShare: amount("partner_share").notNull(),
    collectedShare: amount("collected_share").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.organizationId, t.currency, t.periodMonth, t.originMonth, t.origin] }),
    index("month_rollups_origin_month").on(t.originMonth),
  ],
);

/** Sums of expense records by period and origin, kept by the trigger of that table. */
export const expenseRollups = pgTable(
  "expense_rollups",
  {
    partnerId: uuid("partner_id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    periodMonth: month("period_month").notNull(),
    origin: choice("origin", EXPENSE_ORIGINS).notNull(),
    records: integer("records").notNull(),
    amount: amount("amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.organizationId, t.currency, t.periodMonth, t.origin] }),
    index("expense_rollups_period").on(t.periodMonth),
  ],
);

/** The same records by what a report line is made of: site, component and VAT rate (D13). */
export const lineRollups = pgTable(
  "line_rollups",
  {
    ...periodKey(),
    locationId: uuid("location_id").notNull(),
    contractId: uuid("contract_id").notNull(),
    origin: choice("origin", REVENUE_ORIGINS).notNull(),
    component: text("component").notNull(),
    /** −1: no VAT is known. */
    vatBasisPoints: integer("vat_basis_points").notNull(),
    records: integer("records").notNull(),
    quantity: quantity("quantity").notNull(),
    revenue: amount("revenue").notNull(),
    partnerShare: amount("partner_share").notNull(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.partnerId,
        t.organizationId,
        t.currency,
        t.periodMonth,
        t.originMonth,
        t.locationId,
        t.contractId,
        t.origin,
        t.component,
        t.vatBasisPoints,
      ],
    }),
  ],
);
