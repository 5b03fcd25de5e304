/** People for tests of access: made in the database, as viewers. */
import { uuidv7 } from "uuidv7";
import { asOwner, asStaff } from "@/db/client";
import { findSessionUser } from "@/db/queries/access";
import { listAuditEvents } from "@/db/queries/audit";
import { listMails } from "@/db/queries/mails";
import { insertUser } from "@/db/queries/users";
import { accessAttempts, accessLinks, companies, mails, users } from "@/db/schema";
import { hashPassword } from "@/lib/access/password-hash.server";
import type { Role } from "@/lib/access/permissions";
import { EVERYTHING } from "@/lib/access/scope";
import { scopeOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";

export const NOW: Instant = Date.UTC(2026, 9, 1, 12);
export const MINUTE = 60_000;
/** The password of every person made here. */
export const PASSWORD = "correct horse battery";

let passwordHash: Promise<string> | undefined;

/** Somebody whose e-mail is `<name>@example.com`. */
export async function makePerson(name: string, role: Role, companyId: string | null = null): Promise<Viewer> {
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  const id = uuidv7();
  const email = `${name.toLowerCase()}@example.com`;
  await asStaff((tx) => insertUser(tx, { id, name, email, role, companyId, passwordHash: hash, createdAt: NOW }));
  return { userId: id, name, email, role, companyId, locale: "en", scope: scopeOf(role, companyId) };
}

/** A partner company. */
export async function makeHost(name: string): Promise<string> {
  const id = uuidv7();
  const partner = { id, name, legalName: name, isPartner: true, country: "DE", createdAt: NOW };
  await asOwner((tx) => tx.insert(companies).values(partner));
  return id;
}

/** Forgets people, their links, tries and mails; the history stays. */
export async function clearPeople(): Promise<void> {
  await asOwner(async (tx) => {
    for (const table of [accessLinks, accessAttempts, mails, users]) await tx.delete(table);
  });
}

export async function isSignedIn(session: { userId: string; version: number }): Promise<boolean> {
  return (await asStaff((tx) => findSessionUser(tx, session))) !== null;
}

export function tokenOf(link: string): string {
  return link.slice(link.lastIndexOf("/") + 1);
}

/** The token in the newest mail to an address. */
export async function mailedToken(to: string): Promise<string> {
  const { rows } = await asStaff((tx) => listMails(tx, {}, { limit: 10 }));
  const mail = rows.find((row) => row.to === to);
  return /\/link\/([\w-]{43})/.exec(mail?.text ?? "")?.[1] ?? "";
}

/** The verbs of an object's history, oldest first. */
export async function verbsOf(objectId: string): Promise<string[]> {
  const { rows } = await asStaff((tx) => listAuditEvents(tx, EVERYTHING, { objectId }, { limit: 50 }));
  return rows.map((event) => event.verb).toReversed();
}
