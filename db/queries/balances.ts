/** Balances of partners' users: accounts, their movements, and the sessions that wait to be paid from them (D5). */
import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { balanceAccounts, balanceMovements, companies, organizations } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { OwedSession, SettledSession, TopUp } from "@/lib/balances/pay-sessions";
import type { Instant, Month } from "@/lib/calendar/calendar";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import { type Amount, formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import { type InstantPageRequest, instantKeyset, instantPage } from "./instant-keyset";
import type { Page } from "./keyset";
import { type LedgerKey, ledgerOf, ledgerText } from "./periods";
import { partnerIn } from "./record-conditions";

const a = balanceAccounts;
const m = balanceMovements;
export type NewMovement = typeof balanceMovements.$inferInsert;

/** Makes sure that the accounts exist and locks them until the transaction ends, in key order. */
export async function lockAccounts(tx: Tx, ledgers: readonly LedgerKey[], now: Instant): Promise<void> {
  const keys = [...new Map(ledgers.map((ledger) => [ledgerText(ledger), ledgerOf(ledger)]))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, key]) => key);
  if (keys.length === 0) return;
  await tx
    .insert(a)
    .values(keys.map((key) => ({ ...key, balance: 0n, updatedAt: now })))
    .onConflictDoNothing();
  await driverOf(tx)`
    select from balance_accounts a
    join jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as k("partnerId" uuid, "organizationId" uuid, currency text)
      on a.partner_id = k."partnerId" and a.organization_id = k."organizationId" and a.currency = k.currency
    order by a.partner_id, a.organization_id, a.currency
    for update of a`;
}

/** Adds movements to locked accounts, and what they move to the balances. */
export async function insertMovements(tx: Tx, movements: readonly NewMovement[], now: Instant): Promise<void> {
  await insertRows(tx, m, movements);
  const moved = movements.map(({ partnerId, organizationId, currency, amount }) => ({
    partnerId,
    organizationId,
    currency,
    amount: formatDecimal(amount),
  }));
  await driverOf(tx)`
    update balance_accounts a set balance = a.balance + d.amount, updated_at = ${new Date(now).toISOString()}::timestamptz
    from (
      select k."partnerId", k."organizationId", k.currency, sum(k.amount) as amount
      from jsonb_to_recordset(${JSON.stringify(moved)}::text::jsonb) as k("partnerId" uuid, "organizationId" uuid,
        currency text, amount numeric)
      group by 1, 2, 3
    ) d
    where a.partner_id = d."partnerId" and a.organization_id = d."organizationId" and a.currency = d.currency`;
}

/** Which of these ledgers have an account. */
export async function ledgersWithAccount(tx: Tx, ledgers: readonly LedgerKey[]): Promise<LedgerKey[]> {
  if (ledgers.length === 0) return [];
  const rows = await tx
    .select({ partnerId: a.partnerId, organizationId: a.organizationId, currency: a.currency })
    .from(a)
    .where(inArray(a.partnerId, [...new Set(ledgers.map((ledger) => ledger.partnerId))]));
  const wanted = new Set(ledgers.map(ledgerText));
  return rows.filter((row) => wanted.has(ledgerText(row)));
}

export type WaitingSession = OwedSession & CdrKey & { originMonth: Month; paid: Amount; isOwnStation: boolean };

