/**
 * The month end: all reports of a month drafted and issued, frozen, with their history; PDFs are other jobs. The floor
 * is one statement that only adds up the month's records by partner and currency.
 */
import { ownerClient } from "@/db/client";
import { firstDay } from "@/lib/calendar/calendar";
import { runClose } from "@/lib/settlement/run-close.server";
import { startRun } from "@/lib/settlement/start-run.server";
import type { Bench } from "./support/bench";
import { dayAfter, filledMonth, monthOf, tenthAndWhole } from "./support/database";
import { peakMegabytes, timed } from "./support/timing";
import { financeViewer } from "./support/viewer";

const AIM = 5;

export const bench: Bench = {
  name: "close",
  needs: "database",
  sizes: (scale) => tenthAndWhole(scale, AIM),
  async run({ scale, log }, size) {
    const month = monthOf(scale, size);
    const sessions = await filledMonth(month, size, log);
    const viewer = await financeViewer();
    const now = dayAfter(month);
    const oursMs = await timed(async () => {
      await runClose(await startRun(viewer, "draft_reports", { month }, now), () => now);
      await runClose(await startRun(viewer, "issue_reports", { month }, now), () => now);
    });
    const peakMb = peakMegabytes();
    const owner = ownerClient();
    const [left] = await owner`
      select count(*) filter (where state <> 'issued')::int as open, count(*)::int as all from periods
      where month = ${firstDay(month)}`;
    if (left!.open > 0) throw new Error(`${left!.open} of ${left!.all} periods were not issued`);
    const floorMs = await timed(
      () => owner`
        select partner_id, organization_id, currency, count(*), sum(energy_kwh), sum(revenue), sum(operator_share),
          sum(partner_share)
        from revenue_records where period_month = ${firstDay(month)} group by 1, 2, 3`,
    );
    const note = `${left!.all} reports, ${sessions.toLocaleString("en")} sessions`;
    return [{ case: null, oursMs, floorMs, peakMb, note }];
  },
};
