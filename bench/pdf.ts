/**
 * The PDF of a settlement report with all its sessions. The floor writes the finished cells of the same sessions with
 * pdfkit, the library that both stand on, and nothing else: no first page, no heads, no lines, no equal figures.
 */
import { drawReport } from "@/lib/documents/report-pdf.server";
import { annexTable } from "@/lib/documents/report-tables";
import { writingOf } from "@/lib/documents/report-writing.server";
import { barePdf } from "./support/bare-pdf";
import type { Bench } from "./support/bench";
import { printedReport } from "./support/printed-report";
import { inTurns } from "./support/timing";

const ROUNDS = 3;
const AIM = 2;
/** Left edges of the annex's columns. */
const STARTS = [42, 146, 294, 372, 424, 489];

export const bench: Bench = {
  name: "pdf",
  needs: "nothing",
  sizes: ({ cdrs }) => [
    { size: Math.min(cdrs, 100), aim: null },
    { size: Math.min(cdrs, 1_000), aim: AIM },
    { size: Math.min(cdrs, 10_000), aim: AIM },
  ],
  async run(_, size) {
    const { report, records } = printedReport(size);
    const writing = writingOf(report);
    const { rows } = annexTable(records, report, writing);
    let bytes = 0;
    const times = await inTurns(
      ROUNDS,
      async () => {
        bytes = (await drawReport(report, records, writing)).length;
      },
      () => barePdf(rows, STARTS),
    );
    return [{ case: null, ...times, note: `${Math.round(bytes / 1024).toLocaleString("en")} kB` }];
  },
};
