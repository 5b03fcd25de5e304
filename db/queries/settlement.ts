/**
 * What a settlement report is made of, read for many periods at once: every function takes keys and answers by
 * their place (`i`) in that list, so that closing a thousand partners costs a handful of statements.
 */
import { driverOf, type Tx } from "@/db/client";
import type { Month } from "@/lib/calendar/calendar";
import { type Amount, type Energy, parseDecimalExact } from "@/lib/money/amount";
import type { PeriodState } from "@/lib/settlement/period";
import type { PeriodKey } from "./periods";

const decimal = (text: string) => parseDecimalExact(text);
const monthOf = (date: string): Month => date.slice(0, 7);

/** The keys as a table `k` for a FROM clause; `exact` marks those whose collected shares are computed per CDR. */
export function keyTable(tx: Tx, keys: readonly (PeriodKey & { exact?: boolean })[]) {
  const rows = keys.map(({ partnerId, organizationId, currency, month, exact = false }, i) => ({
    ...{ i, partnerId, organizationId, currency, exact },
    month: `${month}-01`,
  }));
  return driverOf(tx)`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
    as k(i int, "partnerId" uuid, "organizationId" uuid, currency text, month date, exact boolean)`;
}

/** Joins a table `t` that carries a ledger (partner, organization, currency) to `k`. */
function sameLedger(tx: Tx) {
  return driverOf(
    tx,
  )`t.partner_id = k."partnerId" and t.organization_id = k."organizationId" and t.currency = k.currency`;
}

/**
 * Every period of a month that gets a report: each that has a row, and each of a contract in force, sessions or
 * not (D8). An organization's own company gets none (D3).
 */
export async function closingKeys(tx: Tx, month: Month): Promise<PeriodKey[]> {
  const first = `${month}-01`;
  const rows = await driverOf(tx)<{ partner: string; organization: string; currency: string }[]>`
    select key.* from (
      select partner_id as partner, organization_id as organization, currency from periods where month = ${first}::date
      union
      select partner_id, organization_id, currency from contracts
      where starts_in <= ${first}::date and (ends_in is null or ends_in >= ${first}::date)
    ) key
    join organizations o on o.id = key.organization and o.company_id <> key.partner
    order by 1, 2, 3`;
  return rows.map((row) => ({
    partnerId: row.partner,
    organizationId: row.organization,
    currency: row.currency,
    month,
  }));
}

/** Sums of a period's records at one site; null where a record has none (month terms). */
export type SiteSums = {
  i: number;
  siteId: string;
  siteName: string | null;
  records: number;
  energyKwh: Energy;
  revenue: Amount;
  partnerShare: Amount;
  collectedShare: Amount;
};

/** The sums of each period by site, from the rollups. */
export async function siteSums(tx: Tx, keys: readonly PeriodKey[]): Promise<SiteSums[]> {
  const rows = await driverOf(tx)<(Record<"energy" | "revenue" | "share" | "collected", string> & SumRow)[]>`
    select k.i, t.location_id as site, l.name, sum(t.records)::int as records, sum(t.energy_kwh) as energy,
      sum(t.revenue) as revenue, sum(t.partner_share) as share, sum(t.collected_share) as collected
    from ${keyTable(tx, keys)} join record_rollups t on ${sameLedger(tx)} and t.period_month = k.month
    left join locations l on l.id = t.location_id
    group by 1, 2, 3`;
  return rows.map((row) => ({
    i: row.i,
    siteId: row.site,
    siteName: row.name,
    records: row.records,
    energyKwh: decimal(row.energy),
    revenue: decimal(row.revenue),
    partnerShare: decimal(row.share),
    collectedShare: decimal(row.collected),
  }));
}

type SumRow = { i: number; site: string; name: string | null; records: number };

/** What stands on one line of a report, before rounding. */
export type LineSums = {
  i: number;
  siteId: string;
  siteName: string | null;
  component: string;
  /** −1: no VAT is known. */
  vatBasisPoints: number;
  basis: "generated" | "collected";
  records: number;
  energyKwh: Energy;
  revenue: Amount;
  partnerShare: Amount;
};

