import { sql } from "drizzle-orm";
import { char, check, date, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { choice, dayRange, id, instant, oneOf } from "./columns";
import { connectors } from "./locations";

export const TARIFF_KINDS = ["charge_point_rate", "community", "emp_sales"] as const;

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
  (t) => [unique("tariffs_name").on(t.name), oneOf("tariffs_kind", t.kind, TARIFF_KINDS)],
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
    /** The OCPI tariff object: what the driver or the EMP is charged. */
    sales: jsonb("sales").notNull(),
    /** The OCPI tariff object of the purchase cost, where the tariff has one. */
    purchase: jsonb("purchase"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    unique("tariff_versions_number").on(t.tariffId, t.version),
    unique("tariff_versions_valid_from").on(t.tariffId, t.validFrom),
  ],
);

/** Which tariff a connector has on which days; one at a time (an exclusion constraint says so). */
export const tariffAssignments = pgTable(
  "tariff_assignments",
  {
    id: id().primaryKey(),
    connectorId: uuid("connector_id")
      .notNull()
      .references(() => connectors.id),
    tariffId: uuid("tariff_id")
      .notNull()
      .references(() => tariffs.id),
    days: dayRange("days").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("tariff_assignments_tariff").on(t.tariffId),
    index("tariff_assignments_connector").on(t.connectorId),
    check("tariff_assignments_days", sql`not isempty(${t.days}) and not lower_inf(${t.days})`),
  ],
);
