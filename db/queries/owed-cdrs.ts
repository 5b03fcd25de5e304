/** What is owed for CDRs, and which payments from files are booked for them: what a payment is checked against (D12). */
import { driverOf, type Tx } from "@/db/client";
import type { IsoDate } from "@/lib/calendar/calendar";
import { type Amount, parseDecimalExact } from "@/lib/money/amount";

export type PaymentKnown = { paymentKey: string; amount: Amount; valueDate: IsoDate };

/** What is owed for a CDR, as its owner's records say, and the payments from files that are booked for it. */
export type Owed = {
  sourceId: string;
  sourceName: string;
  cdrId: string;
  currency: string;
  due: Amount;
  collected: Amount;
  payments: PaymentKnown[];
};

/** What is owed for CDRs with these ids, whatever their source; CDRs without a record are missing. */
export async function findOwed(tx: Tx, cdrIds: readonly string[]): Promise<Owed[]> {
  const rows = await driverOf(tx)<OwedRow[]>`
    with found as (
      select s.id as source_id, s.name, d.cdr_id, d.owner_id
      from unnest(${[...new Set(cdrIds)]}::text[]) w (cdr_id)
      cross join sources s
      join cdrs d on d.source_id = s.id and d.cdr_id = w.cdr_id
    ), owed as (
      select distinct on (f.source_id, f.cdr_id) f.*, r.partner_id, r.currency, r.due
      from found f
      join revenue_records r on r.source_id = f.source_id and r.cdr_id = f.cdr_id
      order by f.source_id, f.cdr_id, (r.partner_id = f.owner_id) desc nulls last, r.created_at desc, r.id desc
    )
    select o.source_id as "sourceId", o.name as "sourceName", o.cdr_id as "cdrId", o.currency, o.due::text,
      coalesce(sum(c.amount), 0)::text as collected,
      coalesce(jsonb_agg(jsonb_build_object('paymentKey', c.payment_key, 'amount', c.amount::text, 'valueDate', c.value_date))
        filter (where c.kind = 'csv' and c.reverses_id is null), '[]') as payments
    from owed o
    left join collections c on c.partner_id = o.partner_id and c.source_id = o.source_id and c.cdr_id = o.cdr_id
    group by 1, 2, 3, 4, 5`;
  return rows.map((row) => ({
    ...row,
    due: parseDecimalExact(row.due),
    collected: parseDecimalExact(row.collected),
    payments: row.payments.map((payment) => ({ ...payment, amount: parseDecimalExact(payment.amount) })),
  }));
}

type OwedRow = Omit<Owed, "due" | "collected" | "payments"> & {
  due: string;
  collected: string;
  payments: (Omit<PaymentKnown, "amount"> & { amount: string })[];
};
