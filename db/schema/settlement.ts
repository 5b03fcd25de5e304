import { sql } from "drizzle-orm";
import {
  char,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { MONTH_TERMS } from "@/lib/records/origins";
import { amount, choice, instant, isFirstOfMonth, month, oneOf, quantity } from "./columns";
import { files } from "./imports";

export const PERIOD_STATES = ["open", "draft", "issued"] as const;
export const REPORT_STATES = ["draft", "issued"] as const;
export const LINE_SECTIONS = ["revenue", "previous", "expense", "carry_over", "rounding"] as const;

/** A month of one partner in one organization and currency: open → draft → issued (D8). */
export const periods = pgTable(
  "periods",
  {
    partnerId: uuid("partner_id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    month: month("month").notNull(),
    state: choice("state", PERIOD_STATES).notNull(),
    createdAt: instant("created_at").notNull(),
    issuedAt: instant("issued_at"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.organizationId, t.currency, t.month] }),
    index("periods_month").on(t.month, t.state),
    isFirstOfMonth("periods_month_first", t.month),
    oneOf("periods_state", t.state, PERIOD_STATES),
    check("periods_issued", sql`(${t.state} = 'issued') = (${t.issuedAt} is not null)`),
  ],
);

/** One report per partner, organization, currency and month (A39). */
export const settlementReports = pgTable(
  "settlement_reports",
  {
    partnerId: uuid("partner_id").notNull(),
    id: uuid("id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    month: month("month").notNull(),
    number: text("number").notNull(),
    state: choice("state", REPORT_STATES).notNull(),
    /** Counts the drafts: a refreshed draft is a new revision. */
    revision: integer("revision").notNull(),
    /** Issuer and partner as they were: names, addresses, VAT IDs, bank account. */
    parties: jsonb("parties").notNull(),
    /** What the draft was made from (`PeriodSnapshot`): a draft whose period has moved on is stale. */
    snapshot: jsonb("snapshot").notNull(),
    sessions: integer("sessions").notNull(),
    energyKwh: quantity("energy_kwh").notNull(),
    revenue: amount("revenue").notNull(),
    operatorShare: amount("operator_share").notNull(),
    /** Generated in the period. */
    partnerShare: amount("partner_share").notNull(),
    /** Of the period's share: collected so far, and awaited. */
    collectedShare: amount("collected_share").notNull(),
    awaitedShare: amount("awaited_share").notNull(),
    /** Earned in earlier months, collected in this one (A25). */
    previousShare: amount("previous_share").notNull(),
    /** What the period makes payable by the contract's basis (A19). */
    payableShare: amount("payable_share").notNull(),
    expenses: amount("expenses").notNull(),
    carriedIn: amount("carried_in").notNull(),
    /** payableShare − expenses + carriedIn */
    balance: amount("balance").notNull(),
    draftedAt: instant("drafted_at").notNull(),
    draftedBy: uuid("drafted_by"),
    issuedAt: instant("issued_at"),
    issuedBy: uuid("issued_by"),
    pdfFileId: uuid("pdf_file_id").references(() => files.id),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    unique("settlement_reports_key").on(t.partnerId, t.organizationId, t.currency, t.month),
    unique("settlement_reports_number").on(t.partnerId, t.number),
    index("settlement_reports_month").on(t.month, t.id),
    oneOf("settlement_reports_state", t.state, REPORT_STATES),
    check("settlement_reports_shares", sql`${t.operatorShare} = ${t.revenue} - ${t.partnerShare}`),
    check("settlement_reports_balance", sql`${t.balance} = ${t.payableShare} - ${t.expenses} + ${t.carriedIn}`),
  ],
);

/** A line of a report: the line of the document that follows from it (D13). */
export const settlementLines = pgTable(
  "settlement_lines",
  {
    partnerId: uuid("partner_id").notNull(),
    reportId: uuid("report_id").notNull(),
    n: integer("n").notNull(),
    section: choice("section", LINE_SECTIONS).notNull(),
    originMonth: month("origin_month").notNull(),
    origin: text("origin").notNull(),
    locationId: uuid("location_id"),
    locationName: text("location_name"),
    component: text("component"),
    vatBasisPoints: integer("vat_basis_points"),
    records: integer("records").notNull(),
    quantity: quantity("quantity").notNull(),
    unitPrice: amount("unit_price"),
    revenue: amount("revenue").notNull(),
    /** Rounded to the currency's minor unit. */
    amount: amount("amount").notNull(),
    /** Before rounding. */
    exact: amount("exact").notNull(),
    params: jsonb("params").notNull(),
    /** Of a month term: the waterfall that it comes about by, `WaterfallStep[]` (X1). */
    steps: jsonb("steps").notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.reportId, t.n] }),
    foreignKey({
      columns: [t.partnerId, t.reportId],
      foreignColumns: [settlementReports.partnerId, settlementReports.id],
    }),
    oneOf("settlement_lines_section", t.section, LINE_SECTIONS),
  ],
);

/** Basis collected: what a report made payable for a CDR, so that the next one pays only the rest (D12). */
export const payables = pgTable(
  "payables",
  {
    partnerId: uuid("partner_id").notNull(),
    reportId: uuid("report_id").notNull(),
    sourceId: uuid("source_id").notNull(),
    cdrId: text("cdr_id").notNull(),
    amount: amount("amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.reportId, t.sourceId, t.cdrId] }),
    index("payables_cdr").on(t.partnerId, t.sourceId, t.cdrId),
  ],
);

/** Basis collected: what a report made payable of a month term, so that the next one pays only the rest (D11). */
export const termPayables = pgTable(
  "term_payables",
  {
    partnerId: uuid("partner_id").notNull(),
    reportId: uuid("report_id").notNull(),
    contractId: uuid("contract_id").notNull(),
    originMonth: month("origin_month").notNull(),
    term: choice("term", MONTH_TERMS).notNull(),
    amount: amount("amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.reportId, t.contractId, t.originMonth, t.term] }),
    index("term_payables_contract").on(t.partnerId, t.contractId, t.originMonth),
    isFirstOfMonth("term_payables_origin_month", t.originMonth),
    oneOf("term_payables_term", t.term, MONTH_TERMS),
  ],
);
