/** Played through by hand on paper first; the arithmetic stands beside each expectation. */
import { asc, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asOwner, asStaff } from "@/db/client";
import type { PeriodKey } from "@/db/queries/periods";
import { collectedOfRow, collectionStateOf } from "@/db/queries/record-conditions";
import { findReport, type ReportDetail } from "@/db/queries/reports";
import { revenueRecords } from "@/db/schema";
import { EVERYTHING } from "@/lib/access/scope";
import { SYSTEM } from "@/lib/audit/event";
import { formatDecimal } from "@/lib/money/amount";
import { addSession, collect, type SessionFacts } from "@/scripts/testing/books";
import { testDatabase } from "@/scripts/testing/database";
import { createCompany, createContract, createEvse, createOrganization } from "@/scripts/testing/world";
import { draftReports } from "./draft-report.server";
import { issueReports } from "./issue-report.server";
import { previewClose, staleDrafts } from "./preview-close.server";

await testDatabase();
const organization = await createOrganization();
const by = { actor: SYSTEM, at: Date.parse("2027-06-20T09:00:00Z") };

type Monthly = Record<string, unknown>;
const tenPercentAbove100 = { measure: "revenue", bands: [{ above: "100", extraBasisPoints: 1000 }] };

let uids = 0;
/** A charger at a site of its own. */
async function site(ownerId: string, ownedFrom?: string) {
  const uid = `E${++uids}`;
  const evse = await createEvse({ uid, ownerId, locationName: `Site ${uid}`, ownedFrom });
  return { evseId: evse.id, locationId: evse.locationId, locationName: `Site ${uid}` };
}

/** A partner with a charger and a contract that gives it 70 %. */
async function partner(monthly: Monthly, facts: { basis?: "generated" | "collected"; ownedFrom?: string } = {}) {
  const { basis = "generated" } = facts;
  const partnerId = await createCompany();
  const stand = await site(partnerId, facts.ownedFrom);
  const contract = await contractOf(partnerId, monthly, { basis });
  return { partnerId, organizationId: organization.id, ...stand, basis, contractId: contract.id, contract };
}

function contractOf(
  partnerId: string,
  monthly: Monthly,
  facts: { basis?: "generated" | "collected"; siteIds?: string[] },
) {
  const { siteIds, ...rest } = facts;
  const share = { acBasisPoints: 7000, dcBasisPoints: 7000 };
  const terms = { kind: "revenue_share" as const, share, ...rest, monthly };
  return createContract(partnerId, organization.id, { terms, startsIn: "2026-10", ...(siteIds && { siteIds }) });
}

type Partner = Awaited<ReturnType<typeof partner>>;
type Session = Pick<SessionFacts, "period" | "kwh" | "cdr"> & { day?: string };

/** A session of October that generates this revenue, of which 70 % are the partner's. */
function session(
  p: Omit<Partner, "contract">,
  revenue: string,
  share: string,
  { day = "2026-10-05", ...rest }: Session = {},
) {
  return addSession({ ...p, ended: `${day}T10:00`, parts: { energy: [revenue, share] }, ...rest });
}

const period = (partnerId: string, month: string): PeriodKey => ({
  partnerId,
  organizationId: organization.id,
  currency: "GBP",
  month,
});

/** Drafts, reads and issues; records and both kinds of sums agree afterwards. */
async function close(partnerId: string, month: string): Promise<ReportDetail> {
  const key = period(partnerId, month);
  const report = await asOwner(async (tx) => {
    await draftReports(tx, [key], by);
    const [issued] = await issueReports(tx, [key], by);
    if (issued!.state === "parked") throw new Error(issued!.reason);
    return (await findReport(tx, EVERYTHING, key.partnerId, issued!.reportId))!;
  });
  const [sums] = await asOwner((tx) =>
    tx.execute(sql`select
      (select sum(partner_share) from revenue_records where partner_id = ${partnerId}) as records,
      (select sum(partner_share) from record_rollups where partner_id = ${partnerId}) as rollups,
      (select sum(partner_share) from line_rollups where partner_id = ${partnerId}) as lines`),
  );
  expect([sums!.rollups, sums!.lines]).toEqual([sums!.records, sums!.records]);
  return report;
}

const pence = (amount: bigint) => formatDecimal(amount).slice(0, -2);
/** The lines of month terms: section, origin month, term, amount, what of it is payable. */
const termsOf = (report: ReportDetail) =>
  report.lines
    .filter((line) => ["tier", "cap", "guarantee"].includes(line.component ?? ""))
    .map((line) => {
      const payable = String(line.params.payable).slice(0, -2);
      return `${line.section} ${line.originMonth} ${line.component} ${pence(line.amount)} payable ${payable}`;
    });
const sharesOf = ({ partnerShare, payableShare, expenses, balance }: ReportDetail) =>
  [partnerShare, payableShare, expenses, balance].map(pence);

