import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { findUserByEmail } from "@/db/queries/access";
import { appendAuditEvent } from "@/db/queries/audit";
import { findActivePartner, insertUser, lockUsers } from "@/db/queries/users";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { queueMail } from "@/lib/mail/queue-mail.server";
import { issueAccessLink } from "./issue-access-link.server";
import { eventOf, lockManagedUser } from "./managed-user.server";
import { checkPosition, type Position, userState } from "./management";
import type { Viewer } from "./viewer";

export type Invitation = Position & { name: string; email: string; locale: string | null };

/** The invited person, and the link that the mail holds too: the inviter sees it once. */
export type Invited = { userId: string; link: string };

/**
 * Invites somebody by mail.
 * @throws UserError access.emailTaken, access.companyNeeded, access.roleNotAllowed, access.companyNotFound
 */
export async function inviteUser(viewer: Viewer, invitation: Invitation, now: Instant): Promise<Invited> {
  checkPosition(viewer, invitation);
  return asStaff(async (tx) => {
    await lockUsers(tx);
    if (await findUserByEmail(tx, invitation.email)) throw new UserError("access.emailTaken", { field: "email" });
    const company = await partnerName(tx, invitation.companyId);
    const user = { id: uuidv7(), ...invitation };
    await insertUser(tx, { ...user, createdAt: now });
    await appendAuditEvent(tx, {
      ...eventOf(viewer, user),
      verb: "invited",
      changes: diff(null, { ...user, company }, ["name", "email", "role", "company"]),
      at: now,
    });
    return { userId: user.id, link: await sendInvitation(tx, viewer, user, now) };
  });
}

/**
 * Sends the invitation once more; the earlier link ends.
 * @throws UserError access.alreadyJoined, access.userNotFound
 */
export function inviteAgain(viewer: Viewer, userId: string, now: Instant): Promise<Invited> {
  return asStaff(async (tx) => {
    const user = await lockManagedUser(tx, viewer, userId);
    if (userState(user) !== "invited") throw new UserError("access.alreadyJoined");
    await appendAuditEvent(tx, { ...eventOf(viewer, user), verb: "invited", at: now });
    return { userId, link: await sendInvitation(tx, viewer, user, now) };
  });
}

/**
 * The name of the partner somebody works for; null for staff.
 * @throws UserError access.companyNotFound
 */
export async function partnerName(tx: Tx, companyId: string | null): Promise<string | null> {
  if (companyId === null) return null;
  const name = await findActivePartner(tx, companyId);
  if (name === null) throw new UserError("access.companyNotFound", { field: "companyId" });
  return name;
}

async function sendInvitation(
  tx: Tx,
  viewer: Viewer,
  user: { id: string; name: string; email: string; locale: string | null },
  now: Instant,
): Promise<string> {
  const link = await issueAccessLink(tx, { kind: "invitation", userId: user.id, createdBy: viewer.userId }, now);
  const params = { name: user.name, inviter: viewer.name, link };
  await queueMail(tx, { to: user.email, locale: user.locale ?? viewer.locale, template: "invitation", params, now });
  return link;
}
