import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { storeFile } from "@/db/queries/files";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { attachmentMediaType, MOST_ATTACHMENT_BYTES } from "./attachment";

/** A document as a person sends it. */
export type Attachment = { name: string; bytes: Uint8Array };

/**
 * Keeps a document of a partner. The transaction must be the owner's: files are written by COPY, which row-level
 * security forbids.
 * @returns the file's id
 * @throws UserError common.attachmentTooLarge, common.attachmentKind
 */
export async function storeAttachment(
  tx: Tx,
  viewer: Viewer,
  partnerId: string,
  { name, bytes }: Attachment,
  now: Instant,
): Promise<string> {
  if (bytes.length > MOST_ATTACHMENT_BYTES) {
    const params = { megabytes: MOST_ATTACHMENT_BYTES / 1024 ** 2 };
    throw new UserError("attachmentTooLarge", { field: "document", params });
  }
  const mediaType = attachmentMediaType(bytes);
  if (!mediaType) throw new UserError("attachmentKind", { field: "document" });
  const id = uuidv7();
  await storeFile(tx, { id, partnerId, name, mediaType, createdAt: now, createdBy: viewer.userId }, one(bytes));
  return id;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
