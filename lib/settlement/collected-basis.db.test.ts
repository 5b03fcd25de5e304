import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import type { PeriodKey } from "@/db/queries/periods";
import { findReport, type ReportDetail } from "@/db/queries/reports";
import { EVERYTHING } from "@/lib/access/scope";
import { SYSTEM } from "@/lib/audit/event";
import { formatDecimal } from "@/lib/money/amount";
import { addSession, chargePayer, collect, type Ledger } from "@/scripts/testing/books";
import { testDatabase } from "@/scripts/testing/database";
import { createCompany, createContract, createEvse, createOrganization } from "@/scripts/testing/world";
import { draftReports } from "./draft-report.server";
import { issueReports } from "./issue-report.server";

await testDatabase();
const organization = await createOrganization();
const LATE = Date.parse("2027-01-20T09:00:00Z");
const by = { actor: SYSTEM, at: LATE };

let uids = 0;
async function partner(basis: "generated" | "collected", terms: object = {}) {
  const partnerId = await createCompany();
  const uid = `E${++uids}`;
  const evse = await createEvse({ uid, ownerId: partnerId, locationName: `Site ${uid}` });
  const share = { acBasisPoints: 7000, dcBasisPoints: 7000 };
  await createContract(partnerId, organization.id, { terms: { kind: "revenue_share", share, basis, ...terms } });
  return {
    partnerId,
    organizationId: organization.id,
    evseId: evse.id,
    locationId: evse.locationId,
    locationName: `Site ${uid}`,
    basis,
  };
}

const period = ({ partnerId, organizationId }: Ledger, month: string): PeriodKey => ({
  partnerId,
  organizationId,
  currency: "GBP",
  month,
});

/** Drafts, reads and issues. */
async function close(ledger: Ledger, month: string): Promise<ReportDetail> {
  const key = period(ledger, month);
  return asOwner(async (tx) => {
    await draftReports(tx, [key], by);
    const [issued] = await issueReports(tx, [key], by);
    if (issued!.state === "parked") throw new Error(issued!.reason);
    return (await findReport(tx, EVERYTHING, key.partnerId, issued!.reportId))!;
  });
}

const money = (report: ReportDetail) => {
  const { partnerShare, collectedShare, awaitedShare, previousShare, payableShare } = report;
  return [partnerShare, collectedShare, awaitedShare, previousShare, payableShare].map((each) =>
    formatDecimal(each, 4).slice(0, -2),
  );
};
const previousOf = (report: ReportDetail) =>
  report.lines
    .filter((line) => line.section === "previous")
    .map((line) => [line.originMonth, line.component, formatDecimal(line.amount), line.params.payable, line.records]);

describe("basis collected", () => {
  it("[A19, A25] pays each part of a session when its money comes in, and lists it for its month", async () => {
    const p = await partner("collected");
    // Due 12.00, share 7.00.
    const session = await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await collect(session, "5", { month: "2026-10" });
    // 7 × 5 ÷ 12 = 2.91666… → 2.9166 → 2.92 on the line
    const october = await close(p, "2026-10");
    expect(money(october)).toEqual(["7.00", "2.92", "4.08", "0.00", "2.92"]);
    expect(previousOf(october)).toEqual([]);

    await collect(session, "4", { month: "2026-11", before: "5" });
    // 7 × 9 ÷ 12 = 5.25, less 2.9166 = 2.3334
    const november = await close(p, "2026-11");
    expect(money(november)).toEqual(["0.00", "0.00", "0.00", "2.33", "2.33"]);
    expect(previousOf(november)).toEqual([["2026-10", "energy", "2.3300", "2.3300", 1]]);

    await collect(session, "3", { month: "2026-12", before: "9" });
    // The rest: 7 − 5.25 = 1.75
    const december = await close(p, "2026-12");
    expect(previousOf(december)).toEqual([["2026-10", "energy", "1.7500", "1.7500", 1]]);
    const [paid] = await asOwner((tx) =>
      tx.execute(sql`select sum(amount)::text as paid from payables where partner_id = ${p.partnerId}`),
    );
    expect(paid).toEqual({ paid: "7.0000" });
  });

  it("takes a chargeback off the next report", async () => {
    const p = await partner("collected");
    const session = await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await collect(session, "12", { month: "2026-10" });
    expect(money(await close(p, "2026-10"))).toEqual(["7.00", "7.00", "0.00", "0.00", "7.00"]);
    await collect(session, "-12", { month: "2026-11", before: "12" });
    expect(money(await close(p, "2026-11"))[4]).toBe("-7.00");
  });

  it("divides what came in over the lines, so that they add up to it", async () => {
    const p = await partner("collected");
    const session = await addSession({
      ...p,
      ended: "2026-10-04T10:00",
      parts: { energy: ["8", "5.6"], parking: ["2", "1.4"] },
    });
    await collect(session, "4", { month: "2026-10" });
    // 7 × 4 ÷ 12 = 2.3333: energy 1.86664 → 1.8666 (with the remainder), parking 0.46666 → 0.4667
    const { lines } = await close(p, "2026-10");
    expect(lines.map((line) => [line.component, line.params.collected])).toEqual([
      ["energy", "1.8700"],
      ["parking", "0.4700"],
    ]);
  });

  it("pays a late difference of a session that was paid already", async () => {
    const p = await partner("collected");
    const session = await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await collect(session, "12", { month: "2026-10" });
    await close(p, "2026-10");
    await addSession({
      ...p,
      ended: "2026-10-04T10:00",
      period: "2026-11",
      correctsId: session.id,
      cdr: { sourceId: session.sourceId!, cdrId: session.cdrId! },
      due: "12",
      parts: { energy: ["0", "1"] },
    });
    const november = await close(p, "2026-11");
    expect(money(november)).toEqual(["1.00", "1.00", "0.00", "0.00", "1.00"]);
  });

  it("counts a due of nothing as collected", async () => {
    const p = await partner("collected");
    await addSession({ ...p, ended: "2026-10-04T10:00", due: "0", parts: { energy: ["0", "0.5"] } });
    expect(money(await close(p, "2026-10"))[4]).toBe("0.50");
  });
});

