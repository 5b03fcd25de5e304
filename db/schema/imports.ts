import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { amount, bytes, choice, id, instant, oneOf } from "./columns";
import { companies } from "./companies";

export const SOURCE_FORMATS = ["csv", "ocpi"] as const;
export const PRICING_MODES = ["assigned_tariff", "cdr_tariffs", "total_cost"] as const;
export const IMPORT_STATES = ["uploaded", "queued", "running", "done", "failed"] as const;
export const ROW_OUTCOMES = ["rejected", "known", "conflicting", "on_hold", "imported"] as const;

/** Where CDRs come from, and what was learned about its files: mapping, payer default, pricing, rules (D1, D19, D20). */
export const sources = pgTable(
  "sources",
  {
    id: id().primaryKey(),
    name: text("name").notNull(),
    format: choice("format", SOURCE_FORMATS).notNull(),
    /** `ColumnMapping` of lib/cdrs; null until a first file was mapped. */
    mapping: jsonb("mapping"),
    /** What prices its CDRs; the other prices are a cross-check (D19). */
    pricing: choice("pricing", PRICING_MODES).notNull().default("assigned_tariff"),
    /** By how much the cross-check may differ, the larger of the two; without either nothing is compared (the default). */
    toleranceAmount: amount("tolerance_amount"),
    toleranceBasisPoints: integer("tolerance_basis_points"),
    /** `ValidationRules` of lib/cdrs. */
    rules: jsonb("rules").notNull().default({}),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    unique("sources_name").on(t.name),
    oneOf("sources_format", t.format, SOURCE_FORMATS),
    oneOf("sources_pricing", t.pricing, PRICING_MODES),
    check("sources_tolerance", sql`${t.toleranceAmount} >= 0 and ${t.toleranceBasisPoints} between 0 and 10000`),
  ],
);

/** Bytes kept in the database, in chunks, so that any number of web and worker processes can serve them. */
export const files = pgTable(
  "files",
  {
    id: id().primaryKey(),
    /** Whose data it holds; null: the operator's own. */
    partnerId: uuid("partner_id").references(() => companies.id),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    sha256: bytes("sha256").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [index("files_partner").on(t.partnerId)],
);

export const fileChunks = pgTable(
  "file_chunks",
  {
    fileId: uuid("file_id")
      .notNull()
      .references(() => files.id, { onDelete: "cascade" }),
    n: integer("n").notNull(),
    partnerId: uuid("partner_id"),
    bytes: bytes("bytes").notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.n] })],
);

/** One file brought in: its counts always add up to its rows (D20). */
export const imports = pgTable(
  "imports",
  {
    id: id().primaryKey(),
    sourceId: uuid("source_id")
      .notNull()
      .references(() => sources.id),
    fileId: uuid("file_id")
      .notNull()
      .references(() => files.id),
    state: choice("state", IMPORT_STATES).notNull(),
    /** The mapping this import reads with, frozen when it is queued. */
    mapping: jsonb("mapping"),
    /** Rows that are committed; a crashed import goes on after them. */
    rows: integer("rows").notNull().default(0),
    rejected: integer("rejected").notNull().default(0),
    known: integer("known").notNull().default(0),
    conflicting: integer("conflicting").notNull().default(0),
    onHold: integer("on_hold").notNull().default(0),
    imported: integer("imported").notNull().default(0),
    zeroEnergy: integer("zero_energy").notNull().default(0),
    nonRated: integer("non_rated").notNull().default(0),
    bytesRead: bigint("bytes_read", { mode: "number" }).notNull().default(0),
    problem: jsonb("problem"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("imports_created").on(t.createdAt, t.id),
    index("imports_source").on(t.sourceId, t.createdAt),
    oneOf("imports_state", t.state, IMPORT_STATES),
  ],
);

/** Every row that was not simply imported, and every note on one that was; a run of known rows is one entry. */
export const importRows = pgTable(
  "import_rows",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id),
    /** The row's place in the file, from 1; several may stand in one line of a JSON file. */
    row: integer("row").notNull(),
    /** Which of the row's problems or notes. */
    n: integer("n").notNull().default(0),
    /** The last row of a run of known ones; the row itself otherwise. */
    lastRow: integer("last_row").notNull(),
    line: integer("line").notNull(),
    lastLine: integer("last_line").notNull(),
    outcome: choice("outcome", ROW_OUTCOMES).notNull(),
    code: text("code").notNull(),
    field: text("field"),
    value: text("value"),
    params: jsonb("params"),
    cdrId: text("cdr_id"),
    /** The row as it stood in the file. */
    raw: text("raw"),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.row, t.n] }),
    index("import_rows_outcome").on(t.importId, t.outcome, t.row),
    oneOf("import_rows_outcome_known", t.outcome, ROW_OUTCOMES),
  ],
);

/** EVSEs that files name and the system does not know; offered for creation, their rows wait (D20). */
export const unknownEvses = pgTable("unknown_evses", {
  uid: text("uid").primaryKey(),
  locationName: text("location_name"),
  country: char("country", { length: 2 }),
  model: text("model"),
  connectorIds: text("connector_ids").array().notNull(),
  firstSeenAt: instant("first_seen_at").notNull(),
  isDismissed: boolean("is_dismissed").notNull().default(false),
});