describe("a guarantee with a carry-over and a late CDR", () => {
  it("[X4, X7] tops the month up, and settles only the difference when a session comes late", async () => {
    const p = await partner({ guarantee: "50", platformFee: "60" });
    await session(p, "10", "7");
    const [preview] = await asOwner((tx) => previewClose(tx, "2026-10", organization.id));
    const october = await close(p.partnerId, "2026-10");
    // 50.00 − 7.00 = 43.00; 7.00 + 43.00 − 60.00 = −10.00, carried over
    expect(termsOf(october)).toEqual(["revenue 2026-10 guarantee 43.00 payable 43.00"]);
    expect(sharesOf(october)).toEqual(["50.00", "50.00", "60.00", "-10.00"]);
    expect(preview!.figures!.balance).toBe(october.balance);

    await session(p, "20", "14", { day: "2026-10-30", period: "2026-11" });
    const november = await close(p.partnerId, "2026-11");
    // October is 7.00 + 14.00 = 21.00 now, its guarantee 50.00 − 21.00 = 29.00, which is 14.00 less than booked.
    // November has no session of its own: 50.00. 14.00 − 14.00 + 50.00 = 50.00; − 60.00 − 10.00 = −20.00.
    expect(termsOf(november)).toEqual([
      "revenue 2026-10 guarantee -14.00 payable -14.00",
      "revenue 2026-11 guarantee 50.00 payable 50.00",
    ]);
    expect(sharesOf(november)).toEqual(["50.00", "50.00", "60.00", "-20.00"]);
    // December: 50.00 − 60.00 − 20.00; nothing changed in the months before.
    const december = await close(p.partnerId, "2026-12");
    expect(termsOf(december)).toEqual(["revenue 2026-12 guarantee 50.00 payable 50.00"]);
    expect(sharesOf(december)).toEqual(["50.00", "50.00", "60.00", "-30.00"]);
  });

  it("[A9, X1, X4] keeps each term as a record that is true by itself and tells its arithmetic", async () => {
    const p = await partner({ guarantee: "50" });
    await session(p, "10", "7");
    await close(p.partnerId, "2026-10");
    await session(p, "20", "14", { day: "2026-10-30", period: "2026-11" });
    await close(p.partnerId, "2026-11");
    const rows = await asOwner((tx) =>
      tx.execute<{
        id: string;
        corrects: string | null;
        division: string;
        steps: { key: string; amount: string }[];
      }>(sql`
        select id, corrects_id as corrects, steps, to_char(period_month, 'MM') || ' ' || revenue || ' = ' || operator_share
          || ' + ' || partner_share || ' due ' || due as division
        from revenue_records where partner_id = ${p.partnerId} and origin = 'guarantee' order by period_month, origin_month`),
    );
    expect(rows.map((row) => row.division)).toEqual([
      "10 0.0000 = -43.0000 + 43.0000 due 0.0000",
      "11 0.0000 = 14.0000 + -14.0000 due 0.0000",
      "11 0.0000 = -50.0000 + 50.0000 due 0.0000",
    ]);
    expect(rows.map((row) => row.corrects)).toEqual([null, rows[0]!.id, null]);
    expect(rows[1]!.steps.map(({ key, amount }) => `${key} ${amount}`)).toEqual([
      "guarantee 50.0000",
      "monthShare -21.0000",
      "bookedBefore -43.0000",
      "partnerGets -14.0000",
    ]);
    // Nobody pays for a term: it is neither collected nor awaited.
    const { origin, partnerId } = revenueRecords;
    const state = collectionStateOf(collectedOfRow);
    const states = await asOwner((tx) =>
      tx.selectDistinct({ origin, state }).from(revenueRecords).where(eq(partnerId, p.partnerId)).orderBy(asc(origin)),
    );
    expect(states).toEqual([
      { origin: "guarantee", state: null },
      { origin: "session", state: "awaited" },
    ]);
  });

  it("[X4] pays a part month by the days on which a charger was owned", async () => {
    const p = await partner({ guarantee: "310" }, { ownedFrom: "2026-10-20" });
    await session(p, "30", "20", { day: "2026-10-21" });
    // 310.00 × 12 ÷ 31 = 120.00; − 20.00 = 100.00
    expect(termsOf(await close(p.partnerId, "2026-10"))).toEqual(["revenue 2026-10 guarantee 100.00 payable 100.00"]);
  });

  it("[X4] follows a version that reaches back into an issued month with the difference", async () => {
    const p = await partner({ guarantee: "50" });
    await session(p, "10", "7");
    await close(p.partnerId, "2026-10");
    await asOwner((tx) =>
      tx.execute(sql`update contract_versions set terms = jsonb_set(terms, '{monthly,guarantee}', '"80"')
        where id = ${p.contract.versionId}`),
    );
    // October: 80.00 − 7.00 = 73.00, less 43.00 booked
    expect(termsOf(await close(p.partnerId, "2026-11"))).toEqual([
      "revenue 2026-10 guarantee 30.00 payable 30.00",
      "revenue 2026-11 guarantee 80.00 payable 80.00",
    ]);
    await asOwner((tx) => tx.execute(sql`update contracts set starts_in = '2026-12-01' where id = ${p.contractId}`));
    // The contract does not cover October and November any more: what was booked is taken back.
    expect(termsOf(await close(p.partnerId, "2026-12")).slice(0, 2)).toEqual([
      "revenue 2026-10 guarantee -73.00 payable -73.00",
      "revenue 2026-11 guarantee -80.00 payable -80.00",
    ]);
  });
});

