/**
 * People of one's own company. The partner's database role cannot read users at all, so this asks as staff, and the
 * company is in each query's condition; a viewer without a company is refused.
 */
import { asStaff } from "@/db/client";
import { findManagedUser, listUsers } from "@/db/queries/users";
import type { ManagedUser } from "./management";
import type { Scope } from "./scope";
import type { Viewer } from "./viewer";

export function listColleagues(viewer: Viewer): Promise<ManagedUser[]> {
  return asStaff((tx) => listUsers(tx, ownCompany(viewer)));
}

/** Null for somebody of another company, as if there were nobody. */
export function findColleague(viewer: Viewer, userId: string): Promise<ManagedUser | null> {
  return asStaff((tx) => findManagedUser(tx, ownCompany(viewer), userId));
}

function ownCompany(viewer: Viewer): Scope {
  if (viewer.companyId === null) throw new Error("staff has no colleagues in the portal");
  return { kind: "partners", partnerIds: [viewer.companyId] };
}
