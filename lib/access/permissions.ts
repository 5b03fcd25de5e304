/**
 * Who may do what: one table, read by pages, actions, route handlers and menus. A permission is `noun:verb`; the
 * auditor reads everything and changes nothing.
 */

export type Role = "admin" | "finance" | "operations" | "auditor" | "partner_admin" | "partner_viewer";

const STAFF = ["admin", "finance", "operations", "auditor"] as const satisfies readonly Role[];
const WORKING = ["admin", "finance", "operations"] as const satisfies readonly Role[];
const FINANCE = ["admin", "finance"] as const satisfies readonly Role[];
const PARTNER = ["partner_admin", "partner_viewer"] as const satisfies readonly Role[];

const table = {
  "overview:read": STAFF,
  "records:read": STAFF,
  "records:export": STAFF,
  "records:collect": FINANCE,
  /** Expense records written by hand. */
  "expenses:write": FINANCE,
  "cdrs:read": STAFF,
  "cdrs:export": STAFF,
  "cdrs:import": WORKING,
  "cdrs:release": WORKING,
  "companies:read": STAFF,
  "companies:write": WORKING,
  "organizations:read": STAFF,
  "organizations:write": FINANCE,
  "locations:read": STAFF,
  "locations:write": WORKING,
  "tokens:read": STAFF,
  "tokens:write": WORKING,
  "tariffs:read": STAFF,
  "tariffs:write": WORKING,
  /** Previewed changes of tariffs, owners and contracts; what each asks for is asked for besides. */
  "changes:confirm": WORKING,
  "contracts:read": STAFF,
  "contracts:write": FINANCE,
  "settlement:read": STAFF,
  "settlement:draft": FINANCE,
  "settlement:issue": FINANCE,
  /** Changes of owners, tariffs and contracts that reach into an issued month (D9). */
  "settlement:correct": FINANCE,
  "shares:read": STAFF,
  "shares:write": FINANCE,
  "users:read": ["admin", "auditor"],
  "users:write": ["admin"],
  "audit:read": ["admin", "finance", "auditor"],
  /** Mails hold sign-in links: who reads them can sign in as their recipient. */
  "mails:read": ["admin"],
  "settings:read": STAFF,
  "settings:write": ["admin"],
  /** Saved queries of lists: one's own, which are nobody else's business, and those that all of the back office sees. */
  "views:write": STAFF,
  "views:share": WORKING,
  /** One's own name, language, password and sessions. */
  "account:write": [...STAFF, ...PARTNER],
  "portal:read": PARTNER,
  "portal:users": ["partner_admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;

/** Permission → the roles that have it. */
export const permissionRoles: Readonly<Record<Permission, readonly Role[]>> = table;

export const permissions = Object.keys(table) as Permission[];

/** Whether a role has a permission. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return permissionRoles[permission].includes(role);
}

/** Everything a role may do, in the table's order. */
export function permissionsOf(role: Role): Permission[] {
  return permissions.filter((permission) => isAllowed(role, permission));
}

/** Roles of people who work for a partner, and so need a company. */
export const PARTNER_ROLES: readonly Role[] = PARTNER;
export const STAFF_ROLES: readonly Role[] = STAFF;

export function isPartnerRole(role: Role): boolean {
  return PARTNER_ROLES.includes(role);
}

/** Whether a text names a permission, for what comes from an address. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(table, text);
}
