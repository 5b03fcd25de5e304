/**
 * Takes a file of CDRs as the bare body of a POST, so that any size streams into the database. It lies outside the
 * paths that `proxy.ts` matches: behind the proxy a body is silently cut at 10 MB.
 */
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { admitViewer } from "@/lib/access/viewer.server";
import { type UploadSource, uploadFile } from "@/lib/cdrs/upload-file.server";
import { messageKeyOf, UserError } from "@/lib/errors/user-error";
import { id, requiredText } from "@/lib/input/fields";

/** No form of another origin can send it without asking first (CORS preflight), and we never answer that. */
const BODY_TYPE = "application/octet-stream";

const query = z.object({ fileName: requiredText(200), source: id.optional(), newSource: requiredText(80).optional() });

/** `?fileName=…` and `source=<id>` or `newSource=<name>`; answers 201 with the import's id. */
export async function POST(request: Request): Promise<Response> {
  const admitted = await admitViewer("cdrs:import");
  if ("response" in admitted) return admitted.response;
  if (request.headers.get("content-type") !== BODY_TYPE) return new Response(null, { status: 415 });
  const given = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const source = given.success ? sourceOf(given.data) : null;
  if (!given.success || !source) return failure(new UserError("imports.sourceMissing"));
  const length = request.headers.get("content-length");
  const upload = {
    fileName: given.data.fileName,
    bytes: request.body ?? new ReadableStream<Uint8Array>({ start: (stream) => stream.close() }),
    announcedBytes: length === null ? null : Number(length),
  };
  try {
    const importId = await uploadFile(admitted.viewer, source, upload, Date.now());
    return Response.json({ importId }, { status: 201 });
  } catch (error) {
    if (error instanceof UserError) return failure(error);
    throw error;
  }
}

function sourceOf(given: z.output<typeof query>): UploadSource | null {
  if (given.source) return { id: given.source };
  return given.newSource ? { name: given.newSource } : null;
}

async function failure(error: UserError): Promise<Response> {
  const t = await getTranslations();
  const message = t(messageKeyOf(error.code) as "common.errors.invalid", error.params as never);
  return Response.json({ message }, { status: 422 });
}
