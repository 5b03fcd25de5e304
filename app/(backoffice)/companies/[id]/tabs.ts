/** The parts of a partner's page; each reads only what it shows. */
import type { Permission } from "@/lib/access/permissions";

export const TABS = ["sites", "contracts", "reports", "documents", "users", "history", "data"] as const;
export type Tab = (typeof TABS)[number];

/** What a tab needs beyond reading companies. */
export const tabPermissions: Partial<Record<Tab, Permission>> = {
  contracts: "contracts:read",
  reports: "settlement:read",
  documents: "settlement:read",
  users: "users:read",
  history: "audit:read",
};
