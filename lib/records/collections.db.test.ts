import { desc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { lockPeriods } from "@/db/queries/periods";
import { createWorld, NOW, recordOf, type TestPartner, type World, writeRecords } from "@/db/queries/test-records";
import { auditEvents, collections, expenseRecords, periods, recordRollups, revenueRecords } from "@/db/schema";
import { collectedOfRecord } from "@/lib/cdrs/take-in";
import { sum } from "@/lib/money/amount";
import { testDatabase } from "@/scripts/testing/database";
import { type CollectInput, collectRecords } from "./collect-records.server";
import { createManualExpense, type ManualExpense } from "./create-manual-expense.server";
import { importPayments, previewPayments } from "./import-payments.server";
import type { RevenueRecord } from "./record";
import { NO_REVENUE_FILTERS } from "./record-filters";
import { reverseCollection } from "./reverse-collection.server";

await testDatabase();

let world: World;
let alpha: TestPartner;
let beta: TestPartner;
beforeAll(async () => {
  world = await createWorld();
  [alpha, beta] = world.partners as [TestPartner, TestPartner];
});

const keyOf = (record: RevenueRecord) => ({ partnerId: record.partnerId, recordId: record.id });

/** Each booking a moment after the one before. */
let moment = NOW;

function collect(records: readonly RevenueRecord[], change: Partial<CollectInput> & { amount?: bigint } = {}) {
  const { amount = null, ...rest } = change;
  const chosen = { kind: "records" as const, records: records.map(keyOf), amount };
  const input = { paymentId: uuidv7(), chosen, valueDate: "2026-11-20", receivedBy: "operator" as const, reason: null };
  moment += 1;
  return collectRecords(world.viewer, { ...input, ...rest }, moment);
}

const eventsOf = (record: RevenueRecord) =>
  asOwner((tx) =>
    tx
      .select()
      .from(collections)
      .where(eq(collections.cdrId, record.cdrId!))
      .orderBy(collections.createdAt, collections.id),
  );

/** Collected revenue and share of a partner as the rollups say, and as adding up every record and event gives. */
async function collectedSums(partnerId: string) {
  return asOwner(async (tx) => {
    const [kept] = await tx
      .select({
        revenue: sql<bigint>`coalesce(sum(${recordRollups.collectedRevenue}), 0)`.mapWith(recordRollups.revenue),
        share: sql<bigint>`coalesce(sum(${recordRollups.collectedShare}), 0)`.mapWith(recordRollups.revenue),
      })
      .from(recordRollups)
      .where(eq(recordRollups.partnerId, partnerId));
    const records = await tx.select().from(revenueRecords).where(eq(revenueRecords.partnerId, partnerId));
    const events = await tx.select().from(collections).where(eq(collections.partnerId, partnerId));
    const parts = records.map((record) =>
      collectedOfRecord(
        record,
        sum(events.filter((event) => event.cdrId === record.cdrId).map((event) => event.amount)),
      ),
    );
    const naive = { revenue: sum(parts.map((part) => part.revenue)), share: sum(parts.map((part) => part.share)) };
    return { kept, naive };
  });
}

describe("collecting by hand", () => {
  it("[A17, A18] books the whole due of a record as one event, and says so in the history", async () => {
    const record = recordOf(world, alpha);
    await writeRecords(world, [record]);
    const booked = await collect([record], { reason: "cash list" });
    expect(booked).toEqual([{ partnerId: alpha.id, currency: "EUR", cdrs: 1, amount: 120_000n }]);
    expect(await eventsOf(record)).toMatchObject([
      {
        amount: 120_000n,
        kind: "manual",
        bookingMonth: "2026-11",
        valueDate: "2026-11-20",
        createdBy: world.viewer.userId,
      },
    ]);
    const [event] = await asOwner((tx) => tx.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1));
    expect(event).toMatchObject({ verb: "collected", label: record.cdrId, partnerId: alpha.id, reason: "cash list" });
    expect(event!.changes).toMatchObject({ amount: [null, "12.0000"], currency: [null, "EUR"] });
  });

  it("books a payment sent twice once", async () => {
    const record = recordOf(world, alpha);
    await writeRecords(world, [record]);
    const paymentId = uuidv7();
    await collect([record], { paymentId, amount: 20_000n });
    expect(await collect([record], { paymentId, amount: 20_000n })).toEqual([]);
    expect(await eventsOf(record)).toHaveLength(1);
  });

  it("takes a part, then what is missing; more than that is refused", async () => {
    const record = recordOf(world, alpha);
    await writeRecords(world, [record]);
    await collect([record], { amount: 50_000n });
    await expect(collect([record], { amount: 70_001n })).rejects.toMatchObject({
      code: "records.moreThanMissing",
      params: { missing: "7.00", currency: "EUR" },
    });
    await collect([record]);
    expect((await eventsOf(record)).map((event) => event.amount)).toEqual([50_000n, 70_000n]);
  });

  it("[A17, A18] settles a due of four decimals with the payment in minor units", async () => {
    const record = recordOf(world, alpha, { due: 169_256n });
    await writeRecords(world, [record]);
    await collect([record], { amount: 169_300n });
    expect((await eventsOf(record)).map((event) => event.amount)).toEqual([169_256n]);
    const { kept, naive } = await collectedSums(alpha.id);
    expect(kept).toEqual(naive);
  });

  it("books nothing for a record that is collected, and two at once do not collect it twice", async () => {
    const record = recordOf(world, alpha);
    await writeRecords(world, [record]);
    const both = await Promise.all([collect([record]), collect([record])]);
    expect(both.map((booked) => booked.length).sort()).toEqual([0, 1]);
    expect(await collect([record])).toEqual([]);
  });

  it("[A17] books one collection for every partner with a record of the CDR", async () => {
    const owner = recordOf(world, alpha);
    const investor = recordOf(world, beta, {
      cdrId: owner.cdrId,
      ownerRecordId: owner.id,
      revenue: 0n,
      partnerShare: 6_000n,
      due: owner.due,
    });
    await writeRecords(world, [owner, investor]);
    await collect([investor]);
    const events = await eventsOf(owner);
    expect(events.map((event) => event.partnerId).sort()).toEqual([alpha.id, beta.id].sort());
    const { kept, naive } = await collectedSums(beta.id);
    expect(kept).toEqual(naive);
  });

  it("[A36, A37] books into the month of the value date, or the next open one when that is issued", async () => {
    const [own] = world.organizations;
    const gamma = world.partners[2]!;
    const record = recordOf(world, gamma, { endedAt: Date.parse("2026-09-10T10:00:00Z") });
    await writeRecords(world, [record]);
    await collect([record], { amount: 10_000n, valueDate: "2026-09-30" });
    await asOwner(async (tx) => {
      const key = { partnerId: gamma.id, organizationId: own!.id, currency: "EUR", month: "2026-09" };
      await lockPeriods(tx, [key], "exclusive", NOW);
      await tx.update(periods).set({ state: "issued", issuedAt: NOW }).where(eq(periods.partnerId, gamma.id));
    });
    await collect([record], { amount: 20_000n, valueDate: "2026-09-30" });
    await collect([record], { amount: 30_000n, valueDate: "2026-11-02" });
    const months = (await eventsOf(record)).map((event) => event.bookingMonth);
    expect(months).toEqual(["2026-09", "2026-10", "2026-11"]);
  });

  it("refuses a day that has not begun anywhere", async () => {
    const record = recordOf(world, alpha);
    await writeRecords(world, [record]);
    await expect(collect([record], { valueDate: "2026-11-23" })).rejects.toMatchObject({
      code: "records.valueDateInFuture",
    });
  });

  it("collects everything that matches a filter, and leaves the rest", async () => {
    const site = uuidv7();
    const march = (day: number) => Date.parse(`2027-03-0${day}T10:00:00Z`);
    const matching = [1, 2, 3].map((day) => recordOf(world, alpha, { endedAt: march(day) }));
    const other = recordOf(world, alpha, { endedAt: march(4), locationId: site });
    await writeRecords(world, [...matching, other]);
    const filters = { ...NO_REVENUE_FILTERS, period: "2027-03", site: [alpha.locationId] };
    const [booked] = await collect([], { chosen: { kind: "matching", filters } });
    expect(booked).toMatchObject({ cdrs: 3, amount: 360_000n });
    expect(await eventsOf(other)).toEqual([]);
    expect(await eventsOf(matching[2]!)).toMatchObject([{ bookingMonth: "2027-03" }]);
  });
});

