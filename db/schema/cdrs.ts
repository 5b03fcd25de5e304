import { sql } from "drizzle-orm";
import {
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { amount, bytes, choice, id, instant, isFirstOfMonth, month, oneOf, quantity } from "./columns";
import { companies, organizations } from "./companies";
import { imports, sources } from "./imports";

export const CDR_KINDS = ["session", "credit", "difference"] as const;
export const PAYERS = ["ad_hoc", "internal", "own_driver", "roaming", "unknown"] as const;
/** What became of a CDR on the crediting side; all but the first two are the pre-run check's business. */
export const SETTLEMENT_STATES = [
  "recorded",
  "own_station",
  "non_rated",
  "no_owner",
  "no_contract",
  "no_rate",
] as const;
export const BILLING_GROUP_STATES = ["open", "drafted", "posted", "paid", "freed", "excluded"] as const;

/**
 * The roaming CDRs of (organization, EMP, currency, origin month) that are invoiced together (D17). A group once
 * drafted never takes CDRs again; a later CDR opens the next group of its key. Documents act on groups.
 */
export const billingGroups = pgTable(
  "billing_groups",
  {
    id: id().primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    empId: uuid("emp_id")
      .notNull()
      .references(() => companies.id),
    currency: char("currency", { length: 3 }).notNull(),
    originMonth: month("origin_month").notNull(),
    n: integer("n").notNull(),
    state: choice("state", BILLING_GROUP_STATES).notNull(),
    documentId: uuid("document_id"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    unique("billing_groups_key").on(t.organizationId, t.empId, t.currency, t.originMonth, t.n),
    uniqueIndex("billing_groups_open")
      .on(t.organizationId, t.empId, t.currency, t.originMonth)
      .where(sql`${t.state} = 'open'`),
    isFirstOfMonth("billing_groups_month", t.originMonth),
    oneOf("billing_groups_state", t.state, BILLING_GROUP_STATES),
  ],
);

/** What a billing group holds, per country, component and VAT rate; kept by the transaction that writes the CDR. */
export const billingGroupLines = pgTable(
  "billing_group_lines",
  {
    groupId: uuid("group_id")
      .notNull()
      .references(() => billingGroups.id),
    country: char("country", { length: 2 }).notNull(),
    component: text("component").notNull(),
    /** −1: no VAT is known. */
    vatBasisPoints: integer("vat_basis_points").notNull(),
    sessions: integer("sessions").notNull(),
    quantity: quantity("quantity").notNull(),
    net: amount("net").notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.country, t.component, t.vatBasisPoints] })],
);

