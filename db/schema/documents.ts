import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  char,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { amount, choice, id, instant, month, oneOf, quantity } from "./columns";
import { companies, organizations } from "./companies";
import { files } from "./imports";

/** UNTDID 1001: 380 invoice, 381 credit note (cancels an invoice), 389 self-billed invoice, 261 cancels a self-bill (D14). */
export const DOCUMENT_TYPES = [
  "emp_invoice",
  "fee_invoice",
  "self_bill",
  "invoice_cancellation",
  "self_bill_cancellation",
] as const;
export const DOCUMENT_STATES = ["draft", "posted", "cancelled", "revoked"] as const;

/** A counter of official numbers, locked in the last short transaction of posting: no gaps, no duplicates (D15). */
export const numberRanges = pgTable(
  "number_ranges",
  {
    id: id().primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    /** For a self-bill series of its own (X12). */
    supplierId: uuid("supplier_id").references(() => companies.id),
    documentTypes: text("document_types").array().notNull(),
    prefix: text("prefix").notNull(),
    digits: integer("digits").notNull(),
    nextNumber: integer("next_number").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    unique("number_ranges_prefix").on(t.organizationId, t.supplierId, t.prefix).nullsNotDistinct(),
    check("number_ranges_next", sql`${t.nextNumber} > 0 and ${t.digits} between 1 and 12`),
  ],
);

/** Every invoice, self-bill and cancellation (D15). A draft has a system id, a posted one an official number. */
export const documents = pgTable(
  "documents",
  {
    id: id().primaryKey(),
    type: choice("type", DOCUMENT_TYPES).notNull(),
    state: choice("state", DOCUMENT_STATES).notNull(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    currency: char("currency", { length: 3 }).notNull(),
    /** The partner whose report it follows from; null on EMP invoices. */
    partnerId: uuid("partner_id").references(() => companies.id),
    reportId: uuid("report_id"),
    issuerId: uuid("issuer_id")
      .notNull()
      .references(() => companies.id),
    supplierId: uuid("supplier_id")
      .notNull()
      .references(() => companies.id),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => companies.id),
    /** Supplier and customer as they were. */
    parties: jsonb("parties").notNull(),
    originalId: uuid("original_id").references((): AnyPgColumn => documents.id),
    systemId: text("system_id").notNull(),
    numberRangeId: uuid("number_range_id").references(() => numberRanges.id),
    number: text("number"),
    month: month("month").notNull(),
    invoiceDate: date("invoice_date", { mode: "string" }),
    dueDate: date("due_date", { mode: "string" }),
    /** EN 16931 BT-109 and BT-112. */
    net: amount("net").notNull(),
    total: amount("total").notNull(),
    draftedAt: instant("drafted_at").notNull(),
    draftedBy: uuid("drafted_by"),
    postedAt: instant("posted_at"),
    postedBy: uuid("posted_by"),
  },
  (t) => [
    unique("documents_system_id").on(t.systemId),
    uniqueIndex("documents_number").on(t.issuerId, t.numberRangeId, t.number).where(sql`${t.number} is not null`),
    index("documents_partner").on(t.partnerId, t.month),
    index("documents_customer").on(t.customerId, t.month),
    oneOf("documents_type", t.type, DOCUMENT_TYPES),
    oneOf("documents_state", t.state, DOCUMENT_STATES),
    check("documents_number_on_posting", sql`(${t.number} is null) = (${t.state} in ('draft', 'cancelled'))`),
  ],
);

export const documentLines = pgTable(
  "document_lines",
  {
    documentId: uuid("document_id")
      .notNull()
      .references(() => documents.id),
    n: integer("n").notNull(),
    description: jsonb("description").notNull(),
    quantity: quantity("quantity").notNull(),
    unit: text("unit").notNull(),
    net: amount("net").notNull(),
    vatCategory: text("vat_category").notNull(),
    vatBasisPoints: integer("vat_basis_points").notNull(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.n] })],
);

/** A posted document's files; their bytes never change again. */
export const documentFiles = pgTable(
  "document_files",
  {
    documentId: uuid("document_id")
      .notNull()
      .references(() => documents.id),
    kind: text("kind").notNull(),
    fileId: uuid("file_id")
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.kind] })],
);
