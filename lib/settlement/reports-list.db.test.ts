import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asOwner, asPartner, asStaff } from "@/db/client";
import { listAuditEvents } from "@/db/queries/audit";
import type { PeriodKey } from "@/db/queries/periods";
import { countReports, findReport, listReports, reportTotals } from "@/db/queries/reports";
import { findBlockers } from "@/db/queries/settlement-blockers";
import { EVERYTHING, type Scope } from "@/lib/access/scope";
import type { Viewer } from "@/lib/access/viewer";
import { addSession } from "@/scripts/testing/books";
import { testDatabase } from "@/scripts/testing/database";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { discardDraft, draftReport } from "./draft-report.server";
import { issueReport } from "./issue-report.server";
import { previewClose, staleDrafts } from "./preview-close.server";

await testDatabase();
const NOW = Date.parse("2026-12-06T09:00:00Z");
const organization = await createOrganization();
const viewer: Viewer = {
  userId: uuidv7(),
  name: "Fiona",
  email: "fiona@example.org",
  role: "finance",
  companyId: null,
  locale: "en",
  scope: EVERYTHING,
};

let uids = 0;
async function partner(name: string, startsIn = "2026-10") {
  const partnerId = await createCompany({ name });
  const uid = `E${++uids}`;
  const evse = await createEvse({ uid, ownerId: partnerId, locationName: `Site ${uid}` });
  await createContract(partnerId, organization.id, { startsIn });
  return {
    partnerId,
    organizationId: organization.id,
    evseId: evse.id,
    locationId: evse.locationId,
    locationName: `Site ${uid}`,
    uid,
    connectorIds: evse.connectorIds,
  };
}
type Place = Awaited<ReturnType<typeof partner>>;
const period = (place: Place, month = "2026-10"): PeriodKey => ({
  partnerId: place.partnerId,
  organizationId: place.organizationId,
  currency: "GBP",
  month,
});
const session = (place: Place, ended: string, revenue: string, share: string) =>
  addSession({ ...place, ended, parts: { energy: [revenue, share] } });

describe("the list of settlement reports", () => {
  it("[A20, A32] lists all, filters by partner, and adds up what it shows", async () => {
    const [a, b] = [await partner("Abbey"), await partner("Bridge")];
    await session(a, "2026-10-04T10:00", "10", "7");
    await session(a, "2026-11-04T10:00", "20", "14");
    await session(b, "2026-10-04T10:00", "30", "21");
    for (const key of [period(a), period(a, "2026-11"), period(b)]) await draftReport(viewer, key, NOW);
    await issueReport(viewer, period(a), NOW);
    await asStaff(async (tx) => {
      const all = await listReports(tx, EVERYTHING, {}, { limit: 2 });
      expect(all.rows.map((row) => [row.partnerName, row.month])).toContainEqual(["Abbey", "2026-11"]);
      const rest = await listReports(tx, EVERYTHING, {}, { limit: 2, after: all.next });
      expect([...all.rows, ...rest.rows]).toHaveLength(3);
      const own = await listReports(tx, EVERYTHING, { partnerIds: [a.partnerId] }, { limit: 10 });
      expect(own.rows.map((row) => [row.month, row.state])).toEqual([
        ["2026-11", "draft"],
        ["2026-10", "issued"],
      ]);
      expect(await reportTotals(tx, EVERYTHING, { partnerIds: [a.partnerId] })).toMatchObject([
        { currency: "GBP", reports: 2, revenue: 300_000n, partnerShare: 210_000n, payable: 210_000n },
      ]);
      expect(await countReports(tx, EVERYTHING, { partnerIds: [a.partnerId] })).toEqual({
        all: 2,
        draft: 1,
        issued: 1,
      });
    });
  });

  it("shows a partner its own issued reports only, by scope and by row security", async () => {
    const [a, b] = [await partner("Cove"), await partner("Dock")];
    const reportId = await draftReport(viewer, period(a), NOW);
    const scopeOf = (place: Place): Scope => ({ kind: "partners", partnerIds: [place.partnerId] });
    const seenBy = (place: Place, scope: Scope) =>
      asPartner([place.partnerId], (tx) => findReport(tx, scope, a.partnerId, reportId));
    expect(await seenBy(a, scopeOf(a))).toBeNull();
    await issueReport(viewer, period(a), NOW);
    expect(await seenBy(a, scopeOf(a))).toMatchObject({ id: reportId });
    expect(await seenBy(b, scopeOf(b))).toBeNull();
    expect(await seenBy(b, EVERYTHING)).toBeNull();
  });

  it("keeps the history of a report: drafted, refreshed, discarded, issued, each with who", async () => {
    const place = await partner("Elm");
    const first = await draftReport(viewer, period(place), NOW);
    await session(place, "2026-10-05T10:00", "10", "7");
    await draftReport(viewer, period(place), NOW + 1);
    await discardDraft(viewer, period(place), NOW + 2);
    await expect(discardDraft(viewer, period(place), NOW + 3)).rejects.toThrow("settlement.notDrafted");
    const second = await draftReport(viewer, period(place), NOW + 4);
    await issueReport(viewer, period(place), NOW + 5);
    const verbs = async (id: string) => {
      const filter = { objectTypes: ["report" as const], objectId: `${place.partnerId}/${id}` };
      const { rows } = await asStaff((tx) => listAuditEvents(tx, EVERYTHING, filter, { limit: 10 }));
      return rows.map((row) => [row.verb, row.actor]);
    };
    expect(await verbs(first)).toEqual([
      ["discarded", "Fiona"],
      ["refreshed", "Fiona"],
      ["drafted", "Fiona"],
    ]);
    expect(await verbs(second)).toEqual([
      ["issued", "Fiona"],
      ["drafted", "Fiona"],
    ]);
  });
});