describe("basis generated", () => {
  it("[A17, A18] pays the whole share at once and tells what is collected and awaited", async () => {
    const p = await partner("generated");
    const paid = await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    const part = await addSession({ ...p, ended: "2026-10-05T10:00", parts: { energy: ["20", "14"] } });
    await collect(paid, "12", { month: "2026-10", kind: "at_once" });
    await collect(part, "6", { month: "2026-10" });
    // 7 + 14 × 6 ÷ 24 = 10.50 of 21.00
    expect(money(await close(p, "2026-10"))).toEqual(["21.00", "10.50", "10.50", "0.00", "21.00"]);
    await collect(part, "18", { month: "2026-11", before: "6" });
    const november = await close(p, "2026-11");
    expect(previousOf(november)).toEqual([["2026-10", "energy", "10.5000", "0.0000", 1]]);
    expect(money(november)).toEqual(["0.00", "0.00", "0.00", "10.50", "0.00"]);
  });

  it("leaves money that is booked later to the later report", async () => {
    const p = await partner("generated");
    const session = await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await collect(session, "12", { month: "2026-11" });
    expect(money(await close(p, "2026-10"))).toEqual(["7.00", "0.00", "7.00", "0.00", "7.00"]);
    expect(money(await close(p, "2026-11"))[3]).toBe("7.00");
  });

  it("[A18, A25] tells of a session paid on the spot that its money went back in the month in which it did", async () => {
    const p = await partner("generated");
    const session = await addSession({ ...p, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await collect(session, "12", { month: "2026-10", kind: "at_once" });
    await collect(session, "-12", { month: "2026-11", kind: "at_once", before: "12", reverses: true });
    // At the end of October 7.00 were collected; in November they are taken back. Payable is the share, once.
    expect(money(await close(p, "2026-10"))).toEqual(["7.00", "7.00", "0.00", "0.00", "7.00"]);
    expect(money(await close(p, "2026-11"))).toEqual(["0.00", "0.00", "0.00", "-7.00", "0.00"]);
  });
});

describe("an internal session", () => {
  it("[A14] is owed by the payer and collected by the owner when the payer's report is issued", async () => {
    const owner = await partner("collected");
    const payer = await partner("generated");
    const session = await addSession({ ...owner, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await chargePayer(payer, session);
    const report = await close(payer, "2026-10");
    expect(formatDecimal(report.expenses)).toBe("10.0000");
    expect(report.lines.find((line) => line.section === "expense")).toMatchObject({ origin: "session", records: 1 });
    const collections = await asOwner((tx) =>
      tx.execute(sql`select amount::text, booking_month::text, received_by from collections
        where partner_id = ${owner.partnerId}`),
    );
    expect([...collections]).toEqual([{ amount: "12.0000", booking_month: "2027-01-01", received_by: "operator" }]);
    const [rollup] = await asOwner((tx) =>
      tx.execute(sql`select collected_share::text as share from record_rollups where partner_id = ${owner.partnerId}`),
    );
    expect(rollup).toEqual({ share: "7.0000" });
    // It came in January: October and the months between are not paid for it.
    expect(money(await close(owner, "2026-10"))[4]).toBe("0.00");
  });
});
