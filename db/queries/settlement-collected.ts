/**
 * What of a share is collected, CDR by CDR and set-based (D12): shares so far × fraction, rounded toward zero, less
 * what earlier reports made payable for it; attributed to the lines on which the shares stand.
 */
import { driverOf, type Tx } from "@/db/client";
import type { Month } from "@/lib/calendar/calendar";
import { type Amount, parseDecimalExact } from "@/lib/money/amount";
import type { PeriodKey } from "./periods";
import { keyTable } from "./settlement";

/** A key; `exact`: records of the basis *collected* may stand in it, so every CDR of the period is looked at. */
export type CollectedKey = PeriodKey & { exact: boolean };

/**
 * A part of what is collected. `now`: of the period's own records (for a key that is not exact, only what has to be
 * added to the rollups' collected share: money that is booked later is taken off). `previous`: of earlier records.
 */
export type CollectedPart = {
  i: number;
  section: "now" | "previous";
  basis: "generated" | "collected";
  /** The records' period. */
  period: Month;
  siteId: string;
  siteName: string | null;
  component: string;
  /** −1: no VAT is known. */
  vatBasisPoints: number;
  records: number;
  amount: Amount;
};

/** A share × collected ÷ due as SQL, the fraction within 0 and 1, toward zero; `div` is exact where `/` rounds. */
export function collectedPart(share: string, collected: string): string {
  return `case when due = 0 or (${collected} * sign(due) >= abs(due)) then ${share}
    when ${collected} * sign(due) <= 0 then 0
    else round(div(${share} * ${collected} * 10000, due) / 10000, 4) end`;
}

/**
 * One row per CDR and basis that may have changed what is collected, as `per_cdr`. Money collected at once is booked
 * with its record, so that only other kinds, and what takes it back, can belong to an earlier or be ahead of the period.
 */
function perCdr(tx: Tx, keys: readonly CollectedKey[]) {
  const driver = driverOf(tx);
  return driver`
    with k as materialized (select * from ${keyTable(tx, keys)}),
    touched as (
      select k.i, t.source_id, t.cdr_id from k join revenue_records t on t.partner_id = k."partnerId"
        and t.organization_id = k."organizationId" and t.currency = k.currency and t.period_month = k.month
      where k.exact and t.cdr_id is not null
      union
      select k.i, t.source_id, t.cdr_id from k join collections t on t.partner_id = k."partnerId"
        and t.organization_id = k."organizationId" and t.currency = k.currency and t.booking_month >= k.month
      where case when k.exact then t.booking_month = k.month else t.kind <> 'at_once' or t.reverses_id is not null end
    ),
    shares as (
      select x.i, x.source_id, x.cdr_id, r.basis, k.exact, k.month, k."partnerId" as partner_id,
        coalesce(sum(r.partner_share) filter (where r.period_month < k.month), 0) as earlier,
        coalesce(sum(r.partner_share) filter (where r.period_month = k.month), 0) as own,
        (array_agg(r.due order by r.created_at desc, r.id desc))[1] as due
      from touched x join k using (i)
      join revenue_records r on r.partner_id = k."partnerId" and r.source_id = x.source_id and r.cdr_id = x.cdr_id
        and r.period_month <= k.month
      group by 1, 2, 3, 4, 5, 6, 7
    ),
    cash as (
      select s.*, m.before, m.at_end, m.so_far,
        case when s.basis = 'collected' then coalesce((select sum(p.amount) from payables p
          where p.partner_id = s.partner_id and p.source_id = s.source_id and p.cdr_id = s.cdr_id), 0) end as paid
      from shares s
      cross join lateral (
        select coalesce(sum(c.amount) filter (where c.booking_month < s.month), 0) as before,
          coalesce(sum(c.amount) filter (where c.booking_month <= s.month), 0) as at_end,
          coalesce(sum(c.amount), 0) as so_far
        from collections c
        where c.partner_id = s.partner_id and c.source_id = s.source_id and c.cdr_id = s.cdr_id) m
    ),
    parts as (
      select c.*, ${driver.unsafe(collectedPart("earlier", "at_end"))} as earlier_at_end,
        ${driver.unsafe(collectedPart("(earlier + own)", "at_end"))} as all_at_end,
        case when c.basis = 'collected' then paid else ${driver.unsafe(collectedPart("earlier", "before"))} end as earlier_before,
        ${driver.unsafe(collectedPart("earlier", "so_far"))} as earlier_so_far,
        ${driver.unsafe(collectedPart("(earlier + own)", "so_far"))} as all_so_far
      from cash c
    ),
    per_cdr as (
      select i, source_id, cdr_id, partner_id, basis, month, earlier_at_end - earlier_before as previous,
        all_at_end - earlier_at_end - case when exact then 0 else all_so_far - earlier_so_far end as now
      from parts
    )`;
}

