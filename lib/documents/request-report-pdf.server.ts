import { asStaff } from "@/db/client";
import { findReport } from "@/db/queries/reports";
import type { Viewer } from "@/lib/access/viewer";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";

/**
 * Has the PDF of a report made: the preview of a draft, or that of an issued report if it got lost on the way.
 * @throws UserError settlement.reportGone
 */
export async function requestReportPdf(viewer: Viewer, report: { partnerId: string; reportId: string }): Promise<void> {
  await asStaff(async (tx) => {
    const found = await findReport(tx, viewer.scope, report.partnerId, report.reportId);
    if (!found) throw new UserError("settlement.reportGone");
    if (found.pdfFileId !== null) return;
    await enqueue(tx, "render_report_pdf", report, { jobKey: `report pdf ${report.reportId}` });
  });
}
