import { asStaff, type Tx } from "@/db/client";
import { findReport } from "@/db/queries/reports";
import type { Viewer } from "@/lib/access/viewer";
import { UserError } from "@/lib/errors/user-error";
import { enqueueAll } from "@/lib/jobs/enqueue.server";

type ReportKey = { partnerId: string; reportId: string };

/** Has the PDFs of reports made when the transaction commits. */
export function enqueueReportPdfs(tx: Tx, reports: readonly ReportKey[]): Promise<void> {
  const jobs = reports.map(({ partnerId, reportId }) => ({
    payload: { partnerId, reportId },
    jobKey: `report pdf ${reportId}`,
  }));
  return enqueueAll(tx, "render_report_pdf", jobs);
}

/**
 * Has the PDF of a report made: the preview of a draft, or that of an issued report if it got lost on the way.
 * @throws UserError settlement.reportGone
 */
export async function requestReportPdf(viewer: Viewer, report: ReportKey): Promise<void> {
  await asStaff(async (tx) => {
    const found = await findReport(tx, viewer.scope, report.partnerId, report.reportId);
    if (!found) throw new UserError("settlement.reportGone");
    if (found.pdfFileId === null) await enqueueReportPdfs(tx, [report]);
  });
}
