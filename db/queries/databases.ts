/** Whole databases of a server: made, copied and dropped by the start and by tests, never by the product while it runs. */
import type postgres from "postgres";

/** Creates a database unless there is one of that name. */
export async function createDatabase(client: postgres.Sql, name: string): Promise<void> {
  const found = await client`select from pg_database where datname = ${name}`;
  if (found.length === 0) await client`create database ${client(name)}`;
}

/** Copies a database file by file; nobody may be connected to the template. */
export async function cloneDatabase(client: postgres.Sql, template: string, name: string): Promise<void> {
  await client`create database ${client(name)} template ${client(template)} strategy file_copy`;
}

/** Drops a database with everything in it, disconnecting whoever uses it. */
export async function dropDatabase(client: postgres.Sql, name: string): Promise<void> {
  await client`drop database if exists ${client(name)} with (force)`;
}
