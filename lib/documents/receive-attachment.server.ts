/** A document that comes as the bare body of a POST to a handler under `/api`. */
import { getTranslations } from "next-intl/server";
import { messageKeyOf, UserError } from "@/lib/errors/user-error";
import { MOST_ATTACHMENT_BYTES } from "./attachment";

/** No form of another origin can send it without asking first (CORS preflight), and we never answer that. */
const BODY_TYPE = "application/octet-stream";

/** Reads the body, gives it to `store`, and answers 204, or 422 with the sentence of what is wrong. */
export async function receiveAttachment(
  request: Request,
  store: (bytes: Uint8Array) => Promise<void>,
): Promise<Response> {
  if (request.headers.get("content-type") !== BODY_TYPE) return new Response(null, { status: 415 });
  try {
    await store(await bodyOf(request));
    return new Response(null, { status: 204 });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const t = await getTranslations();
    const message = t(messageKeyOf(error.code) as "common.errors.invalid", error.params as never);
    return Response.json({ message }, { status: 422 });
  }
}

/** Reads no more than may be stored, and one byte beyond. */
async function bodyOf(request: Request): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    pieces.push(piece);
    length += piece.length;
    if (length > MOST_ATTACHMENT_BYTES) break;
  }
  return Buffer.concat(pieces);
}
