/**
 * One running installation: database, web server and worker, started in order, watched, and stopped in the
 * opposite order. `npm start` and `npm run dev` differ only in what serves the pages.
 */
import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import { build, isBuilt } from "./build";
import { endOfLog, step } from "./console";
import { createDataFolder, logFile, processFolder } from "./data-folder";
import { dropEmbeddedDatabase, startEmbedded, stopEmbedded } from "./database/embedded";
import type { Prepared } from "./prepare";
import { forgetProcess, recordedProcess, recordProcess, stopRecorded } from "./processes/registry";
import { STOP_SERVER } from "./processes/stop";
import { ending, startNode, startWeb, startWorker, untilHealthy } from "./servers";
import { processEnvironment, publicAddress, readSettings, type Settings, SettingsError } from "./settings";

export type Mode = "production" | "development";

const OWN_NAME = "wattsettle";
const HEALTHY_WITHIN_MILLISECONDS = 120_000;

/** A start that cannot go on; the message is all a person needs to see. */
class StartError extends Error {
  override name = "StartError";
}

/** Runs an installation until it is stopped by a signal, or until one of its processes ends. */
export async function runInstallation(mode: Mode): Promise<void> {
  try {
    await new Installation(mode, readSettings()).run();
  } catch (error) {
    if (error instanceof SettingsError) for (const problem of error.problems) console.error(`Setting ${problem}`);
    else console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  process.exit();
}

class Installation {
  private readonly processes: string;
  private stopping: Promise<void> | undefined;
  private databaseStart: Promise<unknown> = Promise.resolve();
  private fail: (reason: Error) => void = () => undefined;

  constructor(
    private readonly mode: Mode,
    private readonly settings: Settings,
  ) {
    this.processes = processFolder(settings.DATA_DIR);
  }

  /** Starts everything, then waits for a signal (resolves) or a failure (rejects); either way everything is stopped. */
  async run(): Promise<void> {
    createDataFolder(this.settings.DATA_DIR);
    this.refuseSecondStart();
    recordProcess(this.settings.DATA_DIR, OWN_NAME, process.pid);
    const failed = new Promise<never>((_, reject) => {
      this.fail = reject;
    });
    const signalled = new Promise<void>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    });
    const started = this.start().then(() => new Promise<never>(() => undefined));
    try {
      await Promise.race([started, failed, signalled]);
      console.log("\nStopping …");
    } finally {
      await this.stop();
    }
    console.log("Stopped.");
  }

  private async start(): Promise<void> {
    console.log(`Wattsettle, data in ${shown(this.settings.DATA_DIR)}`);
    await this.recover();
    await refuseTakenPort(this.settings);
    const databaseUrl = this.settings.DATABASE_URL ?? (await this.startDatabase());
    const environment = processEnvironment(this.settings, databaseUrl);
    const { setupLink } = await this.prepare(environment);
    if (this.mode === "production" && !isBuilt()) await this.build(environment);
    await step("Starting the web server and the worker", () => this.startServers(environment));
    this.welcome(setupLink);
  }

  private refuseSecondStart(): void {
    const other = recordedProcess(this.settings.DATA_DIR, OWN_NAME);
    if (!other) return;
    throw new StartError(
      `Wattsettle already runs with ${shown(this.settings.DATA_DIR)} (process ${other.pid}). Stop it first, or set DATA_DIR to another folder.`,
    );
  }

  /** Ends what an earlier start left behind when it was killed. */
  private async recover(): Promise<void> {
    const left = await stopRecorded(this.processes, STOP_SERVER);
    if (await stopEmbedded(this.settings.DATA_DIR)) left.push("database");
    if (left.length > 0)
      console.log(`  An earlier start was killed; stopped what it left running: ${left.join(", ")}.`);
  }

  private async startDatabase(): Promise<string> {
    const { DATA_DIR } = this.settings;
    const starting = step("Starting the embedded PostgreSQL", async () => {
      await this.dropUnfinishedDemo();
      return startEmbedded({ dataDir: DATA_DIR, onExit: () => this.reportEnd("database", "postgres", "it ended") });
    });
    this.databaseStart = starting.catch(() => undefined);
    return (await starting).url;
  }

  /** A demo that was loaded half is no use to anybody: the database is made anew. */
  private async dropUnfinishedDemo(): Promise<void> {
    const unfinished = join(this.settings.DATA_DIR, "demo-unfinished");
    if (!existsSync(unfinished)) return;
    await dropEmbeddedDatabase(this.settings.DATA_DIR);
    rmSync(unfinished);
  }

  private async prepare(environment: NodeJS.ProcessEnv): Promise<Prepared> {
    this.refuseWhenStopping();
    const child = startNode(["--import", "tsx", "scripts/prepare.ts"], environment, "terminal", true);
    this.record("prepare", child);
    let prepared: Prepared = {};
    child.on("message", (message) => {
      prepared = message as Prepared;
    });
    const end = await ending(child);
    forgetProcess(this.processes, "prepare");
    if (end !== "exit code 0") throw new StartError("The database could not be prepared; the reason stands above.");
    return prepared;
  }

  private async build(environment: NodeJS.ProcessEnv): Promise<void> {
    this.refuseWhenStopping();
    const log = logFile(this.settings.DATA_DIR, "build");
    await step("Building the pages (about a minute, only when they changed)", () =>
      build(environment, log, (pid) => recordProcess(this.processes, "build", pid)),
    );
    forgetProcess(this.processes, "build");
  }

  private async startServers(environment: NodeJS.ProcessEnv): Promise<void> {
    this.refuseWhenStopping();
    const { HOST: host, PORT: port, DATA_DIR, DATABASE_URL } = this.settings;
    const inTerminal = this.mode === "development";
    const outputOf = (name: string) => (inTerminal ? ("terminal" as const) : { log: logFile(DATA_DIR, name) });
    const onlyWorker = DATABASE_URL ? {} : { WATTSETTLE_ONLY_WORKER: "1" };
    const webEnvironment = { ...environment, ...(inTerminal ? { NODE_ENV: "development" as const } : {}) };
    this.watch("web", startWeb(inTerminal ? "dev" : "start", { host, port }, webEnvironment, outputOf("web")));
    this.watch("worker", startWorker({ ...environment, ...onlyWorker }, outputOf("worker"), inTerminal));
    await untilHealthy({ host, port }, HEALTHY_WITHIN_MILLISECONDS);
  }

  /** What is started from now on would outlive us. */
  private refuseWhenStopping(): void {
    if (this.stopping) throw new StartError("Stopped before it was ready.");
  }

  private record(name: string, child: ChildProcess): void {
    if (child.pid) recordProcess(this.processes, name, child.pid);
  }

  private watch(name: string, child: ChildProcess): void {
    this.record(name, child);
    void ending(child).then((end) => this.reportEnd(name, name, end));
  }

  private reportEnd(name: string, log: string, end: string): void {
    if (this.stopping) return;
    const file = logFile(this.settings.DATA_DIR, log);
    this.fail(new StartError(`The ${name} ended unexpectedly (${end}). The end of ${shown(file)}:\n${endOfLog(file)}`));
  }

  private welcome(setupLink: string | undefined): void {
    const signIns = join(this.settings.DATA_DIR, "sign-ins.txt");
    console.log(`\nWattsettle is ready: ${publicAddress(this.settings)}\n`);
    if (setupLink) console.log(`Set up the first admin with this link, which works once:\n${setupLink}\n`);
    else if (existsSync(signIns)) console.log(`${readFileSync(signIns, "utf8").trim()}\n(also in ${shown(signIns)})\n`);
    console.log(`Logs: ${shown(join(this.settings.DATA_DIR, "logs"))}. Ctrl-C stops everything.`);
  }

  /** Web server and worker first, so that they can finish what they do; then the database. */
  private stop(): Promise<void> {
    this.stopping ??= (async () => {
      await stopRecorded(this.processes, STOP_SERVER);
      await this.databaseStart;
      await stopEmbedded(this.settings.DATA_DIR);
      forgetProcess(this.settings.DATA_DIR, OWN_NAME);
    })();
    return this.stopping;
  }
}

/** Says in one line what is wrong with the address before anything is started. */
async function refuseTakenPort({ HOST, PORT }: Settings): Promise<void> {
  const problem = await new Promise<string | undefined>((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(PORT, HOST, () => probe.close(() => resolve(undefined)));
  });
  if (!problem) return;
  if (problem === "EADDRINUSE") {
    throw new StartError(
      `Port ${PORT} is taken by another program. Stop that, or choose another: PORT=${PORT + 1} npm start`,
    );
  }
  throw new StartError(`The web server cannot listen on HOST ${HOST}, PORT ${PORT} (${problem}).`);
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
