/** Starts the two processes of an installation: the web server and the worker. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { openLog } from "./data-folder";

/** Where a process writes: a file, so that it outlives a killed parent, or the terminal in development. */
export type Output = { log: string } | "terminal";

/** Each leads a process group of its own: Ctrl-C reaches only the parent, which ends them in order. */
export function startWeb(
  mode: "start" | "dev",
  address: { host: string; port: number },
  environment: NodeJS.ProcessEnv,
  output: Output,
): ChildProcess {
  const options = [mode, "-H", address.host, "-p", String(address.port)];
  return startNode(["node_modules/next/dist/bin/next", ...options], environment, output);
}

/** Starts a worker process; `watch` starts it again when a file of it changes. */
export function startWorker(environment: NodeJS.ProcessEnv, output: Output, watch = false): ChildProcess {
  return startNode(["--import", "tsx", ...(watch ? ["--watch"] : []), "scripts/worker.ts"], environment, output);
}

/** Starts a program of ours and does not wait for it. */
export function startNode(args: string[], environment: NodeJS.ProcessEnv, output: Output, ipc = false): ChildProcess {
  const file = output === "terminal" ? undefined : openLog(output.log);
  const stream = file ?? "inherit";
  try {
    return spawn(process.execPath, args, {
      env: { ...environment, NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", stream, stream, ...(ipc ? ["ipc" as const] : [])],
      detached: true,
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Resolves with how a child ended, in words. */
export function ending(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
}

const HEALTH_POLL_MILLISECONDS = 150;

/**
 * Asks `GET /api/health` until it says ready.
 * @throws Error with the last answer when that does not happen in time
 */
export async function untilHealthy(address: { host: string; port: number }, milliseconds: number): Promise<void> {
  const host = ["0.0.0.0", "::"].includes(address.host) ? "127.0.0.1" : address.host;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}/api/health`;
  const deadline = performance.now() + milliseconds;
  let last = "no answer";
  while (performance.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = await response.text();
    } catch (error) {
      last = String((error as Error).cause ?? error);
    }
    await pause(HEALTH_POLL_MILLISECONDS);
  }
  throw new Error(`It did not become ready within ${milliseconds / 1000} seconds; ${url} says: ${last}`);
}
