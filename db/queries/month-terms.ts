/**
 * What the month terms of contracts are computed from (D11), for many periods at once: the contracts and months they
 * concern, what their sessions generated, what is booked of them already and what of it was made payable.
 */
import { driverOf, type Tx } from "@/db/client";
import type { Scope } from "@/lib/access/scope";
import type { Month } from "@/lib/calendar/calendar";
import { type Amount, type Energy, minorUnitDigits, parseDecimalExact } from "@/lib/money/amount";
import type { MonthTerm } from "@/lib/records/origins";
import type { PeriodKey } from "./periods";
import { keyTable } from "./settlement";
import { collectedPart } from "./settlement-collected";
import { type ScopeRow, scopeOf } from "./settlement-terms";

/** A month of a contract whose terms a period (by its place `i`) has to look at: its own, or one that is closed. */
export type ContractMonth = {
  i: number;
  contractId: string;
  contract: string;
  originMonth: Month;
  /** The version in force in the month; null when the contract is not in force then (any more). */
  version: { id: string; number: number; terms: unknown } | null;
  scope: ReturnType<typeof scopeOf>;
};

/** A contract in which something about a month as a whole is or was agreed, or has been booked. */
const TERMS_AGREED = `exists (select from contract_versions v where v.contract_id = c.id and (v.terms #>> '{monthly,tiers}'
    is not null or v.terms #>> '{monthly,cap}' is not null or v.terms #>> '{monthly,guarantee}' is not null))`;
const OF_LEDGER = `t.partner_id = k."partnerId" and t.organization_id = k."organizationId" and t.currency = k.currency`;
const TERM_RECORD = `t.origin in ('tier', 'cap', 'guarantee')`;

/** A contract that is in force in a month and agrees something about it as a whole, with the period it is settled in. */
export type TermsInForce = PeriodKey & { partnerName: string };

/** The ledgers of partners within the scope whose contracts agree month terms for a month, while it is not issued. */
export async function ledgersWithTerms(tx: Tx, scope: Scope, month: Month): Promise<TermsInForce[]> {
  const driver = driverOf(tx);
  const first = `${month}-01`;
  const partners = scope.kind === "everything" ? null : JSON.stringify(scope.partnerIds);
  const rows = await driver<Omit<TermsInForce, "month">[]>`
    select distinct c.partner_id as "partnerId", c.organization_id as "organizationId", c.currency, p.name as "partnerName"
    from contracts c join companies p on p.id = c.partner_id
    where c.starts_in <= ${first}::date and (c.ends_in is null or c.ends_in >= ${first}::date)
      and ${driver.unsafe(TERMS_AGREED)}
      and (${partners}::text is null or c.partner_id::text in (select jsonb_array_elements_text(${partners}::text::jsonb)))
      and not exists (select from periods i where i.partner_id = c.partner_id and i.organization_id = c.organization_id
        and i.currency = c.currency and i.month = ${first}::date and i.state = 'issued')
    order by 4, 3, 1, 2`;
  return rows.map((row) => ({ ...row, month }));
}

/**
 * The contract months of each period: its own month, and every earlier month that is closed, since a late record, a
 * new contract version or another owner may have changed what its terms come to. A month that nobody closed counts
 * only once it has records. Asked for its *own* months: the period's own month alone.
 */
