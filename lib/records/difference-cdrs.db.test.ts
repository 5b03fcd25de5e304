/**
 * Prices that change after a document or an issued report states them (D9), played through by hand; the arithmetic
 * stands beside each expectation. All tariffs are 0.40 per kWh with 20 % VAT, all contracts give 70 %, at first.
 */
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { contractVersions, tariffVersions, tokens } from "@/db/schema";
import { acceptConflicts } from "@/lib/cdrs/release-held.server";
import { checkWaterfall, type WaterfallStep } from "@/lib/contracts/waterfall";
import { formatDecimal } from "@/lib/money/amount";
import { testDatabase } from "@/scripts/testing/database";
import { staff } from "@/scripts/testing/master-data";
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
import { recalculate } from "./recalculate.server";

await testDatabase();

const finance = staff("finance");
let organizationId: string;
beforeAll(async () => {
  organizationId = (await createOrganization()).id;
});

/** A host with one EVSE, a tariff, a contract and a source of its own for each test. */
let world: { host: string; evse: { id: string; uid: string }; tariffId: string; contractId: string; sourceId: string };
let n = 0;
beforeEach(async () => {
  n += 1;
  const uid = `E${n}`;
  const host = await createCompany({ name: `Host ${n}` });
  const evse = await createEvse({ uid, ownerId: host });
  const tariff = await createTariff(evse.connectorIds);
  const contract = await createContract(host, organizationId);
  const sourceId = await createSource({ toleranceAmount: null });
  world = { host, evse: { id: evse.id, uid }, tariffId: tariff.id, contractId: contract.id, sourceId };
});

type Session = { id: string; kwh: number; credit?: string; token?: string };
const may = ({ id, kwh, credit, token }: Session) =>
  ocpi({
    id,
    evse: world.evse.uid,
    start: "2026-05-10T10:00:00Z",
    end: "2026-05-10T11:00:00Z",
    kwh,
    ...(credit && { credit }),
    ...(token && { token, tokenType: "RFID" }),
  });
const deliver = (...sessions: Session[]) => importText(world.sourceId, sessions.map(may).join("\n"));

async function issue(partnerId: string, month: string): Promise<void> {
  await asOwner((tx) =>
    tx.execute(sql`update periods set state = 'issued', issued_at = now()
      where partner_id = ${partnerId} and month <= ${`${month}-01`}`),
  );
}

async function accept(cdrId: string, reason = "meter was read again"): Promise<void> {
  const [held] = await asOwner((tx) =>
    tx.execute<{ hash: string }>(sql`select encode(content_hash, 'hex') as hash from held_cdrs
      where source_id = ${world.sourceId} and cdr_id = ${cdrId} and state = 'waiting'`),
  );
  await acceptConflicts(finance, [{ sourceId: world.sourceId, cdrId, contentHash: held!.hash }], reason, Date.now());
}

async function priceFrom(validFrom: string, perKwh: number): Promise<void> {
  const id = uuidv7();
  const components = [{ type: "ENERGY", price: perKwh, vat: 20, step_size: 1 }];
  const sales = {
    id,
    currency: "GBP",
    elements: [{ price_components: components }],
    last_updated: "2026-01-01T00:00:00Z",
  };
  const version = sql<number>`(select count(*) + 1 from tariff_versions where tariff_id = ${world.tariffId})`;
  await asOwner((tx) =>
    tx
      .insert(tariffVersions)
      .values({ id, tariffId: world.tariffId, version, validFrom, sales, createdAt: 0 })
      .onConflictDoUpdate({ target: [tariffVersions.tariffId, tariffVersions.validFrom], set: { sales } }),
  );
}

async function shareFrom(validFrom: string, basisPoints: number): Promise<void> {
  const terms = { kind: "revenue_share" as const, share: { acBasisPoints: basisPoints, dcBasisPoints: basisPoints } };
  const version = sql<number>`(select count(*) + 1 from contract_versions where contract_id = ${world.contractId})`;
  await asOwner((tx) =>
    tx
      .insert(contractVersions)
      .values({ id: uuidv7(), contractId: world.contractId, version, validFrom, terms, createdAt: 0 })
      .onConflictDoUpdate({ target: [contractVersions.contractId, contractVersions.validFrom], set: { terms } }),
  );
}

const again = (reason?: string) => recalculate({ evseIds: [world.evse.id], from: "2026-01-01", reason });

