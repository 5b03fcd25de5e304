/**
 * Where a tariff is missing, and how much money that is so far. The sums read unsettled CDRs only, through their
 * partial index; they are few, whatever the number of CDRs.
 */
import { driverOf, type Tx } from "@/db/client";
import { firstDay, type IsoDate } from "@/lib/calendar/calendar";
import { type Amount, parseDecimalExact } from "@/lib/money/amount";

/** What unsettled sessions add up to; the revenue of those that have a price, per currency. */
export type Stake = {
  sessions: number;
  /** Ten-thousandths of a kWh. */
  energyKwh: bigint;
  revenue: { currency: string; amount: Amount }[];
};

/** `rate`: no charge point rate at all; `purchase`: the rate lacks the purchase cost that the owner's contract needs. */
export type ConnectorGap = Stake & {
  connectorId: string;
  evseUid: string;
  connectorName: string;
  current: "AC" | "DC";
  locationId: string;
  site: string;
  owner: string | null;
  gap: "rate" | "purchase";
};

/** A token, or a company that issues tokens, without an EMP sales tariff. */
export type HolderGap = Stake & {
  id: string;
  name: string;
  /** Of a token the company that issued it. */
  issuer: string | null;
  /** Of a company: its tokens that have no tariff of their own. */
  tokens: number;
};

/** As many as a page lists; those with the most sessions come first. */
const MOST_LISTED = 200;

export type Gaps<Row> = { rows: Row[]; count: number; total: Stake };

type Money = Record<string, string> | null;
type StakeRow = { sessions: number; energy: string; money: Money };
type TotalRow = { count: number; allSessions: number; allEnergy: string; allMoney: Money };

/** Revenue per currency as one JSON object per connector or token, and the sums of both. */
function stakeBy(tx: Tx, column: "connector_id" | "token_id" | "payer_id") {
  const sql = driverOf(tx);
  return sql`
    select u.holder, sum(u.sessions)::int as sessions, sum(u.energy) as energy,
      jsonb_object_agg(u.currency, u.revenue::text) filter (where u.currency is not null) as money
    from (
      select c.${sql(column)} as holder, c.currency::text as currency, count(*) as sessions,
        sum(c.energy_kwh) as energy, sum(c.revenue) as revenue
      from cdrs c
      where c.settlement not in ('recorded', 'own_station') and c.settlement in ('non_rated', 'no_rate')
        and c.${sql(column)} is not null
      group by 1, 2
    ) u
    group by 1`;
}

/** What all rows of `listed` add up to, beside each row. */
function totals(tx: Tx) {
  return driverOf(tx)`
    (select count(*)::int from listed) as count,
    (select sum(l.sessions)::int from listed l) as "allSessions",
    (select sum(l.energy) from listed l) as "allEnergy",
    (select jsonb_object_agg(m.currency, m.amount::text) from (
      select e.key as currency, sum(e.value::numeric) as amount from listed l, jsonb_each_text(l.money) e group by 1
    ) m) as "allMoney"`;
}

/** Connectors that lack a charge point rate on a day, or the purchase cost that a contract needs. */
export async function connectorGaps(tx: Tx, today: IsoDate): Promise<Gaps<ConnectorGap>> {
  const sql = driverOf(tx);
  const month = firstDay(today.slice(0, 7));
  const rows = await sql<(Omit<ConnectorGap, keyof Stake> & StakeRow & TotalRow)[]>`
    with stake as (${stakeBy(tx, "connector_id")}),
    gaps as (
      select k.id, case when rate.version_id is null then 'rate' else 'purchase' end as gap, o.partner_id
      from connectors k
      left join evse_owners o on o.evse_id = k.evse_id and o.days @> ${today}::date
      left join lateral (
        select v.id as version_id, v.purchase is not null or exists (
          select from tariff_price_configurations p where p.tariff_version_id = v.id and p.purchase is not null
        ) as pays
        from tariff_assignments a join tariff_versions v on v.tariff_id = a.tariff_id and v.valid_from <= ${today}::date
        where a.connector_id = k.id and a.kind = 'charge_point_rate' and a.days @> ${today}::date
        order by v.valid_from desc limit 1
      ) rate on true
      where rate.version_id is null or (not rate.pays and exists (
        select from contracts c join evses e on e.id = k.evse_id
        where c.partner_id = o.partner_id and c.kind = 'purchase_price'
          and c.starts_in <= ${month}::date and (c.ends_in is null or c.ends_in >= ${month}::date)
          and (c.scope = 'all_sites'
            or exists (select from contract_locations l where l.contract_id = c.id and l.location_id = e.location_id)
            or exists (select from contract_evses x where x.contract_id = c.id and x.evse_id = e.id))
      ))
    ),
    listed as (
      select k.id as "connectorId", e.uid as "evseUid", k.connector_id as "connectorName", k.current,
        l.id as "locationId", l.name as site, w.name as owner, g.gap,
        coalesce(s.sessions, 0) as sessions, coalesce(s.energy, 0) as energy, s.money
      from gaps g
      join connectors k on k.id = g.id
      join evses e on e.id = k.evse_id
      join locations l on l.id = e.location_id
      left join companies w on w.id = g.partner_id
      left join stake s on s.holder = k.id
    )
    select listed.*, ${totals(tx)} from listed
    order by sessions desc, lower(site), "evseUid", "connectorName" limit ${MOST_LISTED}`;
  return gapsOf(rows);
}

