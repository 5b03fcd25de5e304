import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, asPartner, asStaff } from "@/db/client";
import { auditEvents } from "@/db/schema";
import { EVERYTHING, type Scope } from "@/lib/access/scope";
import { exportNow } from "@/lib/exports/export-now.server";
import { sum } from "@/lib/money/amount";
import { collectRecords } from "@/lib/records/collect-records.server";
import type { RevenueRecord } from "@/lib/records/record";
import { NO_EXPENSE_FILTERS, NO_REVENUE_FILTERS, type RevenueFilters } from "@/lib/records/record-filters";
import { testDatabase } from "@/scripts/testing/database";
import { findExpenseRecord, listExpenseRecords, sumExpenseRecords } from "./expense-records";
import { sumRevenueRecords } from "./record-sums";
import { collectionsOfCdr, findRevenueRecord, listRevenueRecords } from "./records";
import {
  createWorld,
  expenseOf,
  NOW,
  recordOf,
  type TestPartner,
  type World,
  writeExpenses,
  writeRecords,
} from "./test-records";

await testDatabase();

let world: World;
let alpha: TestPartner;
let beta: TestPartner;
const records: RevenueRecord[] = [];

/** Ends in London on 31 October, in Berlin already on 1 November. */
const BETWEEN_DAYS = Date.parse("2026-10-31T23:30:00Z");

beforeAll(async () => {
  world = await createWorld();
  [alpha, beta] = world.partners as [TestPartner, TestPartner];
  const [, london] = world.organizations;
  const pounds = { organizationId: london!.id, currency: "GBP" };
  records.push(
    recordOf(world, alpha, { endedAt: Date.parse("2026-09-20T10:00:00Z"), revenue: 70_001n, current: "DC" }),
    recordOf(world, alpha, { endedAt: Date.parse("2026-10-15T10:00:00Z"), revenue: 100_000n }),
    recordOf(world, alpha, { endedAt: BETWEEN_DAYS, revenue: 30_003n }),
    recordOf(world, alpha, { endedAt: BETWEEN_DAYS, revenue: 50_000n, ...pounds }),
    recordOf(world, beta, { endedAt: Date.parse("2026-10-15T10:00:00Z"), revenue: 11_111n, locationName: "=cmd();-1" }),
    recordOf(world, beta, {
      endedAt: Date.parse("2026-10-16T10:00:00Z"),
      origin: "adjustment",
      revenue: -5_000n,
      periodMonth: "2026-11",
    }),
  );
  await writeRecords(world, records);
  const chosen = {
    kind: "records" as const,
    records: [{ partnerId: alpha.id, recordId: records[1]!.id }],
    amount: 40_000n,
  };
  const payment = { paymentId: uuidv7(), valueDate: "2026-11-01", receivedBy: "operator" as const, reason: null };
  await collectRecords(world.viewer, { ...payment, chosen }, NOW);
  await writeExpenses([
    expenseOf(world, alpha),
    expenseOf(world, alpha, { origin: "dc_fee", amount: 750_000n, periodMonth: "2026-11", occurredAt: BETWEEN_DAYS }),
    expenseOf(world, beta, { origin: "manual", amount: 12_345n, reason: "-3 cables" }),
  ]);
});

const revenue = (filters: Partial<RevenueFilters>, scope: Scope = EVERYTHING) =>
  asStaff(async (tx) => {
    const asked = { ...NO_REVENUE_FILTERS, ...filters };
    const page = await listRevenueRecords(tx, scope, asked, { limit: 50 });
    return { rows: page.rows, totals: await sumRevenueRecords(tx, scope, asked) };
  });
const indexesOf = (rows: readonly { id: string }[]) =>
  rows.map((row) => records.findIndex((record) => record.id === row.id)).sort();