/** A charging session as it was delivered, who pays for it, and what it costs. Identified by (source, CDR id). */
export const cdrs = pgTable(
  "cdrs",
  {
    sourceId: uuid("source_id")
      .notNull()
      .references(() => sources.id),
    cdrId: text("cdr_id").notNull(),
    kind: choice("kind", CDR_KINDS).notNull(),
    originalCdrId: text("original_cdr_id"),
    /** SHA-256 of the mapped source fields: the same id with another hash conflicts (D20). */
    contentHash: bytes("content_hash").notNull(),
    /** The mapped source fields themselves (`Cdr` of lib/cdrs). */
    content: jsonb("content").notNull(),
    importId: uuid("import_id").references(() => imports.id),
    line: integer("line").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    energyKwh: quantity("energy_kwh").notNull(),
    organizationId: uuid("organization_id").notNull(),
    originMonth: month("origin_month").notNull(),
    locationId: uuid("location_id").notNull(),
    evseId: uuid("evse_id").notNull(),
    connectorId: uuid("connector_id").notNull(),
    current: choice("current", ["AC", "DC"]).notNull(),
    tokenId: uuid("token_id"),
    payer: choice("payer", PAYERS).notNull(),
    payerReason: text("payer_reason").notNull(),
    payerId: uuid("payer_id"),
    billingGroupId: uuid("billing_group_id"),
    nonRatedReason: text("non_rated_reason"),
    tariffVersionId: uuid("tariff_version_id"),
    /** The price configuration that narrowed the tariff, if one did. */
    priceConfigurationId: uuid("price_configuration_id"),
    /** Why this price, or why none (`SalesReason` of lib/tariffs). */
    tariffReason: text("tariff_reason"),
    /** What pays the owner by a purchase price, and why, or why nothing does (`PurchaseReason`); D4. */
    purchaseVersionId: uuid("purchase_version_id"),
    purchaseConfigurationId: uuid("purchase_configuration_id"),
    purchaseReason: text("purchase_reason"),
    /** The COMMUNITY discount that was taken off. */
    purchaseDiscountBasisPoints: integer("purchase_discount_basis_points"),
    /** The prices that did not count, beside the one that did (`CrossCheck` of lib/records; D19). */
    crossCheck: jsonb("cross_check"),
    currency: char("currency", { length: 3 }),
    /** Without VAT; null while non-rated. */
    revenue: amount("revenue"),
    vat: amount("vat"),
    /** What the driver or the EMP pays; null where no VAT is known. */
    gross: amount("gross"),
    components: jsonb("components"),
    ratingTrace: jsonb("rating_trace"),
    ownerId: uuid("owner_id"),
    contractVersionId: uuid("contract_version_id"),
    settlement: choice("settlement", SETTLEMENT_STATES).notNull(),
    flags: text("flags").array().notNull(),
    createdAt: instant("created_at").notNull(),
    revision: smallint("revision").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.sourceId, t.cdrId] }),
    index("cdrs_ended").on(t.endedAt, t.sourceId, t.cdrId),
    index("cdrs_import").on(t.importId),
    index("cdrs_connector").on(t.connectorId, t.endedAt),
    // What takes back or corrects a CDR; few do.
    index("cdrs_original").on(t.sourceId, t.originalCdrId).where(sql`${t.originalCdrId} is not null`),
    index("cdrs_billing_group").on(t.billingGroupId).where(sql`${t.billingGroupId} is not null`),
    index("cdrs_unsettled").on(t.settlement, t.endedAt).where(sql`${t.settlement} not in ('recorded', 'own_station')`),
    index("cdrs_unknown_payer").on(t.endedAt).where(sql`${t.payer} = 'unknown'`),
    check("cdrs_rated_or_reason", sql`(${t.revenue} is null) = (${t.nonRatedReason} is not null)`),
    isFirstOfMonth("cdrs_origin_month", t.originMonth),
    oneOf("cdrs_kind", t.kind, CDR_KINDS),
    oneOf("cdrs_payer", t.payer, PAYERS),
    oneOf("cdrs_settlement", t.settlement, SETTLEMENT_STATES),
  ],
);

/** Counts and sums of CDRs by what most lists ask, kept by the trigger of that table. */
export const cdrRollups = pgTable(
  "cdr_rollups",
  {
    sourceId: uuid("source_id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    originMonth: month("origin_month").notNull(),
    settlement: choice("settlement", SETTLEMENT_STATES).notNull(),
    payer: choice("payer", PAYERS).notNull(),
    /** Null: without a price. */
    currency: char("currency", { length: 3 }),
    cdrs: integer("cdrs").notNull(),
    energyKwh: quantity("energy_kwh").notNull(),
    revenue: amount("revenue").notNull(),
    /** With VAT where it is known. */
    gross: amount("gross").notNull(),
  },
  (t) => [
    unique("cdr_rollups_key")
      .on(t.sourceId, t.organizationId, t.originMonth, t.settlement, t.payer, t.currency)
      .nullsNotDistinct(),
  ],
);

export const HELD_KINDS = ["hold", "conflict"] as const;
export const HELD_STATES = ["waiting", "released", "discarded"] as const;

/** CDRs that wait for a person: on hold by a rule, or in conflict with what is known under the same id (D20). */
export const heldCdrs = pgTable(
  "held_cdrs",
  {
    sourceId: uuid("source_id")
      .notNull()
      .references(() => sources.id),
    cdrId: text("cdr_id").notNull(),
    contentHash: bytes("content_hash").notNull(),
    kind: choice("kind", HELD_KINDS).notNull(),
    state: choice("state", HELD_STATES).notNull(),
    /** Codes of the rules that hold it. */
    reasons: text("reasons").array().notNull(),
    /** The prices that differ, where that is a reason (`CrossCheck` of lib/records; D19). */
    crossCheck: jsonb("cross_check"),
    evseUid: text("evse_uid"),
    content: jsonb("content").notNull(),
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id),
    line: integer("line").notNull(),
    endedAt: instant("ended_at").notNull(),
    energyKwh: quantity("energy_kwh").notNull(),
    createdAt: instant("created_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    decisionReason: text("decision_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.sourceId, t.cdrId, t.contentHash] }),
    index("held_cdrs_waiting").on(t.endedAt, t.sourceId, t.cdrId).where(sql`${t.state} = 'waiting'`),
    index("held_cdrs_evse").on(t.evseUid).where(sql`${t.state} = 'waiting'`),
    oneOf("held_cdrs_kind", t.kind, HELD_KINDS),
    oneOf("held_cdrs_state", t.state, HELD_STATES),
  ],
);