/** What decides which sessions an account pays: its top-ups, what issued months used up, and the sessions still open. */
export async function readAccount(
  tx: Tx,
  ledger: LedgerKey,
  lastIssued: Month | null,
): Promise<{ topUps: TopUp[]; settled: SettledSession[]; open: WaitingSession[] }> {
  const issuedUpTo = `${lastIssued ?? "0001-01"}-01`;
  const { partnerId, organizationId, currency } = ledger;
  const client = driverOf(tx);
  const ofAccount = client`partner_id = ${partnerId} and organization_id = ${organizationId} and currency = ${currency}`;
  const topUps = await client<{ at: string; amount: string }[]>`
    select occurred_at::text as at, amount::text from balance_movements
    where ${ofAccount} and kind in ('top_up', 'taken_back') order by occurred_at, id`;
  const sessions = await client<SessionRow[]>`
    with named as (
      select source_id, cdr_id, period_month from expense_records
      where ${ofAccount} and origin = 'session' and cdr_id is not null
        and (period_month > ${issuedUpTo}::date
          or exists (select from balance_movements b where b.partner_id = expense_records.partner_id
            and b.source_id = expense_records.source_id and b.cdr_id = expense_records.cdr_id))
      union all
      select source_id, cdr_id, period_month from balance_movements where ${ofAccount} and kind = 'session'
    ), sessions as (
      select source_id, cdr_id, min(period_month) <= ${issuedUpTo}::date as issued from named group by 1, 2
    )
    select s.source_id as "sourceId", s.cdr_id as "cdrId", s.issued,
      (extract(epoch from c.ended_at) * 1000)::bigint::text as "endAt", c.original_cdr_id as "originalCdrId",
      to_char(c.origin_month, 'YYYY-MM') as "originMonth", c.settlement = 'own_station' as "isOwnStation",
      case when c.payer = 'internal' and c.payer_id = ${partnerId} and c.currency = ${currency}
        and c.settlement in ('recorded', 'own_station') then coalesce(o.due, 0) else 0 end::text as due,
      coalesce((select -sum(b.amount) from balance_movements b where b.partner_id = ${partnerId} and b.kind = 'session'
        and b.source_id = s.source_id and b.cdr_id = s.cdr_id), 0)::text as paid
    from sessions s
    join cdrs c on c.source_id = s.source_id and c.cdr_id = s.cdr_id
    -- Nothing is due for own use that is free: the owner's latest record says so.
    left join lateral (select r.due from revenue_records r where r.partner_id = c.owner_id and r.source_id = c.source_id
      and r.cdr_id = c.cdr_id order by r.created_at desc, r.id desc limit 1) o on true`;
  const read = sessions.map(sessionOf);
  return {
    topUps: topUps.map(({ at, amount }) => ({ at: Date.parse(at), amount: parseDecimalExact(amount) })),
    settled: read.filter((session) => session.issued),
    open: read.filter((session) => !session.issued),
  };
}

type SessionRow = CdrKey & {
  issued: boolean;
  endAt: string;
  originalCdrId: string | null;
  originMonth: Month;
  isOwnStation: boolean;
  due: string;
  paid: string;
};

function sessionOf({ originalCdrId, ...row }: SessionRow): WaitingSession & { issued: boolean } {
  return {
    ...row,
    key: `${row.sourceId} ${row.cdrId}`,
    originalKey: originalCdrId === null ? null : `${row.sourceId} ${originalCdrId}`,
    endAt: Number(row.endAt),
    due: parseDecimalExact(row.due),
    paid: parseDecimalExact(row.paid),
  };
}

/** What balances paid for CDRs, by `source cdr`; CDRs that no balance paid for are missing. */
export async function paidFromBalances(
  tx: Tx,
  cdrs: readonly (CdrKey & { payerId: string | null })[],
): Promise<Map<string, Amount>> {
  const keys = cdrs.filter(({ payerId }) => payerId !== null);
  if (keys.length === 0) return new Map();
  const rows = await driverOf(tx)<{ sourceId: string; cdrId: string; paid: string }[]>`
    select m.source_id as "sourceId", m.cdr_id as "cdrId", (-sum(m.amount))::text as paid
    from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as k("sourceId" uuid, "cdrId" text, "payerId" uuid)
    join balance_movements m on m.partner_id = k."payerId" and m.source_id = k."sourceId" and m.cdr_id = k."cdrId"
    group by 1, 2`;
  return new Map(rows.map((row) => [`${row.sourceId} ${row.cdrId}`, parseDecimalExact(row.paid)]));
}

/** A top-up with what became of it, or null. */
export async function findTopUp(tx: Tx, key: { partnerId: string; topUpId: string }) {
  const rows = await tx
    .select()
    .from(m)
    .where(and(eq(m.partnerId, key.partnerId), sql`${key.topUpId}::uuid in (${m.id}, ${m.topUpId})`));
  const topUp = rows.find((row) => row.kind === "top_up");
  if (!topUp) return null;
  const has = (kind: NewMovement["kind"]) => rows.some((row) => row.kind === kind);
  return { ...topUp, isPaid: has("paid"), isTakenBack: has("taken_back") };
}

