/**
 * Export: a month's revenue records as CSV, as the list exports them, and the memory it takes. The floor is COPY of the
 * same query, its rows read and dropped.
 */

import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { asOwner, driverOf } from "@/db/client";
import { copyCsv, type ExportQuery, revenueExport } from "@/db/queries/record-exports";
import { EVERYTHING } from "@/lib/access/scope";
import { NO_REVENUE_FILTERS } from "@/lib/records/record-filters";
import type { Bench } from "./support/bench";
import { filledMonth, monthOf, tenthAndWhole } from "./support/database";
import { resume } from "./support/floor-files";
import { inTurns } from "./support/timing";

const AIM = 2;
const ROUNDS = 2;

export const bench: Bench = {
  name: "export",
  needs: "database",
  sizes: (scale) => tenthAndWhole(scale, AIM),
  async run({ scale, log }, size) {
    const month = monthOf(scale, size);
    await filledMonth(month, size, log);
    const filters = { ...NO_REVENUE_FILTERS, period: month };
    let bytes = 0;
    const times = await inTurns(
      ROUNDS,
      () =>
        asOwner(async (tx) => {
          bytes = 0;
          await copyCsv(tx, await revenueExport(tx, EVERYTHING, filters), async (piece) => {
            bytes += piece.length;
            return true;
          });
        }),
      () =>
        asOwner(async (tx) => {
          const text = statementOf(await revenueExport(tx, EVERYTHING, filters));
          const rows = await driverOf(tx).unsafe(`copy (${text}) to stdout with (format csv, header)`).readable();
          for await (const _ of rows);
          resume(rows);
        }),
    );
    return [{ case: "revenue records", ...times, note: `${Math.round(bytes / 1e6)} MB` }];
  },
};

function statementOf({ columns, rest }: ExportQuery): string {
  const list = sql.join(
    columns.map(([header, , value]) => sql`${value} as ${sql.identifier(header)}`),
    sql`, `,
  );
  return new PgDialect().sqlToQuery(sql`select ${list} ${rest}`.inlineParams()).sql;
}
