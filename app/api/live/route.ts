/** `GET /api/live`: tells the back office's open pages when figures have moved. */
import { admitViewer } from "@/lib/access/viewer.server";
import { liveStream } from "@/lib/live/live-stream.server";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const admitted = await admitViewer("overview:read");
  if ("response" in admitted) return admitted.response;
  const stream = liveStream(admitted.viewer.userId, request.signal);
  if (!stream) return new Response(null, { status: 429 });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // A proxy or compressor that gathers bytes would hold events back.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
