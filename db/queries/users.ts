/** The people who may sign in, as administrators see them. Scoped: a partner's admin sees its own company's. */
import { and, asc, count, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, users } from "@/db/schema";
import type { ManagedUser } from "@/lib/access/management";
import type { Scope } from "@/lib/access/scope";
import { contains } from "./keyset";

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: users.role,
  companyId: users.companyId,
  companyName: companies.name,
  locale: users.locale,
  hasPassword: sql<boolean>`${users.passwordHash} is not null`,
  disabledAt: users.disabledAt,
  lastSignedInAt: users.lastSignedInAt,
};

/** Installations have tens of users, not thousands: one page holds them all, up to this bound. */
const MOST_USERS = 1_000;

/** Users by name. */
export function listUsers(tx: Tx, scope: Scope, filter: { search?: string | null } = {}): Promise<ManagedUser[]> {
  const pattern = filter.search ? contains(filter.search) : null;
  return tx
    .select(columns)
    .from(users)
    .leftJoin(companies, eq(companies.id, users.companyId))
    .where(
      and(
        isInScope(scope),
        pattern === null
          ? undefined
          : or(
              sql`${users.name} ilike ${pattern}`,
              sql`${users.email} ilike ${pattern}`,
              sql`${companies.name} ilike ${pattern}`,
            ),
      ),
    )
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
    .limit(MOST_USERS);
}

/** One user within the scope; null outside of it, as if there were none. */
export async function findManagedUser(tx: Tx, scope: Scope, userId: string): Promise<ManagedUser | null> {
  const [user] = await tx
    .select(columns)
    .from(users)
    .leftJoin(companies, eq(companies.id, users.companyId))
    .where(and(eq(users.id, userId), isInScope(scope)));
  return user ?? null;
}

/** Lets one change of users happen at a time: what "the last admin" is must not change meanwhile. */
export async function lockUsers(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('users', 0))`);
}

/** Admins who can sign in, without the given user. */
export async function countOtherAdmins(tx: Tx, userId: string | null): Promise<number> {
  const [row] = await tx
    .select({ admins: count() })
    .from(users)
    .where(
      and(
        eq(users.role, "admin"),
        isNull(users.disabledAt),
        or(isNotNull(users.passwordHash), isNotNull(users.lastSignedInAt)),
        userId === null ? undefined : ne(users.id, userId),
      ),
    );
  return row?.admins ?? 0;
}

export async function insertUser(tx: Tx, user: typeof users.$inferInsert): Promise<void> {
  await tx.insert(users).values(user);
}

/** Changes what an administrator may change of a user. */
export async function updateUser(
  tx: Tx,
  userId: string,
  change: Partial<Pick<typeof users.$inferInsert, "name" | "email" | "role" | "companyId" | "locale" | "disabledAt">>,
): Promise<void> {
  await tx.update(users).set(change).where(eq(users.id, userId));
}

/** Partners to choose from for a partner role. */
export function listPartnerOptions(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(and(eq(companies.isPartner, true), isNull(companies.archivedAt)))
    .orderBy(asc(sql`lower(${companies.name})`));
}

/** The name of a partner whose people may sign in; null when the company is none. */
export async function findActivePartner(tx: Tx, companyId: string): Promise<string | null> {
  const [partner] = await tx
    .select({ name: companies.name })
    .from(companies)
    .where(and(eq(companies.id, companyId), eq(companies.isPartner, true), isNull(companies.archivedAt)));
  return partner?.name ?? null;
}

function isInScope(scope: Scope): SQL | undefined {
  if (scope.kind === "everything") return undefined;
  return scope.partnerIds.length === 0 ? sql`false` : inArray(users.companyId, [...scope.partnerIds]);
}