/** The lines of each period from the rollups; right where all of a period's records have the basis *generated*. */
export async function lineSums(tx: Tx, keys: readonly PeriodKey[]): Promise<LineSums[]> {
  const rows = await driverOf(tx)<LineRow[]>`
    select k.i, t.location_id as site, l.name, t.component, t.vat_basis_points as vat, 'generated' as basis,
      sum(t.records)::int as records, sum(t.quantity) as energy, sum(t.revenue) as revenue, sum(t.partner_share) as share
    from ${keyTable(tx, keys)} join line_rollups t on ${sameLedger(tx)} and t.period_month = k.month
    left join locations l on l.id = t.location_id
    group by 1, 2, 3, 4, 5`;
  return rows.map(lineOf);
}

/** The same from the records themselves, bases apart. */
export async function lineSumsByBasis(tx: Tx, keys: readonly PeriodKey[]): Promise<LineSums[]> {
  const rows = await driverOf(tx)<LineRow[]>`
    select k.i, t.location_id as site, l.name, c.line as component, coalesce(c."vatBasisPoints", -1) as vat, t.basis,
      count(*)::int as records, coalesce(sum(t.energy_kwh) filter (where c.line = 'energy'), 0) as energy,
      sum(c.revenue) as revenue, sum(c."partnerShare") as share
    from ${keyTable(tx, keys)} join revenue_records t on ${sameLedger(tx)} and t.period_month = k.month
    cross join lateral jsonb_to_recordset(t.components)
      as c(line text, "vatBasisPoints" int, revenue numeric, "partnerShare" numeric)
    left join locations l on l.id = t.location_id
    group by 1, 2, 3, 4, 5, 6`;
  return rows.map(lineOf);
}

type LineRow = SumRow & { component: string; vat: number; basis: "generated" | "collected" } & Record<
    "energy" | "revenue" | "share",
    string
  >;

function lineOf(row: LineRow): LineSums {
  return {
    i: row.i,
    siteId: row.site,
    siteName: row.name,
    component: row.component,
    vatBasisPoints: row.vat,
    basis: row.basis,
    records: row.records,
    energyKwh: decimal(row.energy),
    revenue: decimal(row.revenue),
    partnerShare: decimal(row.share),
  };
}

/**
 * The keys (by place) in which records of the basis *collected* may stand: a contract of the ledger, or one in
 * which its partner is a further recipient, has ever had that basis.
 */
export async function keysWithCollectedBasis(tx: Tx, keys: readonly PeriodKey[]): Promise<Set<number>> {
  const rows = await driverOf(tx)<{ i: number }[]>`
    select k.i from ${keyTable(tx, keys)}
    where exists (
      select from contracts t join contract_versions v on v.contract_id = t.id
      where t.organization_id = k."organizationId" and v.terms @> '{"basis": "collected"}'
        and (t.partner_id = k."partnerId"
          or v.terms -> 'recipients' @> jsonb_build_array(jsonb_build_object('partnerId', k."partnerId"))))`;
  return new Set(rows.map((row) => row.i));
}

export type ExpenseSums = {
  i: number;
  origin: string;
  originMonth: Month;
  records: number;
  quantity: bigint;
  unitPrice: Amount;
  amount: Amount;
  params: Record<string, string | number>;
};

/** The expenses of each period: what comes by the session is summed, everything else stands by itself. */
export async function expenseSums(tx: Tx, keys: readonly PeriodKey[]): Promise<ExpenseSums[]> {
  const rows = await driverOf(tx)<
    ({ i: number; origin: string; month: string; records: number; params: Record<string, string | number> } & Record<
      "quantity" | "price" | "amount",
      string
    >)[]
  >`
    select k.i, t.origin, t.origin_month::text as month, count(*)::int as records, sum(t.quantity) as quantity,
      min(t.unit_price) as price, sum(t.amount) as amount, case when count(*) = 1 then min(t.params::text) else '{}' end::jsonb as params
    from ${keyTable(tx, keys)} join expense_records t on ${sameLedger(tx)} and t.period_month = k.month
    group by k.i, t.origin, t.origin_month,
      case when t.origin in ('session', 'tax_reimbursement', 'received_by_partner') then null else t.id end
    order by k.i, t.origin_month, t.origin, min(t.occurred_at)`;
  return rows.map((row) => ({
    i: row.i,
    origin: row.origin,
    originMonth: monthOf(row.month),
    records: row.records,
    quantity: decimal(row.quantity),
    unitPrice: decimal(row.price),
    amount: decimal(row.amount),
    params: row.params,
  }));
}

