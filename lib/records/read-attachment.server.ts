import { findAttachment } from "@/db/queries/expense-attachments";
import { readFile } from "@/db/queries/files";
import type { RecordKey } from "@/db/queries/records";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { downloadResponse } from "@/lib/documents/read-report.server";
import { isUuid } from "@/lib/input/fields";

/** The document of an expense as a download; 404 when there is none within the viewer's scope. */
export async function attachmentResponse(viewer: Viewer, key: RecordKey & { fileId: string }): Promise<Response> {
  if (!Object.values(key).every(isUuid)) return new Response(null, { status: 404 });
  const file = await readAs(viewer, async (tx, scope) => {
    const found = await findAttachment(tx, scope, key);
    return found && { ...found, body: new Uint8Array(await readFile(tx, found.id)) };
  });
  return file ? downloadResponse(file) : new Response(null, { status: 404 });
}
