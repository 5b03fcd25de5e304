/** The lists of CDRs, of what waits and of an import's rows, on one small import that has something of everything. */
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, type Tx } from "@/db/client";
import { DUNDEE_MAPPING } from "@/lib/cdrs/fixtures/dundee-mapping";
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
import { type CdrFilter, expenseRecordsOf, findCdr, listCdrs, revenueRecordsOf, sumCdrs } from "./cdrs";
import { countHeld, countHeldReasons, findHeld, listHeld } from "./held";
import { pageOfImportRows, waitingEvses } from "./import-rows";

await testDatabase();

const HEADER = "Charging event,CP ID,Connector,Start Date,Start Time,End Date,End Time,Total kWh,Cost,Site,Group,Model";
/** A session of one hour of May 2018; `end` is its last day and time. */
const row = (id: string, evse: string, day: string, kwh: string, end = `${day}/05/2018,11:00`) =>
  `${id},${evse},1,${day}/05/2018,10:00,${end},${kwh},0,High Street,Group,Rapid Charger`;
const read = <T>(run: (tx: Tx) => Promise<T>) => asOwner(run);

describe("lists of CDRs", () => {
  let sourceId: string;
  let importId: string;
  let owner: string;

  beforeAll(async () => {
    const organization = await createOrganization();
    owner = await createCompany({ name: "Kingsway" });
    const ownerless = await createEvse({ uid: "E2" });
    const evse = await createEvse({ uid: "E1", ownerId: owner });
    const untariffed = await createEvse({ uid: "E3", ownerId: owner });
    expect(untariffed.connectorIds).toHaveLength(1);
    await createTariff([...evse.connectorIds, ...ownerless.connectorIds]);
    await createContract(owner, organization.id);
    sourceId = await createSource({ name: "Back end", format: "csv" });
    const rows = [
      row("100", "E1", "01", "10"),
      row("101", "E1", "02", "0"),
      row("102", "E2", "03", "5"),
      row("103", "E3", "04", "5"),
      row("104", "E1", "31", "10", "01/06/2018,00:30"),
      row("105", "E1", "06", "10", "09/05/2018,10:00"),
      row("106", "E9", "07", "10", "09/05/2018,10:00"),
      row("107", "E1", "08", "x"),
    ];
    importId = await importText(sourceId, [HEADER, ...rows, ""].join("\n"), DUNDEE_MAPPING);
    await importText(sourceId, [HEADER, row("100", "E1", "01", "11"), ""].join("\n"), DUNDEE_MAPPING);
  });

  const ids = async (filter: CdrFilter) =>
    (await read((tx) => listCdrs(tx, filter, { limit: 50 }))).rows.map((each) => each.cdrId);

  it("[A8] lists sessions with their particulars, the last end first", async () => {
    expect(await ids({})).toEqual(["104", "103", "102", "101", "100"]);
    const { rows } = await read((tx) => listCdrs(tx, { search: "100" }, { limit: 50 }));
    expect(rows).toMatchObject([
      {
        cdrId: "100",
        sourceName: "Back end",
        evseUid: "E1",
        connectorId: "1",
        current: "AC",
        energyKwh: 100_000n,
        ownerName: "Kingsway",
        payer: "ad_hoc",
        currency: "GBP",
        revenue: 40_000n,
        gross: 48_000n,
        settlement: "recorded",
      },
    ]);
  });

  it("[H6, H7] finds what has no price, and why", async () => {
    expect(await ids({ settlement: "non_rated" })).toEqual(["103"]);
    expect(await ids({ nonRatedReasons: ["no_tariff"] })).toEqual(["103"]);
    expect(await ids({ nonRatedReasons: ["power_unknown"] })).toEqual([]);
  });

  it("narrows by owner, payer, site, source, remark and the organization's own days", async () => {
    expect(await ids({ settlement: "no_owner" })).toEqual(["102"]);
    expect(await ids({ ownerIds: [owner] })).toEqual(["104", "103", "101", "100"]);
    expect(await ids({ payers: ["unknown"] })).toEqual([]);
    expect(await ids({ sourceIds: [sourceId], importId })).toHaveLength(5);
    expect(await ids({ flags: ["zero_energy"] })).toEqual(["101"]);
    // 00:30 on 1 June in London is still 31 May in UTC.
    expect(await ids({ days: { from: "2018-06-01", to: null } })).toEqual(["104"]);
    expect(await ids({ days: { from: "2018-05-02", to: "2018-05-03" } })).toEqual(["102", "101"]);
  });

  it("turns pages forth and back without losing or repeating a row", async () => {
    const first = await read((tx) => listCdrs(tx, {}, { limit: 2 }));
    const second = await read((tx) => listCdrs(tx, {}, { limit: 2, after: first.next }));
    const third = await read((tx) => listCdrs(tx, {}, { limit: 2, after: second.next }));
    const all = [first, second, third].flatMap((page) => page.rows.map((each) => each.cdrId));
    expect(all).toEqual(["104", "103", "102", "101", "100"]);
    expect(third.next).toBeNull();
    const back = await read((tx) => listCdrs(tx, {}, { limit: 2, before: third.previous }));
    expect(back.rows.map((each) => each.cdrId)).toEqual(["102", "101"]);
  });

  it("sums per settlement and currency, so that the money at stake is told", async () => {
    const sums = await read((tx) => sumCdrs(tx, { settlement: "recorded" }));
    const told = sums.map(({ settlement, currency, cdrs, revenue }) => [settlement, currency, cdrs, revenue]);
    expect(told).toEqual([
      ["no_owner", "GBP", 1, "2.0000"],
      ["recorded", "GBP", 3, "8.0000"],
      ["non_rated", null, 1, "0.0000"],
    ]);
  });

  it("[A6] opens one with its tariff, its import and its records", async () => {
    const key = { sourceId, cdrId: "100" };
    expect(await read((tx) => findCdr(tx, key))).toMatchObject({ tariffVersion: 1, fileName: "cdrs", line: 2 });
    expect(await read((tx) => revenueRecordsOf(tx, key))).toMatchObject([
      { partnerName: "Kingsway", partnerShare: 28_000n, operatorShare: 12_000n, periodMonth: "2018-05" },
    ]);
    expect(await read((tx) => expenseRecordsOf(tx, key))).toEqual([]);
    expect(await read((tx) => findCdr(tx, { sourceId, cdrId: "none" }))).toBeNull();
  });

  it("[X14] lists what waits by kind and reason, a conflict beside what is known", async () => {
    expect(await read((tx) => countHeld(tx, {}))).toEqual({ hold: 2, conflict: 1 });
    expect(await read((tx) => countHeldReasons(tx, {}))).toEqual([
      { reason: "over_max_duration", rows: 2 },
      { reason: "other_content", rows: 1 },
      { reason: "unknown_evse", rows: 1 },
    ]);
    const unknown = await read((tx) => listHeld(tx, { reasons: ["unknown_evse"] }, { limit: 5 }));
    expect(unknown.rows.map((each) => each.cdrId)).toEqual(["106"]);
    const first = await read((tx) => listHeld(tx, {}, { limit: 1 }));
    const rest = await read((tx) => listHeld(tx, {}, { limit: 5, after: first.next }));
    expect([...first.rows, ...rest.rows].map((each) => each.cdrId).sort()).toEqual(["100", "105", "106"]);
    const [conflict] = (await read((tx) => listHeld(tx, { kind: "conflict" }, { limit: 5 }))).rows;
    const found = await read((tx) => findHeld(tx, conflict!));
    expect([found?.standing?.energyKwh, found?.content.energyKwh]).toEqual(["10.0000", "11.0000"]);
  });

  it("[H5] lists every row that was not simply imported, page by page, all entries of a row", async () => {
    const lines: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof pageOfImportRows>> = await read((tx) =>
        pageOfImportRows(tx, importId, {}, { after, limit: 1 }),
      );
      lines.push(...page.rows.map((each) => `${each.line} ${each.outcome} ${each.code}`));
      if (page.next === null) break;
      after = page.next;
    }
    expect(lines).toEqual([
      "3 imported zero_energy",
      "7 on_hold over_max_duration",
      "8 on_hold over_max_duration",
      "8 on_hold unknown_evse",
      "9 rejected not_a_number",
    ]);
    const rejected = await read((tx) => pageOfImportRows(tx, importId, { outcome: "rejected" }, { limit: 5 }));
    expect(rejected.rows).toMatchObject([{ line: 9, field: "Total kWh", value: "x" }]);
  });

  it("offers an EVSE of an OCPI file, whose country has three letters", async () => {
    const cdr = {
      id: "O1",
      start_date_time: "2018-05-01T10:00:00Z",
      end_date_time: "2018-05-01T11:00:00Z",
      total_energy: 5,
      cdr_location: { name: "Hafen", country: "DEU", evse_uid: "E7", connector_id: "1" },
    };
    const id = await importText(await createSource({ format: "ocpi" }), JSON.stringify([cdr]));
    expect(await read((tx) => waitingEvses(tx, id))).toMatchObject([{ uid: "E7", country: "DE", rows: 1 }]);
  });

  it("offers the EVSEs that rows wait for, with how many", async () => {
    expect(await read((tx) => waitingEvses(tx, importId))).toMatchObject([
      { uid: "E9", locationName: "High Street", model: "Rapid Charger", connectorIds: ["1"], rows: 1 },
    ]);
  });
});
