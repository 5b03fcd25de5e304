import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { lockPeriods, type PeriodKey, periodText } from "@/db/queries/periods";
import { countItems, findRun, listItems } from "@/db/queries/runs";
import type { Viewer } from "@/lib/access/viewer";
import { SYSTEM } from "@/lib/audit/event";
import { addSession, sessionRecord, writeRecords } from "@/scripts/testing/books";
import { testDatabase } from "@/scripts/testing/database";
import { untilBlocked } from "@/scripts/testing/until-blocked";
import { createCompany, createContract, createEvse, createOrganization } from "@/scripts/testing/world";
import { draftReports } from "./draft-report.server";
import { issueReports } from "./issue-report.server";
import { cancelRun, runClose } from "./run-close.server";
import { retryParked, startRun } from "./start-run.server";

await testDatabase();
const organization = await createOrganization();
const NOW = Date.parse("2026-11-06T09:00:00Z");
const clock = () => NOW;
const viewer: Viewer = {
  userId: uuidv7(),
  name: "Fiona",
  email: "fiona@example.org",
  role: "finance",
  companyId: null,
  locale: "en",
  scope: { kind: "everything" },
};

let uids = 0;
async function partner(monthly: object = {}) {
  const partnerId = await createCompany({ name: `Partner ${uids + 1}` });
  const uid = `E${++uids}`;
  const evse = await createEvse({ uid, ownerId: partnerId, locationName: `Site ${uid}` });
  const share = { acBasisPoints: 7000, dcBasisPoints: 7000 };
  const contract = await createContract(partnerId, organization.id, {
    startsIn: "2026-10",
    terms: { kind: "revenue_share", share, monthly },
  });
  const ledger = { partnerId, organizationId: organization.id };
  const stand = { evseId: evse.id, locationId: evse.locationId, locationName: `Site ${uid}` };
  return { ...ledger, ...stand, contract };
}

type Place = Awaited<ReturnType<typeof partner>>;
const ledgerOf = ({ partnerId, organizationId }: Place) => ({ partnerId, organizationId, currency: "GBP" });
const october = (place: Place): PeriodKey => ({ ...ledgerOf(place), month: "2026-10" });
const session = (place: Place) =>
  sessionRecord({ ...place, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });

async function run(kind: "draft_reports" | "issue_reports", places: readonly Place[]) {
  const id = await startRun(viewer, kind, { month: "2026-10", keys: places.map(ledgerOf) }, NOW);
  await runClose(id, clock);
  return id;
}
const counts = (id: string) => asOwner((tx) => countItems(tx, id));

/** Everything the books state of some partners, for comparing before and after. */
async function books(places: readonly Place[]): Promise<string> {
  const ids = places.map((place) => `'${place.partnerId}'`).join(",");
  return asOwner(async (tx) => {
    const tables = ["periods", "settlement_reports", "settlement_lines", "expense_records", "collections", "payables"];
    const all = await Promise.all(
      tables.map((table) =>
        tx.execute(sql.raw(`select t.* from ${table} t where partner_id in (${ids}) order by t::text`)),
      ),
    );
    return JSON.stringify(all);
  });
}