type Row = { cdr: string; month: string; revenue: string; share: string; due: string; corrects: string | null };
/** "id month: share of revenue, due", with what it corrects. */
async function records(partnerId = world.host): Promise<string[]> {
  const rows = await asOwner((tx) =>
    tx.execute<Row>(sql`
      select r.cdr_id as cdr, to_char(r.period_month, 'YYYY-MM') as month, r.revenue::text, r.partner_share::text as share,
        r.due::text, (select o.cdr_id from revenue_records o where o.partner_id = r.partner_id and o.id = r.corrects_id) as corrects
      from revenue_records r where r.partner_id = ${partnerId} order by r.period_month, length(r.cdr_id), r.cdr_id, r.created_at, r.id`),
  );
  return rows.map(
    ({ cdr, month, share, revenue, due, corrects }) =>
      `${cdr} ${month}: ${share} of ${revenue}, due ${due}${corrects ? `, corrects ${corrects}` : ""}`,
  );
}

/** Each record's waterfall adds up and ends with its share, and both kinds of sums are those of the records. */
async function checkBooks(): Promise<void> {
  const rows = await asOwner((tx) =>
    tx.execute<{ share: string; steps: WaterfallStep[] }>(
      sql`select partner_share::text as share, steps from revenue_records where source_id is not null`,
    ),
  );
  for (const { share, steps } of rows) expect(formatDecimal(checkWaterfall(steps))).toBe(share);
  const [sums] = await asOwner((tx) =>
    tx.execute(sql`
      select (select sum(revenue) from record_rollups) = (select sum(revenue) from revenue_records) as revenue,
        (select sum(partner_share) from line_rollups) = (select sum(partner_share) from revenue_records) as share,
        (select sum(energy_kwh) from record_rollups) = (select sum(energy_kwh) from revenue_records) as energy,
        (select coalesce(sum(collected_revenue), 0) from record_rollups) = (
          select coalesce(sum(r.revenue), 0) from revenue_records r where r.due = (select coalesce(sum(c.amount), 0)
            from collections c where c.partner_id = r.partner_id and c.source_id = r.source_id and c.cdr_id = r.cdr_id))
          as collected`),
  );
  expect(sums).toEqual({ revenue: true, share: true, energy: true, collected: true });
}

const cdr = async (cdrId: string) => {
  const [row] = await asOwner((tx) =>
    tx.execute<{
      kind: string;
      original: string | null;
      kwh: string;
      revenue: string;
      gross: string;
      month: string;
    }>(sql`
      select kind, original_cdr_id as original, energy_kwh::text as kwh, revenue::text, gross::text,
        to_char(origin_month, 'YYYY-MM') as month from cdrs where source_id = ${world.sourceId} and cdr_id = ${cdrId}`),
  );
  return row;
};

