/** The four files of Dundee City Council, 67,112 rows, as they are; run where they lie beside the project. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { findImport, type ImportDetail } from "@/db/queries/imports";
import { testDatabase } from "@/scripts/testing/database";
import {
  createCompany,
  createContract,
  createEvse,
  createImport,
  createOrganization,
  createSource,
  createTariff,
} from "@/scripts/testing/world";
import { DUNDEE_MAPPING } from "./fixtures/dundee-mapping";
import { importCdrs } from "./import-cdrs.server";

const folder = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const FILES = [
  "dundee-cpdata",
  "dundee-cp-data-dec-mar-2018",
  "dundee-cp-data-mar-may-2018",
  "dundee-charge-sessions-june-sept",
];

describe.runIf(existsSync(folder))("the Dundee files", async () => {
  if (existsSync(folder)) await testDatabase();

  it("[H5, H6] come in with the counts that are known of them, and a second time with none", {
    timeout: 300_000,
  }, async () => {
    const texts = FILES.map((name) => readFileSync(`${folder}${name}.csv`));
    const sourceId = await createDundee(texts);
    const first = await importAll(sourceId, texts);
    expect(first).toEqual({
      rows: 67_112,
      rejected: 361,
      known: 0,
      conflicting: 0,
      onHold: 2_338,
      imported: 64_413,
      zeroEnergy: 2_401,
    });
    const before = await totals();
    expect(before).toMatchObject({ cdrs: 64_413, records: 64_413, rollups: 64_413 });
    const second = await importAll(sourceId, texts);
    expect(second).toEqual({ ...first, known: 66_751, onHold: 0, imported: 0, zeroEnergy: 0 });
    expect(await totals()).toEqual(before);
  });
});

/** One partner that owns every EVSE the files name, with a tariff and a contract. */
async function createDundee(texts: readonly Buffer[]): Promise<string> {
  const organization = await createOrganization();
  const ownerId = await createCompany({ name: "Council" });
  await createContract(ownerId, organization.id);
  const connectorIds: string[] = [];
  let locationId: string | undefined;
  for (const [uid, connectors] of evsesIn(texts)) {
    const evse = await createEvse({ uid, ownerId, locationId, connectors });
    locationId ??= evse.locationId;
    connectorIds.push(...evse.connectorIds);
  }
  await createTariff(connectorIds);
  return createSource({ format: "csv", mapping: DUNDEE_MAPPING });
}

function evsesIn(texts: readonly Buffer[]): Map<string, Record<string, "AC">> {
  const evses = new Map<string, Record<string, "AC">>();
  for (const line of texts.flatMap((text) => text.toString("utf8").split("\n").slice(1))) {
    const [, uid, connector] = /^\d+,(?:[^,]*,)?(\d*),(\d+),\d\d\//.exec(line) ?? [];
    if (uid && connector) evses.set(uid, { ...evses.get(uid), [connector]: "AC" });
  }
  return evses;
}

/** The counts of all files together; those of each file add up to its rows (D20). */
async function importAll(sourceId: string, texts: readonly Buffer[]) {
  const sum = { rows: 0, rejected: 0, known: 0, conflicting: 0, onHold: 0, imported: 0, zeroEnergy: 0 };
  for (const text of texts) {
    const id = await createImport(sourceId, text, DUNDEE_MAPPING);
    await importCdrs(id);
    const one = (await asOwner((tx) => findImport(tx, id))) as ImportDetail;
    expect(one.rejected + one.known + one.conflicting + one.onHold + one.imported).toBe(one.rows);
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += one[key];
  }
  return sum;
}

async function totals() {
  const [row] = await asOwner((tx) =>
    tx.execute(sql`
      select (select count(*)::int from cdrs) as cdrs, (select count(*)::int from revenue_records) as records,
        (select sum(records)::int from record_rollups) as rollups,
        (select sum(revenue)::text from revenue_records) as revenue,
        (select sum(partner_share)::text from line_rollups) as share`),
  );
  return row;
}
