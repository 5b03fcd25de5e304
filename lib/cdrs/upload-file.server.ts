/** Takes a file of CDRs in as it comes over the wire, in one transaction: all of its bytes, or nothing. */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { storeFile } from "@/db/queries/files";
import { findSource, insertImport } from "@/db/queries/imports";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { createSource, sourceConstraints } from "./create-source.server";
import { type FileFormat, fileFormatOf } from "./file-format";

/** The source the file is from: a known one, or a new one by its name. */
export type UploadSource = { id: string } | { name: string };

export type Upload = {
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
  /** What the sender announced (content-length): fewer bytes are a broken upload. Null: nothing was announced. */
  announcedBytes: number | null;
};

/** Far beyond any file of a month; keeps one upload from filling the disk. */
const MOST_BYTES = 4 * 1024 ** 3;
/** A file that begins with more blanks than this holds nothing. */
const MOST_BLANK_BYTES = 64 * 1024;
const MEDIA_TYPES: Record<FileFormat, string> = { csv: "text/csv", ocpi: "application/json" };

/**
 * Stores the file and opens an import in the state `uploaded`. Runs as the owner: the bytes are written by COPY,
 * which no role under row-level security may use.
 * @returns the import's id.
 * @throws UserError imports.fileEmpty, imports.fileTooLarge, imports.uploadIncomplete, imports.sourceUnknown,
 * imports.sourceNameTaken, imports.formatDiffers
 */
export async function uploadFile(viewer: Viewer, source: UploadSource, upload: Upload, now: Instant): Promise<string> {
  const { format, bytes } = await withFormat(upload.bytes);
  return translateConstraints(sourceConstraints, () =>
    asOwner(async (tx) => {
      const sourceId = await sourceFor(tx, viewer, source, format, now);
      const fileId = uuidv7();
      const facts = { id: fileId, partnerId: null, name: upload.fileName, mediaType: MEDIA_TYPES[format] };
      const { sizeBytes } = await storeFile(tx, { ...facts, createdAt: now, createdBy: viewer.userId }, limited(bytes));
      if (upload.announcedBytes !== null && upload.announcedBytes !== sizeBytes) {
        const params = { stored: sizeBytes, announced: upload.announcedBytes };
        throw new UserError("imports.uploadIncomplete", { params });
      }
      const id = uuidv7();
      await insertImport(tx, { id, sourceId, fileId, state: "uploaded", createdAt: now, createdBy: viewer.userId });
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "uploaded",
        objectType: "import",
        objectId: id,
        label: upload.fileName,
        changes: { sizeBytes: [null, sizeBytes] },
        at: now,
      });
      return id;
    }),
  );
}

async function sourceFor(tx: Tx, viewer: Viewer, given: UploadSource, format: FileFormat, now: Instant) {
  if ("name" in given) return createSource(tx, viewer, { name: given.name, format }, now);
  const source = await findSource(tx, given.id);
  if (!source) throw new UserError("imports.sourceUnknown");
  if (source.format !== format) {
    throw new UserError("imports.formatDiffers", { params: { source: source.name, format: source.format } });
  }
  return source.id;
}

/** Reads until the format can be told, and gives all bytes from the first on. */
async function withFormat(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ format: FileFormat; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (;;) {
    const next = await iterator.next();
    if (next.done || head.length > MOST_BLANK_BYTES) throw new UserError("imports.fileEmpty");
    head = Buffer.concat([head, next.value]);
    const format = fileFormatOf(head);
    if (format) return { format, bytes: joined(head, iterator) };
  }
}

async function* joined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of bytes) {
    total += piece.length;
    if (total > MOST_BYTES)
      throw new UserError("imports.fileTooLarge", { params: { gigabytes: MOST_BYTES / 1024 ** 3 } });
    yield piece;
  }
}
