/**
 * The same file again: every CDR is recognised, nothing changes. The floor reads the stored file and parses each line.
 */

import { asOwner } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { importCdrs } from "@/lib/cdrs/import-cdrs.server";
import { fileBytes } from "@/lib/cdrs/read-file.server";
import { readJson } from "@/lib/cdrs/streams.server";
import type { Bench } from "./support/bench";
import { importedFile, queueImport } from "./support/cdr-file";
import { monthOf, tenthAndWhole } from "./support/database";
import { peakMegabytes, timed } from "./support/timing";
import { countsOf, idOf } from "./support/world";

const AIM = 2;
const BATCH_ROWS = 2_000;

export const bench: Bench = {
  name: "reimport",
  needs: "database",
  sizes: (scale) => tenthAndWhole(scale, AIM),
  async run({ scale, log }, size) {
    const month = monthOf(scale, size);
    const { sourceId, fileId } = await importedFile(month, size, countsOf(scale), log);
    const again = idOf("import again", size);
    await queueImport(again, sourceId, fileId);
    const oursMs = await timed(() => importCdrs(again));
    const peakMb = peakMegabytes();
    const found = await asOwner((tx) => findImport(tx, again));
    if (found?.known !== size) throw new Error(`${found?.known} of ${size} were recognised`);
    const floorMs = await timed(() => parseAll(fileId));
    return [{ case: null, oursMs, floorMs, peakMb, note: `${Math.round((size / oursMs) * 1000)} CDRs/s` }];
  },
};

async function parseAll(fileId: string): Promise<number> {
  let objects = 0;
  for await (const { rows } of readJson(fileBytes(fileId), "lines", BATCH_ROWS)) {
    for (const row of rows) if ("text" in row && JSON.parse(row.text)) objects++;
  }
  return objects;
}
