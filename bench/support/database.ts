/** The database of a run: an embedded server of its own in the temporary folder, with a world of the wanted scale. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closePools } from "@/db/client";
import { migrate } from "@/db/migrate";
import { addMonths, type Instant, type Month, startOfMonth } from "@/lib/calendar/calendar";
import { importCdrs } from "@/lib/cdrs/import-cdrs.server";
import { removeEmbedded, startEmbedded } from "@/scripts/database/embedded";
import type { Scale, Size } from "./bench";
import { storeCdrFile } from "./cdr-file";
import { copyMonth, markIssued, recordsIn, withoutIndexes } from "./months";
import { countsOf, writeWorld } from "./world";

/** The month whose sessions were imported for real, and which the others are copies of. */
export const TEMPLATE: Month = "2025-01";
const HISTORY_MONTHS = 12;
const LARGEST_TEMPLATE = 50_000;
/** Not issued: a tenth of a month, and a whole one. */
export const TENTH: Month = "2026-02";
export const WHOLE: Month = "2026-03";

export type BenchDatabase = { url: string; close(): Promise<void> };

/** Starts the server, migrates it and generates the world. */
export async function openBenchDatabase(scale: Scale, log: (line: string) => void): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), "wattsettle-bench-"));
  const server = await startEmbedded({ dataDir });
  log(`PostgreSQL runs in ${dataDir}`);
  const close = async () => {
    await closePools();
    await removeEmbedded(dataDir);
  };
  try {
    process.env.DATABASE_URL = server.url;
    await migrate(server.url);
    await generate(scale, log);
    return { url: server.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Master data, the template month and a year of history, into the migrated database that `db/client` points at. */
export async function generate(scale: Scale, log: (line: string) => void): Promise<void> {
  await writeWorld(scale);
  const size = templateSize(scale);
  log(`master data is there; importing ${size.toLocaleString("en")} sessions as a template`);
  const { importId } = await storeCdrFile(TEMPLATE, size, countsOf(scale));
  await importCdrs(importId);
  const copies = Math.max(1, Math.round(scale.history / HISTORY_MONTHS / size));
  const months = Array.from({ length: HISTORY_MONTHS }, (_, index) => addMonths(TEMPLATE, index + 1));
  await withoutIndexes(async () => {
    for (const month of months) {
      log(`${month}: ${(copies * size).toLocaleString("en")} sessions`);
      await copyMonth(TEMPLATE, month, copies);
    }
  });
  await markIssued([TEMPLATE, ...months]);
}

/** So many sessions that a year of them in copies is the history. */
export function templateSize({ cdrs, history }: Scale): number {
  return Math.max(1, Math.min(LARGEST_TEMPLATE, Math.ceil(cdrs / 10), Math.ceil(history / HISTORY_MONTHS)));
}

/** Sizes of a bench over a month: a tenth, for the growth, and the whole. */
export function tenthAndWhole({ cdrs }: Scale, aim: number): Size[] {
  return [
    { size: Math.ceil(cdrs / 10), aim: null },
    { size: cdrs, aim },
  ];
}

/** The month that has, or will have, so many sessions. */
export function monthOf({ cdrs }: Scale, size: number): Month {
  return size === cdrs ? WHOLE : TENTH;
}

/** Fills an empty month with copies of the template, unless an import has filled it; gives how many sessions it has. */
export async function filledMonth(month: Month, size: number, log: (line: string) => void): Promise<number> {
  if ((await recordsIn(month)) === 0) {
    log(`filling ${month}`);
    await copyMonth(TEMPLATE, month, Math.max(1, Math.round(size / (await recordsIn(TEMPLATE)))));
  }
  return recordsIn(month);
}

const TEN_DAYS = 10 * 86_400_000;

/** A day on which a month can be closed. */
export function dayAfter(month: Month): Instant {
  return startOfMonth(addMonths(month, 1), "Etc/UTC") + TEN_DAYS;
}