export type KnownTopUp = { partnerId: string; organizationId: string; reference: string; amount: Amount; at: Instant };

/** Top-ups that are known under these references. */
export async function findByReference(tx: Tx, references: readonly string[]): Promise<KnownTopUp[]> {
  if (references.length === 0) return [];
  const rows = await tx
    .select({
      partnerId: m.partnerId,
      organizationId: m.organizationId,
      reference: m.reference,
      amount: m.amount,
      at: m.occurredAt,
    })
    .from(m)
    .where(and(eq(m.kind, "top_up"), inArray(m.reference, [...new Set(references)])));
  return rows.map((row) => ({ ...row, reference: row.reference! }));
}

const account = {
  partnerId: a.partnerId,
  organizationId: a.organizationId,
  currency: a.currency,
  balance: a.balance,
  updatedAt: a.updatedAt,
  partnerName: companies.name,
  organizationName: organizations.name,
  timeZone: organizations.timeZone,
};
export type AccountRow = Awaited<ReturnType<typeof listAccounts>>[number];

/** Every balance within the scope, by name: a partner has one per organization. */
export function listAccounts(tx: Tx, scope: Scope) {
  return tx
    .select(account)
    .from(a)
    .innerJoin(companies, eq(companies.id, a.partnerId))
    .innerJoin(organizations, eq(organizations.id, a.organizationId))
    .where(partnerIn(a.partnerId, scope, null))
    .orderBy(asc(sql`lower(${companies.name})`), asc(organizations.name), asc(a.currency))
    .limit(1_000);
}

/** One balance, or null when there is none within the scope. */
export async function findAccount(tx: Tx, scope: Scope, ledger: LedgerKey): Promise<AccountRow | null> {
  const [row] = await tx
    .select(account)
    .from(a)
    .innerJoin(companies, eq(companies.id, a.partnerId))
    .innerJoin(organizations, eq(organizations.id, a.organizationId))
    .where(
      and(
        partnerIn(a.partnerId, scope, null),
        eq(a.partnerId, ledger.partnerId),
        eq(a.organizationId, ledger.organizationId),
        eq(a.currency, ledger.currency),
      ),
    );
  return row ?? null;
}

/** One page of an account's movements, the latest first. */
export async function listMovements(tx: Tx, ledger: LedgerKey, page: InstantPageRequest) {
  const keyset = instantKeyset(m.occurredAt, m.id, page);
  const later = tx.select({ id: m.topUpId, kind: m.kind }).from(m).where(eq(m.partnerId, ledger.partnerId)).as("later");
  const rows = await tx
    .select({
      id: m.id,
      kind: m.kind,
      amount: m.amount,
      occurredAt: m.occurredAt,
      sourceId: m.sourceId,
      cdrId: m.cdrId,
      reference: m.reference,
      account: m.account,
      paidOn: m.paidOn,
      topUpId: m.topUpId,
      reason: m.reason,
      isPaid: sql<boolean>`exists (select from ${later} where ${later.id} = ${m.id} and ${later.kind} = 'paid')`,
      isTakenBack: sql<boolean>`exists (select from ${later} where ${later.id} = ${m.id} and ${later.kind} = 'taken_back')`,
    })
    .from(m)
    .where(
      and(
        eq(m.partnerId, ledger.partnerId),
        eq(m.organizationId, ledger.organizationId),
        eq(m.currency, ledger.currency),
        keyset.where,
      ),
    )
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return instantPage(rows, page, (row) => ({ at: row.occurredAt, id: row.id })) satisfies Page<unknown>;
}

/** Partners by their name or external reference, in any case. */
export function partnersByName(tx: Tx, names: readonly string[]) {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  if (wanted.length === 0) return Promise.resolve([]);
  return tx
    .select({ id: companies.id, name: companies.name, externalReference: companies.externalReference })
    .from(companies)
    .where(
      and(
        eq(companies.isPartner, true),
        or(inArray(sql`lower(${companies.name})`, wanted), inArray(sql`lower(${companies.externalReference})`, wanted)),
      ),
    );
}
