/**
 * Draws PDFs of reports in one thread beside the worker's own: seconds of computing that must not hold up its other
 * jobs. The thread is started with the first drawing, and again after one that broke it.
 */
import { Worker } from "node:worker_threads";
import type { ReportRecord } from "@/db/queries/reports";
import type { PrintedReport } from "./report-pdf.server";

/** What the thread is given. */
export type Drawing = { report: PrintedReport; records: readonly ReportRecord[] };
/** What it answers, in the order of the drawings. */
export type Drawn = { bytes: Uint8Array } | { problem: string };

type Waiting = { resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void };

let thread: Worker | null = null;
let waiting: Waiting[] = [];

/** The finished bytes. */
export function drawInThread(drawing: Drawing): Promise<Uint8Array> {
  thread ??= startThread();
  thread.ref();
  thread.postMessage(drawing);
  return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}

function startThread(): Worker {
  const started = new Worker(new URL("./draw-report.thread.mjs", import.meta.url), { execArgv: [] });
  started.on("message", (drawn: Drawn) => {
    const first = waiting.shift();
    // A thread with nothing to do does not keep the process alive.
    if (waiting.length === 0) started.unref();
    if ("bytes" in drawn) first?.resolve(drawn.bytes);
    else first?.reject(new Error(drawn.problem));
  });
  started.on("error", (error: Error) => giveUp(error));
  started.on("exit", (code) => giveUp(new Error(`the thread that draws ended with code ${code}`)));
  return started;
}

function giveUp(error: Error): void {
  const given = waiting;
  thread = null;
  waiting = [];
  for (const each of given) each.reject(error);
}
