import { readChunk } from "@/db/queries/files";
import { ownExportFile } from "@/db/queries/list-exports";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";

/**
 * The file of one's own export, chunk by chunk; null when it is somebody else's, not finished, or has expired. One that
 * is removed meanwhile breaks off, so that half a file is never taken for a whole one.
 */
export async function readExport(viewer: Viewer, exportId: string, now: Instant) {
  const file = await readAs(viewer, (tx) => ownExportFile(tx, viewer.userId, exportId, now));
  if (!file) return null;
  let n = 0;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const chunk = await readAs(viewer, (tx) => readChunk(tx, file.fileId, n));
      n += 1;
      sent += chunk?.length ?? 0;
      if (chunk) stream.enqueue(chunk);
      else if (sent === file.sizeBytes) stream.close();
      else stream.error(new Error("the export was removed while it was read"));
    },
  });
  return { name: file.name, mediaType: file.mediaType, body };
}
