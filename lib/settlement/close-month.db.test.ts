import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import type { PeriodKey } from "@/db/queries/periods";
import { findReport, type ReportDetail } from "@/db/queries/reports";
import { EVERYTHING } from "@/lib/access/scope";
import { SYSTEM } from "@/lib/audit/event";
import { formatDecimal } from "@/lib/money/amount";
import { addSession, type Ledger, type Stand } from "@/scripts/testing/books";
import { testDatabase } from "@/scripts/testing/database";
import { createCompany, createContract, createEvse, createOrganization } from "@/scripts/testing/world";
import { draftReports } from "./draft-report.server";
import { issueReports } from "./issue-report.server";
import type { Outcome } from "./outcome";

await testDatabase();
const organization = await createOrganization({ cutOffDay: 5 });
const euro = await createOrganization({
  name: "Elbe Laden GmbH",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  countries: ["DE"],
});

/** After the cut-off day of October. */
const NOVEMBER = Date.parse("2026-11-06T09:00:00Z");
const by = (at = NOVEMBER) => ({ actor: SYSTEM, at });

let uids = 0;
/** A partner with one AC charger and a contract. */
async function partner(facts: { monthly?: object; basis?: "generated" | "collected" } = {}) {
  const partnerId = await createCompany({ street: "1 High Street", city: "Dundee", vatId: "GB123456789" });
  const uid = `E${++uids}`;
  const evse = await createEvse({ uid, ownerId: partnerId, locationName: `Site ${uid}` });
  const terms = {
    kind: "revenue_share" as const,
    share: { acBasisPoints: 7000, dcBasisPoints: 7000 },
    ...(facts.basis && { basis: facts.basis }),
    ...(facts.monthly && { monthly: facts.monthly }),
  };
  await createContract(partnerId, organization.id, { terms });
  const ledger: Ledger = { partnerId, organizationId: organization.id };
  const stand: Stand = { evseId: evse.id, locationId: evse.locationId, locationName: `Site ${uid}` };
  return { ...ledger, ...stand, evse };
}

const period = (ledger: Ledger, month = "2026-10"): PeriodKey => ({
  partnerId: ledger.partnerId,
  organizationId: ledger.organizationId,
  currency: ledger.currency ?? "GBP",
  month,
});
const draft = async (key: PeriodKey, at?: number) => (await asOwner((tx) => draftReports(tx, [key], by(at))))[0]!;
const issue = async (key: PeriodKey, at?: number) => (await asOwner((tx) => issueReports(tx, [key], by(at))))[0]!;

async function reportOf(outcome: Outcome, key: PeriodKey): Promise<ReportDetail> {
  if (outcome.state === "parked") throw new Error(`parked: ${outcome.reason} ${JSON.stringify(outcome.params)}`);
  return (await asOwner((tx) => findReport(tx, EVERYTHING, key.partnerId, outcome.reportId)))!;
}

const figures = (report: ReportDetail) =>
  Object.fromEntries(
    (["revenue", "partnerShare", "operatorShare", "payableShare", "expenses", "carriedIn", "balance"] as const).map(
      (figure) => [figure, formatDecimal(report[figure], 4).replace(/00$/, "")],
    ),
  );

