/** What came in for a session stays with it, whatever becomes of its records. 0.40 per kWh, VAT 20 %, 70 % of it. */
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, joinTransaction, type Tx } from "@/db/client";
import { loadReference } from "@/db/queries/reference";
import { insertTokens } from "@/db/queries/tokens";
import { contractVersions, evseOwners, salesTariffAssignments, tariffs } from "@/db/schema";
import type { Viewer } from "@/lib/access/viewer";
import { createTopUp } from "@/lib/balances/create-top-ups.server";
import { paySessions } from "@/lib/balances/pay-sessions.server";
import { setPayer } from "@/lib/cdrs/set-payer.server";
import { parseDecimalExact } from "@/lib/money/amount";
import { testDatabase } from "@/scripts/testing/database";
import { ocpiCdr } from "@/scripts/testing/ocpi";
import { makePerson } from "@/scripts/testing/people";
import { untilBlocked } from "@/scripts/testing/until-blocked";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { collectRecords } from "./collect-records.server";
import { recalculate } from "./recalculate.server";
import { resettleChunk } from "./resettle.server";
import { reverseCollection } from "./reverse-collection.server";

await testDatabase();
const NOW = Date.parse("2026-12-20T12:00Z");

let finance: Viewer;
let organizationId: string;
let sourceId: string;
beforeAll(async () => {
  finance = await makePerson("Fin", "finance");
  organizationId = (await createOrganization()).id;
  sourceId = await createSource();
});

/** Each test has a station of a host without a contract, and a fleet with a card. */
let n = 0;
let host: string;
let fleet: string;
let evse: { id: string; connectorIds: string[] };
beforeEach(async () => {
  n += 1;
  host = await createCompany({ name: `Host ${n}` });
  fleet = await createCompany({ name: `Fleet ${n}` });
  evse = await createEvse({ uid: `E${n}`, ownerId: host });
  await createTariff(evse.connectorIds);
  const card = { id: uuidv7(), uid: `CARD${n}`, type: "RFID" as const, issuerId: fleet, createdAt: 0 };
  await asOwner((tx) => insertTokens(tx, [card]));
});

/** 25 kWh on the fifth of October: 10.00, with VAT 12.00, of which 7.00 are the host's. */
const session = (more: { token?: string; tokenType?: "AD_HOC_USER" }) =>
  importText(sourceId, ocpiCdr({ id: `S${n}`, evse: `E${n}`, ended: "2026-10-05T10:00", kwh: 25, ...more }), null, NOW);
const fleetSession = () => session({ token: `CARD${n}` });
const again = () => recalculate({ evseIds: [evse.id], from: "2026-10-01" }, NOW);
const ledgerOf = (partnerId: string) => ({ partnerId, organizationId, currency: "GBP" });

async function topUp(amount: string): Promise<void> {
  const facts = { id: uuidv7(), partnerId: fleet, organizationId, date: "2026-10-01", account: null, paidOn: null };
  await createTopUp(finance, { ...facts, reference: `T${n}`, amount: parseDecimalExact(amount) }, NOW);
  await paySessions(ledgerOf(fleet), NOW);
}

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  asOwner(async (tx) => [...(await tx.execute<T>(query))]);

/** `collected of due, share collected` of the host; the sums say the same as the events. */
async function cameIn(): Promise<string> {
  const [events] = await rows<{ amount: string }>(sql`
    select coalesce(sum(amount), 0)::numeric(19, 2)::text as amount from collections where partner_id = ${host}`);
  const [sums] = await rows<{ share: string }>(sql`
    select coalesce(sum(collected_share), 0)::numeric(19, 2)::text as share from record_rollups where partner_id = ${host}`);
  return `${events!.amount}, share ${sums!.share}`;
}

async function balance(): Promise<string> {
  const [account] = await rows<{ balance: string }>(sql`
    select balance::numeric(19, 2)::text as balance from balance_accounts where partner_id = ${fleet}`);
  return account!.balance;
}

async function owed(partnerId = fleet): Promise<string> {
  const [sums] = await rows<{ amount: string }>(sql`
    select coalesce(sum(amount), 0)::numeric(19, 2)::text as amount from expense_records
    where partner_id = ${partnerId} and origin = 'session'`);
  return sums!.amount;
}

