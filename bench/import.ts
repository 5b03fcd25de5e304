/**
 * Import: a file of OCPI CDRs becomes rated, divided and stored sessions, batch by batch, each batch committed with its
 * sums. The floor is COPY of the same finished rows into the same tables, indexes, checks and sums kept, committed once.
 */
import { firstDay } from "@/lib/calendar/calendar";
import { importCdrs } from "@/lib/cdrs/import-cdrs.server";
import type { Bench } from "./support/bench";
import { storeCdrFile } from "./support/cdr-file";
import { monthOf, tenthAndWhole } from "./support/database";
import { copyBackMs } from "./support/floor-files";
import { peakMegabytes, timed } from "./support/timing";
import { countsOf } from "./support/world";

const AIM = 2;

export const bench: Bench = {
  name: "import",
  needs: "database",
  sizes: (scale) => tenthAndWhole(scale, AIM),
  async run({ scale, log }, size) {
    const month = monthOf(scale, size);
    const { sourceId, importId } = await storeCdrFile(month, size, countsOf(scale));
    const oursMs = await timed(() => importCdrs(importId));
    const peakMb = peakMegabytes();
    log(`imported in ${Math.round(oursMs / 1000)} s; now the floor`);
    const ofSource = `source_id = '${sourceId}'`;
    const ofMonth = `origin_month = '${firstDay(month)}'`;
    const floorMs = await copyBackMs([
      { table: "cdrs", where: ofSource },
      { table: "collections", where: ofSource },
      { table: "revenue_records", where: ofSource },
      { table: "expense_records", where: ofSource },
      { table: "record_rollups", where: ofMonth },
      { table: "line_rollups", where: ofMonth },
    ]);
    return [{ case: null, oursMs, floorMs, peakMb, note: `${Math.round((size / oursMs) * 1000)} CDRs/s` }];
  },
};
