/** Played through by hand on paper first; the arithmetic stands beside each expectation. */
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { evseOwners } from "@/db/schema";
import { testDatabase } from "@/scripts/testing/database";
import { ocpi } from "@/scripts/testing/ocpi-cdr";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { totalsOf } from "./change-sums";
import { recalculate } from "./recalculate.server";

await testDatabase();

/** Sums of records and of both kinds of rollups by partner and period month; they always agree. */
async function shares(): Promise<Record<string, string>> {
  const rows = await asOwner((tx) =>
    tx.execute<{
      partner: string;
      month: string;
      revenue: string;
      share: string;
      collected: string;
      rollup: string;
      lines: string;
    }>(sql`
      select c.name as partner, to_char(r.period_month, 'YYYY-MM') as month, sum(r.revenue)::text as revenue,
        sum(r.partner_share)::text as share,
        (select sum(u.partner_share)::text || ' ' || sum(u.revenue)::text || ' ' || sum(u.records) from record_rollups u
          where u.partner_id = r.partner_id and u.period_month = r.period_month) as rollup,
        (select sum(l.partner_share)::text || ' ' || sum(l.revenue)::text from line_rollups l
          where l.partner_id = r.partner_id and l.period_month = r.period_month) as lines,
        sum(r.partner_share)::text || ' ' || sum(r.revenue)::text || ' ' || count(*) as collected
      from revenue_records r join companies c on c.id = r.partner_id
      group by r.partner_id, c.name, r.period_month order by 1, 2`),
  );
  for (const row of rows) {
    expect(row.rollup).toBe(row.collected);
    expect(row.lines).toBe(`${row.share} ${row.revenue}`);
  }
  return Object.fromEntries(rows.map((row) => [`${row.partner} ${row.month}`, `${row.share} of ${row.revenue}`]));
}

let sourceId: string;
let organization: { id: string; companyId: string };
beforeEach(async () => {
  await asOwner((tx) =>
    tx.execute(sql`truncate companies, organizations, locations, sources, tariffs, contracts, cdrs, revenue_records,
      expense_records, record_rollups, line_rollups, periods, held_cdrs, files, runs restart identity cascade`),
  );
  await asOwner((tx) => tx.execute(sql`alter table collections disable trigger user`));
  await asOwner((tx) => tx.execute(sql`truncate collections`));
  await asOwner((tx) => tx.execute(sql`alter table collections enable trigger user`));
  organization = await createOrganization();
  sourceId = await createSource({ toleranceAmount: null });
});

async function partner(name: string, terms?: Parameters<typeof createContract>[2]): Promise<string> {
  const id = await createCompany({ name });
  await createContract(id, organization.id, terms);
  return id;
}

describe("a station changes its owner in mid-month", () => {
  it("[B27] pays each owner for the sessions that ended on its days", async () => {
    const [first, second] = [await partner("First"), await partner("Second")];
    const evse = await createEvse({ uid: "E1" });
    await createTariff(evse.connectorIds);
    await asOwner((tx) =>
      tx.insert(evseOwners).values([
        {
          id: uuidv7(),
          evseId: evse.id,
          partnerId: first,
          days: { from: "2020-01-01", until: "2026-05-16" },
          createdAt: 0,
        },
        { id: uuidv7(), evseId: evse.id, partnerId: second, days: { from: "2026-05-16", until: null }, createdAt: 0 },
      ]),
    );
    await importText(
      sourceId,
      [
        // ends at 23:59:59 on 15 May in London (BST is UTC+1): still the first owner's
        ocpi({ id: "1", evse: "E1", start: "2026-05-15T20:00:00Z", end: "2026-05-15T22:59:59Z", kwh: 10 }),
        // starts on the 15th and ends at midnight: the second owner's, since the end decides (D2)
        ocpi({ id: "2", evse: "E1", start: "2026-05-15T20:00:00Z", end: "2026-05-15T23:00:00Z", kwh: 20 }),
      ].join("\n"),
    );
    // 10 kWh × 0.40 × 70 % = 2.80; 20 kWh × 0.40 × 70 % = 5.60
    expect(await shares()).toEqual({
      "First 2026-05": "2.8000 of 4.0000",
      "Second 2026-05": "5.6000 of 8.0000",
    });
  });
});

