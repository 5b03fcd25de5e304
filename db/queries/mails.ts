/** The outbox. */
import { and, asc, desc, eq, gt, lt, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { mails } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";
import { type Page, type PageRequest, pageOf } from "./keyset";

export type Mail = typeof mails.$inferSelect;

export async function insertMail(tx: Tx, mail: typeof mails.$inferInsert): Promise<void> {
  await tx.insert(mails).values(mail);
}

/** A mail that still has to be sent, locked until the transaction ends; null when it is sent or kept. */
export async function lockUnsentMail(tx: Tx, mailId: string): Promise<Mail | null> {
  const [mail] = await tx.select().from(mails).where(eq(mails.id, mailId)).for("update", { skipLocked: true });
  return mail && (mail.state === "waiting" || mail.state === "failed") ? mail : null;
}

/** `text` without its secrets replaces what was sent. */
export async function markMailSent(tx: Tx, mailId: string, text: string, at: Instant): Promise<void> {
  await tx.update(mails).set({ state: "sent", sentAt: at, problem: null, text }).where(eq(mails.id, mailId));
}

export async function markMailFailed(tx: Tx, mailId: string, problem: string): Promise<void> {
  await tx.update(mails).set({ state: "failed", problem }).where(eq(mails.id, mailId));
}

export async function findMail(tx: Tx, mailId: string): Promise<Mail | null> {
  const [mail] = await tx.select().from(mails).where(eq(mails.id, mailId));
  return mail ?? null;
}

/** Mails, newest first. Their ids are UUIDv7 and so in the order in which they were written. */
export async function listMails(
  tx: Tx,
  filter: { state?: Mail["state"] | null },
  page: PageRequest,
): Promise<Page<Mail>> {
  const conditions: (SQL | undefined)[] = [filter.state ? eq(mails.state, filter.state) : undefined];
  if (page.before) return pageOf(await newerMails(tx, conditions, page), page);
  if (page.after) conditions.push(lt(mails.id, page.after));
  const rows = await tx
    .select()
    .from(mails)
    .where(and(...conditions))
    .orderBy(desc(mails.id))
    .limit(page.limit + 1);
  return pageOf(rows, page);
}

function newerMails(tx: Tx, conditions: (SQL | undefined)[], page: PageRequest): Promise<Mail[]> {
  return tx
    .select()
    .from(mails)
    .where(and(...conditions, gt(mails.id, page.before as string)))
    .orderBy(asc(mails.id))
    .limit(page.limit + 1);
}

export async function markMailWaiting(tx: Tx, mailId: string): Promise<void> {
  await tx.update(mails).set({ state: "waiting", problem: null }).where(eq(mails.id, mailId));
}
