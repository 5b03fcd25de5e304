import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, asPartner, asStaff, type Tx } from "@/db/client";
import { evseOwners, periods, settlementReports } from "@/db/schema";
import { EVERYTHING, type Scope } from "@/lib/access/scope";
import { collectRecords } from "@/lib/records/collect-records.server";
import { testDatabase } from "@/scripts/testing/database";
import { failedMails, outdatedDrafts, unknownPayers, unsettledCdrs, waitingCdrs } from "./attention";
import {
  expensesOfMonth,
  firstSteps,
  monthByCurrency,
  monthByPartner,
  monthsToClose,
  revenueByDay,
  sumsByCurrency,
} from "./overview";
import { awaitedShares, lastReports, partnerNames, shareByMonth, sitesWithShares } from "./portal";
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

const NOVEMBER = { from: "2026-11-01", to: "2026-11-21" };
const NO_AMOUNTS = { operatorShare: 0n, collectedShare: 0n, awaitedShare: 0n, previousShare: 0n };

let world: World;
let alpha: TestPartner;
let beta: TestPartner;

beforeAll(async () => {
  world = await createWorld();
  [alpha, beta] = world.partners as [TestPartner, TestPartner];
  const at = (day: string) => Date.parse(`2026-${day}T10:00:00Z`);
  const paid = recordOf(world, alpha, { endedAt: at("11-03") });
  await writeRecords(world, [
    paid,
    recordOf(world, alpha, { endedAt: at("11-03"), revenue: 40_000n }),
    recordOf(world, beta, { endedAt: at("11-21"), revenue: 300_000n }),
    recordOf(world, alpha, { endedAt: at("10-30") }),
    // Late: settled in November, but nothing that ended there.
    recordOf(world, alpha, { endedAt: at("10-31"), periodMonth: "2026-11" }),
  ]);
  await writeExpenses([expenseOf(world, alpha, { periodMonth: "2026-11" }), expenseOf(world, alpha)]);
  const chosen = { kind: "records" as const, records: [{ partnerId: alpha.id, recordId: paid.id }], amount: null };
  const payment = { paymentId: uuidv7(), valueDate: "2026-11-20", receivedBy: "operator" as const, reason: null };
  await collectRecords(world.viewer, { ...payment, chosen }, NOW);
  await asOwner(ownAndReport);
});

/** Alpha owns its charger and has a report issued for September and one drafted for October. */
async function ownAndReport(tx: Tx): Promise<void> {
  const days = { from: "2026-01-01", until: null };
  await tx.insert(evseOwners).values({ id: uuidv7(), evseId: alpha.evseId, partnerId: alpha.id, days, createdAt: NOW });
  const { id: organizationId, currency } = world.organizations[0]!;
  const report = (month: string, state: "draft" | "issued") => ({
    partnerId: alpha.id,
    id: uuidv7(),
    organizationId,
    currency,
    month,
    number: `SR-${month}`,
    state,
    revision: 1,
    parties: {},
    snapshot: {},
    sessions: 7,
    energyKwh: 0n,
    ...NO_AMOUNTS,
    revenue: 900_000n,
    partnerShare: 900_000n,
    payableShare: 900_000n,
    expenses: 100_000n,
    carriedIn: 0n,
    balance: 800_000n,
    draftedAt: NOW,
    issuedAt: state === "issued" ? NOW : null,
  });
  await tx.insert(settlementReports).values([report("2026-09", "issued"), report("2026-10", "draft")]);
}

