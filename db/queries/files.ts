/** Files as chunks in the database: any web or worker process can write and read them, in bounded memory. */
import { createHash } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { copyInto } from "@/db/bulk";
import type { Tx } from "@/db/client";
import { fileChunks, files } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";

const CHUNK_BYTES = 1024 * 1024;

export type FileFacts = {
  id: string;
  /** Whose data it holds; null: the operator's own. */
  partnerId: string | null;
  name: string;
  mediaType: string;
  createdAt: Instant;
  createdBy: string | null;
};

/** Stores a stream of bytes as one file. */
export async function storeFile(
  tx: Tx,
  file: FileFacts,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ sizeBytes: number; sha256: Buffer }> {
  const hash = createHash("sha256");
  const facts = { ...file, sizeBytes: 0, sha256: Buffer.alloc(0) };
  await tx.insert(files).values(facts);
  let sizeBytes = 0;
  let n = 0;
  for await (const chunk of inChunks(bytes)) {
    hash.update(chunk);
    sizeBytes += chunk.length;
    await copyInto(tx, "file_chunks", ["file_id", "n", "partner_id", "bytes"], [[file.id, n, file.partnerId, chunk]]);
    n += 1;
  }
  const sha256 = hash.digest();
  await tx.update(files).set({ sizeBytes, sha256 }).where(eq(files.id, file.id));
  return { sizeBytes, sha256 };
}

/** Joins small pieces and cuts large ones into chunks of one megabyte. */
async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let length = 0;
  for await (const piece of bytes) {
    pending.push(Buffer.from(piece));
    length += piece.length;
    while (length >= CHUNK_BYTES) {
      const joined = Buffer.concat(pending);
      yield joined.subarray(0, CHUNK_BYTES);
      pending = [joined.subarray(CHUNK_BYTES)];
      length -= CHUNK_BYTES;
    }
  }
  if (length > 0) yield Buffer.concat(pending);
}

/** One chunk of a file, or null after the last. */
export async function readChunk(tx: Tx, fileId: string, n: number): Promise<Buffer | null> {
  const [row] = await tx
    .select({ bytes: fileChunks.bytes })
    .from(fileChunks)
    .where(and(eq(fileChunks.fileId, fileId), eq(fileChunks.n, n)))
    .orderBy(asc(fileChunks.n));
  return row?.bytes ?? null;
}

/** All bytes of a file that is small enough to be held. */
export async function readFile(tx: Tx, fileId: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let n = 0; ; n++) {
    const chunk = await readChunk(tx, fileId, n);
    if (chunk === null) return Buffer.concat(chunks);
    chunks.push(chunk);
  }
}

/** Name, type and size of a file the transaction may see. */
export async function findFile(tx: Tx, fileId: string) {
  const [row] = await tx.select().from(files).where(eq(files.id, fileId));
  return row ?? null;
}
