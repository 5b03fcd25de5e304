/**
 * The areas of messages: one line for each file `messages/en/<area>.json`. It gives the keys their types; a test
 * compares the list with the folder.
 */
import type access from "@/messages/en/access.json";
import type audit from "@/messages/en/audit.json";
import type balances from "@/messages/en/balances.json";
import type cdrs from "@/messages/en/cdrs.json";
import type common from "@/messages/en/common.json";
import type companies from "@/messages/en/companies.json";
import type contracts from "@/messages/en/contracts.json";
import type csv from "@/messages/en/csv.json";
import type demo from "@/messages/en/demo.json";
import type expenses from "@/messages/en/expenses.json";
import type exports from "@/messages/en/exports.json";
import type imports from "@/messages/en/imports.json";
import type locations from "@/messages/en/locations.json";
import type mails from "@/messages/en/mails.json";
import type organizations from "@/messages/en/organizations.json";
import type overview from "@/messages/en/overview.json";
import type portal from "@/messages/en/portal.json";
import type rating from "@/messages/en/rating.json";
import type recalculations from "@/messages/en/recalculations.json";
import type records from "@/messages/en/records.json";
import type report from "@/messages/en/report.json";
import type settings from "@/messages/en/settings.json";
import type settlement from "@/messages/en/settlement.json";
import type sharing from "@/messages/en/sharing.json";
import type tariffs from "@/messages/en/tariffs.json";
import type tokens from "@/messages/en/tokens.json";
import type trials from "@/messages/en/trials.json";
import type views from "@/messages/en/views.json";
import type waterfall from "@/messages/en/waterfall.json";

export type Messages = {
  exports: typeof exports;
  views: typeof views;
  portal: typeof portal;
  overview: typeof overview;
  expenses: typeof expenses;
  rating: typeof rating;
  recalculations: typeof recalculations;
  records: typeof records;
  access: typeof access;
  audit: typeof audit;
  balances: typeof balances;
  cdrs: typeof cdrs;
  common: typeof common;
  imports: typeof imports;
  companies: typeof companies;
  csv: typeof csv;
  demo: typeof demo;
  mails: typeof mails;
  report: typeof report;
  settings: typeof settings;
  settlement: typeof settlement;
  sharing: typeof sharing;
  waterfall: typeof waterfall;
  organizations: typeof organizations;
  tokens: typeof tokens;
  trials: typeof trials;
  locations: typeof locations;
  tariffs: typeof tariffs;
  contracts: typeof contracts;
};

declare module "next-intl" {
  interface AppConfig {
    Messages: Messages;
  }
}
