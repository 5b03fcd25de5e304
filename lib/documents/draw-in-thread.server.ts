/** Draws a report's PDF in a thread of its own: seconds of computing that must not hold up the worker's other jobs. */
import { Worker } from "node:worker_threads";
import type { ReportRecord } from "@/db/queries/reports";
import type { PrintedReport } from "./report-pdf.server";

/** What the thread is given. */
export type Drawing = { report: PrintedReport; records: readonly ReportRecord[] };

/** The finished bytes. */
export function drawInThread(drawing: Drawing): Promise<Uint8Array> {
  const thread = new Worker(new URL("./draw-report.thread.mjs", import.meta.url), {
    workerData: drawing,
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`the thread that draws ended with code ${code}`)));
  });
}
