/** Takes a document that proves an expense: its name in the address, itself as the bare body of a POST. */
import { admitViewer } from "@/lib/access/viewer.server";
import { receiveAttachment } from "@/lib/documents/receive-attachment.server";
import { UserError } from "@/lib/errors/user-error";
import { isUuid, plainText } from "@/lib/input/fields";
import { attachToExpense } from "@/lib/records/attach-to-expense.server";

/** `?fileName=…`; answers 204. */
export async function POST(
  request: Request,
  context: RouteContext<"/api/expenses/[partnerId]/[recordId]/attachments">,
): Promise<Response> {
  const admitted = await admitViewer("expenses:write");
  if ("response" in admitted) return admitted.response;
  const key = await context.params;
  const fileName = plainText(200).safeParse(new URL(request.url).searchParams.get("fileName") ?? "");
  return receiveAttachment(request, async (bytes) => {
    if (!isUuid(key.partnerId) || !isUuid(key.recordId)) throw new UserError("records.noSuchExpense");
    const document = { name: (fileName.success && fileName.data) || "attachment", bytes };
    await attachToExpense(admitted.viewer, key, document, Date.now());
  });
}
