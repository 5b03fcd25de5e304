/** What an administrator does with a person: rename, move, disable, enable, sign out, send a new password link. */
import { asStaff } from "@/db/client";
import { raiseSessionVersion } from "@/db/queries/access";
import { revokeAccessLinks } from "@/db/queries/access-links";
import { appendAuditEvent } from "@/db/queries/audit";
import { updateUser } from "@/db/queries/users";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { queueMail } from "@/lib/mail/queue-mail.server";
import { partnerName } from "./invite-user.server";
import { issueAccessLink } from "./issue-access-link.server";
import { eventOf, keepAnAdmin, lockManagedUser } from "./managed-user.server";
import { checkPosition, type Position, refuseOneself } from "./management";
import type { Viewer } from "./viewer";

export type UserChange = Position & { userId: string; name: string };

/**
 * Changes name, role and company; what the person may see changes with the next request.
 * @throws UserError access.lastAdmin, access.notYourself, access.roleNotAllowed, access.userNotFound
 */
export async function changeUser(viewer: Viewer, change: UserChange, now: Instant): Promise<void> {
  const { userId, name, role, companyId } = change;
  checkPosition(viewer, change);
  await asStaff(async (tx) => {
    const user = await lockManagedUser(tx, viewer, userId);
    const moves = role !== user.role || companyId !== user.companyId;
    if (moves) {
      refuseOneself(viewer, userId);
      await keepAnAdmin(tx, user);
    }
    const company = moves ? await partnerName(tx, companyId) : user.companyName;
    const changes = diff({ ...user, company: user.companyName }, { name, role, company }, ["name", "role", "company"]);
    if (Object.keys(changes).length === 0) return;
    await updateUser(tx, userId, { name, role, companyId });
    await appendAuditEvent(tx, { ...eventOf(viewer, { ...user, name }), verb: "changed", changes, at: now });
  });
}

/**
 * Ends a person's access at once: sessions, links and sign-in.
 * @throws UserError access.lastAdmin, access.notYourself, access.userNotFound
 */
export async function disableUser(viewer: Viewer, userId: string, now: Instant): Promise<void> {
  refuseOneself(viewer, userId);
  await asStaff(async (tx) => {
    const user = await lockManagedUser(tx, viewer, userId);
    if (user.disabledAt !== null) return;
    await keepAnAdmin(tx, user);
    await updateUser(tx, userId, { disabledAt: now });
    await raiseSessionVersion(tx, userId);
    await revokeAccessLinks(tx, { userId }, now);
    await appendAuditEvent(tx, { ...eventOf(viewer, user), verb: "disabled", at: now });
  });
}

/**
 * Lets a disabled person sign in again.
 * @throws UserError access.userNotFound
 */
export async function enableUser(viewer: Viewer, userId: string, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const user = await lockManagedUser(tx, viewer, userId);
    if (user.disabledAt === null) return;
    await updateUser(tx, userId, { disabledAt: null });
    await appendAuditEvent(tx, { ...eventOf(viewer, user), verb: "enabled", at: now });
  });
}

/**
 * Ends every session of a person.
 * @throws UserError access.userNotFound
 */
export async function signOutEverywhere(viewer: Viewer, userId: string, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const user = await lockManagedUser(tx, viewer, userId);
    await raiseSessionVersion(tx, userId);
    await appendAuditEvent(tx, { ...eventOf(viewer, user), verb: "signed_out_everywhere", at: now });
  });
}

/**
 * Mails a person a link with which to set a new password. The administrator does not see it.
 * @throws UserError access.userNotFound, access.userDisabled
 */
export async function sendPasswordReset(viewer: Viewer, userId: string, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const user = await lockManagedUser(tx, viewer, userId);
    if (user.disabledAt !== null) throw new UserError("access.userDisabled");
    const link = await issueAccessLink(tx, { kind: "password_reset", userId, createdBy: viewer.userId }, now);
    const params = { name: user.name, link };
    await queueMail(tx, { to: user.email, locale: user.locale, template: "passwordReset", params, now });
    await appendAuditEvent(tx, { ...eventOf(viewer, user), verb: "password_requested", at: now });
  });
}
