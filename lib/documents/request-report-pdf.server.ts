import { asStaff, type Tx } from "@/db/client";
import { findReport } from "@/db/queries/reports";
import type { Viewer } from "@/lib/access/viewer";
import type { Month } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueueAll } from "@/lib/jobs/enqueue.server";

type ReportKey = { partnerId: string; reportId: string };

const TASK = "render_report_pdf";
const SOMEBODY_WAITS = 1;
/** Above every month's number (year × 12 + month) until 2499, and within the queue's smallint. */
const LATEST = 30_000;

/** Has the PDFs of reports made when the transaction commits: the newest month first, all after other work. */
export function enqueueReportPdfs(tx: Tx, reports: readonly (ReportKey & { month: Month })[]): Promise<void> {
  return enqueueAll(
    tx,
    TASK,
    reports.map((report) => jobOf(report, LATEST - monthNumber(report.month))),
  );
}

function monthNumber(month: Month): number {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return year * 12 + number;
}

function jobOf({ partnerId, reportId }: ReportKey, priority: number) {
  return { payload: { partnerId, reportId }, jobKey: `report pdf ${reportId}`, priority };
}

/**
 * Has the PDF of a report made: the preview of a draft, or that of an issued report if it got lost on the way.
 * @throws UserError settlement.reportGone
 */
export async function requestReportPdf(viewer: Viewer, report: ReportKey): Promise<void> {
  await asStaff(async (tx) => {
    const found = await findReport(tx, viewer.scope, report.partnerId, report.reportId);
    if (!found) throw new UserError("settlement.reportGone");
    if (found.pdfFileId === null) await enqueueAll(tx, TASK, [jobOf(report, SOMEBODY_WAITS)]);
  });
}