describe("drafting and issuing a month", () => {
  it("[A21, A22] states revenue, expenses and the balance, each line in whole pence", async () => {
    const p = await partner({ monthly: { platformFee: "3" } });
    await addSession({ ...p, ended: "2026-10-03T10:00", parts: { energy: ["10.0050", "7.0035"] } });
    await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["20", "14"], parking: ["1.5", "1.05"] } });
    const report = await reportOf(await draft(period(p)), period(p));
    // Energy 30.0050 → 30.01 and 21.0035 → 21.00; parking 1.50 and 1.05; fee 3.00.
    expect(figures(report)).toEqual({
      revenue: "31.51",
      partnerShare: "22.05",
      operatorShare: "9.46",
      payableShare: "22.05",
      expenses: "3.00",
      carriedIn: "0.00",
      balance: "19.05",
    });
    expect(report.sessions).toBe(2);
    expect(report.number).toMatch(/^SR-2026-10-[0-9A-Z]{6}$/);
  });

  it("[A23, A24] has a line per site, component and VAT rate, and one per fee with its count", async () => {
    const p = await partner({ monthly: { platformFee: "25", chargerFee: { ac: "10", dc: "25" } } });
    await createEvse({ uid: `E${++uids}`, ownerId: p.partnerId, locationId: p.locationId, connectors: { "1": "DC" } });
    await createEvse({
      uid: `E${++uids}`,
      ownerId: p.partnerId,
      locationId: p.locationId,
      connectors: { "1": "AC", "2": "DC" },
    });
    await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["20", "14"], time: ["4", "2.8"] } });
    const { lines } = await reportOf(await draft(period(p)), period(p));
    expect(
      lines.map((line) => [
        line.section,
        line.component ?? line.origin,
        formatDecimal(line.amount),
        line.vatBasisPoints,
      ]),
    ).toEqual([
      ["revenue", "energy", "14.0000", 2000],
      ["revenue", "time", "2.8000", 2000],
      ["expense", "platform_fee", "25.0000", null],
      ["expense", "ac_fee", "10.0000", null],
      ["expense", "dc_fee", "50.0000", null],
    ]);
    expect(lines.at(-1)!.params).toMatchObject({ count: 2, days: 62, daysInMonth: 62 });
    expect(formatDecimal(lines.at(-1)!.unitPrice!)).toBe("25.0000");
  });

  it("[A11, A12, A13] charges a station that changes owner by the days of each", async () => {
    const [before, after] = [
      await partner({ monthly: { chargerFee: { ac: "31", dc: "0" } } }),
      await partner({ monthly: { platformFee: "5", chargerFee: { ac: "62", dc: "0" } } }),
    ];
    // The AC charger of `before` is sold: 12 of October's 31 days are its own, 19 the buyer's.
    await asOwner(async (tx) => {
      await tx.execute(sql`update evse_owners set days = '[2015-01-01,2026-10-13)' where evse_id = ${before.evse.id}`);
      await tx.execute(sql`insert into evse_owners (id, evse_id, partner_id, days, created_at)
        values (gen_random_uuid(), ${before.evse.id}, ${after.partnerId}, '[2026-10-13,)', now())`);
    });
    const seller = await reportOf(await draft(period(before)), period(before));
    const buyer = await reportOf(await draft(period(after)), period(after));
    expect(formatDecimal(seller.expenses)).toBe("12.0000");
    // Platform 5.00, its own charger 62.00, the bought one 62 × 19 ÷ 31 = 38.00.
    expect(formatDecimal(buyer.expenses)).toBe("105.0000");
    expect(buyer.lines.at(-1)!.params).toMatchObject({ count: 2, days: 50, daysInMonth: 62 });
  });

  it("[A39] gives a partner one report per organization and currency", async () => {
    const p = await partner();
    const german = await createEvse({ uid: `E${++uids}`, ownerId: p.partnerId, country: "DE" });
    await createContract(p.partnerId, euro.id, { currency: "EUR" });
    await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["20", "14"] } });
    await addSession({
      ...p,
      organizationId: euro.id,
      currency: "EUR",
      evseId: german.id,
      locationId: german.locationId,
      ended: "2026-10-04T10:00",
      parts: { energy: ["8", "5.6"] },
    });
    const keys = [period(p), period({ ...p, organizationId: euro.id, currency: "EUR" })];
    const outcomes = await asOwner((tx) => draftReports(tx, keys, by()));
    const [gbp, eur] = await Promise.all(outcomes.map((outcome, i) => reportOf(outcome, keys[i]!)));
    expect([gbp!.currency, formatDecimal(gbp!.balance)]).toEqual(["GBP", "14.0000"]);
    expect([eur!.currency, formatDecimal(eur!.balance)]).toEqual(["EUR", "5.6000"]);
    expect(gbp!.number).not.toBe(eur!.number);
  });

  it("carries a negative month over, and the next one starts with it", async () => {
    const p = await partner({ monthly: { platformFee: "20" } });
    await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await draft(period(p));
    const october = await reportOf(await issue(period(p)), period(p));
    expect(formatDecimal(october.balance)).toBe("-13.0000");
    await addSession({ ...p, ended: "2026-11-04T10:00", parts: { energy: ["100", "70"] } });
    const november = await reportOf(await draft(period(p, "2026-11")), period(p, "2026-11"));
    // 70 − 20 − 13
    expect(figures(november)).toMatchObject({ carriedIn: "-13.00", balance: "37.00" });
    expect(november.lines.at(-1)).toMatchObject({ section: "carry_over", amount: -130_000n });
  });

  it("creates the next month's row for a carried balance even without a contract then", async () => {
    const p = await partner({ monthly: { platformFee: "20" } });
    await draft(period(p));
    await issue(period(p));
    const [row] = await asOwner((tx) =>
      tx.execute(sql`select state from periods where partner_id = ${p.partnerId} and month = '2026-11-01'`),
    );
    expect(row).toEqual({ state: "open" });
  });

  it("writes the fees as expense records of the month when it issues, and nothing changes afterwards", async () => {
    const p = await partner({ monthly: { platformFee: "20", chargerFee: { ac: "10", dc: "0" } } });
    await draft(period(p));
    const fees = () =>
      asOwner((tx) =>
        tx.execute(sql`select origin, amount::text, (occurred_at at time zone 'Europe/London')::date::text as day
          from expense_records where partner_id = ${p.partnerId} order by origin`),
      );
    expect(await fees()).toHaveLength(0);
    await issue(period(p));
    expect([...(await fees())]).toEqual([
      { origin: "ac_fee", amount: "10.0000", day: "2026-10-31" },
      { origin: "platform_fee", amount: "20.0000", day: "2026-10-31" },
    ]);
    const change = (statement: string) => asOwner((tx) => tx.execute(sql.raw(statement)));
    const own = `where partner_id = '${p.partnerId}'`;
    await expect(change(`update expense_records set amount = 1 ${own}`)).rejects.toThrow();
    await expect(change(`delete from expense_records ${own}`)).rejects.toThrow();
    expect(await issue(period(p))).toMatchObject({ state: "unchanged" });
    expect(await draft(period(p))).toMatchObject({ state: "unchanged" });
  });
});

