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
import { DUNDEE_MAPPING as mapping } from "./fixtures/dundee-mapping";
import { importCdrs } from "./import-cdrs.server";

await testDatabase();

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
