/** The thread of `drawInThread`: one drawing in, its bytes out. */
import { parentPort, workerData } from "node:worker_threads";
import type { Drawing } from "./draw-in-thread.server";
import { drawReport } from "./report-pdf.server";
import { writingOf } from "./report-writing.server";

const { report, records } = workerData as Drawing;
drawReport(report, records, writingOf(report)).then((bytes) => parentPort?.postMessage(bytes));