describe("what keeps a month from being issued", () => {
  it("refuses before the cut-off day of the organization's calendar", async () => {
    const p = await partner();
    await draft(period(p));
    const lateOnTheFourth = Date.parse("2026-11-04T23:59:00Z");
    expect(await issue(period(p), lateOnTheFourth)).toEqual({
      state: "parked",
      reason: "settlement.beforeCutOff",
      params: { possibleFrom: "2026-11-05" },
    });
    expect(await issue(period(p), lateOnTheFourth + 60_000)).toMatchObject({ state: "done" });
  });

  it("issues the months of a ledger in order", async () => {
    const p = await partner();
    await addSession({ ...p, ended: "2026-09-04T10:00", parts: { energy: ["10", "7"] } });
    await draft(period(p));
    expect(await issue(period(p))).toMatchObject({
      reason: "settlement.earlierPeriodOpen",
      params: { month: "2026-09" },
    });
    await draft(period(p, "2026-09"));
    await issue(period(p, "2026-09"));
    expect(await issue(period(p))).toMatchObject({ state: "done" });
  });

  it("refuses a draft that gained a record until it is refreshed, and keeps its number", async () => {
    const p = await partner();
    await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    const first = await reportOf(await draft(period(p)), period(p));
    expect(await draft(period(p))).toEqual({ state: "unchanged", reportId: first.id });
    await addSession({ ...p, ended: "2026-10-05T10:00", parts: { energy: ["10", "7"] } });
    expect(await issue(period(p))).toMatchObject({ state: "parked", reason: "settlement.stale" });
    const second = await reportOf(await draft(period(p)), period(p));
    expect(second).toMatchObject({ id: first.id, number: first.number, revision: 2, partnerShare: 140_000n });
    expect(await issue(period(p))).toMatchObject({ state: "done" });
  });

  it("refuses a draft whose contract or chargers changed since", async () => {
    const p = await partner({ monthly: { chargerFee: { ac: "10", dc: "0" } } });
    await draft(period(p));
    await createEvse({ uid: `E${++uids}`, ownerId: p.partnerId, locationId: p.locationId });
    expect(await issue(period(p))).toMatchObject({ state: "parked", reason: "settlement.stale" });
  });

  it("refuses when records and their sums disagree", async () => {
    const p = await partner();
    await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await asOwner((tx) =>
      tx.execute(
        sql`update revenue_records set partner_share = 6, operator_share = 4 where partner_id = ${p.partnerId}`,
      ),
    );
    await draft(period(p));
    expect(await issue(period(p))).toMatchObject({ state: "parked", reason: "settlement.recordsDisagree" });
  });

  it("refuses what has no draft", async () => {
    const p = await partner();
    expect(await issue(period(p))).toMatchObject({ state: "parked", reason: "settlement.notDrafted" });
  });
});
