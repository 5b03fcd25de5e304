/** The sums that triggers keep are those of the rows, whatever was written and taken back. */
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { EVERYTHING } from "@/lib/access/scope";
import { NO_EXPENSE_FILTERS } from "@/lib/records/record-filters";
import { RollupDeltas } from "@/lib/records/rollups";
import { testDatabase } from "@/scripts/testing/database";
import { sumExpenseRecords } from "./expense-records";
import { addToRollups } from "./record-writes";
import { createWorld, expenseOf, recordOf, type World, writeExpenses, writeRecords } from "./test-records";

await testDatabase();

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

/** Every key of the coarse sums whose figures are not those of the fine ones. */
const differingMonths = () =>
  asOwner((tx) =>
    tx.execute(sql`
      select * from month_rollups m full join (
        select partner_id, organization_id, currency, period_month, origin_month, origin, sum(records) as records,
          sum(revenue) as revenue, sum(collected_share) as collected_share
        from record_rollups group by 1, 2, 3, 4, 5, 6) r
      using (partner_id, organization_id, currency, period_month, origin_month, origin)
      where m.records is distinct from r.records or m.revenue is distinct from r.revenue
        or m.collected_share is distinct from r.collected_share`),
  );
const expenses = () => asOwner((tx) => sumExpenseRecords(tx, EVERYTHING, NO_EXPENSE_FILTERS));

describe("sums by month", () => {
  it("[A2, A38] follow records that arrive, are collected, and are taken back", async () => {
    const [alpha, beta] = [world.partners[0]!, world.partners[1]!];
    const records = [
      recordOf(world, alpha),
      recordOf(world, alpha, { endedAt: Date.parse("2026-10-16T10:00:00Z"), revenue: 25_000n }),
      recordOf(world, beta, { periodMonth: "2026-11" }),
    ];
    await writeRecords(world, records);
    expect(await differingMonths()).toEqual([]);

    const deltas = new RollupDeltas();
    deltas.collect(records[0]!, { revenue: 100_000n, share: 60_000n });
    deltas.add(records[1]!, -1, { revenue: 0n, share: 0n });
    await asOwner((tx) => addToRollups(tx, deltas));
    expect(await differingMonths()).toEqual([]);
    const [alphas] = await asOwner((tx) =>
      tx.execute(sql`select records, revenue::text, collected_share::text as collected from month_rollups
        where partner_id = ${alpha.id} and period_month = '2026-10-01'`),
    );
    expect(alphas).toEqual({ records: 1, revenue: "10.0000", collected: "6.0000" });
  });
});

describe("sums of expenses", () => {
  it("[A4, A38] follow records that are written, changed and deleted", async () => {
    const [alpha, beta] = [world.partners[0]!, world.partners[1]!];
    await writeExpenses([
      expenseOf(world, alpha, { amount: 490_000n }),
      expenseOf(world, beta, { amount: 10_000n, origin: "manual" }),
    ]);
    expect(await expenses()).toEqual([{ currency: "EUR", records: 2, amount: 500_000n }]);
    await asOwner((tx) => tx.execute(sql`update expense_records set amount = amount + 1 where origin = 'manual'`));
    expect(await expenses()).toEqual([{ currency: "EUR", records: 2, amount: 510_000n }]);
    await asOwner((tx) => tx.execute(sql`delete from expense_records where origin <> 'manual'`));
    expect(await expenses()).toEqual([{ currency: "EUR", records: 1, amount: 20_000n }]);
    await asOwner((tx) => tx.execute(sql`truncate expense_records`));
    expect(await expenses()).toEqual([]);
  });
});
