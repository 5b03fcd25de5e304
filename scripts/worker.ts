/**
 * The worker process: runs the jobs of the queue until it is told to stop, and then finishes those it has begun.
 * Any number of them may run on one database.
 */
import { EventEmitter } from "node:events";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import pino from "pino";
import { closePools, databaseUrl, ownerClient } from "@/db/client";
import { beat, forgetWorker, releaseDeadWorkers } from "@/db/queries/heartbeat";
import { cronItems } from "@/lib/jobs/cron.server";
import { taskList } from "@/lib/jobs/tasks.server";

const BEAT_MILLISECONDS = 10_000;
/** Set by whoever knows that no other worker can be running: every lock that is found belongs to a dead one. */
const isOnlyWorker = process.env.WATTSETTLE_ONLY_WORKER === "1";

const log = pino({ name: "worker", level: process.env.LOG_LEVEL ?? "info" });
const client = ownerClient();

/** Starts the queue's pool and returns it with the id under which it locks jobs. */
async function startPool() {
  const events: WorkerEvents = new EventEmitter();
  let poolId = "";
  events.on("pool:create", ({ workerPool }) => {
    poolId = workerPool.id;
  });
  const runner = await run({
    connectionString: databaseUrl("owner"),
    concurrency: Number(process.env.WORKER_CONCURRENCY ?? 2),
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message) => log[level === "warning" ? "warn" : level](message)),
    taskList,
    parsedCronItems: cronItems,
  });
  return { runner, poolId };
}

/** Says that this worker lives, and gives back what dead ones held. A database that is away for a moment is only noted. */
async function attend(poolId: string): Promise<void> {
  try {
    await beat(client, poolId);
    const released = await releaseDeadWorkers(client);
    if (released > 0) log.warn({ released }, "gave the jobs of dead workers back to the queue");
  } catch (error) {
    log.error({ error }, "could not write the heartbeat");
  }
}

if (isOnlyWorker) await releaseDeadWorkers(client, 0);
const { runner, poolId } = await startPool();
await attend(poolId);
const timer = setInterval(attend, BEAT_MILLISECONDS, poolId);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  clearInterval(timer);
  await runner.stop();
  await forgetWorker(client, poolId);
  await closePools();
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);

await runner.promise;
if (!isStopping) {
  log.fatal("the queue ended by itself");
  process.exit(1);
}