describe("a session spans the end of a month and a change of the clocks", () => {
  it("belongs to the month in which it ended, by the organization's clock", async () => {
    const id = await partner("Host");
    const evse = await createEvse({ uid: "E1", ownerId: id });
    // 1.20 per hour of charging by day (from 07:00), 0.60 at night; VAT 20 %
    const time = (price: number, restrictions: object) => ({
      price_components: [{ type: "TIME", price, vat: 20, step_size: 1 }],
      restrictions,
    });
    await createTariff(evse.connectorIds, {
      elements: [
        time(1.2, { start_time: "07:00", end_time: "23:00" }),
        time(0.6, { start_time: "23:00", end_time: "07:00" }),
      ],
    });
    const session = (id: string, start: string, end: string) => {
      const cdr = JSON.parse(ocpi({ id, evse: "E1", start, end, kwh: 1 }));
      const hours = (Date.parse(end) - Date.parse(start)) / 3_600_000;
      cdr.charging_periods[0].dimensions = [
        { type: "TIME", volume: hours },
        { type: "ENERGY", volume: 1 },
      ];
      return JSON.stringify(cdr);
    };
    await importText(
      sourceId,
      [
        // 31 March 23:30 to 1 April 00:30 in London (BST): 1 h at night = 0.60 → share 0.42, April
        session("1", "2026-03-31T22:30:00Z", "2026-03-31T23:30:00Z"),
        // the night of 29 March, 00:00 GMT to 08:00 BST: seven hours on the clock face of eight. 6 h night + 1 h day
        // = 3.60 + 1.20 = 4.80 → share 3.36, March
        session("2", "2026-03-29T00:00:00Z", "2026-03-29T07:00:00Z"),
      ].join("\n"),
    );
    expect(await shares()).toEqual({ "Host 2026-03": "3.3600 of 4.8000", "Host 2026-04": "0.4200 of 0.6000" });
  });
});

describe("a partner with two currencies", () => {
  it("[A39] keeps one ledger per organization and currency", async () => {
    const id = await partner("Host");
    const irish = await createOrganization({
      name: "Ireland",
      currency: "EUR",
      timeZone: "Europe/Dublin",
      countries: ["IE"],
    });
    await createContract(id, irish.id, {
      currency: "EUR",
      terms: { kind: "revenue_share", share: { acBasisPoints: 5000, dcBasisPoints: 5000 } },
    });
    const [gb, ie] = [
      await createEvse({ uid: "E1", ownerId: id }),
      await createEvse({ uid: "E2", ownerId: id, country: "IE", timeZone: "Europe/Dublin" }),
    ];
    await createTariff(gb.connectorIds);
    await createTariff(ie.connectorIds, { currency: "EUR", perKwh: "0.5000", vat: 23 });
    await importText(
      sourceId,
      [
        ocpi({ id: "1", evse: "E1", start: "2026-05-01T10:00:00Z", end: "2026-05-01T11:00:00Z", kwh: 10 }),
        ocpi({ id: "2", evse: "E2", start: "2026-05-01T10:00:00Z", end: "2026-05-01T11:00:00Z", kwh: 10 }),
      ].join("\n"),
    );
    const rows = await asOwner((tx) =>
      tx.execute(
        sql`select currency, partner_share::text as share, gross::text as gross from revenue_records order by 1`,
      ),
    );
    // 10 × 0.50 = 5.00, 50 % = 2.50, gross 5.00 × 1.23; 10 × 0.40 = 4.00, 70 % = 2.80, gross 4.00 × 1.20
    expect([...rows]).toEqual([
      { currency: "EUR", share: "2.5000", gross: "6.1500" },
      { currency: "GBP", share: "2.8000", gross: "4.8000" },
    ]);
    const [periods] = await asOwner((tx) => tx.execute(sql`select count(*)::int as n from periods`));
    expect(periods?.n).toBe(2);
  });
});

