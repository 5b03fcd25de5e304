import { sql } from "drizzle-orm";
import { char, check, date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { choice, dayRange, id, instant, oneOf } from "./columns";
import { companies } from "./companies";
import { connectors, evses } from "./locations";
import { tokens } from "./tokens";

export const TARIFF_KINDS = ["charge_point_rate", "community", "emp_sales"] as const;
/** The kinds that a connector has, one of each a day. */
export const CONNECTOR_TARIFF_KINDS = ["charge_point_rate", "community"] as const;
/** The kinds that a token or an EMP has. */
export const SALES_TARIFF_KINDS = ["emp_sales"] as const;

export const tariffs = pgTable(
  "tariffs",
  {
    id: id().primaryKey(),
    kind: choice("kind", TARIFF_KINDS).notNull().default("charge_point_rate"),
    name: text("name").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    archivedAt: instant("archived_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    unique("tariffs_name").on(t.name),
    // What assignments refer to, so that a tariff is only assigned as what it is.
    unique("tariffs_id_kind").on(t.id, t.kind),
    oneOf("tariffs_kind", t.kind, TARIFF_KINDS),
  ],
);

/** What a tariff says from a day on. A version in use is never edited; a change is a new version. */
export const tariffVersions = pgTable(
  "tariff_versions",
  {
    id: id().primaryKey(),
    tariffId: uuid("tariff_id")
      .notNull()
      .references(() => tariffs.id),
    version: integer("version").notNull(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    /** The OCPI tariff object of the sales cost, where the tariff has one: what the payer is charged. */
    sales: jsonb("sales"),
    /** The OCPI tariff object of the purchase cost, where the tariff has one: what the owner is paid (D4). */
    purchase: jsonb("purchase"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    unique("tariff_versions_number").on(t.tariffId, t.version),
    unique("tariff_versions_valid_from").on(t.tariffId, t.validFrom),
    check("tariff_versions_cost", sql`${t.sales} is not null or ${t.purchase} is not null`),
  ],
);

/**
 * A price configuration: other costs of a tariff version for some sessions (B34–B38). It holds where all that it
 * names is so; of those that hold, the most specific one counts (docs/decisions/0010). It is part of its version
 * and like it never edited.
 */
export const tariffPriceConfigurations = pgTable(
  "tariff_price_configurations",
  {
    id: id().primaryKey(),
    tariffVersionId: uuid("tariff_version_id")
      .notNull()
      .references(() => tariffVersions.id),
    /** The company that issued the token. */
    issuerId: uuid("issuer_id").references(() => companies.id),
    /** The company that owns the station when the session ends. */
    ownerId: uuid("owner_id").references(() => companies.id),
    evseId: uuid("evse_id").references(() => evses.id),
    /** OCPI ConnectorType: IEC_62196_T2_COMBO … */
    connectorStandard: text("connector_standard"),
    /** OCPI tariff objects; null: those of the version hold. */
    sales: jsonb("sales"),
    purchase: jsonb("purchase"),
  },
  (t) => [
    unique("tariff_price_configurations_tie")
      .on(t.tariffVersionId, t.issuerId, t.ownerId, t.evseId, t.connectorStandard)
      .nullsNotDistinct(),
    check(
      "tariff_price_configurations_narrow",
      sql`num_nonnulls(${t.issuerId}, ${t.ownerId}, ${t.evseId}, ${t.connectorStandard}) > 0`,
    ),
    check("tariff_price_configurations_cost", sql`${t.sales} is not null or ${t.purchase} is not null`),
  ],
);

/**
 * Which charge point rate, and beside it which COMMUNITY tariff, a connector has on which days; one of each kind
 * at a time (an exclusion constraint says so).
 */
export const tariffAssignments = pgTable(
  "tariff_assignments",
  {
    id: id().primaryKey(),
    connectorId: uuid("connector_id")
      .notNull()
      .references(() => connectors.id),
    tariffId: uuid("tariff_id").notNull(),
    kind: choice("kind", CONNECTOR_TARIFF_KINDS).notNull().default("charge_point_rate"),
    days: dayRange("days").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    foreignKey({
      name: "tariff_assignments_tariff_of_kind",
      columns: [t.tariffId, t.kind],
      foreignColumns: [tariffs.id, tariffs.kind],
    }),
    oneOf("tariff_assignments_kind", t.kind, CONNECTOR_TARIFF_KINDS),
    index("tariff_assignments_tariff").on(t.tariffId),
    index("tariff_assignments_connector").on(t.connectorId),
    check("tariff_assignments_days", sql`not isempty(${t.days}) and not lower_inf(${t.days})`),
  ],
);

/**
 * Which EMP sales tariff a token has, or all tokens that a company issued, on which days; one at a time (exclusion
 * constraints say so).
 */
export const salesTariffAssignments = pgTable(
  "sales_tariff_assignments",
  {
    id: id().primaryKey(),
    /** Either a token … */
    tokenId: uuid("token_id").references(() => tokens.id),
    /** … or the company that issues tokens. */
    companyId: uuid("company_id").references(() => companies.id),
    tariffId: uuid("tariff_id").notNull(),
    kind: choice("kind", SALES_TARIFF_KINDS).notNull().default("emp_sales"),
    days: dayRange("days").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    foreignKey({
      name: "sales_tariff_assignments_tariff_of_kind",
      columns: [t.tariffId, t.kind],
      foreignColumns: [tariffs.id, tariffs.kind],
    }),
    oneOf("sales_tariff_assignments_kind", t.kind, SALES_TARIFF_KINDS),
    check("sales_tariff_assignments_holder", sql`num_nonnulls(${t.tokenId}, ${t.companyId}) = 1`),
    check("sales_tariff_assignments_days", sql`not isempty(${t.days}) and not lower_inf(${t.days})`),
    index("sales_tariff_assignments_tariff").on(t.tariffId),
  ],
);