describe("money that the partner received itself", () => {
  it("[A37] becomes an expense of the gross amount in the month of booking; a reversal takes it back", async () => {
    const record = recordOf(world, alpha, { payer: "ad_hoc" });
    await writeRecords(world, [record]);
    await collect([record], { receivedBy: "partner" });
    const [event] = await eventsOf(record);
    const expenses = () =>
      asOwner((tx) =>
        tx
          .select()
          .from(expenseRecords)
          .where(eq(expenseRecords.cdrId, record.cdrId!))
          .orderBy(expenseRecords.createdAt, desc(expenseRecords.amount)),
      );
    expect(await expenses()).toMatchObject([
      {
        origin: "received_by_partner",
        amount: 120_000n,
        unitPrice: 120_000n,
        periodMonth: "2026-11",
        originMonth: "2026-10",
      },
    ]);
    await reverseCollection(
      world.viewer,
      { partnerId: alpha.id, collectionId: event!.id, valueDate: "2026-11-21", reason: "no cash" },
      ++moment,
    );
    const [first, second] = await expenses();
    expect(second).toMatchObject({ amount: -120_000n, correctsId: first!.id, reason: "no cash" });
  });
});

describe("reversing", () => {
  it("[A17] takes a payment back for every partner, once, and never a reversal", async () => {
    const owner = recordOf(world, alpha);
    const investor = recordOf(world, beta, {
      cdrId: owner.cdrId,
      ownerRecordId: owner.id,
      revenue: 0n,
      partnerShare: 6_000n,
      due: owner.due,
    });
    await writeRecords(world, [owner, investor]);
    await collect([owner]);
    const [event] = (await eventsOf(owner)).filter((each) => each.partnerId === alpha.id);
    const reverse = (collectionId: string) =>
      reverseCollection(
        world.viewer,
        { partnerId: alpha.id, collectionId, valueDate: "2026-11-21", reason: "chargeback" },
        NOW,
      );
    await reverse(event!.id);
    const events = await eventsOf(owner);
    expect(sum(events.map((each) => each.amount))).toBe(0n);
    expect(events).toHaveLength(4);
    await expect(reverse(event!.id)).rejects.toMatchObject({ code: "records.alreadyReversed" });
    const reversal = events.find((each) => each.reversesId === event!.id);
    await expect(reverse(reversal!.id)).rejects.toMatchObject({ code: "records.isReversal" });
  });
});

