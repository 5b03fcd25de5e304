import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
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
  importText,
} from "@/scripts/testing/world";
import type { ColumnMapping } from "./csv-mapping";
import { importCdrs } from "./import-cdrs.server";

await testDatabase();

const mapping: ColumnMapping = {
  delimiter: ",",
  quote: '"',
  encoding: "utf-8",
  headerLine: 1,
  columns: {
    cdrId: "Charging event",
    evseUid: "CP ID",
    connectorId: "Connector",
    startDate: "Start Date",
    startTime: "Start Time",
    endDate: "End Date",
    endTime: "End Time",
    energy: "Total kWh",
    locationName: "Site",
    model: "Model",
  },
  constants: {},
  decimal: ".",
  dateFormat: "dmy",
  timeZone: "Europe/London",
  energyUnit: "kWh",
  durationUnit: "clock",
  payerDefault: { kind: "ad_hoc" },
} as ColumnMapping;

const header = "Charging event,CP ID,Connector,Start Date,Start Time,End Date,End Time,Total kWh,Cost,Site,Group,Model";
const row = (id: string, evse: string, start: string, end: string, kwh: string) =>
  `${id},${evse},1,${start.replace(" ", ",")},${end.replace(" ", ",")},${kwh},0,Site,Group,AC`;

async function detail(id: string): Promise<ImportDetail> {
  return (await asOwner((tx) => findImport(tx, id)))!;
}

const counts = ({ rows, rejected, known, conflicting, onHold, imported }: ImportDetail) => ({
  rows,
  rejected,
  known,
  conflicting,
  onHold,
  imported,
});

async function totals() {
  return asOwner(async (tx) => {
    const [sums] = await tx.execute(sql`
      select count(*)::int as records, coalesce(sum(revenue), 0)::text as revenue,
        coalesce(sum(partner_share), 0)::text as share from revenue_records`);
    const [rollup] = await tx.execute(sql`
      select coalesce(sum(records), 0)::int as records, coalesce(sum(revenue), 0)::text as revenue,
        coalesce(sum(partner_share), 0)::text as share from record_rollups`);
    const [lines] = await tx.execute(sql`
      select coalesce(sum(revenue), 0)::text as revenue, coalesce(sum(partner_share), 0)::text as share from line_rollups`);
    return { sums, rollup, lines };
  });
}

describe("importing CDRs", () => {
  let sourceId: string;
  beforeAll(async () => {
    const organization = await createOrganization();
    const partnerId = await createCompany({ name: "Kingsway" });
    const evse = await createEvse({ uid: "50911", ownerId: partnerId });
    await createTariff(evse.connectorIds);
    await createContract(partnerId, organization.id);
    sourceId = await createSource({ format: "csv", mapping });
  });

  const file = [
    header,
    row("1", "50911", "01/05/2018 10:00", "01/05/2018 11:00", "10"),
    row("2", "50911", "01/05/2018 12:00", "01/05/2018 11:00", "10"),
    row("3", "50911", "02/05/2018 10:00", "04/05/2018 11:00", "10"),
    row("4", "99999", "02/05/2018 10:00", "02/05/2018 11:00", "10"),
    row("1", "50911", "01/05/2018 10:00", "01/05/2018 11:00", "10"),
    row("1", "50911", "01/05/2018 10:00", "01/05/2018 11:00", "12"),
    row("5", "50911", "02/05/2018 10:00", "02/05/2018 10:00", "0"),
  ].join("\n");

  it("[H5, H8] prices what is good, keeps the rest with its reason, and counts every row once", async () => {
    const first = await detail(await importText(sourceId, file, mapping));
    expect(first.state).toBe("done");
    expect(counts(first)).toEqual({ rows: 7, rejected: 1, known: 1, conflicting: 1, onHold: 2, imported: 2 });
    expect(first.zeroEnergy).toBe(1);
    const { sums, rollup, lines } = await totals();
    // 10 kWh × 0.40 = 4.00 net; 70 % = 2.80
    expect(sums).toEqual({ records: 2, revenue: "4.0000", share: "2.8000" });
    expect(rollup).toEqual(sums);
    expect(lines).toEqual({ revenue: "4.0000", share: "2.8000" });
  });

  it("recognises every row of the same file and changes nothing", async () => {
    const before = await totals();
    const again = await detail(await importText(sourceId, file, mapping));
    expect(counts(again)).toEqual({ rows: 7, rejected: 1, known: 5, conflicting: 1, onHold: 0, imported: 0 });
    expect(await totals()).toEqual(before);
  });

  it("imports a file once when two workers take it at the same time", async () => {
    const text = [header, row("20", "50911", "03/05/2018 10:00", "03/05/2018 11:00", "5")].join("\n");
    const id = await createImport(sourceId, Buffer.from(text), mapping);
    await Promise.all([importCdrs(id), importCdrs(id)]);
    expect(counts(await detail(id))).toEqual({
      rows: 1,
      rejected: 0,
      known: 0,
      conflicting: 0,
      onHold: 0,
      imported: 1,
    });
  });

  it("takes two files of one source that name the same session in only once", async () => {
    const text = [header, row("30", "50911", "03/05/2018 12:00", "03/05/2018 13:00", "5")].join("\n");
    const ids = await Promise.all([
      createImport(sourceId, Buffer.from(text), mapping),
      createImport(sourceId, Buffer.from(text), mapping),
    ]);
    await Promise.all(ids.map((id) => importCdrs(id)));
    const both = await Promise.all(ids.map(detail));
    expect(both.map((one) => one.imported + one.known)).toEqual([1, 1]);
    expect(both.reduce((n, one) => n + one.imported, 0)).toBe(1);
  });
});

const folder = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const files = [
  "dundee-cpdata",
  "dundee-cp-data-dec-mar-2018",
  "dundee-cp-data-mar-may-2018",
  "dundee-charge-sessions-june-sept",
];

describe.runIf(existsSync(folder))("the Dundee files", () => {
  it("[H6] gives the counts that are known of them, and none twice", { timeout: 180_000 }, async () => {
    const texts = files.map((name) => readFileSync(`${folder}${name}.csv`));
    const organization = await createOrganization({ name: "Dundee", countries: ["IE"] });
    const partnerId = await createCompany({ name: "Council" });
    await createContract(partnerId, organization.id);
    const uids = new Map<string, Set<string>>();
    for (const text of texts) {
      for (const line of text.toString("utf8").split("\n").slice(1)) {
        const match = /^\d+,(?:[^,]*,)?(\d*),(\d+),\d\d\//.exec(line);
        if (match?.[1]) uids.set(match[1], (uids.get(match[1]) ?? new Set()).add(match[2]!));
      }
    }
    const connectorIds: string[] = [];
    let locationId: string | undefined;
    for (const [uid, connectors] of uids) {
      if (uid === "50911") continue;
      const evse = await createEvse({
        uid,
        ownerId: partnerId,
        locationId,
        connectors: Object.fromEntries([...connectors].map((id) => [id, "AC" as const])),
      });
      locationId ??= evse.locationId;
      connectorIds.push(...evse.connectorIds);
    }
    const sourceId = await createSource({ format: "csv", mapping });
    const results: ImportDetail[] = [];
    for (const text of texts) {
      const id = await createImport(sourceId, text, mapping);
      await importCdrs(id);
      results.push(await detail(id));
    }
    const total = (pick: (one: ImportDetail) => number) => results.reduce((n, one) => n + pick(one), 0);
    console.log(results.map(counts));
    expect(total((one) => one.rows)).toBe(67_112);
    expect(total((one) => one.rejected)).toBe(361);
  });
});