describe("an own partner's report states the price", () => {
  it("[X6] writes the difference into the open period, names the original and leaves it as it is", async () => {
    await deliver({ id: "a", kwh: 10 });
    await issue(world.host, "2026-05");
    await deliver({ id: "a", kwh: 12 });
    await accept("a");
    // 10 kWh × 0.40 = 4.00, 70 % = 2.80, with VAT 4.80; 2 kWh more: 0.80, 0.56, 0.96
    const after = ["a 2026-05: 2.8000 of 4.0000, due 4.8000", "a~d1 2026-06: 0.5600 of 0.8000, due 0.9600, corrects a"];
    expect(await records()).toEqual(after);
    expect(await cdr("a")).toMatchObject({ kind: "session", kwh: "10.0000", revenue: "4.0000" });
    expect(await cdr("a~d1")).toEqual({
      kind: "difference",
      original: "a",
      kwh: "2.0000",
      revenue: "0.8000",
      gross: "0.9600",
      month: "2026-05",
    });
    await checkBooks();
    // nothing is left to do, and the corrected file is known
    expect(await again()).toMatchObject({ cdrs: 1, changed: 0 });
    const importId = await deliver({ id: "a", kwh: 12 });
    expect(await asOwner((tx) => findImport(tx, importId))).toMatchObject({ known: 1, conflicting: 0 });
    expect(await records()).toEqual(after);
  });

  it("chains differences to the original: an open one is replaced, an issued one gets a next", async () => {
    await deliver({ id: "a", kwh: 10 });
    await issue(world.host, "2026-05");
    await priceFrom("2026-05-01", 0.5);
    await again("wrong price list");
    // 5.00 − 4.00
    expect((await records()).at(-1)).toBe("a~d1 2026-06: 0.7000 of 1.0000, due 1.2000, corrects a");
    await priceFrom("2026-05-01", 0.45);
    await again();
    // 4.50 − 4.00: June is open, so the same difference says so now
    expect((await records()).slice(1)).toEqual(["a~d1 2026-06: 0.3500 of 0.5000, due 0.6000, corrects a"]);
    await issue(world.host, "2026-06");
    await priceFrom("2026-05-01", 0.3);
    expect(await again()).toMatchObject({ changed: 1, differences: 1 });
    // 3.00 − 4.50
    expect((await records()).slice(1)).toEqual([
      "a~d1 2026-06: 0.3500 of 0.5000, due 0.6000, corrects a",
      "a~d2 2026-07: -1.0500 of -1.5000, due -1.8000, corrects a",
    ]);
    expect(await cdr("a~d2")).toMatchObject({ original: "a", revenue: "-1.5000" });
    // back to what the two state together: the open one says nothing any more
    await priceFrom("2026-05-01", 0.45);
    await again();
    expect(await records()).toHaveLength(2);
    expect(await cdr("a~d2")).toMatchObject({ revenue: "0.0000" });
    await checkBooks();
  });

  it("moves no price when only the contract changes, backdated into an issued month", async () => {
    await deliver({ id: "a", kwh: 10 });
    await issue(world.host, "2026-05");
    await shareFrom("2026-05", 8000);
    const sums = await again("agreed in April");
    // 4.00 × 80 % = 3.20, 0.40 more; the revenue is the same
    expect((await records()).slice(1)).toEqual(["a 2026-06: 0.4000 of 0.0000, due 4.8000, corrects a"]);
    expect(sums).toMatchObject({ changed: 1, differences: 0 });
    expect(sums.lines).toMatchObject([{ kind: "difference", originMonth: "2026-05", periodMonth: "2026-06" }]);
    await issue(world.host, "2026-06");
    await shareFrom("2026-05", 7500);
    await again();
    // 3.00 − 3.20
    expect((await records()).slice(2)).toEqual(["a 2026-07: -0.2000 of 0.0000, due 4.8000, corrects a"]);
    expect(await again()).toMatchObject({ changed: 0 });
    await checkBooks();
  });

  it("divides original and difference by the contract that holds, also when that changes later", async () => {
    await deliver({ id: "a", kwh: 10 });
    await issue(world.host, "2026-05");
    await priceFrom("2026-05-01", 0.5);
    await again();
    await issue(world.host, "2026-06");
    await shareFrom("2026-05", 8000);
    await again();
    // of 4.00: 3.20 − 2.80; of 1.00: 0.80 − 0.70; together 80 % of 5.00
    expect((await records()).slice(2)).toEqual([
      "a 2026-07: 0.4000 of 0.0000, due 4.8000, corrects a",
      "a~d1 2026-07: 0.1000 of 0.0000, due 1.2000, corrects a~d1",
    ]);
    await checkBooks();
  });

  it("gives the former owner minus its difference when the owner changes as well", async () => {
    const other = await createCompany({ name: "Other" });
    await createContract(other, organizationId);
    await deliver({ id: "a", kwh: 10 });
    await issue(world.host, "2026-05");
    await priceFrom("2026-05-01", 0.5);
    await again();
    await asOwner((tx) =>
      tx.execute(sql`update evse_owners set partner_id = ${other} where evse_id = ${world.evse.id}`),
    );
    await again("sold in April");
    // the original was issued: taken back in June; the difference was not: it is the other's now
    expect(await records()).toEqual([
      "a 2026-05: 2.8000 of 4.0000, due 4.8000",
      "a 2026-06: -2.8000 of -4.0000, due 4.8000, corrects a",
    ]);
    expect(await records(other)).toEqual([
      "a 2026-05: 2.8000 of 4.0000, due 4.8000",
      "a~d1 2026-05: 0.7000 of 1.0000, due 1.2000, corrects a",
    ]);
  });
});