describe("revenue records", () => {
  it("[A6, A7, A8] show the session, the driver's pseudonym and its particulars", async () => {
    const { rows } = await revenue({ period: "2026-09" });
    expect(rows).toMatchObject([
      {
        partnerName: "Alpha",
        driver: "ABCDEFG",
        locationName: "Alpha Park",
        evseUid: "Alpha-1",
        connectorId: "1",
        current: "DC",
        energyKwh: 200_000n,
        endedAt: Date.parse("2026-09-20T10:00:00Z"),
        timeZone: "Europe/Berlin",
      },
    ]);
  });

  it("[A9, A10] show the revenue and its division, which loses nothing", async () => {
    const { rows } = await revenue({ period: "2026-09" });
    expect(rows).toMatchObject([{ revenue: 70_001n, operatorShare: 28_001n, partnerShare: 42_000n }]);
  });

  it("[A27, A28, A29] filter by the day of the end in the organization's zone, by period and by partner", async () => {
    const inBerlinNovember = await revenue({ date: { from: "2026-11-01", to: null } });
    expect(indexesOf(inBerlinNovember.rows)).toEqual([2]);
    expect(indexesOf((await revenue({ date: { from: "2026-10-31", to: "2026-10-31" } })).rows)).toEqual([3]);
    expect(indexesOf((await revenue({ period: "2026-11" })).rows)).toEqual([2, 5]);
    expect(indexesOf((await revenue({ partner: [beta.id] })).rows)).toEqual([4, 5]);
  });

  it("[A30, A31] filter by origin and by currency, and by site", async () => {
    expect(indexesOf((await revenue({ origin: ["adjustment"] })).rows)).toEqual([5]);
    expect(indexesOf((await revenue({ currency: ["GBP"] })).rows)).toEqual([3]);
    expect(indexesOf((await revenue({ site: [alpha.locationId], currency: ["EUR"] })).rows)).toEqual([0, 1, 2]);
  });

  it("[A2, A17, A18] sum the whole filter per currency, collected and awaited", async () => {
    const { totals } = await revenue({});
    // 40,000 of 120,000 due were collected: a third of the share of 60,000.
    expect(totals).toMatchObject([
      { currency: "EUR", records: 5, revenue: 206_115n, collectedShare: 20_000n },
      { currency: "GBP", records: 1, revenue: 50_000n, collectedShare: 0n, awaitedShare: 30_000n },
    ]);
    expect(totals[0]!.operatorShare + totals[0]!.partnerShare).toBe(206_115n);
    expect(totals[0]!.awaitedShare).toBe(totals[0]!.partnerShare - 20_000n);
  });

  it("[A17, A18] filter by the state of collection", async () => {
    expect(indexesOf((await revenue({ collected: "partly" })).rows)).toEqual([1]);
    expect((await revenue({ collected: "partly" })).totals).toMatchObject([{ records: 1, collectedShare: 20_000n }]);
    expect(indexesOf((await revenue({ collected: "awaited", currency: ["EUR"] })).rows)).toEqual([0, 2, 4, 5]);
    expect((await revenue({ collected: "collected" })).rows).toEqual([]);
  });

  it("[A38] have the same sums from the rollups and from the rows, whatever is asked", async () => {
    const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }));
    const asked = fc.record({
      date: fc.option(
        fc.record({
          from: fc.option(fc.constantFrom("2026-10-01", "2026-10-31")),
          to: fc.option(fc.constantFrom("2026-10-31", "2026-11-01")),
        }),
      ),
      period: fc.option(fc.constantFrom("2026-09", "2026-10", "2026-11")),
      partner: some([alpha.id, beta.id]),
      site: some([alpha.locationId, beta.locationId]),
      origin: some(["session", "adjustment"]),
      currency: some(["EUR", "GBP"]),
      collected: fc.option(fc.constantFrom("awaited" as const, "partly" as const, "collected" as const)),
    });
    await fc.assert(
      fc.asyncProperty(asked, async (filters) => {
        const { rows, totals } = await revenue(filters);
        const inAnyState = (await revenue({ ...filters, collected: null })).rows;
        expect(rows).toEqual(inAnyState.filter(({ state }) => (filters.collected ?? state) === state));
        for (const total of totals) {
          const same = rows.filter((row) => row.currency === total.currency);
          expect(total.records).toBe(same.length);
          expect(total.revenue).toBe(sum(same.map((row) => row.revenue)));
          expect(total.partnerShare).toBe(sum(same.map((row) => row.partnerShare)));
        }
        expect(sum(totals.map((total) => BigInt(total.records)))).toBe(BigInt(rows.length));
      }),
      { numRuns: 60 },
    );
  });

  it("explain one record with what came in for it", async () => {
    const record = records[1]!;
    const found = await asStaff((tx) =>
      findRevenueRecord(tx, EVERYTHING, { partnerId: alpha.id, recordId: record.id }),
    );
    expect(found).toMatchObject({ state: "partly", collected: 40_000n, due: 120_000n, organizationName: "Org EUR" });
    const cdr = { partnerId: alpha.id, sourceId: world.sourceId, cdrId: record.cdrId! };
    expect(await asStaff((tx) => collectionsOfCdr(tx, cdr))).toMatchObject([{ amount: 40_000n, kind: "manual" }]);
  });
});

