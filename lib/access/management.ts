/** Who may manage whom: an admin everybody, a partner's admin the people of its own company. */
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { isPartnerRole, type Role } from "./permissions";
import type { Viewer } from "./viewer";

/** A person as administrators see them. */
export type ManagedUser = {
  id: string;
  name: string;
  email: string;
  role: Role;
  companyId: string | null;
  companyName: string | null;
  locale: string | null;
  hasPassword: boolean;
  disabledAt: Instant | null;
  lastSignedInAt: Instant | null;
};

/** What a managed person becomes. */
export type Position = { role: Role; companyId: string | null };

/**
 * Whether the viewer may put somebody into this position.
 * @throws UserError access.roleNotAllowed, access.companyNeeded
 */
export function checkPosition(viewer: Pick<Viewer, "role" | "scope">, position: Position): void {
  const { role, companyId } = position;
  if (isPartnerRole(role) && companyId === null) throw new UserError("access.companyNeeded", { field: "companyId" });
  if (!isPartnerRole(role) && companyId !== null) throw new UserError("access.roleNotAllowed", { field: "role" });
  if (viewer.role === "admin") return;
  const isOwnCompany =
    viewer.scope.kind === "partners" && companyId !== null && viewer.scope.partnerIds.includes(companyId);
  if (viewer.role !== "partner_admin" || !isOwnCompany) throw new UserError("access.roleNotAllowed", { field: "role" });
}

/** The roles a viewer may give. */
export function grantableRoles(viewer: Pick<Viewer, "role">): Role[] {
  if (viewer.role === "admin") return ["admin", "finance", "operations", "auditor", "partner_admin", "partner_viewer"];
  return viewer.role === "partner_admin" ? ["partner_admin", "partner_viewer"] : [];
}

/** Nobody takes the own access away by a slip: another admin does that. */
export function refuseOneself(viewer: Pick<Viewer, "userId">, userId: string): void {
  if (viewer.userId === userId) throw new UserError("access.notYourself");
}

export type UserState = "invited" | "active" | "suspended";

/** Where a person stands, as the badge shows it. */
export function userState(user: Pick<ManagedUser, "hasPassword" | "lastSignedInAt" | "disabledAt">): UserState {
  if (user.disabledAt !== null) return "suspended";
  return user.hasPassword || user.lastSignedInAt !== null ? "active" : "invited";
}