export async function contractMonths(
  tx: Tx,
  keys: readonly PeriodKey[],
  asked: "own" | "all" = "all",
): Promise<ContractMonth[]> {
  const driver = driverOf(tx);
  const raw = (text: string) => driver.unsafe(text);
  const closed = driver`
      union
      select k.i, k.id, t.month from concerned k join periods t on ${raw(OF_LEDGER)} and t.month < k.month and t.state = 'issued'
      union
      select k.i, k.id, t.origin_month from concerned k
      join line_rollups t on ${raw(OF_LEDGER)} and t.contract_id = k.id and t.origin_month < k.month and t.period_month <= k.month
      where exists (select from periods p where p.partner_id = t.partner_id and p.organization_id = t.organization_id
        and p.currency = t.currency and p.month >= t.origin_month and p.state = 'issued')`;
  const rows = await driver<
    (ScopeRow & {
      i: number;
      id: string;
      name: string;
      month: string;
      version: string | null;
      number: number;
      terms: unknown;
    })[]
  >`
    with k as materialized (select * from ${keyTable(tx, keys)}),
    concerned as (
      select k.*, c.id, c.name, c.scope, c.starts_in, c.ends_in
      from k join contracts c on c.partner_id = k."partnerId" and c.organization_id = k."organizationId" and c.currency = k.currency
      where ${raw(TERMS_AGREED)}
        or exists (select from revenue_records t where ${raw(OF_LEDGER)} and ${raw(TERM_RECORD)} and t.contract_id = c.id)
    ),
    months as (
      select i, id, month as origin from concerned
      ${asked === "own" ? driver`` : closed}
    )
    select c.i, c.id, c.name, m.origin::text as month, v.id as version, v.version as number, v.terms, c.scope,
      array(select location_id::text from contract_locations where contract_id = c.id) as sites,
      array(select evse_id::text from contract_evses where contract_id = c.id) as evses
    from concerned c join months m using (i, id)
    left join lateral (select v.id, v.version, v.terms from contract_versions v where v.contract_id = c.id
      and v.valid_from <= m.origin and c.starts_in <= m.origin and (c.ends_in is null or c.ends_in >= m.origin)
      order by v.valid_from desc limit 1) v on true
    order by c.i, m.origin, c.name, c.id`;
  return rows.map((row) => ({
    i: row.i,
    contractId: row.id,
    contract: row.name,
    originMonth: row.month.slice(0, 7),
    version: row.version === null ? null : { id: row.version, number: row.number, terms: row.terms },
    scope: scopeOf(row),
  }));
}

/** A contract month as it is asked about: of the period `key`. */
export type AskedMonth = { key: PeriodKey; contractId: string; originMonth: Month };

/** The asked months as a table `x` for a FROM clause; `n` is their place. */
function askedTable(tx: Tx, asked: readonly AskedMonth[]) {
  // Field by field: a key may be a whole report, whose amounts JSON cannot hold.
  const rows = asked.map(({ key: { partnerId, organizationId, currency, month }, contractId, originMonth }, n) => ({
    partnerId,
    organizationId,
    currency,
    n,
    contractId,
    month: `${month}-01`,
    origin: `${originMonth}-01`,
    digits: minorUnitDigits(currency),
  }));
  return driverOf(tx)`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x(n int, "partnerId" uuid,
    "organizationId" uuid, currency text, month date, "contractId" uuid, origin date, digits int)`;
}

const OF_ASKED = `t.partner_id = x."partnerId" and t.organization_id = x."organizationId" and t.currency = x.currency
  and t.contract_id = x."contractId" and t.origin_month = x.origin`;

/** What the sessions of a contract's month generated, late ones up to the period included. */
export type GeneratedMonth = {
  revenue: Amount;
  energyKwh: Energy;
  /** Rounded as report lines are: per site, component and VAT rate (D13). */
  share: Amount;
};

/** From the rollups; one per asked month, in their order. */
export async function generatedMonths(tx: Tx, asked: readonly AskedMonth[]): Promise<GeneratedMonth[]> {
  if (asked.length === 0) return [];
  const driver = driverOf(tx);
  const sessions = driver.unsafe(`${OF_ASKED} and t.period_month <= x.month and not (${TERM_RECORD})`);
  const rows = await driver<Record<"revenue" | "energy" | "share", string>[]>`
    select coalesce(r.revenue, 0) as revenue, coalesce(r.energy, 0) as energy, coalesce(l.share, 0) as share
    from ${askedTable(tx, asked)}
    left join lateral (select sum(t.revenue) as revenue, sum(t.energy_kwh) as energy from record_rollups t where ${sessions}) r
      on true
    left join lateral (select sum(round(line.share, x.digits)) as share from (
      select sum(t.partner_share) as share from line_rollups t where ${sessions}
      group by t.location_id, t.component, t.vat_basis_points) line) l on true
    order by x.n`;
  return rows.map((row) => ({
    revenue: parseDecimalExact(row.revenue),
    energyKwh: parseDecimalExact(row.energy),
    share: parseDecimalExact(row.share),
  }));
}

