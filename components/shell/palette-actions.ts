import type { Permission } from "@/lib/access/permissions";
import type { Messages } from "@/lib/i18n/messages";

/** What can be done without being on its page first; offered to whoever has the permission. */
export type PaletteAction = { key: keyof Messages["common"]["palette"]["do"]; href: string; permission: Permission };

export const paletteActions: readonly PaletteAction[] = [
  { key: "importCdrs", href: "/imports", permission: "cdrs:import" },
  { key: "importPayments", href: "/revenue/payments", permission: "records:collect" },
  { key: "closeMonth", href: "/month-end", permission: "settlement:draft" },
  { key: "newExpense", href: "/expenses/new", permission: "expenses:write" },
  { key: "topUp", href: "/balances/new", permission: "expenses:write" },
  { key: "newContract", href: "/contracts/new", permission: "contracts:write" },
  { key: "newTariff", href: "/tariffs/new", permission: "tariffs:write" },
  { key: "tryTariff", href: "/tariffs/try", permission: "tariffs:read" },
  { key: "tariffCoverage", href: "/tariffs/coverage", permission: "tariffs:read" },
  { key: "recalculations", href: "/recalculations", permission: "records:read" },
  { key: "newLocation", href: "/locations/new", permission: "locations:write" },
  { key: "newCompany", href: "/companies/new", permission: "companies:write" },
  { key: "newToken", href: "/tokens/new", permission: "tokens:write" },
  { key: "importLocations", href: "/locations/import", permission: "locations:write" },
  { key: "importCompanies", href: "/companies/import", permission: "companies:write" },
  { key: "sources", href: "/imports/sources", permission: "cdrs:read" },
  { key: "exports", href: "/exports", permission: "records:export" },
];
