/**
 * The overview: every figure of a month with ten million records behind it. The floor is reading the rows of the sums
 * that it is made from, added up by the database. Readings are 95th percentiles.
 */
import { asStaff, ownerClient } from "@/db/client";
import { expensesOfMonth, monthByCurrency, monthByPartner, monthsToClose, revenueByDay } from "@/db/queries/overview";
import { EVERYTHING, type Scope } from "@/lib/access/scope";
import { firstDay, type Month } from "@/lib/calendar/calendar";
import type { Bench, Reading, Scale } from "./support/bench";
import { noteOf, pairedPercentiles, roundsOf } from "./support/percentiles";
import { peakMegabytes } from "./support/timing";
import { idOf } from "./support/world";

const AIM = "≤ floor + 60 ms";
const MONTH: Month = "2026-01";
const DAYS = { month: MONTH, from: "2026-01-01", to: "2026-01-31" };
/** As many as the page names. */
const PARTNERS = 15;
const PARTNER = idOf("partner", 0);

export const bench: Bench = {
  name: "dashboard",
  needs: "database",
  sizes: ({ history }) => [{ size: history, aim: AIM }],
  async run({ scale }) {
    return [
      await measure("all partners", EVERYTHING, "true", scale),
      await measure("one partner", { kind: "partners", partnerIds: [PARTNER] }, `partner_id = '${PARTNER}'`, scale),
    ];
  },
};

async function measure(name: string, scope: Scope, where: string, scale: Scale): Promise<Reading> {
  const owner = ownerClient();
  const first = firstDay(MONTH);
  const ours = () =>
    asStaff(async (tx) => [
      await monthByCurrency(tx, scope, MONTH),
      await revenueByDay(tx, scope, DAYS),
      await monthByPartner(tx, scope, MONTH, PARTNERS),
      await expensesOfMonth(tx, scope, MONTH),
      await monthsToClose(tx, MONTH),
    ]);
  const floor = async () => {
    await owner.unsafe(`select currency, partner_id, sum(revenue), sum(partner_share) from month_rollups
      where origin_month = '${first}' and ${where} group by 1, 2`);
    await owner.unsafe(`select currency, day, sum(revenue) from record_rollups
      where day between '${DAYS.from}' and '${DAYS.to}' and ${where} group by 1, 2`);
    await owner.unsafe(`select currency, sum(amount) from expense_rollups
      where period_month = '${first}' and ${where} group by 1`);
  };
  const found = await pairedPercentiles([{ ours, floor }], roundsOf(scale));
  return {
    case: name,
    oursMs: found.ours.p95,
    floorMs: found.floor.p95,
    peakMb: peakMegabytes(),
    note: noteOf(found),
  };
}
