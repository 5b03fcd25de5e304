/**
 * Connections to PostgreSQL: three roles, three pools (docs/architecture.md, Access).
 *
 * - owner: migrations and the worker's bulk writes.
 * - staff: the back office; row-level security lets it see every row.
 * - partner: portal and shared links; row-level security lets it see only the rows of the scope set in the transaction.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac } from "node:crypto";
import { DrizzleQueryError, sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

type Schema = typeof schema;
export type Tx = Parameters<Parameters<PostgresJsDatabase<Schema>["transaction"]>[0]>[0];
export type DatabaseRole = "owner" | "staff" | "partner";

export const STAFF_ROLE = "wattsettle_staff";
export const PARTNER_ROLE = "wattsettle_partner";
const poolSizes: Record<DatabaseRole, number> = { owner: 6, staff: 12, partner: 8 };

type Pool = { client: postgres.Sql; db: PostgresJsDatabase<Schema> };
/** Kept on globalThis, so that a reload in development does not open new pools. */
const kept = globalThis as { wattsettlePools?: Map<string, Pool> };
kept.wattsettlePools ??= new Map();
const pools = kept.wattsettlePools;

/** The address under which a role signs in: given by the environment, or the owner's with the role's derived password. */
export function databaseUrl(role: DatabaseRole): string {
  const owner = process.env.DATABASE_URL;
  if (!owner) throw new Error("DATABASE_URL is not set");
  if (role === "owner") return owner;
  const given = role === "staff" ? process.env.STAFF_DATABASE_URL : process.env.PARTNER_DATABASE_URL;
  if (given) return given;
  const url = new URL(owner);
  url.username = role === "staff" ? STAFF_ROLE : PARTNER_ROLE;
  url.password = rolePassword(owner, url.username);
  return url.href;
}

/** Who knows the owner's password owns everything anyway, so the other roles' passwords follow from it. */
export function rolePassword(ownerUrl: string, roleName: string): string {
  const secret = decodeURIComponent(new URL(ownerUrl).password) || process.env.NEXTAUTH_SECRET || "";
  return createHmac("sha256", secret).update(`wattsettle:${roleName}`).digest("hex");
}

function poolOf(role: DatabaseRole): Pool {
  const url = databaseUrl(role);
  const known = pools.get(url);
  if (known) return known;
  const client = postgres(url, {
    max: poolSizes[role],
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: `wattsettle ${role}`, TimeZone: "UTC" },
  });
  const pool = { client, db: drizzle(client, { schema }) };
  pools.set(url, pool);
  return pool;
}

/**
 * A query that failed, without its values: they may be secrets, and errors are logged. What the database said is the
 * cause.
 */
class FailedQuery extends Error {
  override name = "FailedQuery";

  constructor({ query, cause }: DrizzleQueryError) {
    super(`Failed query: ${query}`, { cause });
  }
}

async function transaction<T>(role: DatabaseRole, run: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await poolOf(role).db.transaction(run);
  } catch (error) {
    throw error instanceof DrizzleQueryError ? new FailedQuery(error) : error;
  }
}

/** Runs in one transaction as the owner: the worker and the command line only. */
export function asOwner<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction("owner", run);
}

/** The transaction that verbs of the back office join instead of opening their own. */
const joined = new AsyncLocalStorage<Tx>();

/** Runs in one transaction for the back office: that of `joinTransaction`, or one of its own. */
export function asStaff<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const open = joined.getStore();
  return open ? run(open) : transaction("staff", run);
}

/** Lets a verb of the back office work in a transaction that is open already: to rehearse it, or to add to it. */
export function joinTransaction<T>(tx: Tx, verb: () => Promise<T>): Promise<T> {
  return joined.run(tx, verb);
}

/** Runs in one transaction that sees only the rows of these partners. An empty scope sees nothing. */
export function asPartner<T>(partnerIds: readonly string[], run: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction("partner", async (tx) => {
    await tx.execute(sql`select set_config('app.scope', ${`{${partnerIds.join(",")}}`}, true)`);
    return run(tx);
  });
}

/** The driver's transaction under Drizzle's, for COPY and cursors. */
export function driverOf(tx: Tx): postgres.TransactionSql {
  return (tx as unknown as { session: { client: postgres.TransactionSql } }).session.client;
}

/** The owner's driver outside a transaction: LISTEN, and reads that must not hold one open. */
export function ownerClient(): postgres.Sql {
  return poolOf("owner").client;
}

/** Closes every pool; for commands that end. */
export async function closePools(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((pool) => pool.client.end({ timeout: 5 })));
}

/** PostgreSQL's error code under the wrapping of Drizzle, if there is one. */
export function databaseErrorCode(error: unknown): string | undefined {
  const cause = (error as { cause?: unknown })?.cause ?? error;
  const code = (cause as { code?: unknown })?.code;
  return typeof code === "string" ? code : undefined;
}

/** Serialization failure and deadlock: the same transaction may succeed when it is run again. */
export function isTransient(error: unknown): boolean {
  return ["40001", "40P01"].includes(databaseErrorCode(error) ?? "");
}