describe("the overview", () => {
  it("[A1, A2, A36] sums the sessions that ended this month, collected ones as money arrives", async () => {
    const sums = {
      currency: "EUR",
      records: 3,
      revenue: 440_000n,
      operatorShare: 176_000n,
      partnerShare: 264_000n,
      collectedShare: 60_000n,
    };
    expect(await asStaff((tx) => monthByCurrency(tx, EVERYTHING, "2026-11"))).toEqual([sums]);
    expect(await asStaff((tx) => sumsByCurrency(tx, EVERYTHING, NOVEMBER))).toEqual([sums]);
    expect(await asStaff((tx) => expensesOfMonth(tx, EVERYTHING, "2026-11"))).toEqual([
      { currency: "EUR", amount: 490_000n },
    ]);
  });

  it("[A2] tells them apart by day and by partner", async () => {
    const days = await asStaff((tx) => revenueByDay(tx, EVERYTHING, NOVEMBER));
    expect(days.map(({ day, revenue }) => [day, revenue])).toEqual([
      ["2026-11-03", 140_000n],
      ["2026-11-21", 300_000n],
    ]);
    const partners = (most: number) => asStaff((tx) => monthByPartner(tx, EVERYTHING, "2026-11", most));
    expect((await partners(2)).map(({ partnerName, revenue }) => [partnerName, revenue])).toEqual([
      ["Beta", 300_000n],
      ["Alpha", 140_000n],
    ]);
    expect((await partners(1)).map(({ partnerName, partners }) => [partnerName, partners])).toEqual([["Beta", 2]]);
  });

  it("[A1] names the earlier months that are not issued, apart from those of the organization's own company", async () => {
    const { id: organizationId, companyId: partnerId, currency } = world.organizations[0]!;
    const own = { partnerId, organizationId, currency, month: "2026-09", state: "open" as const, createdAt: NOW };
    await asOwner((tx) => tx.insert(periods).values(own));
    expect(await asStaff((tx) => monthsToClose(tx, "2026-11"))).toEqual([{ month: "2026-10", open: 1, draft: 0 }]);
    await asOwner((tx) => tx.update(periods).set({ state: "draft" }));
    expect(await asStaff((tx) => monthsToClose(tx, "2026-11"))).toEqual([{ month: "2026-10", open: 0, draft: 1 }]);
  });

  it("[A36] calls a draft out of date once its records are no longer those it was made from", async () => {
    const drafted = (revenueRecords: number, revenue: string) =>
      asOwner((tx) =>
        tx
          .update(settlementReports)
          .set({ snapshot: { revenueRecords, revenue } })
          .where(eq(settlementReports.state, "draft")),
      );
    // Alpha's October holds one record of 10.00; the late one is settled in November.
    await drafted(1, "10.0000");
    expect(await asStaff(outdatedDrafts)).toBe(0);
    await drafted(2, "10.0000");
    expect(await asStaff(outdatedDrafts)).toBe(1);
    await drafted(1, "9.9999");
    expect(await asStaff(outdatedDrafts)).toBe(1);
  });

  it("counts what waits for somebody, and ticks the first steps by what there is", async () => {
    const counts = await asStaff(async (tx) => [
      await unsettledCdrs(tx),
      await waitingCdrs(tx),
      await unknownPayers(tx),
      await failedMails(tx),
    ]);
    expect(counts).toEqual([[], 0, 0, 0]);
    expect(await asStaff(firstSteps)).toEqual({
      organization: true,
      location: true,
      tariff: false,
      contract: false,
      import: false,
      report: true,
    });
  });
});

describe("a site host's home", () => {
  const as = <T>(partner: TestPartner, run: (tx: Tx, scope: Scope) => Promise<T>) =>
    asPartner([partner.id], (tx) => run(tx, { kind: "partners", partnerIds: [partner.id] }));

  it("[A40] shows its own months, names and what is awaited", async () => {
    const months = { from: "2026-01", to: "2026-11" };
    expect(await as(alpha, (tx, scope) => shareByMonth(tx, scope, months))).toEqual([
      { currency: "EUR", month: "2026-10", partnerShare: 120_000n },
      { currency: "EUR", month: "2026-11", partnerShare: 84_000n },
    ]);
    expect(await as(alpha, awaitedShares)).toEqual([{ currency: "EUR", awaited: 144_000n }]);
    expect(await as(beta, partnerNames)).toEqual(["Beta"]);
  });

  it("[A40] shows the last issued report, never a draft, never another's", async () => {
    const [report, ...others] = await as(alpha, lastReports);
    expect(report).toMatchObject({ month: "2026-09", number: "SR-2026-09", balance: 800_000n });
    expect(others).toEqual([]);
    expect(await as(beta, lastReports)).toEqual([]);
  });

  it("[A40] shows its sites with chargers and the month's share", async () => {
    const sites = await as(alpha, (tx, scope) => sitesWithShares(tx, scope, NOVEMBER, "2026-11-21"));
    expect(sites).toMatchObject([
      { name: "Alpha Park", chargers: 1, sums: [{ currency: "EUR", records: 2, partnerShare: 84_000n }] },
    ]);
  });

  it("[A40] holds in the database too, when the query forgets the scope", async () => {
    const seen = await asPartner([beta.id], async (tx) => ({
      sums: await monthByPartner(tx, EVERYTHING, "2026-11", 10),
      reports: await lastReports(tx, EVERYTHING),
      names: await partnerNames(tx, EVERYTHING),
    }));
    expect(seen.sums.map((row) => row.partnerName)).toEqual(["Beta"]);
    expect(seen).toMatchObject({ reports: [], names: ["Beta"] });
  });
});