/** What is collected of each period's shares, by line. */
export async function collectedParts(tx: Tx, keys: readonly CollectedKey[]): Promise<CollectedPart[]> {
  const rows = await driverOf(tx)<PartRow[]>`
    ${perCdr(tx, keys)},
    sections as (
      select *, 'previous' as section, previous as amount from per_cdr where previous <> 0
      union all
      select *, 'now', now from per_cdr where now <> 0
    ),
    weights as (
      select s.i, s.section, s.basis, s.source_id, s.cdr_id, s.amount, r.location_id, c.line,
        coalesce(c."vatBasisPoints", -1) as vat, sum(c."partnerShare") as weight,
        min(case when s.section = 'now' then s.month else r.period_month end) as period
      from sections s
      join revenue_records r on r.partner_id = s.partner_id and r.source_id = s.source_id and r.cdr_id = s.cdr_id
        and r.basis = s.basis and case when s.section = 'now' then r.period_month = s.month else r.period_month < s.month end
      cross join lateral jsonb_to_recordset(r.components) as c(line text, "vatBasisPoints" int, "partnerShare" numeric)
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    ),
    divided as (
      select w.*, row_number() over by_size as place,
        round(coalesce(w.amount * w.weight / nullif(sum(w.weight) over by_cdr, 0), 0), 4) as part
      from weights w
      window by_cdr as (partition by w.i, w.section, w.basis, w.source_id, w.cdr_id),
        by_size as (by_cdr order by abs(w.weight) desc, w.line, w.vat)
    ),
    whole as (
      select d.*, part + case when place = 1 then amount - sum(part) over (partition by i, section, basis, source_id, cdr_id)
        else 0 end as exact_part
      from divided d
    )
    select w.i, w.section, w.basis, w.period::text as period, w.location_id as site, l.name, w.line as component, w.vat,
      count(distinct (w.source_id, w.cdr_id))::int as records, sum(w.exact_part) as amount
    from whole w left join locations l on l.id = w.location_id
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
  return rows.map((row) => ({
    i: row.i,
    section: row.section,
    basis: row.basis,
    period: row.period.slice(0, 7),
    siteId: row.site,
    siteName: row.name,
    component: row.component,
    vatBasisPoints: row.vat,
    records: row.records,
    amount: parseDecimalExact(row.amount),
  }));
}

type PartRow = {
  i: number;
  section: "now" | "previous";
  basis: "generated" | "collected";
  period: string;
  site: string;
  name: string | null;
  component: string;
  vat: number;
  records: number;
  amount: string;
};

/** Stores what each report makes payable for its CDRs, so that the next one pays only the rest (D12). */
export async function insertPayables(tx: Tx, keys: readonly (CollectedKey & { reportId: string })[]): Promise<void> {
  const exact = keys.filter((key) => key.exact);
  if (exact.length === 0) return;
  const reports = JSON.stringify(exact.map((key, i) => ({ i, reportId: key.reportId })));
  await driverOf(tx)`
    ${perCdr(tx, exact)}
    insert into payables (partner_id, report_id, source_id, cdr_id, amount)
    select p.partner_id, reports."reportId", p.source_id, p.cdr_id, p.previous + p.now
    from per_cdr p join jsonb_to_recordset(${reports}::text::jsonb) as reports(i int, "reportId" uuid) using (i)
    where p.basis = 'collected' and p.previous + p.now <> 0`;
}
