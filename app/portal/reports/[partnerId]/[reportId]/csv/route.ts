/** A partner's own report as CSV (A26): its lines, or with `?of=records` the sessions behind them. */
import { admitViewer } from "@/lib/access/viewer.server";
import { downloadResponse, streamReportCsv } from "@/lib/documents/read-report.server";
import { isUuid } from "@/lib/input/fields";

export async function GET(
  request: Request,
  context: { params: Promise<{ partnerId: string; reportId: string }> },
): Promise<Response> {
  const admitted = await admitViewer("portal:read");
  if ("response" in admitted) return admitted.response;
  const { partnerId, reportId } = await context.params;
  const of = new URL(request.url).searchParams.get("of") === "records" ? "records" : "lines";
  const known = isUuid(partnerId) && isUuid(reportId);
  const file = known ? await streamReportCsv(admitted.viewer, partnerId, reportId, of) : null;
  return file ? downloadResponse(file) : new Response(null, { status: 404 });
}
