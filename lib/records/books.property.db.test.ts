/**
 * Re-importing, recalculating, collecting and un-collecting in any order, with periods issued in between, against a
 * model that knows nothing of records, chains and rollups: only what each session costs today, who owns it, what was
 * issued of it so far, and which money came in (D8, D9, D12).
 */
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { SYSTEM } from "@/lib/audit/event";
import { acceptConflicts } from "@/lib/cdrs/release-held.server";
import { parseDecimalExact } from "@/lib/money/amount";
import { draftReports } from "@/lib/settlement/draft-report.server";
import { issueReports } from "@/lib/settlement/issue-report.server";
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
import { collectRecords } from "./collect-records.server";
import { recalculate } from "./recalculate.server";
import { reverseCollection } from "./reverse-collection.server";

await testDatabase();
const organization = await createOrganization();
const finance = staff("finance");
const NOW = Date.parse("2027-01-20T09:00:00Z");
const TODAY = "2027-01-20";

const DAYS = { s1: "2026-05-10", s2: "2026-05-20", s3: "2026-06-10" } as const;
type SessionId = keyof typeof DAYS;
const SESSIONS = Object.keys(DAYS) as SessionId[];
const HOSTS = [
  { name: "Generated", basis: "generated", basisPoints: 7000 },
  { name: "Collected", basis: "collected", basisPoints: 5000 },
] as const;

type Step =
  | { do: "deliver"; session: SessionId; kwh: number }
  | { do: "price"; tenThousandths: number }
  | { do: "share"; host: 0 | 1; basisPoints: number }
  | { do: "own"; host: 0 | 1 }
  | { do: "collect" | "uncollect"; session: SessionId }
  | { do: "issue"; host: 0 | 1 };

const session = fc.constantFrom(...SESSIONS);
const host = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("deliver" as const), session, kwh: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant("price" as const), tenThousandths: fc.integer({ min: 1_000, max: 9_999 }) }),
  fc.record({ do: fc.constant("share" as const), host, basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ do: fc.constant("own" as const), host }),
  fc.record({ do: fc.constantFrom("collect" as const, "uncollect" as const), session }),
  fc.record({ do: fc.constant("issue" as const), host }),
);

/** One small world: two hosts that may own one EVSE, three sessions in two months. */
class World {
  readonly #uid = `E${uuidv7()}`;
  readonly hosts: string[] = [];
  readonly #contracts: string[] = [];
  #evseId = "";
  #tariffId = "";
  sourceId = "";

