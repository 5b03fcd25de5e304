import { sql } from "drizzle-orm";
import { char, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { choice, id, instant, isFirstOfMonth, month, oneOf } from "./columns";
import { companies, organizations } from "./companies";
import { evses, locations } from "./locations";

export const CONTRACT_KINDS = ["revenue_share", "purchase_price", "payment_facilitation"] as const;
export const CONTRACT_SCOPES = ["all_sites", "chosen_sites", "chosen_evses"] as const;

/** What a partner gets, in one organization and currency, for whole months (D4). */
export const contracts = pgTable(
  "contracts",
  {
    id: id().primaryKey(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => companies.id),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    currency: char("currency", { length: 3 }).notNull(),
    name: text("name").notNull(),
    kind: choice("kind", CONTRACT_KINDS).notNull(),
    scope: choice("scope", CONTRACT_SCOPES).notNull(),
    startsIn: month("starts_in").notNull(),
    /** The last month in force; null: until ended. */
    endsIn: month("ends_in"),
    externalReference: text("external_reference"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    unique("contracts_name").on(t.partnerId, t.name),
    index("contracts_partner").on(t.partnerId, t.organizationId, t.currency),
    oneOf("contracts_kind", t.kind, CONTRACT_KINDS),
    oneOf("contracts_scope", t.scope, CONTRACT_SCOPES),
    isFirstOfMonth("contracts_starts_in", t.startsIn),
    check("contracts_months", sql`${t.endsIn} is null or ${t.endsIn} >= ${t.startsIn}`),
  ],
);

/** The sites of a contract with scope `chosen_sites`. */
export const contractLocations = pgTable(
  "contract_locations",
  {
    contractId: uuid("contract_id")
      .notNull()
      .references(() => contracts.id),
    locationId: uuid("location_id")
      .notNull()
      .references(() => locations.id),
  },
  (t) => [primaryKey({ columns: [t.contractId, t.locationId] })],
);

/** Terms from a month on; the version with the latest start not after the month holds. */
export const contractVersions = pgTable(
  "contract_versions",
  {
    id: id().primaryKey(),
    contractId: uuid("contract_id")
      .notNull()
      .references(() => contracts.id),
    version: integer("version").notNull(),
    validFrom: month("valid_from").notNull(),
    /** `ContractTerms` of lib/contracts/terms.ts; amounts as decimal strings. */
    terms: jsonb("terms").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    unique("contract_versions_number").on(t.contractId, t.version),
    unique("contract_versions_valid_from").on(t.contractId, t.validFrom),
    isFirstOfMonth("contract_versions_valid_from_first", t.validFrom),
  ],
);

/** The EVSEs of a contract with scope `chosen_evses`. */
export const contractEvses = pgTable(
  "contract_evses",
  {
    contractId: uuid("contract_id")
      .notNull()
      .references(() => contracts.id),
    evseId: uuid("evse_id")
      .notNull()
      .references(() => evses.id),
  },
  (t) => [primaryKey({ columns: [t.contractId, t.evseId] })],
);
