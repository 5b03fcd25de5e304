/** A database of its own for a test file. */
import { afterAll, inject } from "vitest";
import { closePools } from "@/db/client";
import { cloneTestDatabase, databaseEnvironment, dropTestDatabase } from "./test-server";

/**
 * Gives this test file a fresh, migrated and otherwise empty database, and points `db/client` at it; it is
 * dropped after the file's last test. Call it once, at the top of a `*.db.test.ts`: `await testDatabase();`
 * @returns the owner's connection string
 */
export async function testDatabase(): Promise<string> {
  const url = await cloneTestDatabase(inject("templateUrl"), "file");
  Object.assign(process.env, databaseEnvironment(url));
  afterAll(async () => {
    await closePools();
    await dropTestDatabase(url);
  });
  return url;
}