describe("any order of collecting and reversing", () => {
  it("[A17, A38] leaves sums that equal adding up every record", async () => {
    const step = fc.record({
      of: fc.nat(4),
      part: fc.option(fc.bigInt(1n, 130_000n)),
      reverse: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.bigInt(-200_000n, 200_000n),
        async (steps, revenue) => {
          const records = [7n, 3n, 11n, 1n, 0n].map((share) =>
            recordOf(world, alpha, { revenue, partnerShare: (revenue * share) / 13n, due: (revenue * 6n) / 5n }),
          );
          await writeRecords(world, records);
          for (const { of, part, reverse } of steps) await move(records[of]!, part, reverse);
          const { kept, naive } = await collectedSums(alpha.id);
          expect(kept).toEqual(naive);
        },
      ),
      { numRuns: 15 },
    );
  });

  async function move(record: RevenueRecord, part: bigint | null, reverse: boolean): Promise<void> {
    const amount = part === null ? {} : { amount: record.due < 0n ? -part : part };
    const last = (await eventsOf(record)).findLast((event) => event.reversesId === null);
    const undo = { partnerId: alpha.id, collectionId: last?.id ?? "", valueDate: "2026-11-21", reason: "test" };
    const done = reverse && last ? reverseCollection(world.viewer, undo, NOW) : collect([record], amount);
    // Refusals are part of the game: what matters is that they leave nothing behind.
    await done.catch((error) => expect(error.code).toMatch(/^records\./));
  }
});

