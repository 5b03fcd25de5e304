/**
 * A real PostgreSQL that belongs to one data folder: created at the first start, found again at the next, also
 * after its parent was killed. It listens on a loopback port only and has a random password.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { createDatabase, dropDatabase } from "@/db/queries/databases";
import { endOfLog } from "../console";
import { logFile, openLog } from "../data-folder";
import { observeProcess } from "../processes/observe";
import { STOP_POSTGRES, stopProcess, waitUntil } from "../processes/stop";
import { type ServerAccount, serverAccount } from "./account";
import { findBinaries, PROGRAM_ENVIRONMENT } from "./binaries";
import { type Cluster, chooseAnotherPort, OWNER, openCluster, readCluster } from "./cluster";
import { serverOptions } from "./server-options";

/** A running embedded server. */
export type EmbeddedDatabase = {
  /** Connection string of the owner, to the product's database. */
  url: string;
  pid: number;
  port: number;
  /** The cluster's files, which may lie outside the data folder. */
  folder: string;
  /** False when it ran already and was only joined; `stop` then leaves it running. */
  startedHere: boolean;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Created when missing; holds `database.json`, `logs/` and, where possible, the cluster. */
  dataDir: string;
  /** Created when missing. */
  database?: string;
  /** Gives up safety against a power cut for speed. */
  forTests?: boolean;
  /** Called when a server that was started here ends, for whatever reason. */
  onExit?: () => void;
};

const READY_MILLISECONDS = 60_000;
const ATTEMPTS = 3;

/**
 * Starts the data folder's PostgreSQL, or joins the one that runs there already.
 * @throws Error with the end of its log when it does not come up
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const dataDir = resolve(options.dataDir);
  const { database = OWNER, forTests = false } = options;
  const account = serverAccount();
  const binaries = findBinaries(account);
  const cluster = await openCluster(dataDir, binaries, account, forTests);
  const running = runningPostmaster(cluster.folder);
  const spawnOn = (port: number) =>
    spawnServer(binaries.postgres, ["-D", cluster.folder, ...serverOptions(port, forTests)], dataDir, account);
  const { pid, port } = running ?? (await launch(dataDir, cluster, spawnOn, options.onExit));
  const url = connectionString({ ...cluster, port }, database);
  await withClient(connectionString({ ...cluster, port }, "postgres"), (client) => createDatabase(client, database));
  const startedHere = running === undefined;
  const stop = async () => {
    if (startedHere) await stopProcess(pid, STOP_POSTGRES);
  };
  return { url, pid, port, folder: cluster.folder, startedHere, stop };
}

/** Stops the data folder's PostgreSQL, whoever started it; false when none ran. */
export async function stopEmbedded(dataDir: string): Promise<boolean> {
  const cluster = readCluster(resolve(dataDir));
  const running = cluster && runningPostmaster(cluster.folder);
  if (!running) return false;
  await stopProcess(running.pid, STOP_POSTGRES);
  return true;
}

/** Connection string of the data folder's PostgreSQL if it runs, for tools that join it. */
export function embeddedUrl(dataDir: string, database = OWNER): string | undefined {
  const cluster = readCluster(resolve(dataDir));
  const running = cluster && runningPostmaster(cluster.folder);
  return running && connectionString({ ...cluster, port: running.port }, database);
}

/** Removes the product's database with everything in it; the next start makes an empty one. */
export async function dropEmbeddedDatabase(dataDir: string, database = OWNER): Promise<void> {
  const server = await startEmbedded({ dataDir, database: "postgres" });
  await withClient(server.url, (client) => dropDatabase(client, database));
  await server.stop();
}

/** Stops the data folder's PostgreSQL and removes every file of it and of the data folder; for tests. */
export async function removeEmbedded(dataDir: string): Promise<void> {
  const cluster = readCluster(resolve(dataDir));
  await stopEmbedded(dataDir);
  const outside = cluster && !cluster.folder.startsWith(resolve(dataDir));
  if (outside) rmSync(join(cluster.folder, ".."), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

function connectionString(cluster: Cluster, database: string): string {
  return `postgres://${OWNER}:${cluster.password}@127.0.0.1:${cluster.port}/${database}`;
}

/** Starts the server; a remembered port that somebody else took is replaced. */
async function launch(
  dataDir: string,
  cluster: Cluster,
  spawnOn: (port: number) => ChildProcess,
  onExit: () => void = () => undefined,
): Promise<{ pid: number; port: number }> {
  await removeDeadPidFile(cluster.folder);
  let { port } = cluster;
  for (let attempt = 1; ; attempt += 1) {
    const child = spawnOn(port);
    const pid = child.pid ?? 0;
    const isReady = () => postmasterFile(cluster.folder)?.ready === true;
    await waitUntil(() => isReady() || !observeProcess(pid), READY_MILLISECONDS);
    if (isReady() && observeProcess(pid)) {
      child.once("exit", onExit);
      return { pid, port };
    }
    await stopProcess(pid, STOP_POSTGRES);
    const log = logFile(dataDir, "postgres");
    const output = endOfLog(log, 8);
    const portTaken = /could not bind|Address already in use/i.test(output);
    if (!portTaken || attempt === ATTEMPTS) throw new Error(`PostgreSQL did not start; the end of ${log}:\n${output}`);
    port = await chooseAnotherPort(dataDir);
  }
}

/** Its own process group and a log file instead of a pipe: it outlives a killed parent in good order. */
function spawnServer(
  program: string,
  args: string[],
  dataDir: string,
  account: ServerAccount | undefined,
): ChildProcess {
  const output = openLog(logFile(dataDir, "postgres"));
  try {
    const options = { cwd: "/", env: PROGRAM_ENVIRONMENT, detached: true, ...account };
    const child = spawn(program, args, { ...options, stdio: ["ignore", output, output] });
    child.on("error", () => undefined);
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

type PostmasterFile = { pid: number; port: number; ready: boolean };

/** `postmaster.pid`: line 1 the pid, line 4 the port, line 8 the state (PostgreSQL's miscadmin.h). */
function postmasterFile(folder: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** The cluster's server if it runs: the process of its pid file, provided that it was started on this very folder. */
function runningPostmaster(folder: string): PostmasterFile | undefined {
  const file = postmasterFile(folder);
  const holder = file?.ready ? observeProcess(file.pid) : undefined;
  return holder?.command.includes(`-D ${folder}`) ? file : undefined;
}

/**
 * Removes the pid file of a server that is dead. PostgreSQL does so itself, but takes a zombie (whose parent
 * never asks for it, as in many containers) or a stranger with the same pid for a running server. Surviving
 * children of a killed server still hold its shared memory, which PostgreSQL checks apart from this file.
 */
async function removeDeadPidFile(folder: string): Promise<void> {
  const file = postmasterFile(folder);
  if (!file) return;
  const holder = observeProcess(file.pid);
  if (holder?.command.includes(`-D ${folder}`)) await stopProcess(file.pid, STOP_POSTGRES);
  rmSync(join(folder, "postmaster.pid"), { force: true });
}

/** Opens one connection for a piece of work. */
export async function withClient<T>(url: string, run: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
