import { admitViewer } from "@/lib/access/viewer.server";
import { downloadResponse } from "@/lib/documents/read-report.server";
import { readExport } from "@/lib/exports/read-export.server";
import { isUuid } from "@/lib/input/fields";

/** The file of one's own export. */
export async function GET(_request: Request, { params }: RouteContext<"/exports/[id]/file">): Promise<Response> {
  const admitted = await admitViewer("records:export");
  if ("response" in admitted) return admitted.response;
  const { id } = await params;
  const file = isUuid(id) ? await readExport(admitted.viewer, id, Date.now()) : null;
  return file ? downloadResponse(file) : new Response(null, { status: 404 });
}
