/** Changes of master data that a person sees the consequences of before they hold (D9). */
import type { Permission } from "@/lib/access/permissions";

/** Each is what one verb does; `change-verbs.server.ts` says which. */
export const CHANGE_KINDS = [
  "tariff_version",
  "tariff_assignment",
  "tariff_withdrawal",
  "sales_tariff",
  "owner_assignment",
  "owner_removal",
  "owner_correction",
  "contract_terms",
  "contract_extent",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Who may make a change of a kind, and so confirm it. */
export const CHANGE_PERMISSIONS: Readonly<Record<ChangeKind, Permission>> = {
  tariff_version: "tariffs:write",
  tariff_assignment: "tariffs:write",
  tariff_withdrawal: "tariffs:write",
  sales_tariff: "tariffs:write",
  owner_assignment: "locations:write",
  owner_removal: "locations:write",
  owner_correction: "locations:write",
  contract_terms: "contracts:write",
  contract_extent: "contracts:write",
};

/** A change that waits for its confirmation, as its preview keeps it. */
export type PlannedChange = {
  kind: ChangeKind;
  /** What it is about, in a person's words: the tariff's, the site's or the contract's name. */
  label: string;
  /** The first day that it concerns, `YYYY-MM-DD`. */
  from: string;
  reason: string | null;
  /** The verb's input, as its form was read. */
  input: unknown;
};