/**
 * What earlier periods booked of a term of an asked month and which record did so first; `paidAtOnce` is the part
 * that was payable at once, on basis *generated*.
 */
export type BookedTerm = { n: number; term: MonthTerm; amount: Amount; paidAtOnce: Amount; recordId: string };

export async function bookedTerms(tx: Tx, asked: readonly AskedMonth[]): Promise<BookedTerm[]> {
  if (asked.length === 0) return [];
  const driver = driverOf(tx);
  const rows = await driver<{ n: number; term: MonthTerm; amount: string; at_once: string; first: string }[]>`
    select x.n, t.origin as term, sum(t.partner_share) as amount,
      coalesce(sum(t.partner_share) filter (where t.basis = 'generated'), 0) as at_once,
      (array_agg(t.id order by t.period_month))[1] as first
    from ${askedTable(tx, asked)}
    join revenue_records t on ${driver.unsafe(`${OF_ASKED} and ${TERM_RECORD}`)} and t.period_month < x.month
    group by 1, 2`;
  return rows.map((row) => ({
    n: row.n,
    term: row.term,
    amount: parseDecimalExact(row.amount),
    paidAtOnce: parseDecimalExact(row.at_once),
    recordId: row.first,
  }));
}

/** Basis collected: what earlier reports made payable of a term of an asked month. */
export async function paidTerms(
  tx: Tx,
  asked: readonly AskedMonth[],
): Promise<{ n: number; term: MonthTerm; amount: Amount }[]> {
  if (asked.length === 0) return [];
  const rows = await driverOf(tx)<{ n: number; term: MonthTerm; amount: string }[]>`
    select x.n, t.term, sum(t.amount) as amount
    from ${askedTable(tx, asked)}
    join term_payables t on t.partner_id = x."partnerId" and t.contract_id = x."contractId" and t.origin_month = x.origin
    group by 1, 2`;
  return rows.map((row) => ({ ...row, amount: parseDecimalExact(row.amount) }));
}

/** What the sessions of each asked month generated and what of it is collected at the period's end, CDR by CDR (D12). */
export async function collectedMonths(
  tx: Tx,
  asked: readonly AskedMonth[],
): Promise<{ generated: Amount; collected: Amount }[]> {
  if (asked.length === 0) return [];
  const driver = driverOf(tx);
  const rows = await driver<Record<"generated" | "collected", string>[]>`
    with x as materialized (select * from ${askedTable(tx, asked)}),
    shares as (
      select x.n, x.month, t.partner_id, t.source_id, t.cdr_id, sum(t.partner_share) as share,
        (array_agg(t.due order by t.created_at desc, t.id desc))[1] as due
      from x join revenue_records t on ${driver.unsafe(OF_ASKED)} and t.period_month between x.origin and x.month
      where t.cdr_id is not null
      group by 1, 2, 3, 4, 5
    ),
    parts as (
      select s.n, s.share, ${driver.unsafe(collectedPart("share", "cash"))} as part
      from (select s.*, coalesce((select sum(e.amount) from collections e where e.partner_id = s.partner_id
        and e.source_id = s.source_id and e.cdr_id = s.cdr_id and e.booking_month <= s.month), 0) as cash from shares s) s
    )
    select coalesce(sum(p.share), 0) as generated, coalesce(sum(p.part), 0) as collected
    from x left join parts p using (n) group by x.n order by x.n`;
  return rows.map((row) => ({
    generated: parseDecimalExact(row.generated),
    collected: parseDecimalExact(row.collected),
  }));
}