describe("closing a month as a run", () => {
  it("drafts and then issues every chosen partner, and a second run changes nothing", async () => {
    const places = [await partner({ platformFee: "5" }), await partner(), await partner()];
    await addSession({ ...places[0]!, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    expect(await counts(await run("draft_reports", places))).toMatchObject({ all: 3, done: 3 });
    expect(await counts(await run("draft_reports", places))).toMatchObject({ all: 3, unchanged: 3 });
    const issuing = await run("issue_reports", places);
    expect(await counts(issuing)).toMatchObject({ all: 3, done: 3 });
    expect(await asOwner((tx) => findRun(tx, issuing))).toMatchObject({ state: "done", finishedAt: NOW });
    const before = await books(places);
    expect(await counts(await run("draft_reports", places))).toMatchObject({ all: 3, unchanged: 3 });
    await expect(run("issue_reports", places)).rejects.toThrow("settlement.nothingToDo");
    expect(await books(places)).toBe(before);
  });

  it("is safe when two runs work on the same partners at the same time", async () => {
    const places = await Promise.all(Array.from({ length: 6 }, () => partner({ platformFee: "5" })));
    for (const place of places)
      await addSession({ ...place, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
    await run("draft_reports", places);
    const choice = { month: "2026-10", keys: places.map(ledgerOf) };
    const [one, two] = await Promise.all([
      startRun(viewer, "issue_reports", choice, NOW),
      startRun(viewer, "issue_reports", choice, NOW),
    ]);
    await Promise.all([runClose(one, clock), runClose(two, clock)]);
    const [a, b] = [await counts(one), await counts(two)];
    expect(a.done + b.done).toBe(6);
    expect(a.unchanged + b.unchanged).toBe(6);
    const [fees] = await asOwner((tx) =>
      tx.execute(
        sql.raw(`select count(*)::int as fees, count(distinct partner_id)::int as partners from expense_records
        where partner_id in (${places.map((place) => `'${place.partnerId}'`).join(",")})`),
      ),
    );
    expect(fees).toEqual({ fees: 6, partners: 6 });
  });

  it("parks a partner that fails, with its reason, and finishes the others; it can be tried again", async () => {
    const [good, parkedOne, broken] = [await partner(), await partner({ guarantee: "one hundred" }), await partner()];
    await asOwner((tx) =>
      tx.execute(sql`update contract_versions set terms = '{}' where id = ${broken.contract.versionId}`),
    );
    const id = await run("draft_reports", [good, parkedOne, broken]);
    expect(await counts(id)).toMatchObject({ all: 3, done: 1, parked: 2 });
    const items = await asOwner((tx) => listItems(tx, id, { offset: 0, limit: 10 }));
    expect(items.map((item) => item.reason).sort()).toEqual([null, "settlement.bug", "settlement.bug"]);
    await asOwner((tx) =>
      tx.execute(
        sql`update contract_versions set terms = terms - 'monthly' where id = ${parkedOne.contract.versionId}`,
      ),
    );
    const again = await retryParked(viewer, id, NOW);
    await runClose(again, clock);
    expect(await counts(again)).toMatchObject({ all: 2, done: 1, parked: 1 });
  });

  it("parks one partner alone when the database refuses it, and commits the rest of its batch", async () => {
    const [good, refused] = [await partner(), await partner()];
    await run("draft_reports", [good, refused]);
    const name = `refuse_${refused.partnerId.replaceAll("-", "")}`;
    await asOwner((tx) =>
      tx.execute(
        sql.raw(`alter table settlement_reports add constraint ${name}
        check (partner_id <> '${refused.partnerId}' or state = 'draft') not valid`),
      ),
    );
    const id = await run("issue_reports", [good, refused]);
    expect(await counts(id)).toMatchObject({ done: 1, parked: 1 });
    const [first] = await asOwner((tx) => listItems(tx, id, { offset: 0, limit: 1 }));
    expect(first).toMatchObject({ partnerId: refused.partnerId, state: "parked", reason: "settlement.bug" });
  });

  it("goes on where a crash stopped it", async () => {
    const places = [await partner(), await partner()];
    const id = await startRun(viewer, "draft_reports", { month: "2026-10", keys: places.map(ledgerOf) }, NOW);
    await asOwner(async (tx) => {
      await tx.execute(sql`update runs set state = 'running' where id = ${id}`);
      await tx.execute(sql`update run_items set state = 'done' where run_id = ${id} and n = 1`);
    });
    await runClose(id, clock);
    expect(await counts(id)).toMatchObject({ all: 2, done: 2 });
    const [drafts] = await asOwner((tx) =>
      tx.execute(sql`select count(*)::int as n from settlement_reports
        where partner_id in (${places[0]!.partnerId}, ${places[1]!.partnerId})`),
    );
    expect(drafts).toEqual({ n: 1 });
  });

  it("stops between partners when it is cancelled", async () => {
    const place = await partner();
    const id = await startRun(viewer, "draft_reports", { month: "2026-10", keys: [ledgerOf(place)] }, NOW);
    await cancelRun(viewer, id, NOW);
    await runClose(id, clock);
    expect(await asOwner((tx) => findRun(tx, id))).toMatchObject({ state: "cancelled" });
    await expect(cancelRun(viewer, id, NOW)).rejects.toThrow("settlement.runOver");
  });

  it("takes every contract in force, sessions or not, but not the organization's own company", async () => {
    const place = await partner();
    const own = sessionRecord({
      ...place,
      partnerId: organization.companyId,
      ended: "2026-10-04T10:00",
      parts: { energy: ["10", "0"] },
    });
    await asOwner((tx) => writeRecords(tx, [own]));
    const id = await startRun(viewer, "draft_reports", { month: "2026-10" }, NOW);
    const items = await asOwner((tx) => listItems(tx, id, { offset: 0, limit: 1000 }));
    const partners = items.map((item) => item.partnerId);
    expect(partners).toContain(place.partnerId);
    expect(partners).not.toContain(organization.companyId);
  });
});

describe("an import that commits while its period is being issued", () => {
  it("is waited for when it came first, and makes the draft stale", async () => {
    const place = await partner();
    await run("draft_reports", [place]);
    let issuing: Promise<unknown> | undefined;
    await asOwner(async (tx) => {
      await writeRecords(tx, [session(place)]);
      issuing = asOwner((other) => issueReports(other, [october(place)], { actor: SYSTEM, at: NOW }));
      await untilBlocked();
    });
    expect(await issuing).toMatchObject([{ state: "parked", reason: "settlement.stale" }]);
    const drafting = await asOwner((tx) => draftReports(tx, [october(place)], { actor: SYSTEM, at: NOW }));
    expect(drafting).toMatchObject([{ state: "done" }]);
  });

  it("waits when issuing came first, and then finds the period issued", async () => {
    const place = await partner();
    await run("draft_reports", [place]);
    let importing: Promise<Map<string, string>> | undefined;
    await asOwner(async (tx) => {
      await issueReports(tx, [october(place)], { actor: SYSTEM, at: NOW });
      importing = asOwner((other) => lockPeriods(other, [october(place)], "shared", NOW));
      await untilBlocked();
    });
    expect((await importing)?.get(periodText(october(place)))).toBe("issued");
  });
});
