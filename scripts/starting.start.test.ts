/** `npm start` itself, on the built product: what a person meets who starts it twice, kills it or sets it up wrong. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { processFolder } from "./data-folder";
import { freePort } from "./database/cluster";
import { embeddedUrl, removeEmbedded, withClient } from "./database/embedded";
import { observeProcess } from "./processes/observe";
import { stopRecorded } from "./processes/registry";
import { STOP_SERVER } from "./processes/stop";

const dataDir = join(mkdtempSync(join(tmpdir(), "wattsettle-start-")), "data");
const port = await freePort();
const READY = "Ctrl-C stops everything.";

let running: Started | undefined;

type Started = { child: ChildProcess; output: () => string; ended: Promise<number> };

/** Starts it as a shell does: in a process group of its own, with an empty system in the test's data folder. */
function start(environment: Record<string, string> = {}): Started {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...inherited, DATA_DIR: dataDir, PORT: String(port), DEMO: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => chunks.push(String(chunk)));
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  running = { child, output: () => chunks.join(""), ended };
  return running;
}

async function startUntilReady(): Promise<Started> {
  const started = start();
  await new Promise<void>((resolve, reject) => {
    started.child.stdout?.on("data", () => started.output().includes(READY) && resolve());
    void started.ended.then(() => reject(new Error(started.output())));
  });
  return started;
}

/** Ctrl-C: the terminal signals the whole group. */
async function pressCtrlC({ child, ended }: Started): Promise<number> {
  process.kill(-(child.pid ?? 0), "SIGINT");
  return ended;
}

/** Something that is made once per database, at random. */
async function databaseIdentity(): Promise<string> {
  const url = embeddedUrl(dataDir);
  if (!url) throw new Error("the database does not run");
  return withClient(url, async (client) => {
    const [row] = await client`select encode(pseudonym_key, 'hex') as key from installation`;
    return row?.key as string;
  });
}

function serverPids(): number[] {
  return ["web", "worker"].map((name) => {
    const mark = JSON.parse(readFileSync(join(processFolder(dataDir), `${name}.process.json`), "utf8")) as {
      pid: number;
    };
    return mark.pid;
  });
}

afterEach(async () => {
  if (running?.child.exitCode === null) await pressCtrlC(running);
  running = undefined;
});

afterAll(async () => {
  await stopRecorded(processFolder(dataDir), STOP_SERVER);
  await removeEmbedded(dataDir);
  rmSync(join(dataDir, ".."), { recursive: true, force: true });
});

describe("npm start", () => {
  it("starts an empty system with a link for the first admin, and Ctrl-C stops all of it", async () => {
    const started = await startUntilReady();
    expect(started.output()).toMatch(/first admin.*https?:\/\/\S+/s);
    const pids = serverPids();
    expect(await pressCtrlC(started)).toBe(0);
    expect(started.output()).toContain("Stopped.");
    expect(pids.map((pid) => observeProcess(pid))).toEqual([undefined, undefined]);
    expect(embeddedUrl(dataDir)).toBeUndefined();
  });

  it("keeps its data and recovers by itself after its parent was killed", async () => {
    const first = await startUntilReady();
    const [identity, orphans] = [await databaseIdentity(), serverPids()];
    first.child.kill("SIGKILL");
    await first.ended;
    expect(orphans.every((pid) => observeProcess(pid))).toBe(true);
    const second = await startUntilReady();
    expect(second.output()).toMatch(/An earlier start was killed.*web.*database/);
    expect(orphans.map((pid) => observeProcess(pid))).toEqual([undefined, undefined]);
    expect(await databaseIdentity()).toBe(identity);
    const health = await fetch(`http://127.0.0.1:${port}/api/health`);
    expect([health.status, await health.json()]).toEqual([200, expect.objectContaining({ ready: true })]);
  });

  it("says in one line that it runs already, and leaves the running one alone", async () => {
    const first = await startUntilReady();
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/^Wattsettle already runs with .*\(process \d+\)[^\n]*\n$/);
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
    running = first;
  });

  it("says that the port is taken and how to choose another", async () => {
    const other = createServer().listen(port, "127.0.0.1");
    try {
      const started = start();
      expect(await started.ended).toBe(1);
      expect(started.output()).toMatch(new RegExp(`\nPort ${port} is taken .*: PORT=${port + 1} npm start\n$`));
    } finally {
      other.close();
    }
  });

  it("says which setting is bad, one line each, before it does anything", async () => {
    const started = start({ PORT: "many", DATABASE_URL: "mysql://elsewhere/x" });
    expect(await started.ended).toBe(1);
    const lines = started.output().trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^Setting PORT must be/);
    expect(lines[1]).toMatch(/^Setting DATABASE_URL must be/);
  });

  it("reports which part died, stops the others and fails", async () => {
    const started = await startUntilReady();
    const [web = 0, worker = 0] = serverPids();
    process.kill(worker, "SIGKILL");
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain("The worker ended unexpectedly (ended by SIGKILL)");
    expect(observeProcess(web)).toBeUndefined();
    expect(embeddedUrl(dataDir)).toBeUndefined();
  });

  it("keeps its secrets to its owner", () => {
    const modes = ["secret", "database.json"].map((file) => statSync(join(dataDir, file)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600]);
  });
});