describe("a month before it is closed", () => {
  it("[A2, A36] says what each report would state now, and which drafts are stale", async () => {
    const [open, stale] = [await partner("Fern", "2026-07"), await partner("Gate", "2026-07")];
    await session(open, "2026-07-04T10:00", "10", "7");
    const reportId = await draftReport(viewer, period(stale, "2026-07"), NOW);
    await session(stale, "2026-07-05T10:00", "20", "14");
    const rows = await asStaff((tx) => previewClose(tx, "2026-07", null));
    expect(rows.map((row) => [row.partnerName, row.state, row.figures?.balance])).toEqual([
      ["Fern", "open", 70_000n],
      ["Gate", "stale", 140_000n],
    ]);
    const [left] = await asOwner((tx) =>
      tx.execute(sql`select count(*)::int as reports from settlement_reports where partner_id = ${open.partnerId}`),
    );
    expect(left).toEqual({ reports: 0 });
    const { rows: reports } = await asStaff((tx) =>
      listReports(tx, EVERYTHING, { partnerIds: [stale.partnerId] }, { limit: 1 }),
    );
    expect(await asStaff((tx) => staleDrafts(tx, reports))).toEqual(new Set([reportId]));
  });

  it("[X5] counts what blocks it by kind, with the money at stake", async () => {
    const owner = await partner("Hill", "2030-01");
    const free = await createEvse({ uid: "FREE" });
    await createTariff([...owner.connectorIds, ...free.connectorIds]);
    await createEvse({ uid: "BARE", ownerId: owner.partnerId });
    const sourceId = await createSource({ format: "ocpi" });
    const cdr = (id: string, uid: string, hours = 1) => ({
      country_code: "GB",
      party_id: "TAY",
      id,
      start_date_time: "2026-06-10T10:00:00Z",
      end_date_time: new Date(Date.parse("2026-06-10T10:00:00Z") + hours * 3_600_000).toISOString(),
      cdr_token: { uid: "T1", type: "AD_HOC_USER", contract_id: "GB-TAY-1" },
      auth_method: "AUTH_REQUEST",
      cdr_location: { id: "L", evse_uid: uid, connector_id: "1", country: "GBR" },
      currency: "GBP",
      charging_periods: [{ start_date_time: "2026-06-10T10:00:00Z", dimensions: [{ type: "ENERGY", volume: 10 }] }],
      total_cost: { excl_vat: 4 },
      total_energy: 10,
      total_time: hours,
      last_updated: "2026-06-10T12:00:00Z",
    });
    const rows = [cdr("1", owner.uid), cdr("2", owner.uid), cdr("3", "FREE"), cdr("4", "BARE"), cdr("5", "FREE", 30)];
    await importText(sourceId, rows.map((row) => JSON.stringify(row)).join("\n"));
    const blockers = await asStaff((tx) => findBlockers(tx, "2026-06", null));
    expect(blockers.map(({ kind, reason, sessions, money }) => [kind, reason, sessions, money[0]?.revenue])).toEqual([
      ["non_rated", "no_tariff", 1, undefined],
      ["no_owner", null, 1, 40_000n],
      ["no_contract", null, 2, 80_000n],
      ["on_hold", null, 1, undefined],
    ]);
  });
});