describe("money that was charged back", () => {
  it("[A17] stays charged back when its session is settled again", async () => {
    await createContract(host, organizationId);
    await session({ tokenType: "AD_HOC_USER" });
    expect(await cameIn()).toBe("12.00, share 7.00");
    const [event] = await rows<{ id: string }>(sql`select id from collections where partner_id = ${host}`);
    const chargeback = { collectionId: event!.id, valueDate: "2026-11-10", reason: "Chargeback" };
    await reverseCollection(finance, { partnerId: host, ...chargeback }, NOW);
    expect(await cameIn()).toBe("0.00, share 0.00");
    await again();
    expect(await cameIn()).toBe("0.00, share 0.00");
  });
});

async function giveTo(tx: Tx, partnerId: string | null): Promise<void> {
  await tx.execute(sql`delete from evse_owners where evse_id = ${evse.id}`);
  const days = { from: "2015-01-01", until: null };
  if (partnerId) await tx.insert(evseOwners).values({ id: uuidv7(), evseId: evse.id, partnerId, days, createdAt: 0 });
}
const own = (partnerId: string | null) => asOwner((tx) => giveTo(tx, partnerId));

/** Books all that is due for the host's session. */
async function collectAll(): Promise<void> {
  const [record] = await rows<{ id: string }>(sql`select id from revenue_records where partner_id = ${host}`);
  const chosen = { kind: "records" as const, records: [{ partnerId: host, recordId: record!.id }], amount: null };
  const payment = { paymentId: uuidv7(), valueDate: "2026-10-20", receivedBy: "operator" as const, reason: null };
  await collectRecords(finance, { ...payment, chosen }, NOW);
}

describe("a station that has no owner for a while", () => {
  it("[A17, A19] brings what was paid for its sessions to the next one", async () => {
    await createContract(host, organizationId);
    await session({});
    await collectAll();
    expect(await cameIn()).toBe("12.00, share 7.00");
    await own(null);
    await again();
    await own(host);
    await again();
    expect(await cameIn()).toBe("12.00, share 7.00");
    await own(null);
    await again();
    const former = host;
    host = await createCompany({ name: `Next host ${n}` });
    await createContract(host, organizationId);
    await own(host);
    await again();
    expect(await cameIn()).toBe("12.00, share 7.00");
    host = former;
    expect(await cameIn()).toBe("0.00, share 0.00");
  });

  it("[A14, A16] gives back to the balance what it paid, until there is one again", async () => {
    await createContract(host, organizationId);
    await fleetSession();
    await topUp("6");
    // 6.00 of 12.00; the rest is owed: 10.00 × 6 ÷ 12 = 5.00, and half of the share 7.00 is collected.
    expect([await owed(), await balance(), await cameIn()]).toEqual(["5.00", "0.00", "6.00, share 3.50"]);
    await own(null);
    await again();
    await paySessions(ledgerOf(fleet), NOW);
    expect([await owed(), await balance(), await cameIn()]).toEqual(["0.00", "6.00", "0.00, share 0.00"]);
    await own(host);
    await again();
    await paySessions(ledgerOf(fleet), NOW);
    expect([await owed(), await balance(), await cameIn()]).toEqual(["5.00", "0.00", "6.00, share 3.50"]);
  });
});

describe("own use that becomes free", () => {
  it("[A14, A16] goes back to the balance that paid for it", async () => {
    const contract = await createContract(host, organizationId);
    await asOwner((tx) => tx.execute(sql`update tokens set issuer_id = ${host} where uid = ${`CARD${n}`}`));
    fleet = host;
    await fleetSession();
    await topUp("20");
    expect([await owed(host), await balance()]).toEqual(["0.00", "8.00"]);
    const share = { acBasisPoints: 7000, dcBasisPoints: 7000 };
    const terms = { kind: "revenue_share" as const, share, ownUseFree: true };
    const version = { id: uuidv7(), contractId: contract.id, version: 2, validFrom: "2026-10", createdAt: 0 };
    await asOwner((tx) => tx.insert(contractVersions).values({ ...version, terms }));
    await asOwner((tx) =>
      tx.execute(sql`delete from graphile_worker._private_jobs where key like ${`balance ${host} %`}`),
    );
    await again();
    const asked = sql`select 1 from graphile_worker.jobs where key like ${`balance ${host} %`}`;
    expect(await rows(asked)).toHaveLength(1);
    await paySessions(ledgerOf(host), NOW);
    expect([await owed(host), await balance()]).toEqual(["0.00", "20.00"]);
  });
});

