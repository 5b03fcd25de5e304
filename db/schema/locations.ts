import { sql } from "drizzle-orm";
import { char, check, index, integer, numeric, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { choice, dayRange, id, instant, oneOf } from "./columns";
import { companies } from "./companies";

export const CURRENTS = ["AC", "DC"] as const;

/** OCPI Location: a site with its EVSEs. */
export const locations = pgTable(
  "locations",
  {
    id: id().primaryKey(),
    /** The OCPI location id, or the site's name in files that have none. */
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    address: text("address").notNull().default(""),
    postalCode: text("postal_code").notNull().default(""),
    city: text("city").notNull().default(""),
    country: char("country", { length: 2 }).notNull(),
    timeZone: text("time_zone").notNull(),
    latitude: numeric("latitude", { precision: 9, scale: 6 }),
    longitude: numeric("longitude", { precision: 9, scale: 6 }),
    archivedAt: instant("archived_at"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [unique("locations_external_id").on(t.externalId), index("locations_name").on(sql`lower(${t.name})`, t.id)],
);

/** OCPI EVSE: charges one vehicle at a time; the unit that is owned. */
export const evses = pgTable(
  "evses",
  {
    id: id().primaryKey(),
    locationId: uuid("location_id")
      .notNull()
      .references(() => locations.id),
    /** The id by which files and back ends name it. */
    uid: text("uid").notNull(),
    /** eMI³ id such as GB*DCC*E50914, where one is assigned. */
    evseId: text("evse_id"),
    model: text("model"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    unique("evses_uid").on(t.uid),
    unique("evses_evse_id").on(t.evseId),
    index("evses_location").on(t.locationId),
  ],
);

export const connectors = pgTable(
  "connectors",
  {
    id: id().primaryKey(),
    evseId: uuid("evse_id")
      .notNull()
      .references(() => evses.id),
    connectorId: text("connector_id").notNull(),
    current: choice("current", CURRENTS).notNull(),
    /** OCPI PowerType: AC_1_PHASE, AC_3_PHASE, DC … */
    powerType: text("power_type").notNull(),
    standard: text("standard"),
    maxPowerWatts: integer("max_power_watts"),
  },
  (t) => [unique("connectors_of_evse").on(t.evseId, t.connectorId), oneOf("connectors_current", t.current, CURRENTS)],
);

/** Who owns an EVSE on which days of its organization's calendar (B27, D2); no two owners on one day. */
export const evseOwners = pgTable(
  "evse_owners",
  {
    id: id().primaryKey(),
    evseId: uuid("evse_id")
      .notNull()
      .references(() => evses.id),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => companies.id),
    days: dayRange("days").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("evse_owners_partner").on(t.partnerId),
    index("evse_owners_evse").on(t.evseId),
    check("evse_owners_days", sql`not isempty(${t.days}) and not lower_inf(${t.days})`),
  ],
);
