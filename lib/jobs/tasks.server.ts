/** What the worker can do: the task's name, the shape of its payload, and the verb that does it. */
import type { Task, TaskList } from "graphile-worker";
import { z } from "zod";
import { paySessions } from "@/lib/balances/pay-sessions.server";
import { importCdrs } from "@/lib/cdrs/import-cdrs.server";
import { releaseWaiting } from "@/lib/cdrs/release-held.server";
import { previewChange } from "@/lib/changes/preview-change.server";
import { renewContracts } from "@/lib/contracts/renew-contracts.server";
import { simulateContract } from "@/lib/contracts/simulate-contract.server";
import { renderReportPdf } from "@/lib/documents/render-report-pdf.server";
import { removeExpiredExports } from "@/lib/exports/remove-export.server";
import { runExport } from "@/lib/exports/run-export.server";
import { sendMail } from "@/lib/mail/send.server";
import { recalculate, runRecalculation } from "@/lib/records/recalculate.server";
import { recalculateInput } from "@/lib/records/recalculation";
import { runClose } from "@/lib/settlement/run-close.server";

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
  renew_contracts: task(z.object({}).loose(), () => renewContracts(Date.now())),
  simulate_contract: task(z.object({ simulationId: z.uuid() }), ({ simulationId }) =>
    simulateContract(simulationId, Date.now),
  ),
  export_list: task(z.object({ exportId: z.uuid() }), ({ exportId }) => runExport(exportId, Date.now)),
  remove_expired_exports: task(z.object({}).loose(), () => removeExpiredExports(Date.now())),
  pay_from_balance: task(z.object({ partnerId: z.uuid(), organizationId: z.uuid(), currency: z.string() }), (ledger) =>
    paySessions(ledger, Date.now()),
  ),
  send_mail: task(z.object({ mailId: z.uuid() }), sendMail),
  release_waiting: task(z.object({ uids: z.array(z.string()) }), (input) => releaseWaiting(input)),
  recalculate: task(recalculateInput, (input) => recalculate(input)),
  preview_change: task(z.object({ runId: z.uuid() }), ({ runId }) => previewChange(runId, Date.now)),
  run_recalculation: task(z.object({ runId: z.uuid() }), ({ runId }) => runRecalculation(runId, Date.now)),
};
