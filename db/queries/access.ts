/** Signing in: the user of a session, of an e-mail address, and what sign-in writes. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { organizations, users } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";

export type User = typeof users.$inferSelect;

/** The user of a session, unless disabled or signed out everywhere since. */
export async function findSessionUser(tx: Tx, session: { userId: string; version: number }) {
  const [user] = await tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      companyId: users.companyId,
      locale: users.locale,
    })
    .from(users)
    .where(and(eq(users.id, session.userId), eq(users.sessionVersion, session.version), isNull(users.disabledAt)));
  return user ?? null;
}

/** The user of an e-mail address, in any spelling of upper and lower case; disabled ones too. */
export async function findUserByEmail(tx: Tx, email: string): Promise<User | null> {
  const [user] = await tx.select().from(users).where(sql`lower(${users.email}) = lower(${email})`);
  return user ?? null;
}

export async function findUser(tx: Tx, userId: string): Promise<User | null> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  return user ?? null;
}

export async function markSignedIn(tx: Tx, userId: string, at: Instant): Promise<void> {
  await tx.update(users).set({ lastSignedInAt: at }).where(eq(users.id, userId));
}

/** Makes every session of the user void. */
export async function raiseSessionVersion(tx: Tx, userId: string): Promise<number> {
  const [user] = await tx
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId))
    .returning({ version: users.sessionVersion });
  if (!user) throw new Error(`there is no user ${userId}`);
  return user.version;
}

/** Sets the password's hash and makes every session void. */
export async function writePassword(tx: Tx, userId: string, passwordHash: string): Promise<number> {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
  return raiseSessionVersion(tx, userId);
}

/** The time zone of the first organization that is visible; null when none is. */
export async function findFirstTimeZone(tx: Tx): Promise<string | null> {
  const [organization] = await tx
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .orderBy(asc(organizations.createdAt), asc(organizations.id))
    .limit(1);
  return organization?.timeZone ?? null;
}
