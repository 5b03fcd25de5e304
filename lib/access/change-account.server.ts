/** What people change of themselves. */
import { asStaff } from "@/db/client";
import { findUser, raiseSessionVersion, writePassword } from "@/db/queries/access";
import { revokeAccessLinks } from "@/db/queries/access-links";
import { appendAuditEvent } from "@/db/queries/audit";
import { updateUser } from "@/db/queries/users";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { eventOf } from "./managed-user.server";
import { passwordProblem } from "./password";
import { hashPassword, verifyPassword } from "./password-hash.server";
import { RATE_LIMITS } from "./rate-limit";
import type { SignedIn } from "./record-sign-in.server";
import { reserveAttempt, settleAttempt } from "./reserve-attempt.server";
import type { Viewer } from "./viewer";

/** Changes one's own name and language; `locale` null follows the browser. */
export async function changeProfile(
  viewer: Viewer,
  profile: { name?: string; locale?: string | null },
  now: Instant,
): Promise<void> {
  await asStaff(async (tx) => {
    const user = await findUser(tx, viewer.userId);
    if (!user) throw new UserError("access.signedOut");
    const next = { ...user, ...profile };
    const changes = diff(user, next, ["name", "locale"]);
    if (Object.keys(changes).length === 0) return;
    await updateUser(tx, user.id, { name: next.name, locale: next.locale });
    await appendAuditEvent(tx, { ...eventOf(viewer, next), verb: "changed", changes, at: now });
  });
}

/**
 * Changes one's own password, for which the current one is asked; all other sessions and links end.
 * @returns what this browser's session goes on with
 * @throws UserError access.wrongPassword, access.tooManyAttempts, access.password…
 */
export async function changePassword(
  viewer: Viewer,
  given: { current: string; password: string },
  now: Instant,
): Promise<SignedIn> {
  const problem = passwordProblem(given.password, viewer.email);
  if (problem) throw new UserError(problem, { field: "password" });
  const key = `password:${viewer.userId}`;
  const attempt = await reserveAttempt([{ key, limit: RATE_LIMITS.signInOfAccount }], now);
  const user = await asStaff((tx) => findUser(tx, viewer.userId));
  if (!(await verifyPassword(user?.passwordHash ?? null, given.current))) {
    throw new UserError("access.wrongPassword", { field: "current" });
  }
  const passwordHash = await hashPassword(given.password);
  return asStaff(async (tx) => {
    await settleAttempt(tx, attempt, key);
    const version = await writePassword(tx, viewer.userId, passwordHash);
    await revokeAccessLinks(tx, { userId: viewer.userId }, now);
    await appendAuditEvent(tx, { ...eventOf(viewer, { ...viewer, id: viewer.userId }), verb: "password_set", at: now });
    return { userId: viewer.userId, version, role: viewer.role, locale: user?.locale ?? null };
  });
}

/** Ends every session of one's own, this one included. */
export async function signOutMyselfEverywhere(viewer: Viewer, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    await raiseSessionVersion(tx, viewer.userId);
    const event = eventOf(viewer, { ...viewer, id: viewer.userId });
    await appendAuditEvent(tx, { ...event, verb: "signed_out_everywhere", at: now });
  });
}