describe("an EMP is invoiced", () => {
  const setGroup = (state: string) =>
    asOwner((tx) => tx.execute(sql`update billing_groups set state = ${state} where state <> 'freed' and n = 1`));
  const groups = async () => {
    const rows = await asOwner((tx) =>
      tx.execute<{ n: number; state: string; cdrs: string[]; net: string }>(sql`
        select g.n, g.state, (select array_agg(c.cdr_id order by c.cdr_id) from cdrs c where c.billing_group_id = g.id) as cdrs,
          (select sum(l.net)::text from billing_group_lines l where l.group_id = g.id) as net
        from billing_groups g join cdrs c on c.billing_group_id = g.id and c.source_id = ${world.sourceId} group by g.id order by g.n`),
    );
    return rows.map(({ n, state, cdrs, net }) => `${n} ${state}: ${cdrs.join(" ")} ${net}`);
  };

  beforeEach(async () => {
    await asOwner((tx) => tx.execute(sql`truncate billing_groups cascade`));
    const emp = await createCompany({ name: `EMP ${n}`, isEmp: true, roaming: "bilateral" });
    const token = { id: uuidv7(), uid: `card ${n}`, type: "RFID" as const, issuerId: emp, createdAt: 0 };
    await asOwner((tx) => tx.insert(tokens).values(token));
  });

  it("keeps the drafted price and lets the difference join the next group of its key", async () => {
    await deliver({ id: "a", kwh: 10, token: `card ${n}` });
    expect(await groups()).toEqual(["1 open: a 4.0000"]);
    await setGroup("drafted");
    await deliver({ id: "a", kwh: 7, token: `card ${n}` });
    await accept("a");
    // 7 × 0.40 = 2.80: 1.20 less, in the month that is still open
    expect(await groups()).toEqual(["1 drafted: a 4.0000", "2 open: a~d1 -1.2000"]);
    expect(await records()).toEqual([
      "a 2026-05: 2.8000 of 4.0000, due 4.8000",
      "a~d1 2026-05: -0.8400 of -1.2000, due -1.4400, corrects a",
    ]);
    await checkBooks();
    // the draft is thrown away: the price is free, the original says it itself, and the difference leaves its group
    await setGroup("freed");
    await again();
    expect(await records()).toEqual(["a 2026-05: 1.9600 of 2.8000, due 3.3600"]);
    expect(await groups()).toEqual(["1 freed: a 2.8000"]);
    expect(await again()).toMatchObject({ changed: 0 });
    await checkBooks();
  });
});

describe("a session is credited", () => {
  it("negates the original with all its differences, and follows what changes later", async () => {
    await deliver({ id: "a", kwh: 10 });
    await issue(world.host, "2026-05");
    await deliver({ id: "a", kwh: 12 });
    await accept("a");
    await deliver({ id: "ac", kwh: 12, credit: "a" });
    // minus 12 kWh × 0.40
    expect(await records()).toContain("ac 2026-06: -3.3600 of -4.8000, due -5.7600");
    await issue(world.host, "2026-06");
    await priceFrom("2026-05-01", 0.5);
    await again();
    // 12 × 0.50 = 6.00: 1.20 more, and the credit takes as much back
    expect((await records()).slice(-2)).toEqual([
      "a~d2 2026-07: 0.8400 of 1.2000, due 1.4400, corrects a",
      "ac~d1 2026-07: -0.8400 of -1.2000, due -1.4400, corrects ac",
    ]);
    await checkBooks();
  });
});

describe("a partner's card is charged", () => {
  it("states the price to the payer by its report, and charges the difference in its open month", async () => {
    const payer = await createCompany({ name: "Fleet" });
    const token = { id: uuidv7(), uid: `fleet ${n}`, type: "RFID" as const, issuerId: payer, createdAt: 0 };
    await asOwner((tx) => tx.insert(tokens).values(token));
    await deliver({ id: "a", kwh: 10, token: token.uid });
    await issue(payer, "2026-05");
    await priceFrom("2026-05-01", 0.45);
    await again();
    const rows = await asOwner((tx) =>
      tx.execute(sql`select cdr_id as cdr, to_char(period_month, 'YYYY-MM') as month, amount::text, quantity::text
        from expense_records where partner_id = ${payer} order by 1`),
    );
    expect([...rows]).toEqual([
      { cdr: "a", month: "2026-05", amount: "4.0000", quantity: "10.0000" },
      { cdr: "a~d1", month: "2026-06", amount: "0.5000", quantity: "0.0000" },
    ]);
    // the owner's month is open: its difference stands in it
    expect(await records()).toEqual([
      "a 2026-05: 2.8000 of 4.0000, due 4.8000",
      "a~d1 2026-05: 0.3500 of 0.5000, due 0.6000, corrects a",
    ]);
  });
});
