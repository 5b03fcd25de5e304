import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { testDatabase } from "@/scripts/testing/database";
import { staff } from "@/scripts/testing/master-data";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { DUNDEE_MAPPING } from "./fixtures/dundee-mapping";
import { acceptConflicts, discardHeld, releaseHeld, releaseWaiting } from "./release-held.server";

await testDatabase();

const viewer = staff("finance");
const header = "Charging event,CP ID,Connector,Start Date,Start Time,End Date,End Time,Total kWh,Cost,Site,Group,Model";
const line = (id: string, evse: string, day: string, until: string, kwh: string) =>
  `${id},${evse},1,${day}/05/2018,10:00,${until}/05/2018,11:00,${kwh},0,Site,Group,AC`;

let sourceId: string;
let partnerId: string;
beforeAll(async () => {
  const organization = await createOrganization();
  partnerId = await createCompany({ name: "Kingsway" });
  const evse = await createEvse({ uid: "50911", ownerId: partnerId });
  await createTariff(evse.connectorIds);
  await createContract(partnerId, organization.id);
  sourceId = await createSource({ format: "csv", mapping: DUNDEE_MAPPING });
});

async function held(cdrId: string) {
  const rows = await asOwner((tx) =>
    tx.execute<{ sourceId: string; cdrId: string; contentHash: string; state: string; reasons: string[] }>(sql`
      select source_id as "sourceId", cdr_id as "cdrId", encode(content_hash, 'hex') as "contentHash", state, reasons
      from held_cdrs where cdr_id = ${cdrId} order by created_at`),
  );
  return [...rows];
}

async function recordOf(cdrId: string) {
  const [row] = await asOwner((tx) =>
    tx.execute(
      sql`select sum(revenue)::text as revenue, count(*)::int as n from revenue_records where cdr_id = ${cdrId}`,
    ),
  );
  return row;
}

async function countsOf(importId: string) {
  const found = (await asOwner((tx) => findImport(tx, importId)))!;
  const { rows, rejected, known, conflicting, onHold, imported } = found;
  expect(rejected + known + conflicting + onHold + imported).toBe(rows);
  return { rejected, conflicting, onHold, imported };
}

const read = (...lines: string[]) => importText(sourceId, [header, ...lines].join("\n"), DUNDEE_MAPPING);

describe("rows that wait", () => {
  it("[X14] are imported when a person releases them, with their records, and the counts move", async () => {
    const importId = await read(line("long", "50911", "01", "03", "10"));
    expect(await countsOf(importId)).toEqual({ rejected: 0, conflicting: 0, onHold: 1, imported: 0 });
    const [row] = await held("long");
    expect(row?.reasons).toEqual(["over_max_duration"]);
    expect(await releaseHeld(viewer, [row!], "checked with the site", Date.now())).toEqual({
      released: 1,
      stillWaiting: 0,
    });
    expect(await recordOf("long")).toEqual({ revenue: "4.0000", n: 1 });
    expect(await countsOf(importId)).toEqual({ rejected: 0, conflicting: 0, onHold: 0, imported: 1 });
    await expect(releaseHeld(viewer, [row!], "again", Date.now())).rejects.toThrow("cdrs.heldGone");
    const [event] = await asOwner((tx) =>
      tx.execute(sql`select actor, reason, verb from audit_events where label = 'long'`),
    );
    expect(event).toEqual({ actor: viewer.name, reason: "checked with the site", verb: "released" });
  });

  it("are released once when two people press the button at the same time", async () => {
    await read(line("race", "50911", "05", "08", "10"));
    const [row] = await held("race");
    const both = await Promise.allSettled([
      releaseHeld(viewer, [row!], "first", Date.now()),
      releaseHeld(viewer, [row!], "second", Date.now()),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await recordOf("race")).toEqual({ revenue: "4.0000", n: 1 });
  });

  it("are thrown away with a reason, and stay known", async () => {
    const importId = await read(line("gone", "50911", "10", "12", "10"));
    const [row] = await held("gone");
    await discardHeld(viewer, [row!], "test session", Date.now());
    expect(await countsOf(importId)).toEqual({ rejected: 1, conflicting: 0, onHold: 0, imported: 0 });
    const again = (await asOwner(async (tx) => findImport(tx, await read(line("gone", "50911", "10", "12", "10")))))!;
    expect(again.known).toBe(1);
    expect(await recordOf("gone")).toEqual({ revenue: null, n: 0 });
  });

  it("wait for an EVSE that nobody knows, and come in once it is there", async () => {
    const importId = await read(line("new1", "60000", "01", "01", "10"), line("new2", "60000", "02", "04", "10"));
    const [offered] = await asOwner((tx) => tx.execute(sql`select uid, connector_ids from unknown_evses`));
    expect(offered).toEqual({ uid: "60000", connector_ids: ["1"] });
    const evse = await createEvse({ uid: "60000", ownerId: partnerId });
    await createTariff(evse.connectorIds);
    expect(await releaseWaiting({ uids: ["60000"] })).toEqual({ released: 1, stillWaiting: 1 });
    expect(await countsOf(importId)).toEqual({ rejected: 0, conflicting: 0, onHold: 1, imported: 1 });
    // the second is longer than a day: that rule holds it still
    expect((await held("new2"))[0]).toMatchObject({ state: "waiting", reasons: ["over_max_duration"] });
    expect(await releaseWaiting({ uids: ["60000"] })).toEqual({ released: 0, stillWaiting: 1 });
  });
});

describe("a CDR that comes with other content", () => {
  it("takes the new content when it is accepted as a correction, and its record follows", async () => {
    await read(line("fix", "50911", "20", "20", "10"));
    const importId = await read(line("fix", "50911", "20", "20", "12"));
    expect(await countsOf(importId)).toEqual({ rejected: 0, conflicting: 1, onHold: 0, imported: 0 });
    expect(await recordOf("fix")).toEqual({ revenue: "4.0000", n: 1 });
    await acceptConflicts(viewer, await held("fix"), "meter was read again", Date.now());
    // 12 kWh × 0.40
    expect(await recordOf("fix")).toEqual({ revenue: "4.8000", n: 1 });
    expect(await countsOf(importId)).toEqual({ rejected: 0, conflicting: 0, onHold: 0, imported: 1 });
    const [sums] = await asOwner((tx) =>
      tx.execute(
        sql`select (select sum(revenue) from record_rollups) = (select sum(revenue) from revenue_records) as same`,
      ),
    );
    expect(sums).toEqual({ same: true });
  });

  it("is corrected by finance alone once an issued report states its price", async () => {
    await read(line("late", "50911", "21", "21", "10"));
    await read(line("late", "50911", "21", "21", "12"));
    await asOwner((tx) => tx.execute(sql`update periods set state = 'issued', issued_at = now()`));
    const accept = async (by: typeof viewer) =>
      acceptConflicts(by, await held("late"), "meter was read again", Date.now());
    await expect(accept(staff("operations"))).rejects.toThrow("cdrs.correctsIssued");
    expect((await held("late"))[0]).toMatchObject({ state: "waiting" });
    await accept(viewer);
    // the issued record stays; 2 kWh × 0.40 more stand in a difference CDR
    expect(await recordOf("late")).toEqual({ revenue: "4.0000", n: 1 });
    expect(await recordOf("late~d1")).toEqual({ revenue: "0.8000", n: 1 });
    const again = await read(line("late", "50911", "21", "21", "12"));
    expect((await asOwner((tx) => findImport(tx, again)))!.known).toBe(1);
  });
});
