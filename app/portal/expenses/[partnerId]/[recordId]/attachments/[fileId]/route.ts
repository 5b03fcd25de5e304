/** A document that proves an expense, as it was attached. */
import { admitViewer } from "@/lib/access/viewer.server";
import { attachmentResponse } from "@/lib/records/read-attachment.server";

export async function GET(
  _: Request,
  context: RouteContext<"/portal/expenses/[partnerId]/[recordId]/attachments/[fileId]">,
): Promise<Response> {
  const admitted = await admitViewer("portal:read");
  if ("response" in admitted) return admitted.response;
  return attachmentResponse(admitted.viewer, await context.params);
}
