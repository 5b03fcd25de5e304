/** What the worker can do: the task's name, the shape of its payload, and the verb that does it. */
import type { Task, TaskList } from "graphile-worker";
import { z } from "zod";
import { importCdrs } from "@/lib/cdrs/import-cdrs.server";
import { releaseWaiting } from "@/lib/cdrs/release-held.server";
import { renderReportPdf } from "@/lib/documents/render-report-pdf.server";
import { sendMail } from "@/lib/mail/send.server";
import { recalculate } from "@/lib/records/recalculate.server";
import { runClose } from "@/lib/settlement/run-close.server";

const ids = z.array(z.uuid());

function task<Schema extends z.ZodType>(payload: Schema, run: (input: z.output<Schema>) => Promise<unknown>): Task {
  return async (given) => {
    await run(payload.parse(given));
  };
}

/** Every task may run twice, and go on where a dead worker left it. */
export const taskList: TaskList = {
  import_cdrs: task(z.object({ importId: z.uuid() }), ({ importId }) => importCdrs(importId)),
  run_close: task(z.object({ runId: z.uuid() }), ({ runId }) => runClose(runId, Date.now)),
  render_report_pdf: task(z.object({ partnerId: z.uuid(), reportId: z.uuid() }), (report) =>
    renderReportPdf(report, Date.now()),
  ),
  send_mail: task(z.object({ mailId: z.uuid() }), sendMail),
  release_waiting: task(z.object({ uids: z.array(z.string()) }), (input) => releaseWaiting(input)),
  recalculate: task(
    z.object({
      connectorIds: ids.optional(),
      evseIds: ids.optional(),
      partnerIds: ids.optional(),
      from: z.iso.date(),
      reason: z.string().nullish(),
    }),
    (input) => recalculate(input),
  ),
};
