/** A report as CSV (A26): its lines, or with `?of=records` the sessions behind them. */
import { admitViewer } from "@/lib/access/viewer.server";
import { downloadResponse, streamReportCsv } from "@/lib/documents/read-report.server";
import { isUuid } from "@/lib/input/fields";

export async function GET(
  request: Request,
  context: RouteContext<"/reports/[partnerId]/[reportId]/csv">,
): Promise<Response> {
  const admitted = await admitViewer("settlement:read");
  if ("response" in admitted) return admitted.response;
  const { partnerId, reportId } = await context.params;
  const of = new URL(request.url).searchParams.get("of") === "records" ? "records" : "lines";
  const found = isUuid(partnerId) && isUuid(reportId);
  const file = found ? await streamReportCsv(admitted.viewer, partnerId, reportId, of) : null;
  return file ? downloadResponse(file) : new Response(null, { status: 404 });
}