describe("pages", () => {
  it("are stable: going on never repeats or skips a row, also while others arrive, and going back returns", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (hours, limit) => {
          const site = uuidv7();
          const filters = { ...NO_REVENUE_FILTERS, site: [site] };
          const at = (hour: number) => Date.parse("2026-10-05T10:00:00Z") + hour * 3_600_000;
          const mine = hours.map((hour) => recordOf(world, alpha, { endedAt: at(hour), locationId: site }));
          await writeRecords(world, mine);
          const seen: string[] = [];
          const read = (place: { after?: string | null; before?: string | null }) =>
            asStaff((tx) => listRevenueRecords(tx, EVERYTHING, filters, { ...place, limit }));
          let page = await read({});
          const first = page.rows.map((row) => row.id);
          seen.push(...first);
          await writeRecords(world, [recordOf(world, alpha, { endedAt: at(9), locationId: site })]);
          const second = page.next ? await read({ after: page.next }) : null;
          if (second?.previous)
            expect((await read({ before: second.previous })).rows.map((row) => row.id)).toEqual(first);
          while (page.next) {
            page = await read({ after: page.next });
            seen.push(...page.rows.map((row) => row.id));
          }
          const expected = [...mine].sort((a, b) => b.endedAt - a.endedAt || (a.id < b.id ? 1 : -1));
          expect(seen).toEqual(expected.map((record) => record.id));
        },
      ),
      { numRuns: 12 },
    );
  });

  it("take an invented cursor for the first page", async () => {
    const page = await asStaff((tx) =>
      listRevenueRecords(tx, EVERYTHING, NO_REVENUE_FILTERS, { after: "1; drop", limit: 2 }),
    );
    expect(page.rows).toHaveLength(2);
    expect(page.previous).toBeNull();
  });
});

describe("expense records", () => {
  const expenses = (filters: object, scope: Scope = EVERYTHING) =>
    asStaff(async (tx) => {
      const asked = { ...NO_EXPENSE_FILTERS, ...filters };
      return {
        rows: (await listExpenseRecords(tx, scope, asked, { limit: 50 })).rows,
        totals: await sumExpenseRecords(tx, scope, asked),
      };
    });

  it("[A3, A4] list what partners owe, with the sum", async () => {
    expect((await expenses({})).totals).toEqual([{ currency: "EUR", records: 3, amount: 1_252_345n }]);
  });

  it("[A27, A28, A30] filter by date, period and origin", async () => {
    expect((await expenses({ date: { from: "2026-11-01", to: null } })).rows).toMatchObject([{ origin: "dc_fee" }]);
    expect((await expenses({ period: "2026-10" })).totals).toMatchObject([{ records: 2 }]);
    expect((await expenses({ origin: ["manual"] })).rows).toMatchObject([{ amount: 12_345n, reason: "-3 cables" }]);
  });
});