it("[A17, X6] is the new owner's alone when the former one's month was issued before the money came", async () => {
  await createContract(host, organizationId);
  await session({});
  await asOwner((tx) =>
    tx.execute(sql`update periods set state = 'issued', issued_at = now() where partner_id = ${host}`),
  );
  const former = host;
  host = await createCompany({ name: `Next host ${n}` });
  await createContract(host, organizationId);
  await own(host);
  await again();
  await collectAll();
  expect(await cameIn()).toBe("12.00, share 7.00");
  host = former;
  expect(await cameIn()).toBe("0.00, share 0.00");
});

describe("a payment that is booked while its session gets another owner", () => {
  let next: string;
  beforeEach(async () => {
    await createContract(host, organizationId);
    next = await createCompany({ name: `Next host ${n}` });
    await createContract(next, organizationId);
    await session({});
  });

  it("[A17, A38] waits for the change, and is the new owner's", async () => {
    let collecting: Promise<void> | undefined;
    await asOwner(async (tx) => {
      await giveTo(tx, next);
      const keys = [{ sourceId, cdrId: `S${n}` }];
      await resettleChunk(tx, keys, await loadReference(tx), { reason: null, now: NOW });
      collecting = collectAll();
      await untilBlocked();
    });
    await collecting;
    host = next;
    expect(await cameIn()).toBe("12.00, share 7.00");
  });

  it("[A17, A38] is seen by the change that waits for it", async () => {
    await own(next);
    let settling: Promise<unknown> | undefined;
    await asOwner(async (tx) => {
      await joinTransaction(tx, collectAll);
      settling = again();
      await untilBlocked();
    });
    await settling;
    const former = host;
    host = next;
    expect(await cameIn()).toBe("12.00, share 7.00");
    host = former;
    expect(await cameIn()).toBe("0.00, share 0.00");
  });
});

it("[X6] keeps a price that an issued report states, and bills the payer who is set later by its own tariff", async () => {
  await createContract(host, organizationId);
  await session({});
  await asOwner((tx) =>
    tx.execute(sql`update periods set state = 'issued', issued_at = now() where partner_id = ${host}`),
  );
  const emp = await createCompany({ name: `EMP ${n}`, isEmp: true, roaming: "bilateral" });
  const tariff = await createTariff([], { perKwh: "0.5000" });
  const days = { from: "2015-01-01", until: null };
  const assigned = { id: uuidv7(), companyId: emp, tariffId: tariff.id, days, createdAt: 0 };
  await asOwner(async (tx) => {
    await tx.update(tariffs).set({ kind: "emp_sales" }).where(eq(tariffs.id, tariff.id));
    await tx.insert(salesTariffAssignments).values(assigned);
  });
  const payer = { payer: "roaming" as const, companyId: emp };
  const set = { key: { sourceId, cdrId: `S${n}` }, sameToken: false, payer, reason: "their card" };
  await setPayer(finance, set, NOW);
  // 25 × 0.50 = 12.50: the stated 10.00 and a difference of 2.50, of which the host has 70 % in the open month.
  const found = await rows<{ words: string }>(sql`
    select cdr_id || ' ' || to_char(period_month, 'MM') || ' ' || partner_share || ' of ' || revenue as words
    from revenue_records where partner_id = ${host} order by period_month`);
  expect(found.map(({ words }) => words)).toEqual([`S${n} 10 7.0000 of 10.0000`, `S${n}~d1 11 1.7500 of 2.5000`]);
  const lines = sql`
    select sum(l.net)::numeric(19, 2)::text as net, sum(l.sessions)::int as sessions from billing_group_lines l
    join billing_groups g on g.id = l.group_id where g.emp_id = ${emp}`;
  expect(await rows(lines)).toEqual([{ net: "12.50", sessions: 2 }]);
});
