import { uuidv7 } from "uuidv7";
import { asOwner } from "@/db/client";
import { storeFile } from "@/db/queries/files";
import { lockForPdf, setPdf } from "@/db/queries/report-files";
import { findReport, type ReportDetail, type ReportRecord, streamReportRecords } from "@/db/queries/reports";
import { EVERYTHING } from "@/lib/access/scope";
import { dateOf, type Instant } from "@/lib/calendar/calendar";
import { drawInThread } from "./draw-in-thread.server";
import type { PrintedReport } from "./report-pdf.server";
import { MOST_ANNEX_ROWS } from "./report-tables";

/**
 * Draws the PDF of a report and stores it, once: a report that has one keeps it, whatever is asked again (A34). A
 * draft's is a preview, which the next refresh throws away.
 */
export async function renderReportPdf(
  { partnerId, reportId }: { partnerId: string; reportId: string },
  now: Instant,
): Promise<void> {
  const found = await asOwner(async (tx) => {
    const report = await findReport(tx, EVERYTHING, partnerId, reportId);
    if (!report || report.pdfFileId !== null) return null;
    const records: ReportRecord[] = [];
    for await (const piece of streamReportRecords(tx, report)) {
      records.push(...piece);
      if (records.length > MOST_ANNEX_ROWS) break;
    }
    return { report, records };
  });
  if (!found) return;
  const { report, records } = found;
  const bytes = await drawInThread({ report: printed(report), records });
  await asOwner(async (tx) => {
    if (!(await lockForPdf(tx, report))) return;
    const fileId = uuidv7();
    const owner = report.state === "issued" ? partnerId : null;
    const facts = { name: `${report.number}.pdf`, mediaType: "application/pdf", createdAt: now, createdBy: null };
    await storeFile(tx, { ...facts, id: fileId, partnerId: owner }, inOnePiece(bytes));
    await setPdf(tx, report, fileId);
  });
}

async function* inOnePiece(bytes: Uint8Array) {
  yield bytes;
}

/** The report in its document's form: its date is that of issuing, of a draft that of drafting. */
function printed(report: ReportDetail): PrintedReport {
  const at = report.issuedAt ?? report.draftedAt;
  return { ...report, at, date: dateOf(at, report.parties.organization.timeZone) };
}