describe("the scope of a partner", () => {
  const scope: Scope = { kind: "partners", partnerIds: ["00000000-0000-7000-8000-000000000000"] };
  const ofBeta = (): Scope => ({ kind: "partners", partnerIds: [beta.id] });

  it("[A40] gives a partner its own rows and sums only", async () => {
    const asked = NO_REVENUE_FILTERS;
    const [rows, totals] = await asPartner([beta.id], async (tx) => [
      (await listRevenueRecords(tx, ofBeta(), asked, { limit: 50 })).rows,
      await sumRevenueRecords(tx, ofBeta(), asked),
    ]);
    expect(indexesOf(rows)).toEqual([4, 5]);
    expect(totals).toMatchObject([{ currency: "EUR", records: 2, revenue: 6_111n }]);
  });

  it("[A40] finds nothing of another partner, by filter or by id", async () => {
    expect((await revenue({ partner: [alpha.id] }, ofBeta())).rows).toEqual([]);
    const key = { partnerId: alpha.id, recordId: records[0]!.id };
    expect(await asStaff((tx) => findRevenueRecord(tx, ofBeta(), key))).toBeNull();
    expect((await revenue({}, scope)).rows).toEqual([]);
  });

  it("[A40] holds in the database too, when the query forgets it", async () => {
    const seen = await asPartner([beta.id], async (tx) => ({
      rows: (await listRevenueRecords(tx, EVERYTHING, NO_REVENUE_FILTERS, { limit: 50 })).rows,
      totals: await sumRevenueRecords(tx, EVERYTHING, NO_REVENUE_FILTERS),
      foreign: await findRevenueRecord(tx, EVERYTHING, { partnerId: alpha.id, recordId: records[0]!.id }),
      expenses: await listExpenseRecords(tx, EVERYTHING, NO_EXPENSE_FILTERS, { limit: 50 }),
      expense: await findExpenseRecord(tx, EVERYTHING, { partnerId: alpha.id, recordId: uuidv7() }),
    }));
    expect(indexesOf(seen.rows)).toEqual([4, 5]);
    expect(seen.totals).toMatchObject([{ records: 2 }]);
    expect(seen.foreign).toBeNull();
    expect(seen.expenses.rows).toMatchObject([{ partnerName: "Beta" }]);
    expect(seen.expense).toBeNull();
  });
});

describe("export", () => {
  const lines = async (stream: ReadableStream<Uint8Array>) =>
    (await buffer(stream)).toString("utf8").trimEnd().split("\n");
  const revenueCsv = async (filters: RevenueFilters) =>
    (await exportNow(world.viewer, { list: "revenue", format: "csv", filters }, NOW)).body;

  it("[A33] writes what is filtered, text that a spreadsheet would run behind an apostrophe, numbers untouched", async () => {
    const filters = { ...NO_REVENUE_FILTERS, partner: [beta.id] };
    const [header, latest, earlier, ...rest] = await lines(await revenueCsv(filters));
    expect(header).toMatch(/^record_id,partner,organization,period/);
    expect(latest).toContain(`${records[5]!.id},Beta,Org EUR,2026-11,2026-10,adjustment`);
    expect(latest).toContain(",-0.5000,");
    expect(earlier).toContain(",'=cmd();'-1,");
    expect(earlier).toContain("2026-10-15 12:00:00,Europe/Berlin");
    expect(rest).toEqual([]);
    const events = await asOwner((tx) => tx.select().from(auditEvents));
    expect(events.at(-1)).toMatchObject({
      verb: "exported",
      label: "revenue_beta.csv",
      changes: { partner: [null, [beta.id]] },
    });
  });

  it("[A33] writes expenses, and quotes a filter's value instead of running it", async () => {
    const expensesCsv = async (origin: string[]) => {
      const filters = { ...NO_EXPENSE_FILTERS, origin };
      return (await exportNow(world.viewer, { list: "expenses", format: "csv", filters }, NOW)).body;
    };
    expect(await lines(await expensesCsv(["manual"]))).toHaveLength(2);
    expect(await lines(await expensesCsv(["x' or true --"]))).toHaveLength(1);
  });

  it("[A33] streams more than the driver's buffer, and can be asked again", async () => {
    const site = uuidv7();
    const many = Array.from({ length: 500 }, (_, n) =>
      recordOf(world, alpha, { endedAt: BETWEEN_DAYS + n, locationId: site, reason: "x".repeat(200) }),
    );
    await writeRecords(world, many);
    const filters = { ...NO_REVENUE_FILTERS, site: [site] };
    for (let n = 0; n < 15; n++) {
      const stream = await revenueCsv(filters);
      expect(await lines(stream)).toHaveLength(501);
    }
  });

  it("[A33] gives back its connection when the reader goes away", async () => {
    for (let n = 0; n < 20; n++) {
      const stream = await revenueCsv(NO_REVENUE_FILTERS);
      await stream.cancel();
    }
    expect((await revenue({ period: "2026-09" })).rows).toHaveLength(1);
  });
});
