/** The stored PDF of a partner's own report (A34). */
import { readAs } from "@/lib/access/read.server";
import { admitViewer } from "@/lib/access/viewer.server";
import { pdfResponse, readReportPdf } from "@/lib/documents/read-report.server";
import { isUuid } from "@/lib/input/fields";

export async function GET(
  _request: Request,
  context: { params: Promise<{ partnerId: string; reportId: string }> },
): Promise<Response> {
  const admitted = await admitViewer("portal:read");
  if ("response" in admitted) return admitted.response;
  const { partnerId, reportId } = await context.params;
  if (!isUuid(partnerId) || !isUuid(reportId)) return pdfResponse(null);
  return pdfResponse(await readAs(admitted.viewer, (tx, scope) => readReportPdf(tx, scope, partnerId, reportId)));
}
