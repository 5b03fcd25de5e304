import { describe, expect, it } from "vitest";
import { ROLES } from "@/db/schema";
import { isAllowed, isPermission, permissionRoles, permissions, permissionsOf, type Role } from "./permissions";

const reading = [
  "overview:read",
  "records:read",
  "records:export",
  "cdrs:read",
  "cdrs:export",
  "companies:read",
  "organizations:read",
  "locations:read",
  "tokens:read",
  "tariffs:read",
  "contracts:read",
  "settlement:read",
  "shares:read",
  "settings:read",
  "views:write",
];
const working = [
  "cdrs:import",
  "cdrs:release",
  "companies:write",
  "locations:write",
  "tokens:write",
  "tariffs:write",
  "changes:confirm",
  "account:write",
  "views:share",
];
const money = [
  "records:collect",
  "expenses:write",
  "organizations:write",
  "contracts:write",
  "settlement:draft",
  "settlement:issue",
  "settlement:correct",
  "shares:write",
  "audit:read",
];

/** Written out a second time on purpose: a change of the table must be meant. */
const expected: Record<Role, string[]> = {
  admin: [...reading, ...working, ...money, "users:read", "users:write", "mails:read", "settings:write"],
  finance: [...reading, ...working, ...money],
  operations: [...reading, ...working],
  auditor: [...reading, "users:read", "audit:read", "account:write"],
  partner_admin: ["portal:read", "portal:users", "account:write"],
  partner_viewer: ["portal:read", "account:write"],
};

describe("permissions", () => {
  it.each(Object.keys(expected) as Role[])("gives %s exactly what the role is for", (role) => {
    expect(permissionsOf(role).toSorted()).toEqual(expected[role].toSorted());
  });

  it("lets the auditor change nothing but the own account and saved views", () => {
    const changing = permissionsOf("auditor").filter((permission) => !/:(read|export)$/.test(permission));
    expect(changing).toEqual(["views:write", "account:write"]);
  });

  it("[A40] gives a partner nothing of the back office", () => {
    for (const permission of permissions) {
      const shared = permission === "account:write";
      if (permission.startsWith("portal:")) {
        expect(permissionRoles[permission].every((role) => role.startsWith("partner_"))).toBe(true);
      } else if (!shared) {
        expect(isAllowed("partner_admin", permission)).toBe(false);
        expect(isAllowed("partner_viewer", permission)).toBe(false);
      }
    }
  });

  it("knows the roles of the database, all of them", () => {
    expect(Object.keys(expected).toSorted()).toEqual([...ROLES].toSorted());
  });

  it("does not take an inherited name for a permission", () => {
    expect(isPermission("records:read")).toBe(true);
    expect(isPermission("constructor")).toBe(false);
  });
});
