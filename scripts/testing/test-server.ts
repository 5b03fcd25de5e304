/**
 * The PostgreSQL that tests run against: one template database, and a copy of it for each test file or browser
 * worker. It is the server of `DATABASE_URL` where that is set (its owner may create databases), else an embedded
 * one in the system's temp folder that lives as long as the run.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloneDatabase, createDatabase, dropDatabase } from "@/db/queries/databases";
import { processFolder } from "../data-folder";
import { removeEmbedded, startEmbedded, withClient } from "../database/embedded";
import { recordedProcess, recordProcess, stopRecorded } from "../processes/registry";
import { STOP_SERVER } from "../processes/stop";

/** A server for tests. `url` leads to its administration database; `folder` is scratch space of the run. */
export type TestServer = { url: string; folder: string; close(): Promise<void> };

const PREFIX = "wattsettle-test-";
const OWNER_NAME = "owner";
/** Lets the server's account in, so that the cluster lies here and goes with the folder. */
const OTHERS_MAY_PASS = 0o711;
const YOUNG_MILLISECONDS = 60_000;

/** Opens the server of this test run: joins the one of the run around it, if there is one. */
export async function openTestServer(): Promise<TestServer> {
  const { TEST_SERVER_URL, TEST_SERVER_FOLDER } = process.env;
  if (TEST_SERVER_URL && TEST_SERVER_FOLDER) {
    return { url: TEST_SERVER_URL, folder: TEST_SERVER_FOLDER, close: async () => undefined };
  }
  await removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, OTHERS_MAY_PASS);
  recordProcess(folder, OWNER_NAME, process.pid);
  if (process.env.DATABASE_URL) {
    return {
      url: process.env.DATABASE_URL,
      folder,
      close: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const dataDir = join(folder, "data");
  const { url } = await startEmbedded({ dataDir, database: "postgres", forTests: true });
  return { url, folder, close: () => removeRun(folder) };
}

/** Creates an empty database of a name nobody else uses; returns its connection string. */
export async function createTestDatabase(server: Pick<TestServer, "url">, purpose: string): Promise<string> {
  const name = uniqueName(purpose);
  await withClient(server.url, (client) => createDatabase(client, name));
  return withDatabase(server.url, name);
}

/** Copies a template; returns the copy's connection string. */
export async function cloneTestDatabase(templateUrl: string, purpose: string): Promise<string> {
  const name = uniqueName(purpose);
  await withClient(withDatabase(templateUrl, "postgres"), (client) =>
    cloneDatabase(client, databaseOf(templateUrl), name),
  );
  return withDatabase(templateUrl, name);
}

/** Drops what one of the two functions above made. */
export async function dropTestDatabase(url: string): Promise<void> {
  await withClient(withDatabase(url, "postgres"), (client) => dropDatabase(client, databaseOf(url)));
}

/** The environment under which the product uses this database, also where its restricted logins are given. */
export function databaseEnvironment(url: string): Record<string, string> {
  const { STAFF_DATABASE_URL, PARTNER_DATABASE_URL } = process.env;
  return {
    DATABASE_URL: url,
    ...(STAFF_DATABASE_URL && { STAFF_DATABASE_URL: withDatabase(STAFF_DATABASE_URL, databaseOf(url)) }),
    ...(PARTNER_DATABASE_URL && { PARTNER_DATABASE_URL: withDatabase(PARTNER_DATABASE_URL, databaseOf(url)) }),
  };
}

function uniqueName(purpose: string): string {
  return `wattsettle_test_${purpose}_${randomBytes(5).toString("hex")}`;
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Removes what killed test runs left: their servers, processes and files. */
async function removeAbandoned(): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    const found = statSync(folder, { throwIfNoEntry: false });
    const isYoung = !found || Date.now() - found.ctimeMs < YOUNG_MILLISECONDS;
    if (isYoung || found.uid !== process.getuid?.() || recordedProcess(folder, OWNER_NAME)) continue;
    await removeRun(folder);
  }
}

async function removeRun(folder: string): Promise<void> {
  await stopRecorded(processFolder(folder), STOP_SERVER);
  await removeEmbedded(join(folder, "data"));
  rmSync(folder, { recursive: true, force: true });
}
