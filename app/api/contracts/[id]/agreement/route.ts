/**
 * Takes the self-billing agreement of a contract: its day in the address, its document as the bare body of a POST, or no
 * body for the day alone. It lies outside the paths that `proxy.ts` matches, behind which a body is cut at 10 MB.
 */
import { z } from "zod";
import { admitViewer } from "@/lib/access/viewer.server";
import { storeAgreement } from "@/lib/contracts/store-agreement.server";
import { receiveAttachment } from "@/lib/documents/receive-attachment.server";
import { UserError } from "@/lib/errors/user-error";
import { isoDate, isUuid, plainText } from "@/lib/input/fields";

const query = z.object({ agreedOn: isoDate, fileName: plainText(200).catch("") });

/** `?agreedOn=2026-05-01&fileName=…`; answers 204. */
export async function POST(
  request: Request,
  context: RouteContext<"/api/contracts/[id]/agreement">,
): Promise<Response> {
  const admitted = await admitViewer("contracts:write");
  if ("response" in admitted) return admitted.response;
  const { id } = await context.params;
  const given = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  return receiveAttachment(request, async (bytes) => {
    if (!isUuid(id)) throw new UserError("contracts.gone");
    if (!given.success) throw new UserError("common.date");
    const document = bytes.length === 0 ? null : { name: given.data.fileName || "agreement", bytes };
    await storeAgreement(admitted.viewer, id, { agreedOn: given.data.agreedOn, document }, Date.now());
  });
}
