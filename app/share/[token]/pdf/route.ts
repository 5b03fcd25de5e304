/** The PDF of a shared report: behind the same check as its page. */
import { readAs } from "@/lib/access/read.server";
import { pdfResponse, readReportPdf } from "@/lib/documents/read-report.server";
import { requestShare } from "@/lib/sharing/request-share.server";

export async function GET(_request: Request, context: RouteContext<"/share/[token]/pdf">): Promise<Response> {
  const { token } = await context.params;
  const share = await requestShare(token, { counts: false });
  if (share.state !== "open") return pdfResponse(null);
  const { partnerId, reportId } = share;
  return pdfResponse(await readAs(share, (tx, scope) => readReportPdf(tx, scope, partnerId, reportId)));
}
