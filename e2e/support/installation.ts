/** One running installation per browser worker: a copy of the demo's database, a web server and a worker process. */
import type { ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endOfLog } from "../../scripts/console";
import { processFolder } from "../../scripts/data-folder";
import { freePort } from "../../scripts/database/cluster";
import { forgetProcess, recordProcess } from "../../scripts/processes/registry";
import { STOP_SERVER, stopProcess } from "../../scripts/processes/stop";
import { ending, startWeb, startWorker, untilHealthy } from "../../scripts/servers";
import { parseSettings, processEnvironment } from "../../scripts/settings";
import { cloneTestDatabase, databaseEnvironment, dropTestDatabase } from "../../scripts/testing/test-server";

/** What a test may need to know of its installation. */
export type TestInstallation = { address: string; databaseUrl: string; dataDir: string };

const HEALTHY_WITHIN_MILLISECONDS = 60_000;

/** Starts the installation of one worker, runs `use` with it and removes it. */
export async function withInstallation(
  workerIndex: number,
  use: (installation: TestInstallation) => Promise<void>,
): Promise<void> {
  const { E2E_FOLDER, E2E_TEMPLATE_URL } = process.env;
  if (!E2E_FOLDER || !E2E_TEMPLATE_URL) throw new Error("the global setup has not run");
  const databaseUrl = await cloneTestDatabase(E2E_TEMPLATE_URL, `worker${workerIndex}`);
  const dataDir = copyDataFolder(E2E_FOLDER, workerIndex);
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const environment = environmentOf(databaseUrl, dataDir, address, port);
  const at = { host: "127.0.0.1", port };
  const logs = [join(dataDir, "web.log"), join(dataDir, "worker.log")] as const;
  const children = [
    startWeb("start", at, environment, { log: logs[0] }),
    startWorker({ ...environment, WATTSETTLE_ONLY_WORKER: "1" }, { log: logs[1] }),
  ];
  for (const child of children) recordProcess(processFolder(E2E_FOLDER), nameOf(child), child.pid ?? 0);
  try {
    await untilReady(at, children).catch((error: Error) => {
      throw new Error([error.message, ...logs.map((log) => endOfLog(log))].join("\n"));
    });
    await use({ address, databaseUrl, dataDir });
  } finally {
    await Promise.all(children.map((child) => stopProcess(child.pid ?? 0, STOP_SERVER, true)));
    for (const child of children) forgetProcess(processFolder(E2E_FOLDER), nameOf(child));
    await dropTestDatabase(databaseUrl);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function nameOf(child: ChildProcess): string {
  return `server-${child.pid}`;
}

/** Waits for the installation's health; a process that ends meanwhile ends the waiting. */
async function untilReady(at: { host: string; port: number }, children: ChildProcess[]): Promise<void> {
  const ended = children.map(async (child) => {
    throw new Error(`a server of the test ended: ${await ending(child)}`);
  });
  const healthy = untilHealthy(at, HEALTHY_WITHIN_MILLISECONDS);
  for (const promise of [...ended, healthy]) promise.catch(() => undefined);
  await Promise.race([healthy, ...ended]);
}

/** Each worker has the demo's data folder, with its sign-ins, to itself. */
function copyDataFolder(folder: string, workerIndex: number): string {
  const dataDir = join(folder, `worker${workerIndex}`);
  mkdirSync(dataDir, { recursive: true });
  const demo = join(folder, "demo");
  if (existsSync(demo)) cpSync(demo, dataDir, { recursive: true });
  return dataDir;
}

function environmentOf(databaseUrl: string, dataDir: string, address: string, port: number): NodeJS.ProcessEnv {
  const settings = parseSettings({
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: address,
    NEXTAUTH_SECRET: "a secret that only these tests know",
    LOG_LEVEL: "warn",
  });
  return { ...processEnvironment(settings, databaseUrl), ...databaseEnvironment(databaseUrl) };
}