describe("an ownership is corrected", () => {
  it("moves records and collections to the right owner, and importing the file again changes nothing", async () => {
    const [wrong, right] = [await partner("Wrong"), await partner("Right")];
    const evse = await createEvse({ uid: "E1", ownerId: wrong });
    await createTariff(evse.connectorIds);
    const file = [
      ocpi({ id: "1", evse: "E1", start: "2026-05-01T10:00:00Z", end: "2026-05-01T11:00:00Z", kwh: 10 }),
      ocpi({ id: "2", evse: "E1", start: "2026-05-02T10:00:00Z", end: "2026-05-02T11:00:00Z", kwh: 5 }),
    ].join("\n");
    await importText(sourceId, file);
    expect(await shares()).toEqual({ "Wrong 2026-05": "4.2000 of 6.0000" });
    await asOwner((tx) => tx.execute(sql`update evse_owners set partner_id = ${right}`));
    const sums = await recalculate({ evseIds: [evse.id], from: "2020-01-01" });
    expect(sums).toMatchObject({ cdrs: 2, changed: 2 });
    expect(totalsOf(sums)).toEqual([{ currency: "GBP", before: "4.2000", after: "4.2000" }]);
    expect(await shares()).toEqual({ "Right 2026-05": "4.2000 of 6.0000" });
    expect(await collected()).toEqual({ Right: "7.2000", Wrong: "0.0000" });
    expect(await recalculate({ evseIds: [evse.id], from: "2020-01-01" })).toMatchObject({ cdrs: 2, changed: 0 });
    await importText(sourceId, file);
    expect(await shares()).toEqual({ "Right 2026-05": "4.2000 of 6.0000" });
  });

  it("[X6] leaves an issued month as it is and writes differences into the open one", async () => {
    const [wrong, right] = [await partner("Wrong"), await partner("Right")];
    const evse = await createEvse({ uid: "E1", ownerId: wrong });
    await createTariff(evse.connectorIds);
    await importText(
      sourceId,
      ocpi({ id: "1", evse: "E1", start: "2026-05-01T10:00:00Z", end: "2026-05-01T11:00:00Z", kwh: 10 }),
    );
    await asOwner((tx) => tx.execute(sql`update periods set state = 'issued', issued_at = now()`));
    await asOwner((tx) => tx.execute(sql`update evse_owners set partner_id = ${right}`));
    await recalculate({ evseIds: [evse.id], from: "2020-01-01", reason: "sold in April" });
    expect(await shares()).toEqual({
      "Right 2026-05": "2.8000 of 4.0000",
      "Wrong 2026-05": "2.8000 of 4.0000",
      "Wrong 2026-06": "-2.8000 of -4.0000",
    });
    const [reversal] = await asOwner((tx) =>
      tx.execute(sql`select corrects_id is not null as names_original, reason from revenue_records where revenue < 0`),
    );
    expect(reversal).toEqual({ names_original: true, reason: "sold in April" });
    expect(await recalculate({ evseIds: [evse.id], from: "2020-01-01" })).toMatchObject({ changed: 0 });
  });
});

describe("a CDR arrives for an issued month", () => {
  it("keeps its origin month and is settled in the next period", async () => {
    const id = await partner("Host");
    const evse = await createEvse({ uid: "E1", ownerId: id });
    await createTariff(evse.connectorIds);
    await importText(
      sourceId,
      ocpi({ id: "1", evse: "E1", start: "2026-05-01T10:00:00Z", end: "2026-05-01T11:00:00Z", kwh: 10 }),
    );
    await asOwner((tx) => tx.execute(sql`update periods set state = 'issued', issued_at = now()`));
    await importText(
      sourceId,
      ocpi({ id: "2", evse: "E1", start: "2026-05-20T10:00:00Z", end: "2026-05-20T11:00:00Z", kwh: 5 }),
    );
    expect(await shares()).toEqual({ "Host 2026-05": "2.8000 of 4.0000", "Host 2026-06": "1.4000 of 2.0000" });
    const [late] = await asOwner((tx) =>
      tx.execute(sql`select to_char(origin_month, 'YYYY-MM') as origin from revenue_records where cdr_id = '2'`),
    );
    expect(late).toEqual({ origin: "2026-05" });
  });

  it("takes a credited session back to the last ten-thousandth, in the open period", async () => {
    const id = await partner("Host");
    const evse = await createEvse({ uid: "E1", ownerId: id });
    await createTariff(evse.connectorIds, { perKwh: "0.3333" });
    await importText(
      sourceId,
      ocpi({ id: "1", evse: "E1", start: "2026-05-01T10:00:00Z", end: "2026-05-01T11:00:00Z", kwh: 7.77 }),
    );
    await asOwner((tx) => tx.execute(sql`update periods set state = 'issued', issued_at = now()`));
    await importText(
      sourceId,
      ocpi({
        id: "1C",
        evse: "E1",
        start: "2026-05-01T10:00:00Z",
        end: "2026-05-01T11:00:00Z",
        kwh: 7.77,
        credit: "1",
      }),
    );
    // 7.77 × 0.3333 = 2.589741 → 2.5897; 70 % = 1.81279 → 1.8128
    expect(await shares()).toEqual({ "Host 2026-05": "1.8128 of 2.5897", "Host 2026-06": "-1.8128 of -2.5897" });
  });
});

async function collected(): Promise<Record<string, string>> {
  const rows = await asOwner((tx) =>
    tx.execute<{ name: string; amount: string }>(sql`
      select c.name, sum(e.amount)::text as amount from collections e join companies c on c.id = e.partner_id
      group by c.name order by 1`),
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.amount]));
}
