/** Brings a database to this version: roles, tables, job queue, grants and row security. Safe to run by many at once. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { runMigrations as migrateJobQueue } from "graphile-worker";
import postgres from "postgres";
import { PARTNER_ROLE, rolePassword, STAFF_ROLE } from "./client";
import { securityStatements } from "./security";

const folder = fileURLToPath(new URL("./migrations", import.meta.url));
const LOCK = 7_205_118;

/** The database cannot be used as it is; the message says what to do. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Migrates the database at `ownerUrl`.
 * @returns how many migrations were applied now.
 * @throws MigrationError when the server is too old, or the roles can neither be created nor are given.
 */
export async function migrate(ownerUrl: string): Promise<{ applied: number }> {
  const client = postgres(ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "wattsettle migrate" },
  });
  try {
    await checkVersion(client);
    await client`select pg_advisory_lock(${LOCK})`;
    const before = await appliedMigrations(client);
    await ensureRole(client, ownerUrl, STAFF_ROLE, process.env.STAFF_DATABASE_URL);
    await ensureRole(client, ownerUrl, PARTNER_ROLE, process.env.PARTNER_DATABASE_URL);
    await applyMigrations(drizzle(client), { migrationsFolder: folder });
    await migrateJobQueue({ connectionString: ownerUrl });
    await secure(client);
    await client`
      insert into installation (id, pseudonym_key, created_at) values (1, ${randomBytes(32)}, now())
      on conflict do nothing`;
    const after = await appliedMigrations(client);
    if (after !== migrationsInCode()) {
      throw new MigrationError(
        `the database has ${after} migrations, this version has ${migrationsInCode()}: it was made by a newer version`,
      );
    }
    return { applied: after - before };
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** How many migrations this version of the code has. */
export function migrationsInCode(): number {
  const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, "utf8")) as { entries: unknown[] };
  return journal.entries.length;
}

async function appliedMigrations(client: postgres.Sql): Promise<number> {
  const [exists] = await client`select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!exists?.found) return 0;
  const [row] = await client`select count(*)::int as applied from drizzle.__drizzle_migrations`;
  return row?.applied as number;
}

async function checkVersion(client: postgres.Sql): Promise<void> {
  const [row] = await client`select current_setting('server_version_num')::int as version`;
  if ((row?.version as number) < 150_000) {
    throw new MigrationError(
      `PostgreSQL ${Math.floor((row?.version as number) / 10_000)} is too old: 15 or newer is needed`,
    );
  }
}

/** Creates a login role with its derived password, or says with which SQL an administrator does it. */
async function ensureRole(client: postgres.Sql, ownerUrl: string, role: string, givenUrl?: string): Promise<void> {
  if (givenUrl) return;
  const password = rolePassword(ownerUrl, role);
  const [found] =
    await client`select rolsuper or rolbypassrls as sees_everything from pg_roles where rolname = ${role}`;
  if (found?.sees_everything)
    throw new MigrationError(`the role ${role} must be neither superuser nor bypass row security`);
  // Naming SUPERUSER or BYPASSRLS at all, even to refuse them, takes a superuser.
  const statement = `${found ? "ALTER" : "CREATE"} ROLE ${role} LOGIN PASSWORD '${password}'`;
  try {
    await client.unsafe(statement);
  } catch (error) {
    if ((error as { code?: string }).code === "42710") return ensureRole(client, ownerUrl, role, givenUrl);
    const variable = role === STAFF_ROLE ? "STAFF_DATABASE_URL" : "PARTNER_DATABASE_URL";
    throw new MigrationError(
      `the role ${role} could not be ${found ? "given its password" : "created"} (${(error as Error).message}). ` +
        `Let an administrator run:\n  CREATE ROLE ${role} LOGIN PASSWORD '<choose one>';\n` +
        `and set ${variable} to postgres://${role}:<that password>@<host>/<database>`,
    );
  }
}

async function secure(client: postgres.Sql): Promise<void> {
  const tables = await client`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e')
    order by relname`;
  const statements = securityStatements(tables.map((table) => table.name as string));
  await client.begin(async (tx) => {
    await tx.unsafe(statements.join(";\n"));
  });
}