/** Companies that issue tokens, EMPs above all, without an EMP sales tariff on a day. */
export async function companyGaps(tx: Tx, today: IsoDate): Promise<Gaps<HolderGap>> {
  const sql = driverOf(tx);
  const rows = await sql<(Omit<HolderGap, keyof Stake> & StakeRow & TotalRow)[]>`
    with stake as (${stakeBy(tx, "payer_id")}),
    bare as (
      select t.issuer_id, count(*)::int as tokens
      from tokens t
      where t.issuer_id is not null and not exists (
        select from sales_tariff_assignments a where a.token_id = t.id and a.days @> ${today}::date
      )
      group by 1
    ),
    listed as (
      select c.id, c.name, null as issuer, coalesce(b.tokens, 0) as tokens,
        coalesce(s.sessions, 0) as sessions, coalesce(s.energy, 0) as energy, s.money
      from companies c
      left join bare b on b.issuer_id = c.id
      left join stake s on s.holder = c.id
      where c.archived_at is null and (c.is_emp or b.tokens > 0) and not exists (
        select from sales_tariff_assignments a where a.company_id = c.id and a.days @> ${today}::date
      )
    )
    select listed.*, ${totals(tx)} from listed order by sessions desc, lower(name) limit ${MOST_LISTED}`;
  return gapsOf(rows);
}

/** Tokens of partners and of our own without an EMP sales tariff on a day, neither theirs nor their company's. */
export async function tokenGaps(tx: Tx, today: IsoDate): Promise<Gaps<HolderGap>> {
  const sql = driverOf(tx);
  const rows = await sql<(Omit<HolderGap, keyof Stake> & StakeRow & TotalRow)[]>`
    with stake as (${stakeBy(tx, "token_id")}),
    listed as (
      select t.id, t.uid as name, c.name as issuer, 0 as tokens,
        coalesce(s.sessions, 0) as sessions, coalesce(s.energy, 0) as energy, s.money
      from tokens t
      join companies c on c.id = t.issuer_id and (c.is_partner or c.is_own)
      left join stake s on s.holder = t.id
      where not exists (
        select from sales_tariff_assignments a
        where (a.token_id = t.id or a.company_id = c.id) and a.days @> ${today}::date
      )
    )
    select listed.*, ${totals(tx)} from listed order by sessions desc, lower(issuer), name limit ${MOST_LISTED}`;
  return gapsOf(rows);
}

function gapsOf<Row extends StakeRow & TotalRow>(rows: readonly Row[]): Gaps<Row & Stake> {
  const [first] = rows;
  return {
    rows: rows.map((row) => ({ ...row, ...stakeOf(row) })),
    count: first?.count ?? 0,
    total: stakeOf({
      sessions: first?.allSessions ?? 0,
      energy: first?.allEnergy ?? "0",
      money: first?.allMoney ?? null,
    }),
  };
}

function stakeOf({ sessions, energy, money }: StakeRow): Stake {
  const revenue = Object.entries(money ?? {}).map(([currency, amount]) => ({
    currency,
    amount: parseDecimalExact(amount),
  }));
  return { sessions, energyKwh: parseDecimalExact(energy), revenue };
}