describe("an expense by hand", () => {
  const expense = (change: Partial<ManualExpense> = {}): ManualExpense => ({
    id: uuidv7(),
    partnerId: world.partners[2]!.id,
    organizationId: world.organizations[0]!.id,
    date: "2026-09-15",
    quantity: 30_000n,
    unitPrice: 125_000n,
    reason: "three cables",
    ...change,
  });

  it("[A4] is born into the open period, with its reason, once", async () => {
    const input = expense();
    await createManualExpense(world.viewer, input, NOW);
    const [row] = await asOwner((tx) => tx.select().from(expenseRecords).where(eq(expenseRecords.id, input.id)));
    // September is issued for this partner.
    expect(row).toMatchObject({ origin: "manual", amount: 375_000n, currency: "EUR", reason: "three cables" });
    expect(row).toMatchObject({ originMonth: "2026-09", periodMonth: "2026-10", createdBy: world.viewer.userId });
    await expect(createManualExpense(world.viewer, input, NOW)).rejects.toMatchObject({
      code: "records.alreadyWritten",
    });
  });

  it("is refused for a company that is no partner, for nothing, and ahead of time", async () => {
    const refused = (change: Partial<ManualExpense>) => createManualExpense(world.viewer, expense(change), NOW);
    const own = world.organizations[0]!.companyId;
    await expect(refused({ partnerId: own })).rejects.toMatchObject({ code: "records.noSuchPartner" });
    await expect(refused({ organizationId: uuidv7() })).rejects.toMatchObject({ code: "records.noSuchOrganization" });
    await expect(refused({ quantity: 0n })).rejects.toMatchObject({ code: "records.nothing" });
    await expect(refused({ date: "2026-12-24" })).rejects.toMatchObject({ code: "records.dateInFuture" });
  });
});

describe("payments from a CSV file", () => {
  it("[A17, A37] previews every mistake, books the good rows, and books the same file once", async () => {
    const [paid, part, twice] = [recordOf(world, alpha), recordOf(world, alpha), recordOf(world, beta)];
    await writeRecords(world, [paid, part, twice]);
    const csv = [
      "cdr_id;amount;value_date;reference;currency",
      `${paid.cdrId};12,00;2026-11-02;BANK-1;EUR`,
      `${part.cdrId};4.50;03.11.2026;BANK-1;`,
      `${twice.cdrId};5.00;2026-11-02;BANK-2;EUR`,
      `${twice.cdrId};5.00;2026-11-02;BANK-2;EUR`,
      `${twice.cdrId};7.01;2026-11-02;BANK-3;EUR`,
      `${twice.cdrId};1.000;2026-11-02;BANK-4;EUR`,
      `${twice.cdrId};1.00;2026-11-02;BANK-5;GBP`,
      "nobody knows;1.00;2026-11-02;BANK-6;EUR",
    ].join("\r\n");
    const preview = await previewPayments(csv, NOW);
    expect(preview).toMatchObject({ rows: 8, good: 3, imported: false });
    expect(preview.problems.map(({ line, code }) => [line, code])).toEqual([
      [5, "records.paymentTwice"],
      [6, "records.moreThanMissing"],
      [7, "records.paymentAmount"],
      [8, "records.paymentCurrency"],
      [9, "records.paymentUnknownCdr"],
    ]);
    expect(await eventsOf(paid)).toEqual([]);
    expect(await importPayments(world.viewer, csv, NOW)).toMatchObject({ good: 3, imported: true });
    expect(await eventsOf(part)).toMatchObject([{ amount: 45_000n, valueDate: "2026-11-03", kind: "csv" }]);
    const again = await importPayments(world.viewer, csv, NOW);
    expect(again.good).toBe(0);
    expect(again.problems.filter((problem) => problem.code === "records.paymentKnown")).toHaveLength(3);
    expect(await eventsOf(paid)).toHaveLength(1);
  });

  it("[A17] knows a payment in minor units again that settled a due of four decimals", async () => {
    const record = recordOf(world, alpha, { due: 169_256n });
    await writeRecords(world, [record]);
    const file = `cdr_id,amount,value_date,reference\n${record.cdrId},16.93,2026-11-02,R-7\n`;
    expect(await importPayments(world.viewer, file, NOW)).toMatchObject({ good: 1 });
    expect((await eventsOf(record)).map((event) => event.amount)).toEqual([169_256n]);
    expect((await previewPayments(file, NOW)).problems).toMatchObject([{ code: "records.paymentKnown" }]);
  });

  it("refuses a known reference with another amount", async () => {
    const record = recordOf(world, alpha);
    await writeRecords(world, [record]);
    const file = (amount: string) => `cdr_id,amount,value_date,reference\n${record.cdrId},${amount},2026-11-02,R-9\n`;
    await importPayments(world.viewer, file("3.00"), NOW);
    const preview = await previewPayments(file("4.00"), NOW);
    expect(preview.problems).toMatchObject([{ line: 2, column: "reference", code: "records.paymentConflict" }]);
  });
});