describe("tiers when sessions arrive out of order", () => {
  const tiers = {
    measure: "revenue",
    bands: [
      { above: "200", extraBasisPoints: 1000 },
      { above: "100", extraBasisPoints: 500 },
    ],
  };

  it("[X4] come to the same, whichever session came first and whenever", async () => {
    const [inTime, late] = [await partner({ tiers }), await partner({ tiers })];
    await session(inTime, "150", "105");
    await session(inTime, "100", "70", { day: "2026-10-02" });
    // 250.00 of revenue: 100.00 × 5 % + 50.00 × 10 % = 10.00
    expect(termsOf(await close(inTime.partnerId, "2026-10"))).toEqual(["revenue 2026-10 tier 10.00 payable 10.00"]);

    await session(late, "100", "70", { day: "2026-10-02" });
    expect(termsOf(await close(late.partnerId, "2026-10"))).toEqual([]);
    await session(late, "150", "105", { period: "2026-11" });
    await session(late, "120", "84", { day: "2026-11-03" });
    // October comes to 10.00 after all. November counts its own 120.00 only: 20.00 × 5 % = 1.00.
    expect(termsOf(await close(late.partnerId, "2026-11"))).toEqual([
      "revenue 2026-10 tier 10.00 payable 10.00",
      "revenue 2026-11 tier 1.00 payable 1.00",
    ]);
  });

  it("[X4] on energy count what every session charged, whatever it was priced by", async () => {
    const bands = [{ aboveKwh: "100", extraPerKwh: "0.0125" }];
    const p = await partner({ tiers: { measure: "energy", bands } });
    await session(p, "30", "21", { kwh: "80" });
    await addSession({ ...p, ended: "2026-10-06T10:00", parts: { time: ["30", "21"] }, kwh: "100" });
    // (80 + 100 − 100) kWh × 0.0125 = 1.00
    expect(termsOf(await close(p.partnerId, "2026-10"))).toEqual(["revenue 2026-10 tier 1.00 payable 1.00"]);
  });
});

describe("two recipients", () => {
  it("[X4, A10] leave month terms to the owner's remaining share and to nobody else's", async () => {
    const owner = await partner({ cap: "20" });
    const investor = await partner({ guarantee: "10" });
    // Revenue 100.00, owner 24.00, investor 6.00 (ten times the example of D10).
    const record = await session(owner, "100", "24");
    await addSession({
      ...owner,
      partnerId: investor.partnerId,
      ended: "2026-10-05T10:00",
      parts: { energy: ["0", "6"] },
      kwh: "0",
      due: "120",
      ownerRecordId: record.id,
      cdr: { sourceId: record.sourceId!, cdrId: record.cdrId! },
    });
    const owned = await close(owner.partnerId, "2026-10");
    // 24.00 is 4.00 above the cap
    expect(termsOf(owned)).toEqual(["revenue 2026-10 cap -4.00 payable -4.00"]);
    expect(pence(owned.partnerShare)).toBe("20.00");
    // The 6.00 follow from the owner's contract, so the investor's own one guarantees its 10.00 in full.
    const invested = await close(investor.partnerId, "2026-10");
    expect(termsOf(invested)).toEqual(["revenue 2026-10 guarantee 10.00 payable 10.00"]);
    expect(pence(invested.partnerShare)).toBe("16.00");
  });
});

