/** The document of a contract's self-billing agreement, as it was stored. */
import { agreementFile } from "@/db/queries/contract-agreements";
import { readFile } from "@/db/queries/files";
import { readAs } from "@/lib/access/read.server";
import { admitViewer } from "@/lib/access/viewer.server";
import { downloadResponse } from "@/lib/documents/read-report.server";
import { isUuid } from "@/lib/input/fields";

export async function GET(_: Request, context: RouteContext<"/contracts/[id]/agreement">): Promise<Response> {
  const admitted = await admitViewer("contracts:read");
  if ("response" in admitted) return admitted.response;
  const { id } = await context.params;
  const file = await readAs(admitted.viewer, async (tx) => {
    const found = isUuid(id) ? await agreementFile(tx, id) : null;
    return found && { ...found, body: new Uint8Array(await readFile(tx, found.id)) };
  });
  return file ? downloadResponse(file) : new Response(null, { status: 404 });
}
