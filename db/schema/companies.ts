import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
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
import { choice, id, instant, oneOf } from "./columns";

export const ROAMING_KINDS = ["bilateral", "hub"] as const;

/** Every legal or natural person we deal with: partners (site hosts, Sub-CPOs), EMPs, and our own entities (B3–B5). */
export const companies = pgTable(
  "companies",
  {
    id: id().primaryKey(),
    parentId: uuid("parent_id").references((): AnyPgColumn => companies.id),
    name: text("name").notNull(),
    legalName: text("legal_name").notNull(),
    isPerson: boolean("is_person").notNull().default(false),
    isPartner: boolean("is_partner").notNull().default(false),
    isEmp: boolean("is_emp").notNull().default(false),
    isOwn: boolean("is_own").notNull().default(false),
    street: text("street").notNull().default(""),
    postalCode: text("postal_code").notNull().default(""),
    city: text("city").notNull().default(""),
    country: char("country", { length: 2 }).notNull(),
    vatId: text("vat_id"),
    taxNumber: text("tax_number"),
    email: text("email"),
    phone: text("phone"),
    iban: text("iban"),
    bic: text("bic"),
    bankName: text("bank_name"),
    locale: text("locale"),
    externalReference: text("external_reference"),
    roaming: choice("roaming", ROAMING_KINDS),
    archivedAt: instant("archived_at"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    oneOf("companies_roaming", t.roaming, ROAMING_KINDS),
    check("companies_not_own_parent", sql`${t.parentId} is distinct from ${t.id}`),
    unique("companies_external_reference").on(t.externalReference),
    index("companies_parent").on(t.parentId),
    index("companies_name").on(sql`lower(${t.name})`, t.id),
  ],
);

/** The OCPI party (country code and party id) under which an EMP issues tokens and contracts. */
export const empParties = pgTable(
  "emp_parties",
  {
    countryCode: char("country_code", { length: 2 }).notNull(),
    partyId: char("party_id", { length: 3 }).notNull(),
    companyId: uuid("company_id")
      .notNull()
      .references(() => companies.id),
  },
  (t) => [primaryKey({ columns: [t.countryCode, t.partyId] })],
);

/** An invoice organization: one of our own companies with the rules of its books (D3). */
export const organizations = pgTable(
  "organizations",
  {
    id: id().primaryKey(),
    companyId: uuid("company_id")
      .notNull()
      .references(() => companies.id),
    name: text("name").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    timeZone: text("time_zone").notNull(),
    locale: text("locale").notNull(),
    /** Day of the following month before which nothing of a month is issued (D8). */
    cutOffDay: integer("cut_off_day").notNull().default(1),
    settings: jsonb("settings").notNull().default({}),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    unique("organizations_name").on(t.name),
    check("organizations_cut_off_day", sql`${t.cutOffDay} between 1 and 28`),
  ],
);

/** Each country is served by exactly one organization (D3). */
export const organizationCountries = pgTable("organization_countries", {
  country: char("country", { length: 2 }).primaryKey(),
  organizationId: uuid("organization_id")
    .notNull()
    .references(() => organizations.id),
});
