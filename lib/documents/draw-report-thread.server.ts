/** The thread of `drawInThread`: one drawing after the other in, their bytes out in the same order. */
import { parentPort } from "node:worker_threads";
import type { Drawing, Drawn } from "./draw-in-thread.server";
import { drawReport } from "./report-pdf.server";
import { writingOf } from "./report-writing.server";

const port = parentPort!;
let last: Promise<void> = Promise.resolve();

async function draw({ report, records }: Drawing): Promise<Drawn> {
  try {
    return { bytes: await drawReport(report, records, writingOf(report)) };
  } catch (error) {
    return { problem: String((error as Error).stack ?? error) };
  }
}

port.on("message", (drawing: Drawing) => {
  last = last.then(async () => port.postMessage(await draw(drawing)));
});
