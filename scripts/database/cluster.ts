/** The files of one embedded PostgreSQL: where they lie, its port and password, and its creation. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createDataFolder } from "../data-folder";
import { othersMayEnter, type ServerAccount, sharedFolder } from "./account";
import { type Binaries, PROGRAM_ENVIRONMENT } from "./binaries";

/** An embedded server's files and how to reach it. */
export type Cluster = { folder: string; port: number; password: string };

/** What `DATA_DIR/database.json` remembers; `outside` is set when the cluster could not lie in the data folder. */
type Memory = { port: number; password: string; outside?: string; createdAt?: string };

/** The server's superuser, which owns every table. */
export const OWNER = "wattsettle";

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const PASSABLE_FOLDER = 0o711;

/**
 * The data folder's cluster, created when there is none yet.
 * @param forTests creates it without waiting for the disk
 * @throws Error with the remedy when its files are lost or belong to another major version
 */
export async function openCluster(
  dataDir: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
  forTests: boolean,
): Promise<Cluster> {
  createDataFolder(dataDir);
  const memory = readMemory(dataDir) ?? (await beginMemory(dataDir, account));
  const folder = folderOf(dataDir, memory);
  if (!memory.createdAt) {
    await create(folder, memory.password, binaries, account, forTests);
    writeMemory(dataDir, { ...memory, createdAt: new Date().toISOString() });
  }
  refuseUnusable(dataDir, folder, binaries.majorVersion);
  if (account) letServerIn(dataDir, memory);
  return { folder, port: memory.port, password: memory.password };
}

/** The data folder's cluster as it was last opened; undefined when there never was one. */
export function readCluster(dataDir: string): Cluster | undefined {
  const memory = readMemory(dataDir);
  return memory && { folder: folderOf(dataDir, memory), port: memory.port, password: memory.password };
}

/** Moves the cluster to another port, when a stranger has taken the remembered one. */
export async function chooseAnotherPort(dataDir: string): Promise<number> {
  const memory = readMemory(dataDir);
  if (!memory) throw new Error(`${dataDir} has no database yet`);
  const port = await freePort();
  writeMemory(dataDir, { ...memory, port });
  return port;
}

/** A loopback port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function beginMemory(dataDir: string, account: ServerAccount | undefined): Promise<Memory> {
  const inside = !account || othersMayEnter(dirname(dataDir));
  const memory: Memory = {
    port: await freePort(),
    password: randomBytes(24).toString("hex"),
    ...(inside ? {} : { outside: join(sharedFolder(), `cluster-${randomBytes(6).toString("hex")}`, "postgres") }),
  };
  writeMemory(dataDir, memory);
  return memory;
}

function folderOf(dataDir: string, memory: Memory): string {
  return memory.outside ?? join(dataDir, "postgres");
}

function memoryFile(dataDir: string): string {
  return join(dataDir, "database.json");
}

function readMemory(dataDir: string): Memory | undefined {
  const file = memoryFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Memory) : undefined;
}

/** Writes in one step, by renaming, so that a crash leaves the old memory or the new one. */
function writeMemory(dataDir: string, memory: Memory): void {
  const unfinished = `${memoryFile(dataDir)}.new`;
  writeFileSync(unfinished, `${JSON.stringify(memory, null, 2)}\n`, { mode: PRIVATE_FILE });
  renameSync(unfinished, memoryFile(dataDir));
}

/** Runs initdb in a folder beside the final one and renames it, so that an interrupted creation is simply done again. */
async function create(
  folder: string,
  password: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
  forTests: boolean,
): Promise<void> {
  if (existsSync(join(folder, "PG_VERSION"))) return;
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true, mode: PASSABLE_FOLDER });
  if (account) chmodSync(dirname(folder), PASSABLE_FOLDER);
  mkdirSync(unfinished, { mode: PRIVATE_FOLDER });
  writeFileSync(passwordFile, password, { mode: PRIVATE_FILE });
  if (account) {
    for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const options = ["-D", unfinished, "-U", OWNER, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "-E", "UTF8"];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  try {
    await promisify(execFile)(binaries.initdb, [...options, ...locale, ...(forTests ? ["--no-sync"] : [])], {
      cwd: "/",
      env: PROGRAM_ENVIRONMENT,
      ...account,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, folder);
}

function refuseUnusable(dataDir: string, folder: string, majorVersion: string): void {
  const versionFile = join(folder, "PG_VERSION");
  if (!existsSync(versionFile)) {
    throw new Error(
      `The database of ${dataDir} lay in ${folder} and is gone. Restore that folder, or remove ${memoryFile(dataDir)} to begin with an empty one.`,
    );
  }
  const found = readFileSync(versionFile, "utf8").trim();
  if (found !== majorVersion) {
    throw new Error(
      `${folder} was written by PostgreSQL ${found}, these programs are ${majorVersion}. See "Upgrades" in docs/operations.md.`,
    );
  }
}

/** Root's data folder may be walked through (not listed) by the server's account, when the cluster lies in it. */
function letServerIn(dataDir: string, memory: Memory): void {
  if (memory.outside) return;
  const { mode } = statSync(dataDir);
  if ((mode & 0o001) === 0) chmodSync(dataDir, PASSABLE_FOLDER);
  if (!othersMayEnter(dataDir)) {
    throw new Error(
      `The account "nobody" can no longer enter ${dataDir}, where its database lies. Let others enter the folders above it.`,
    );
  }
}