describe("basis collected", () => {
  it("[A19, X4] pays tiers as far as their month is collected, and follows a late session", async () => {
    const p = await partner({ tiers: tenPercentAbove100 }, { basis: "collected" });
    const first = await session(p, "200", "140");
    await collect(first, "60", { month: "2026-10" });
    // 60 of 240 due is a quarter: 140.00 ÷ 4 = 35.00; tier 100.00 × 10 % = 10.00, a quarter of it 2.50
    const october = await close(p.partnerId, "2026-10");
    expect(termsOf(october)).toEqual(["revenue 2026-10 tier 10.00 payable 2.50"]);
    expect(sharesOf(october)).toEqual(["150.00", "37.50", "0.00", "37.50"]);

    await collect(first, "120", { month: "2026-11", before: "60" });
    // Three quarters: 105.00 − 35.00 = 70.00; 7.50 − 2.50 = 5.00
    const november = await close(p.partnerId, "2026-11");
    expect(termsOf(november)).toEqual(["previous 2026-10 tier 5.00 payable 5.00"]);
    expect(sharesOf(november)).toEqual(["0.00", "75.00", "0.00", "75.00"]);

    await session(p, "100", "70", { period: "2026-12", day: "2026-10-30" });
    // October: 300.00 of revenue, tier 200.00 × 10 % = 20.00; 105.00 of 210.00 collected is a half: 10.00 payable, of
    // which 7.50 are paid. Of the first 10.00 a half is 5.00, so 2.50 go back; of the new 10.00 a half is 5.00.
    const december = await close(p.partnerId, "2026-12");
    expect(termsOf(december)).toEqual([
      "revenue 2026-10 tier 10.00 payable 5.00",
      "previous 2026-10 tier -2.50 payable -2.50",
    ]);
    expect(sharesOf(december)).toEqual(["80.00", "2.50", "0.00", "2.50"]);
  });

  it("[X4] pays a guarantee at once", async () => {
    const p = await partner({ guarantee: "50" }, { basis: "collected" });
    await session(p, "10", "7");
    // 50.00 − 7.00 generated, though nothing of it is collected
    expect(sharesOf(await close(p.partnerId, "2026-10"))).toEqual(["50.00", "43.00", "0.00", "43.00"]);
    expect(termsOf(await close(p.partnerId, "2026-11"))).toEqual(["revenue 2026-11 guarantee 50.00 payable 50.00"]);
  });
});

describe("a cap that is reached, then a credit", () => {
  it("[X4, X6] gives back what the cap took, as far as the credit goes", async () => {
    const p = await partner({ cap: "50" });
    const record = await session(p, "100", "70");
    // 70.00 − 20.00 = 50.00
    expect(termsOf(await close(p.partnerId, "2026-10"))).toEqual(["revenue 2026-10 cap -20.00 payable -20.00"]);
    const cdr = { sourceId: record.sourceId!, cdrId: `credit of ${record.cdrId}` };
    await session(p, "-50", "-35", { period: "2026-11", cdr });
    const november = await close(p.partnerId, "2026-11");
    // October is 35.00 now and below the cap: −35.00 + 20.00, so that 50.00 − 15.00 = 35.00 stay
    expect(termsOf(november)).toEqual(["revenue 2026-10 cap 20.00 payable 20.00"]);
    expect(sharesOf(november)).toEqual(["-15.00", "-15.00", "0.00", "-15.00"]);
  });
});

describe("a partner with two contracts in one period", () => {
  it("[X4, A39] counts each contract's own sites", async () => {
    const partnerId = await createCompany();
    const [a, b] = [await site(partnerId), await site(partnerId)];
    const tiered = await contractOf(partnerId, { tiers: tenPercentAbove100 }, { siteIds: [a.locationId] });
    const plain = await contractOf(partnerId, {}, { siteIds: [b.locationId] });
    const ledger = { partnerId, organizationId: organization.id, basis: "generated" as const };
    await session({ ...ledger, ...a, contractId: tiered.id }, "150", "105");
    await session({ ...ledger, ...b, contractId: plain.id }, "1000", "700");
    const report = await asStaff(async (tx) => {
      const [outcome] = await draftReports(tx, [period(partnerId, "2026-10")], by);
      if (outcome!.state === "parked") throw new Error(outcome!.reason);
      return (await findReport(tx, EVERYTHING, partnerId, outcome!.reportId))!;
    });
    // (150.00 − 100.00) × 10 %; the 1,000.00 of the other site do not count
    expect(termsOf(report)).toEqual(["revenue 2026-10 tier 5.00 payable 5.00"]);
    expect(pence(report.partnerShare)).toBe("810.00");
    // The back office's own role may issue it.
    const [issued] = await asStaff((tx) => issueReports(tx, [period(partnerId, "2026-10")], by));
    expect(issued!.state).toBe("done");
  });

  it("are looked at again for a list of drafts, whose rows carry amounts", async () => {
    const p = await partner({ tiers: tenPercentAbove100 });
    await session(p, "150.00", "105.00");
    const [draft] = await asOwner((tx) => draftReports(tx, [period(p.partnerId, "2026-10")], by));
    if (draft!.state === "parked") throw new Error(draft!.reason);
    const listed = await asStaff((tx) => findReport(tx, EVERYTHING, p.partnerId, draft!.reportId));
    expect(typeof listed!.balance).toBe("bigint");
    expect(await asStaff((tx) => staleDrafts(tx, [listed!]))).toEqual(new Set());
  });
});
