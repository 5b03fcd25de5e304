/** Rows as files of the system: written once, copied back in as fast as PostgreSQL takes them. */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ownerClient } from "@/db/client";
import { timed } from "./timing";

/** Which rows of which table. */
export type Part = { table: string; where: string };

/**
 * Milliseconds that COPY takes to bring rows back into the tables that hold them, indexes, checks and sums kept, in one
 * committed transaction. The rows are taken out first, and the tables cleaned.
 */
export async function copyBackMs(parts: readonly Part[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "wattsettle-bench-rows-"));
  try {
    const owner = ownerClient();
    for (const { table, where } of parts) {
      const rows = await owner.unsafe(`copy (select * from ${table} where ${where}) to stdout`).readable();
      await pipeline(rows, createWriteStream(join(folder, table)));
      resume(rows);
    }
    await takeOut(parts);
    return await timed(() =>
      owner.begin(async (tx) => {
        for (const { table } of parts) {
          await pipeline(
            createReadStream(join(folder, table), { highWaterMark: 256 * 1024 }),
            await tx.unsafe(`copy ${table} from stdin`).writable(),
          );
        }
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The driver pauses its socket while rows are unread and forgets to go on when they end. */
export function resume(rows: Readable): void {
  rows._read(0);
}

async function takeOut(parts: readonly Part[]): Promise<void> {
  const owner = ownerClient();
  await owner.unsafe("alter table collections disable trigger collections_append_only");
  for (const { table, where } of [...parts].reverse()) await owner.unsafe(`delete from ${table} where ${where}`);
  await owner.unsafe("alter table collections enable trigger collections_append_only");
  for (const { table } of parts) await owner.unsafe(`vacuum analyze ${table}`);
}
