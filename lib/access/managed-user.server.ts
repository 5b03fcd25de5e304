/** What every change of another person begins with: one at a time, within the viewer's scope, never without an admin. */
import type { Tx } from "@/db/client";
import { countOtherAdmins, findManagedUser, lockUsers } from "@/db/queries/users";
import type { AuditEvent } from "@/lib/audit/event";
import { UserError } from "@/lib/errors/user-error";
import type { ManagedUser } from "./management";
import { actorOf, type Viewer } from "./viewer";

/**
 * The person to change, while no other change of people can happen.
 * @throws UserError access.userNotFound, also for a person of another company
 */
export async function lockManagedUser(tx: Tx, viewer: Viewer, userId: string): Promise<ManagedUser> {
  await lockUsers(tx);
  const user = await findManagedUser(tx, viewer.scope, userId);
  if (!user) throw new UserError("access.userNotFound");
  return user;
}

/**
 * Refuses to take the last admin away.
 * @throws UserError access.lastAdmin
 */
export async function keepAnAdmin(tx: Tx, user: ManagedUser): Promise<void> {
  if (user.role !== "admin" || user.disabledAt !== null) return;
  if ((await countOtherAdmins(tx, user.id)) === 0) throw new UserError("access.lastAdmin");
}

/** The part of an event that is the same for every change of a person. */
export function eventOf(
  viewer: Viewer,
  user: Pick<ManagedUser, "id" | "name" | "companyId">,
): Pick<AuditEvent, "actor" | "objectType" | "objectId" | "label" | "partnerId"> {
  return {
    actor: actorOf(viewer),
    objectType: "user",
    objectId: user.id,
    label: user.name,
    partnerId: user.companyId,
  };
}
