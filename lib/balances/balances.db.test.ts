/** Balances played through by hand; the arithmetic stands beside each expectation. 0.40 per kWh, VAT 20 %, host 70 %. */
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { findAccount } from "@/db/queries/balances";
import { insertTokens } from "@/db/queries/tokens";
import { EVERYTHING } from "@/lib/access/scope";
import type { Viewer } from "@/lib/access/viewer";
import { formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import { runClose } from "@/lib/settlement/run-close.server";
import { startRun } from "@/lib/settlement/start-run.server";
import { testDatabase } from "@/scripts/testing/database";
import { ocpiCdr, type SessionWords } from "@/scripts/testing/ocpi";
import { makePerson } from "@/scripts/testing/people";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { createTopUp } from "./create-top-ups.server";
import { importTopUps, previewTopUps } from "./import-top-ups.server";
import { paySessions } from "./pay-sessions.server";
import { markTopUpPaid, takeTopUpBack } from "./settle-top-up.server";

await testDatabase();
const NOW = Date.parse("2026-10-20T12:00Z");

let finance: Viewer;
let organizationId: string;
let sourceId: string;
beforeAll(async () => {
  finance = await makePerson("Fin", "finance");
  organizationId = (await createOrganization()).id;
  sourceId = await createSource();
});

/** Each test has a host, a fleet and its card of its own. */
let n = 0;
let host: string;
let fleet: string;
let ledger: { partnerId: string; organizationId: string; currency: string };
beforeEach(async () => {
  n += 1;
  host = await createCompany({ name: `Host ${n}` });
  fleet = await createCompany({ name: `Fleet ${n}`, externalReference: `F-${n}` });
  const evse = await createEvse({ uid: `E${n}`, ownerId: host });
  await createTariff(evse.connectorIds);
  await createContract(host, organizationId);
  await asOwner((tx) =>
    insertTokens(tx, [{ id: uuidv7(), uid: `CARD${n}`, type: "RFID", issuerId: fleet, createdAt: 0 }]),
  );
  ledger = { partnerId: fleet, organizationId, currency: "GBP" };
});

type Session = Pick<SessionWords, "id" | "ended" | "kwh" | "credit">;

/** Brings sessions of the fleet's card at the host's station in, then lets the balance pay. */
async function charge(...sessions: Session[]): Promise<void> {
  const cdrs = sessions.map(({ id, credit, ...session }) =>
    ocpiCdr({
      ...session,
      id: `${n}-${id}`,
      ...(credit && { credit: `${n}-${credit}` }),
      evse: `E${n}`,
      token: `CARD${n}`,
    }),
  );
  await importText(sourceId, cdrs.join("\n"), null, NOW);
  await paySessions(ledger, NOW);
}

async function topUp(reference: string, amount: string, date: string, paidOn: string | null = null): Promise<string> {
  const id = uuidv7();
  const facts = { id, partnerId: fleet, organizationId, date, reference, account: null, paidOn };
  await createTopUp(finance, { ...facts, amount: parseDecimalExact(amount) }, NOW);
  return id;
}

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  asOwner(async (tx) => [...(await tx.execute<T>(query))]);

async function balance(): Promise<string | null> {
  const account = await asOwner((tx) => findAccount(tx, EVERYTHING, ledger));
  return account && formatDecimal(account.balance);
}

/** `origin cdr: amount` of the fleet's expense records, in order. */
async function owed(): Promise<string[]> {
  const found = await rows<{ words: string }>(sql`
    select origin || coalesce(' ' || split_part(cdr_id, '-', 2), '') || ': ' || amount as words
    from expense_records where partner_id = ${fleet} order by occurred_at, amount desc, id`);
  return found.map(({ words }) => words);
}

/** What came in for each session, by the host's collections. */
async function collected(): Promise<Record<string, string>> {
  const found = await rows<{ cdr: string; amount: string }>(sql`
    select split_part(cdr_id, '-', 2) as cdr, sum(amount)::text as amount from collections
    where partner_id = ${host} group by 1 order by 1`);
  return Object.fromEntries(found.map(({ cdr, amount }) => [cdr, amount]));
}

/** The host's share and its collected part, as the sums say. */
async function shares(): Promise<string> {
  const [sums] = await rows<{ share: string; collected: string }>(sql`
    select sum(partner_share)::text as share, sum(collected_share)::text as collected
    from record_rollups where partner_id = ${host}`);
  return `${sums?.share} collected ${sums?.collected}`;
}

describe("a balance", () => {
  it("[A16] is owed as a top-up and pays the users' sessions in order of end, whatever came in first", async () => {
    await topUp("R1", "20", "2026-10-01");
    expect(await owed()).toEqual(["top_up: 20.0000"]);
    // b: 25 kWh = 10.00, gross 12.00; c: 10 kWh = 4.00, gross 4.80: both paid, 3.20 are left.
    await charge({ id: "c", ended: "2026-10-04T10:00", kwh: 10 }, { id: "b", ended: "2026-10-03T10:00", kwh: 25 });
    expect([await balance(), await owed()]).toEqual(["3.2000", ["top_up: 20.0000"]]);
    // a ended before both: 20 kWh = 8.00, gross 9.60. Of 20.00 it takes 9.60, b the other 10.40 of its 12.00, c nothing.
    // b: 10.00 − 10.00 × 10.40 ÷ 12.00 = 1.3333 are owed; c: all 4.00.
    await charge({ id: "a", ended: "2026-10-02T10:00", kwh: 20 });
    expect(await balance()).toBe("0.0000");
    expect(await owed()).toEqual(["top_up: 20.0000", "session b: 1.3333", "session c: 4.0000"]);
    expect(await collected()).toEqual({ a: "9.6000", b: "10.4000", c: "0.0000" });
    // 70 % of 8.00 + 10.00 + 4.00 = 15.40; in: 5.60 + 7.00 × 10.40 ÷ 12.00 = 5.60 + 6.0666.
    expect(await shares()).toBe("15.4000 collected 11.6666");
  });

  it("changes nothing when the job runs again", async () => {
    await topUp("R1", "5", "2026-10-01");
    await charge({ id: "a", ended: "2026-10-02T10:00", kwh: 10 });
    const before = [await balance(), await owed(), await collected(), await shares()];
    await paySessions(ledger, NOW + 1);
    expect([await balance(), await owed(), await collected(), await shares()]).toEqual(before);
    expect(before[0]).toBe("0.2000");
  });

  it("pays for a session by itself, once either comes in", async () => {
    await topUp("R1", "5", "2026-10-01");
    const jobs = await rows<{ tasks: string }>(sql`
      select string_agg(distinct j.payload ->> 'partnerId', ' ') as tasks
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'pay_from_balance' and j.payload ->> 'partnerId' = ${fleet}`);
    expect(jobs).toEqual([{ tasks: fleet }]);
  });

  it("[A14] of a fleet leaves the rest to its report, and what it paid is the host's at once", async () => {
    // 10 kWh = 4.00, gross 4.80; the balance of 1.20 pays a quarter: 3.00 are owed, the host has 1.20 of 4.80.
    await topUp("R1", "1.20", "2026-09-01");
    await charge({ id: "a", ended: "2026-09-10T10:00", kwh: 10 });
    expect(await owed()).toEqual(["top_up: 1.2000", "session a: 3.0000"]);
    for (const kind of ["draft_reports", "issue_reports"] as const) {
      const runId = await startRun(finance, kind, { month: "2026-09" }, NOW);
      await runClose(runId, () => NOW);
    }
    const reports = await rows<{ partner: string; words: string }>(sql`
      select c.name as partner, r.payable_share || ' − ' || r.expenses || ' = ' || r.balance as words
      from settlement_reports r join companies c on c.id = r.partner_id
      where r.partner_id in (${fleet}, ${host}) and r.state = 'issued' order by 1`);
    // The host: 70 % of 4.00. The fleet: 1.20 for the top-up and 3.00 for the rest.
    expect(reports).toEqual([
      { partner: `Fleet ${n}`, words: "0.0000 − 4.2000 = -4.2000" },
      { partner: `Host ${n}`, words: "2.8000 − 0.0000 = 2.8000" },
    ]);
    // With the fleet's report the host is owed nothing any more: 1.20 + 3.60.
    expect(await collected()).toEqual({ a: "4.8000" });
  });

  it("keeps what it paid in an issued month, and what comes late has only the rest", async () => {
    await topUp("R1", "6", "2026-09-01");
    await charge({ id: "a", ended: "2026-09-20T10:00", kwh: 10 });
    for (const kind of ["draft_reports", "issue_reports"] as const) {
      await runClose(await startRun(finance, kind, { month: "2026-09" }, NOW), () => NOW);
    }
    // 6.00 − 4.80 leave 1.20 for the late session that ended before: 4.00 − 4.00 × 1.20 ÷ 4.80 = 3.00.
    await charge({ id: "late", ended: "2026-09-10T10:00", kwh: 10 });
    expect([await balance(), await owed()]).toEqual(["0.0000", ["top_up: 6.0000", "session late: 3.0000"]]);
    expect(await collected()).toEqual({ a: "4.8000", late: "1.2000" });
  });

  it("has back what it paid for a session that is credited", async () => {
    await topUp("R1", "3", "2026-10-01");
    await charge({ id: "a", ended: "2026-10-02T10:00", kwh: 10 });
    // Paid 3.00 of 4.80: 4.00 − 4.00 × 3 ÷ 4.80 = 1.50 owed.
    expect(await owed()).toEqual(["top_up: 3.0000", "session a: 1.5000"]);
    await charge({ id: "credit", ended: "2026-10-03T10:00", kwh: 10, credit: "a" });
    expect(await balance()).toBe("3.0000");
    expect(await owed()).toEqual(["top_up: 3.0000", "session a: 1.5000", "session credit: -1.5000"]);
    expect(await shares()).toBe("0.0000 collected 0.0000");
  });
});

describe("a top-up", () => {
  it("[A16] that was paid otherwise is not asked for", async () => {
    await topUp("R1", "50", "2026-10-01", "2026-10-01");
    expect(await owed()).toEqual(["top_up: 50.0000", "top_up: -50.0000"]);
    const id = await topUp("R2", "10", "2026-10-02");
    await markTopUpPaid(finance, { partnerId: fleet, topUpId: id, paidOn: "2026-10-05" }, NOW);
    expect(await owed()).toEqual(["top_up: 50.0000", "top_up: -50.0000", "top_up: 10.0000", "top_up: -10.0000"]);
    expect(await balance()).toBe("60.0000");
    const again = markTopUpPaid(finance, { partnerId: fleet, topUpId: id, paidOn: "2026-10-05" }, NOW);
    await expect(again).rejects.toMatchObject({ code: "balances.alreadyPaid" });
  });

  it("that is taken back leaves the sessions it paid to be owed", async () => {
    const id = await topUp("R1", "20", "2026-10-01");
    await charge({ id: "a", ended: "2026-10-02T10:00", kwh: 10 });
    expect(await owed()).toEqual(["top_up: 20.0000"]);
    await takeTopUpBack(finance, { partnerId: fleet, topUpId: id, reason: "Entered twice" }, NOW);
    await paySessions(ledger, NOW);
    expect([await balance(), await owed()]).toEqual([
      "0.0000",
      ["top_up: 20.0000", "top_up: -20.0000", "session a: 4.0000"],
    ]);
    expect(await collected()).toEqual({ a: "0.0000" });
    const again = takeTopUpBack(finance, { partnerId: fleet, topUpId: id, reason: "Again" }, NOW);
    await expect(again).rejects.toMatchObject({ code: "balances.alreadyTakenBack" });
  });

  it("is written once, whoever sends it how often", async () => {
    const facts = { id: uuidv7(), partnerId: fleet, organizationId, date: "2026-10-01", account: null, paidOn: null };
    const input = { ...facts, reference: "R1", amount: parseDecimalExact("20") };
    const outcomes = await Promise.allSettled([
      createTopUp(finance, input, NOW),
      createTopUp(finance, input, NOW),
      createTopUp(finance, { ...input, id: uuidv7() }, NOW),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect([await balance(), await owed()]).toEqual(["20.0000", ["top_up: 20.0000"]]);
  });

  it("is refused for nobody, for nothing and ahead of time", async () => {
    const facts = { id: uuidv7(), partnerId: fleet, organizationId, date: "2026-10-01", account: null, paidOn: null };
    const input = { ...facts, reference: "R1", amount: parseDecimalExact("20") };
    const refused = (change: Partial<typeof input>, code: string) =>
      expect(createTopUp(finance, { ...input, ...change }, NOW)).rejects.toMatchObject({ code });
    await refused({ partnerId: uuidv7() }, "balances.noSuchPartner");
    await refused({ amount: 0n }, "balances.notPositive");
    await refused({ amount: 2_500_050n }, "balances.amount");
    await refused({ date: "2026-10-23" }, "balances.dateInFuture");
  });
});

describe("a file of top-ups", () => {
  it("[A16] writes its good rows, names what is wrong with the others, and is known a second time", async () => {
    const file = [
      "partner;organization;date;amount;reference;account;paid_on",
      `Fleet ${n};;2026-10-01;250,00;T-1;Vans;`,
      `f-${n};Tay Charging Ltd;2026-10-02;10;T-2;;2026-10-02`,
      "Nobody;;2026-10-01;5;T-3;;",
      `Fleet ${n};;2026-10-01;-5;T-4;;`,
      `Fleet ${n};;2026-13-01;5;T-5;;`,
      `Fleet ${n};;2026-10-01;5;T-1;;`,
    ].join("\n");
    const preview = await previewTopUps(file, NOW);
    expect(await balance()).toBe(null);
    const wrong = preview.problems.map(({ line, column, code }) => `${line} ${column} ${code}`);
    expect([preview.good, wrong]).toEqual([
      2,
      [
        "4 partner balances.noSuchPartner",
        "5 amount balances.notPositive",
        "6 date common.date",
        "7 reference balances.referenceTwice",
      ],
    ]);
    await importTopUps(finance, file, NOW);
    expect([await balance(), await owed()]).toEqual([
      "260.0000",
      ["top_up: 250.0000", "top_up: 10.0000", "top_up: -10.0000"],
    ]);
    const again = await importTopUps(finance, file.replace("250,00", "251,00"), NOW);
    expect(again.problems.filter(({ line }) => line < 4).map(({ code }) => code)).toEqual([
      "balances.topUpConflict",
      "balances.topUpKnown",
    ]);
    expect([again.good, await balance()]).toEqual([0, "260.0000"]);
  });
});
