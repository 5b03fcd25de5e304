/** What the page of a one-time link does: sets the first admin up, accepts an invitation, sets a password, signs in. */
import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { findUser, findUserByEmail, type User, writePassword } from "@/db/queries/access";
import { type AccessLink, findAccessLink, revokeAccessLinks, takeAccessLink } from "@/db/queries/access-links";
import { appendAuditEvent } from "@/db/queries/audit";
import { countOtherAdmins, insertUser, lockUsers, updateUser } from "@/db/queries/users";
import { diff } from "@/lib/audit/changes";
import type { Verb } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { isToken, type LinkKind } from "./access-link";
import { passwordProblem } from "./password";
import { hashPassword } from "./password-hash.server";
import { recordSignIn, type SignedIn, type SignInWay } from "./record-sign-in.server";
import { hashOfToken } from "./token.server";

/** What a link is for; name and e-mail are of the user it was made for, if there is one. */
export type LinkPurpose = { kind: LinkKind; name: string | null; email: string | null };

/** What a link can still do; null when it is unknown, used, revoked, expired or its user is disabled. */
export function readAccessLink(token: string, now: Instant): Promise<LinkPurpose | null> {
  return asStaff(async (tx) => {
    const found = await usableLink(tx, token, now);
    return found && { kind: found.link.kind, name: found.user?.name ?? null, email: found.user?.email ?? null };
  });
}

/**
 * Signs in by a link that was sent by mail.
 * @throws UserError access.linkEnded
 */
export function signInByLink(token: string, now: Instant): Promise<SignedIn> {
  return asStaff(async (tx) => {
    const { link, user } = await usableLinkOrThrow(tx, token, now);
    if (link.kind !== "sign_in" || !user) throw new UserError("access.linkEnded");
    await take(tx, link, now);
    return recordSignIn(tx, user, "mail", now);
  });
}

/**
 * Sets a password by a link: of the invited or forgetful user it was made for, or of the first admin, whose name and
 * e-mail come with it. All other links and sessions of the user end.
 * @throws UserError access.linkEnded, access.password…, access.emailTaken
 */
export async function setPasswordByLink(
  given: { token: string; name: string | null; email: string | null; password: string },
  now: Instant,
): Promise<SignedIn> {
  return asStaff(async (tx) => {
    const { link, user } = await usableLinkOrThrow(tx, given.token, now);
    if (link.kind === "sign_in") throw new UserError("access.linkEnded");
    refuseBadPassword(given.password, user?.email ?? given.email ?? "");
    const passwordHash = await hashPassword(given.password);
    if (link.kind === "setup") await lockUsers(tx);
    await take(tx, link, now);
    const owner = user ?? (await createFirstAdmin(tx, given, now));
    return finish(tx, { owner, kind: link.kind, name: given.name, passwordHash }, now);
  });
}

type Finish = { owner: User; kind: Exclude<LinkKind, "sign_in">; name: string | null; passwordHash: string };

async function finish(tx: Tx, { owner, kind, name, passwordHash }: Finish, now: Instant): Promise<SignedIn> {
  const named = kind === "password_reset" || name === null ? owner : { ...owner, name };
  if (named.name !== owner.name) await updateUser(tx, owner.id, { name: named.name });
  const sessionVersion = await writePassword(tx, owner.id, passwordHash);
  await revokeAccessLinks(tx, { userId: owner.id }, now);
  await appendAuditEvent(tx, {
    actor: { id: owner.id, name: named.name },
    verb: verbs[kind],
    objectType: "user",
    objectId: owner.id,
    label: named.name,
    partnerId: owner.companyId,
    changes: kind === "setup" ? diff(null, owner, ["name", "email", "role"]) : diff(owner, named, ["name"]),
    at: now,
  });
  return recordSignIn(tx, { ...named, sessionVersion }, ways[kind], now);
}

const verbs: Readonly<Record<Finish["kind"], Verb>> = {
  setup: "created",
  invitation: "joined",
  password_reset: "password_set",
};
const ways: Readonly<Record<Finish["kind"], SignInWay>> = {
  setup: "setup",
  invitation: "invitation",
  password_reset: "reset",
};

/** The setup link ends when an admin exists, however that admin came to be. */
async function createFirstAdmin(
  tx: Tx,
  given: { name: string | null; email: string | null },
  now: Instant,
): Promise<User> {
  if (!given.name || !given.email) throw new UserError("required", { field: given.name ? "email" : "name" });
  if ((await countOtherAdmins(tx, null)) > 0) throw new UserError("access.linkEnded");
  if (await findUserByEmail(tx, given.email)) throw new UserError("access.emailTaken", { field: "email" });
  const id = uuidv7();
  await insertUser(tx, { id, email: given.email, name: given.name, role: "admin", createdAt: now });
  return (await findUser(tx, id)) as User;
}

function refuseBadPassword(password: string, email: string): void {
  const problem = passwordProblem(password, email);
  if (problem) throw new UserError(problem, { field: "password" });
}

async function take(tx: Tx, link: AccessLink, now: Instant): Promise<void> {
  if (!(await takeAccessLink(tx, link.tokenHash, now))) throw new UserError("access.linkEnded");
}

async function usableLinkOrThrow(tx: Tx, token: string, now: Instant) {
  const found = await usableLink(tx, token, now);
  if (!found) throw new UserError("access.linkEnded");
  return found;
}

async function usableLink(
  tx: Tx,
  token: string,
  now: Instant,
): Promise<{ link: AccessLink; user: User | null } | null> {
  const link = isToken(token) ? await findAccessLink(tx, hashOfToken(token), now) : null;
  if (!link) return null;
  if (link.userId === null) {
    return link.kind === "setup" && (await countOtherAdmins(tx, null)) === 0 ? { link, user: null } : null;
  }
  const user = await findUser(tx, link.userId);
  return user && user.disabledAt === null ? { link, user } : null;
}