/** How much money is booked in each period, for telling whether a draft is stale. */
export async function bookedCollections(
  tx: Tx,
  keys: readonly PeriodKey[],
): Promise<Map<number, { collections: number; collected: Amount }>> {
  const rows = await driverOf(tx)<{ i: number; collections: number; collected: string }[]>`
    select k.i, count(*)::int as collections, sum(t.amount) as collected
    from ${keyTable(tx, keys)} join collections t on ${sameLedger(tx)} and t.booking_month = k.month
    group by 1`;
  return new Map(rows.map((row) => [row.i, { collections: row.collections, collected: decimal(row.collected) }]));
}

/** What the last issued report before each period ended below zero with: 0 or negative (D16). */
export async function carriedBalances(tx: Tx, keys: readonly PeriodKey[]): Promise<Map<number, Amount>> {
  const rows = await driverOf(tx)<{ i: number; balance: string }[]>`
    select distinct on (k.i) k.i, least(t.balance, 0) as balance
    from ${keyTable(tx, keys)} join settlement_reports t on ${sameLedger(tx)} and t.state = 'issued' and t.month < k.month
    order by k.i, t.month desc`;
  return new Map(rows.map((row) => [row.i, decimal(row.balance)]));
}

/** The periods of the same ledgers that decide the order: earlier ones not issued, later ones issued. */
export async function periodsInTheWay(
  tx: Tx,
  keys: readonly PeriodKey[],
): Promise<Map<number, { month: Month; state: PeriodState }[]>> {
  const rows = await driverOf(tx)<{ i: number; month: string; state: PeriodState }[]>`
    select k.i, t.month::text as month, t.state
    from ${keyTable(tx, keys)} join periods t on ${sameLedger(tx)}
    where (t.month < k.month and t.state <> 'issued') or (t.month > k.month and t.state = 'issued')`;
  const found = new Map<number, { month: Month; state: PeriodState }[]>();
  for (const { i, month, state } of rows) {
    const others = found.get(i) ?? [];
    others.push({ month: monthOf(month), state });
    found.set(i, others);
  }
  return found;
}

/** The keys (by place) whose records do not add up to their rollups: nothing may be issued from those. */
export async function keysThatDoNotAddUp(tx: Tx, keys: readonly PeriodKey[]): Promise<Set<number>> {
  const driver = driverOf(tx);
  const rows = await driver<{ i: number }[]>`
    select s.i from (
      select k.i, count(t.id)::numeric as n, sum(t.revenue) as revenue, sum(t.partner_share) as share, sum(t.energy_kwh) as energy, 1 as sign
      from ${keyTable(tx, keys)} join revenue_records t on ${sameLedger(tx)} and t.period_month = k.month group by k.i
      union all
      select k.i, sum(t.records), sum(t.revenue), sum(t.partner_share), sum(t.energy_kwh), -1
      from ${keyTable(tx, keys)} join record_rollups t on ${sameLedger(tx)} and t.period_month = k.month group by k.i
      union all
      select k.i, null, sum(t.revenue), sum(t.partner_share), null, -2
      from ${keyTable(tx, keys)} join line_rollups t on ${sameLedger(tx)} and t.period_month = k.month group by k.i
    ) s
    group by s.i
    having coalesce(sum(s.n) filter (where s.sign = 1), 0) <> coalesce(sum(s.n) filter (where s.sign = -1), 0)
      or coalesce(sum(s.energy) filter (where s.sign = 1), 0) <> coalesce(sum(s.energy) filter (where s.sign = -1), 0)
      or coalesce(sum(s.revenue) filter (where s.sign = 1), 0) <> any (array[
        coalesce(sum(s.revenue) filter (where s.sign = -1), 0), coalesce(sum(s.revenue) filter (where s.sign = -2), 0)])
      or coalesce(sum(s.share) filter (where s.sign = 1), 0) <> any (array[
        coalesce(sum(s.share) filter (where s.sign = -1), 0), coalesce(sum(s.share) filter (where s.sign = -2), 0)])`;
  return new Set(rows.map((row) => row.i));
}