  async create(): Promise<this> {
    for (const { name, basis, basisPoints } of HOSTS) {
      const id = await createCompany({ name: `${name} ${this.#uid}` });
      const terms = { kind: "revenue_share" as const, share: shareOf(basisPoints), basis };
      this.hosts.push(id);
      this.#contracts.push((await createContract(id, organization.id, { terms })).id);
    }
    const evse = await createEvse({ uid: this.#uid, ownerId: this.hosts[0]! });
    this.#evseId = evse.id;
    this.#tariffId = (await createTariff(evse.connectorIds, { perKwh: "0.3333" })).id;
    this.sourceId = await createSource({ toleranceAmount: null });
    return this;
  }

  /** Imports a session; other content of a known one is accepted as a correction. */
  async deliver(id: SessionId, kwh: number): Promise<void> {
    const day = DAYS[id];
    const times = { start: `${day}T10:00:00Z`, end: `${day}T11:00:00Z` };
    await importText(
      this.sourceId,
      ocpi({ id, evse: this.#uid, ...times, kwh, token: `card ${this.#uid}`, tokenType: "RFID" }),
    );
    const held = await asOwner((tx) =>
      tx.execute<{ hash: string }>(sql`select encode(content_hash, 'hex') as hash from held_cdrs
        where source_id = ${this.sourceId} and state = 'waiting'`),
    );
    const keys = held.map(({ hash }) => ({ sourceId: this.sourceId, cdrId: id, contentHash: hash }));
    if (keys.length > 0) await acceptConflicts(finance, keys, "read again", NOW);
  }

  async price(tenThousandths: number): Promise<void> {
    await this.#change(sql`update tariff_versions set sales = jsonb_set(sales, '{elements,0,price_components,0,price}',
      to_jsonb(${tenThousandths / 10_000}::numeric)) where tariff_id = ${this.#tariffId}`);
  }

  async share(host: 0 | 1, basisPoints: number): Promise<void> {
    await this.#change(sql`update contract_versions set terms = jsonb_set(terms, '{share}',
      ${JSON.stringify(shareOf(basisPoints))}::jsonb) where contract_id = ${this.#contracts[host]!}`);
  }

  async own(host: 0 | 1): Promise<void> {
    await this.#change(sql`update evse_owners set partner_id = ${this.hosts[host]!} where evse_id = ${this.#evseId}`);
  }

  async #change(statement: ReturnType<typeof sql>): Promise<void> {
    await asOwner((tx) => tx.execute(statement));
    await recalculate({ evseIds: [this.#evseId], from: "2026-01-01" }, NOW);
  }

  /** Everything that is missing for a session, differences included. */
  async collect(id: SessionId): Promise<void> {
    const records = await asOwner((tx) =>
      tx.execute<{ partnerId: string; recordId: string }>(sql`select partner_id as "partnerId", id as "recordId"
        from revenue_records where source_id = ${this.sourceId} and (cdr_id = ${id} or cdr_id like ${`${id}~%`})`),
    );
    if (records.length === 0) return;
    const chosen = { kind: "records" as const, records: [...records], amount: null };
    await collectRecords(
      finance,
      { paymentId: uuidv7(), chosen, valueDate: TODAY, receivedBy: "operator", reason: null },
      NOW,
    );
  }

  /** Takes one payment of the session back. */
  async uncollect(id: SessionId): Promise<void> {
    const [paid] = await asOwner((tx) =>
      tx.execute<{ partnerId: string; collectionId: string }>(sql`
        select partner_id as "partnerId", id as "collectionId" from collections c
        where source_id = ${this.sourceId} and (cdr_id = ${id} or cdr_id like ${`${id}~%`}) and reverses_id is null
          and not exists (select from collections o where o.partner_id = c.partner_id and o.reverses_id = c.id)
          and exists (select from revenue_records r where r.partner_id = c.partner_id and r.source_id = c.source_id
            and r.cdr_id = c.cdr_id)
        order by created_at desc, id desc limit 1`),
    );
    if (paid) await reverseCollection(finance, { ...paid, valueDate: TODAY, reason: "chargeback" }, NOW);
  }

  async issue(host: 0 | 1, month: string): Promise<void> {
    const key = { partnerId: this.hosts[host]!, organizationId: organization.id, currency: "GBP", month };
    const by = { actor: SYSTEM, at: NOW };
    await asOwner(async (tx) => {
      await draftReports(tx, [key], by);
      const [outcome] = await issueReports(tx, [key], by);
      if (outcome!.state !== "done") throw new Error(`${month} was not issued: ${JSON.stringify(outcome)}`);
    });
  }
}

const shareOf = (basisPoints: number) => ({ acBasisPoints: basisPoints, dcBasisPoints: basisPoints });
const nextMonth = (month: string) => `2026-${String(Number(month.slice(5)) + 1).padStart(2, "0")}`;
const LAST_MONTH = "2026-11";

type Money = { revenue: bigint; share: bigint };
const plus = (a: Money, b: Money): Money => ({ revenue: a.revenue + b.revenue, share: a.share + b.share });
const minus = (a: Money, b: Money): Money => ({ revenue: a.revenue - b.revenue, share: a.share - b.share });
const NOTHING: Money = { revenue: 0n, share: 0n };

/** What is right, said as simply as it can be. */
class Model {
  readonly kwh = new Map<SessionId, number>();
  price = 3_333;
  readonly basisPoints: number[] = HOSTS.map((one) => one.basisPoints);
  owner: 0 | 1 = 0;
  readonly lastIssued: (string | null)[] = [null, null];
  /** Host, session and month → what the issued report of that month contains of it. */
  readonly issued = new Map<string, Money>();

  worth(host: 0 | 1, id: SessionId): Money {
    const kwh = this.kwh.get(id);
    if (host !== this.owner || kwh === undefined) return NOTHING;
    const revenue = BigInt(kwh) * BigInt(this.price);
    return { revenue, share: (revenue * BigInt(this.basisPoints[host]!) + 5_000n) / 10_000n };
  }

  openMonth(host: 0 | 1, id: SessionId): string {
    const [origin, last] = [DAYS[id].slice(0, 7), this.lastIssued[host]!];
    return last === null || origin > last ? origin : nextMonth(last);
  }

  /** What is not issued of a session: what is right less all that is. */
  open(host: 0 | 1, id: SessionId): Money {
    const stated = [...this.issued].filter(([key]) => key.startsWith(`${host} ${id} `)).map(([, money]) => money);
    return minus(this.worth(host, id), stated.reduce(plus, NOTHING));
  }

  issue(host: 0 | 1): string | null {
    const month = this.lastIssued[host] === null ? "2026-05" : nextMonth(this.lastIssued[host]!);
    if (month > LAST_MONTH) return null;
    for (const id of SESSIONS) {
      if (this.openMonth(host, id) === month) this.issued.set(`${host} ${id} ${month}`, this.open(host, id));
    }
    this.lastIssued[host] = month;
    return month;
  }

  /** "host month" → revenue and share. */
  books(): Map<string, Money> {
    const books = new Map<string, Money>();
    const add = (key: string, money: Money) => books.set(key, plus(books.get(key) ?? NOTHING, money));
    for (const [key, money] of this.issued) add(`${key[0]} ${key.slice(-7)}`, money);
    for (const host of [0, 1] as const) {
      for (const id of SESSIONS) add(`${host} ${this.openMonth(host, id)}`, this.open(host, id));
    }
    return new Map([...books].filter(([, { revenue, share }]) => revenue !== 0n || share !== 0n).sort());
  }
}

async function booksOf(world: World): Promise<Map<string, Money>> {
  const rows = await asOwner((tx) =>
    tx.execute<{ partner: string; month: string; revenue: string; share: string }>(sql`
      select partner_id as partner, to_char(period_month, 'YYYY-MM') as month, sum(revenue)::text as revenue,
        sum(partner_share)::text as share
      from revenue_records where source_id = ${world.sourceId} group by 1, 2
      having sum(revenue) <> 0 or sum(partner_share) <> 0`),
  );
  const books = rows.map(({ partner, month, revenue, share }): [string, Money] => [
    `${world.hosts.indexOf(partner)} ${month}`,
    { revenue: parseDecimalExact(revenue), share: parseDecimalExact(share) },
  ]);
  return new Map(books.sort());
}

type Shared = { partner: string; cdr: string; month: string; share: bigint };
type Paid = { partner: string; cdr: string; month: string; amount: bigint };

/** What is collected of shares, CDR by CDR: shares so far × collected ÷ what the CDR is priced at, toward zero. */
function collectedOf(shares: readonly Shared[], paid: readonly Paid[], due: ReadonlyMap<string, bigint>): bigint {
  let total = 0n;
  for (const cdr of new Set(shares.map((one) => one.cdr))) {
    const share = shares.filter((one) => one.cdr === cdr).reduce((sum, one) => sum + one.share, 0n);
    const amount = paid.filter((one) => one.cdr === cdr).reduce((sum, one) => sum + one.amount, 0n);
    const [owed, come] = due.get(cdr)! < 0n ? [-due.get(cdr)!, -amount] : [due.get(cdr)!, amount];
    if (owed === 0n || come >= owed) total += share;
    else if (come > 0n) total += (share * come) / owed;
  }
  return total;
}

/** The reports of the host that is paid what is collected have made payable what is collected so far (D12). */
async function checkPayable(world: World, month: string): Promise<void> {
  const partner = world.hosts[1]!;
  const read = async <Row extends Record<string, string>>(query: ReturnType<typeof sql>) =>
    asOwner((tx) => tx.execute<Row>(query));
  const shares = await read<{ cdr: string; share: string }>(sql`select cdr_id as cdr, partner_share::text as share
    from revenue_records where partner_id = ${partner} and period_month <= ${`${month}-01`} and basis = 'collected'`);
  const paid = await read<{ cdr: string; amount: string }>(sql`select cdr_id as cdr, amount::text
    from collections where partner_id = ${partner} and booking_month <= ${`${month}-01`}`);
  const due = await read<{ cdr: string; gross: string }>(sql`select cdr_id as cdr, gross::text
    from cdrs where source_id = ${world.sourceId}`);
  const [payable] = await read<{ sum: string }>(
    sql`select coalesce(sum(amount), 0)::text as sum from payables where partner_id = ${partner}`,
  );
  const expected = collectedOf(
    shares.map(({ cdr, share }) => ({ partner, cdr, month, share: parseDecimalExact(share) })),
    paid.map(({ cdr, amount }) => ({ partner, cdr, month, amount: parseDecimalExact(amount) })),
    new Map(due.map(({ cdr, gross }) => [cdr, parseDecimalExact(gross)])),
  );
  expect(parseDecimalExact(payable!.sum)).toBe(expected);
}

/** Sums are what adding up gives, every CDR's fraction included. */
async function checkRollups(): Promise<void> {
  const [sums] = await asOwner((tx) =>
    tx.execute<Record<string, boolean>>(sql`
      with collected as (
        select r.*, least(greatest(coalesce((select sum(c.amount) from collections c where c.partner_id = r.partner_id
          and c.source_id = r.source_id and c.cdr_id = r.cdr_id), 0) * sign(r.due), 0), abs(r.due)) as come
        from revenue_records r)
      select (select coalesce(sum(revenue), 0) from record_rollups) = coalesce(sum(revenue), 0) as revenue,
        (select coalesce(sum(partner_share), 0) from line_rollups) = coalesce(sum(partner_share), 0) as share,
        (select coalesce(sum(collected_share), 0) from record_rollups) = coalesce(sum(
          case when due = 0 then partner_share else trunc(partner_share * come / abs(due), 4) end), 0) as collected
      from collected`),
  );
  expect(sums).toEqual({ revenue: true, share: true, collected: true });
}

/** What is kept of what is still missing is what looking at every record gives, row by row and in sum. */
async function checkOpenRecords(): Promise<void> {
  const [differing] = await asOwner((tx) =>
    tx.execute<{ rows: number; sums: number }>(sql`
      with naive as (
        select r.partner_id, r.id as record_id, r.ended_at, r.partner_share,
          case when m.money * sign(r.due) <= 0 then 'awaited' else 'partly' end as state
        from revenue_records r
        cross join lateral (select coalesce(sum(c.amount), 0) as money from collections c
          where c.partner_id = r.partner_id and c.source_id = r.source_id and c.cdr_id = r.cdr_id) m
        where r.due <> 0 and m.money * sign(r.due) < abs(r.due))
      select (select count(*)::int from naive n full join open_records o
          using (partner_id, record_id, ended_at, partner_share, state) where n.state is null or o.state is null) as rows,
        (select count(*)::int from (select partner_id, period_month, origin, state, count(*) as records,
            sum(revenue) as revenue, sum(collected_share) as collected from open_records group by 1, 2, 3, 4) o
          full join (select * from open_rollups where records <> 0) s using (partner_id, period_month, origin, state)
          where (o.records, o.revenue, o.collected)
            is distinct from (s.records, s.revenue, s.collected_share)) as sums`),
  );
  expect(differing).toEqual({ rows: 0, sums: 0 });
}

async function take(step: Step, world: World, model: Model): Promise<void> {
  switch (step.do) {
    case "deliver":
      model.kwh.set(step.session, step.kwh);
      return world.deliver(step.session, step.kwh);
    case "price":
      model.price = step.tenThousandths;
      return world.price(step.tenThousandths);
    case "share":
      model.basisPoints[step.host] = step.basisPoints;
      return world.share(step.host, step.basisPoints);
    case "own":
      model.owner = step.host;
      return world.own(step.host);
    case "collect":
      return world.collect(step.session);
    case "uncollect":
      return world.uncollect(step.session);
    case "issue": {
      const month = model.issue(step.host);
      if (month) await world.issue(step.host, month);
      if (month && step.host === 1) await checkPayable(world, month);
    }
  }
}

it("[A38, X6] keep the totals of the rules, whatever is imported, changed, collected and issued in which order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const [world, model] = [await new World().create(), new Model()];
      await take({ do: "deliver", session: "s1", kwh: 10 }, world, model);
      for (const step of steps) {
        await take(step, world, model);
        expect(await booksOf(world)).toEqual(model.books());
        await checkOpenRecords();
      }
      await checkRollups();
    }),
    { numRuns: 5 },
  );
}, 60_000);
