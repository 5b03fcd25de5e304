import { sql } from "drizzle-orm";
import { char, check, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { choice, id, instant, isFirstOfMonth, month, oneOf } from "./columns";
import { companies, organizations } from "./companies";
import { files } from "./imports";
import { evses, locations } from "./locations";

export const CONTRACT_KINDS = ["revenue_share", "purchase_price", "payment_facilitation"] as const;
export const CONTRACT_SCOPES = ["all_sites", "chosen_sites", "chosen_evses"] as const;
export const SIMULATION_STATES = ["queued", "running", "done", "failed"] as const;

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
    /** A contract with an end goes on by so many months, unless notice was given in time; null: it ends. */
    renewalMonths: integer("renewal_months"),
    /** Whole months before the end by which notice has to be given. */
    noticeMonths: integer("notice_months").notNull().default(0),
    /** The day on which somebody gave notice; it does not renew any more. */
    noticeGivenOn: date("notice_given_on", { mode: "string" }),
    /** The day of the agreement that the operator writes credit notes in the partner's name (D14), and its document. */
    selfBillingAgreedOn: date("self_billing_agreed_on", { mode: "string" }),
    selfBillingFileId: uuid("self_billing_file_id").references(() => files.id),
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
    check("contracts_renewal", sql`${t.renewalMonths} is null or (${t.renewalMonths} > 0 and ${t.endsIn} is not null)`),
    check("contracts_notice", sql`${t.noticeMonths} >= 0`),
    index("contracts_renewing").on(t.endsIn).where(sql`${t.renewalMonths} is not null and ${t.noticeGivenOn} is null`),
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

/**
 * A changed or a new contract over past months' real sessions, beside the contracts that hold (X3). It decides
 * nothing: its result is shown, compared and exported.
 */
export const contractSimulations = pgTable(
  "contract_simulations",
  {
    id: id().primaryKey(),
    /** The contract that would change; null: a new one. */
    contractId: uuid("contract_id").references(() => contracts.id),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => companies.id),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    currency: char("currency", { length: 3 }).notNull(),
    /** `ContractScope` of lib/contracts/scope.ts. */
    scope: jsonb("scope").notNull(),
    /** `ContractTerms` of lib/contracts/terms.ts; amounts as decimal strings. */
    terms: jsonb("terms").notNull(),
    /** First and last month looked at. */
    fromMonth: month("from_month").notNull(),
    untilMonth: month("until_month").notNull(),
    state: choice("state", SIMULATION_STATES).notNull(),
    sessionsDone: integer("sessions_done").notNull().default(0),
    /** `StoredSimulation` of lib/contracts/simulation.ts, once it is done. */
    result: jsonb("result"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("contract_simulations_contract").on(t.contractId, t.createdAt),
    oneOf("contract_simulations_state", t.state, SIMULATION_STATES),
    isFirstOfMonth("contract_simulations_from", t.fromMonth),
    isFirstOfMonth("contract_simulations_until", t.untilMonth),
    check("contract_simulations_months", sql`${t.untilMonth} >= ${t.fromMonth}`),
  ],
);
