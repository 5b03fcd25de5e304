/**
 * Collecting and reversing, set-based (D12): the CDRs of a payment are gathered in a temporary table, everything
 * they touch is locked, then one statement books them for all partners, whether it is one CDR or a million.
 */
import { and, eq, sql } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import { collections, revenueRecords } from "@/db/schema";
import { EVERYTHING } from "@/lib/access/scope";
import type { Instant, IsoDate, Month } from "@/lib/calendar/calendar";
import { type Amount, formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import type { RevenueFilters } from "@/lib/records/record-filters";
import { RollupDeltas, type SumPlace } from "@/lib/records/rollups";
import type { LedgerKey } from "./periods";
import { organizationZones, revenueConditions } from "./record-conditions";
import { addToRollups } from "./record-writes";
import { collectedPart, type RecordKey } from "./records";

/** What one payment brings for one CDR; `amount` null is all that is still missing. */
export type Payment = {
  sourceId: string;
  cdrId: string;
  amount: Amount | null;
  valueDate: IsoDate;
  /** The same payment of the same CDR is booked once. */
  paymentKey: string;
};

/** Starts a booking: the tables that hold it until the transaction ends. */
export async function openBooking(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table collection_targets (
      source_id uuid not null, cdr_id text not null, amount numeric(19, 4), value_date date not null,
      payment_key text not null) on commit drop`);
  await tx.execute(sql`
    create temporary table collections_booked (like ${collections} including defaults) on commit drop`);
}

/** Adds payments to the booking. */
export async function targetPayments(tx: Tx, payments: readonly Payment[]): Promise<void> {
  const rows = payments.map(({ sourceId, cdrId, amount, valueDate, paymentKey }) => {
    return { sourceId, cdrId, amount: amount === null ? null : formatDecimal(amount), valueDate, paymentKey };
  });
  await driverOf(tx)`
    insert into collection_targets (source_id, cdr_id, amount, value_date, payment_key)
    select p."sourceId", p."cdrId", p.amount, p."valueDate", p."paymentKey"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as p("sourceId" uuid, "cdrId" text, amount numeric,
      "valueDate" date, "paymentKey" text)`;
  await tx.execute(sql`analyze collection_targets`);
}

/** Turns the booking's payments into all that is still missing. */
export async function targetAllMissing(tx: Tx): Promise<void> {
  await tx.execute(sql`update collection_targets set amount = null`);
}

/** Adds the CDRs of every record that matches and is not collected yet. */
export async function targetMatching(
  tx: Tx,
  filters: RevenueFilters,
  payment: Pick<Payment, "valueDate" | "paymentKey">,
): Promise<void> {
  const r = revenueRecords;
  const matching = revenueConditions(tx, EVERYTHING, filters, await organizationZones(tx));
  await tx.execute(sql`
    insert into collection_targets (source_id, cdr_id, value_date, payment_key)
    select distinct ${r.sourceId}, ${r.cdrId}, ${payment.valueDate}::date, ${payment.paymentKey}
    from ${r} where ${and(sql`${r.cdrId} is not null`, matching)}`);
  await tx.execute(sql`analyze collection_targets`);
}

/** The CDRs of records, one each; records without a CDR have nothing to collect. */
export async function cdrsOfRecords(tx: Tx, keys: readonly RecordKey[]) {
  const rows = await driverOf(tx)<{ sourceId: string; cdrId: string }[]>`
    select distinct r.source_id as "sourceId", r.cdr_id as "cdrId"
    from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as k("partnerId" uuid, "recordId" uuid)
    join revenue_records r on r.partner_id = k."partnerId" and r.id = k."recordId"
    where r.cdr_id is not null`;
  return [...rows];
}

/**
 * Waits for other bookings of the same partners. Without it two people collecting one CDR would both find it awaited.
 */
export async function lockCollections(tx: Tx): Promise<void> {
  await driverOf(tx)`
    select pg_advisory_xact_lock(hashtextextended('collections ' || partner_id::text, 0))
    from (select distinct r.partner_id from (${records(tx)}) r order by 1) p`;
}

/** The records of the targeted CDRs, of every partner that has one. */
function records(tx: Tx) {
  return driverOf(tx)`
    select r.*, t.amount as paid, t.value_date, t.payment_key
    from collection_targets t
    join revenue_records r on r.source_id = t.source_id and r.cdr_id = t.cdr_id`;
}

/** A period that holds records of the booking, and a month in which money for them moved. */
export type Touched = LedgerKey & { periodMonth: Month; valueMonth: Month };

/** Every period that the booking touches. */
export async function touchedPeriods(tx: Tx): Promise<Touched[]> {
  const rows = await driverOf(tx)<Touched[]>`
    select distinct r.partner_id as "partnerId", r.organization_id as "organizationId", r.currency,
      to_char(r.period_month, 'YYYY-MM') as "periodMonth", to_char(r.value_date, 'YYYY-MM') as "valueMonth"
    from (${records(tx)}) r`;
  return [...rows];
}

/** In which month money is booked that moved in `valueMonth` for a record of `periodMonth`. */
export type Booking = Touched & { bookingMonth: Month };

export type BookingFacts = {
  /** `invoice`: settled with what the payer was billed, an internal payer's report among it. */
  kind: "manual" | "csv" | "invoice" | "balance";
  receivedBy: "operator" | "partner";
  reason: string | null;
  now: Instant;
  /** Null: the system itself. */
  createdBy: string | null;
};

/** Writes one collection per partner and CDR for all targets that still miss something. */
export async function bookTargets(tx: Tx, bookings: readonly Booking[], facts: BookingFacts): Promise<void> {
  await driverOf(tx)`
    with cdrs as (
      -- The first record says the period; the latest says what is owed now.
      select r.partner_id, r.organization_id, r.currency, r.source_id, r.cdr_id, r.paid, r.value_date, r.payment_key,
        (array_agg(r.period_month order by r.created_at, r.id))[1] as period_month,
        (array_agg(r.due order by r.created_at desc, r.id desc))[1] as due
      from (${records(tx)}) r
      group by 1, 2, 3, 4, 5, 6, 7, 8
      -- What a former owner's records say is taken back by others: the money is the next one's, whichever came first.
      having count(*) = 1 or sum(r.revenue) <> 0 or sum(r.partner_share) <> 0
    ), owed as (
      select c.*, c.due - coalesce((select sum(e.amount) from collections e where e.partner_id = c.partner_id
        and e.source_id = c.source_id and e.cdr_id = c.cdr_id), 0) as missing
      from cdrs c
    ), booked as (
      insert into collections (partner_id, id, organization_id, currency, source_id, cdr_id, kind, amount, value_date,
        booking_month, received_by, payment_key, reason, created_at, created_by)
      select o.partner_id, ${uuidV7(tx, facts.now)}, o.organization_id, o.currency, o.source_id, o.cdr_id, ${facts.kind},
        coalesce(o.paid, o.missing), o.value_date, b.booking_month, ${facts.receivedBy}, o.payment_key, ${facts.reason},
        ${at(facts.now)}::timestamptz, ${facts.createdBy}::uuid
      from owed o
      join (${bookingRows(tx, bookings)}) b on b.partner_id = o.partner_id and b.organization_id = o.organization_id
        and b.currency = o.currency and b.period_month = o.period_month
        and b.value_month = date_trunc('month', o.value_date)::date
      where coalesce(o.paid, o.missing) <> 0 and (o.paid is not null or sign(o.missing) = sign(o.due))
      on conflict (partner_id, source_id, cdr_id, payment_key) do nothing
      returning *
    )
    insert into collections_booked select * from booked`;
}

/** A payment as it was booked for a CDR. What was paid on the spot has a key of its own for each partner. */
export type PaymentOfCdr = { sourceId: string; cdrId: string; paymentKey: string; kind: string };

/** Takes back every collection of a payment for a CDR, for all its partners. */
export async function bookReversals(
  tx: Tx,
  payment: PaymentOfCdr,
  bookings: readonly Booking[],
  facts: Pick<BookingFacts, "reason" | "now" | "createdBy"> & { valueDate: IsoDate },
): Promise<void> {
  await driverOf(tx)`
    with cdrs as (
      select r.partner_id, r.organization_id, r.currency, (array_agg(r.period_month order by r.created_at, r.id))[1] as period_month
      from (${records(tx)}) r group by 1, 2, 3
    ), booked as (
      insert into collections (partner_id, id, organization_id, currency, source_id, cdr_id, kind, amount, value_date,
        booking_month, received_by, reverses_id, payment_key, reason, created_at, created_by)
      select c.partner_id, ${uuidV7(tx, facts.now)}, c.organization_id, c.currency, c.source_id, c.cdr_id, c.kind,
        -c.amount, ${facts.valueDate}::date, b.booking_month, c.received_by, c.id, 'reversal ' || c.id,
        ${facts.reason}, ${at(facts.now)}::timestamptz, ${facts.createdBy}::uuid
      from collections c
      join cdrs p on p.partner_id = c.partner_id and p.organization_id = c.organization_id and p.currency = c.currency
      join (${bookingRows(tx, bookings)}) b on b.partner_id = c.partner_id and b.organization_id = c.organization_id
        and b.currency = c.currency and b.period_month = p.period_month
      where c.source_id = ${payment.sourceId} and c.cdr_id = ${payment.cdrId} and c.reverses_id is null
        and (c.payment_key = ${payment.paymentKey} or (c.kind = 'at_once' and ${payment.kind}::text = 'at_once'))
        and not exists (select from collections o where o.partner_id = c.partner_id and o.reverses_id = c.id)
      returning *
    )
    insert into collections_booked select * from booked`;
}

function bookingRows(tx: Tx, bookings: readonly Booking[]) {
  return driverOf(tx)`
    select b."partnerId" as partner_id, b."organizationId" as organization_id, b.currency,
      (b."periodMonth" || '-01')::date as period_month, (b."valueMonth" || '-01')::date as value_month,
      (b."bookingMonth" || '-01')::date as booking_month
    from jsonb_to_recordset(${JSON.stringify(bookings)}::text::jsonb) as b("partnerId" uuid, "organizationId" uuid,
      currency text, "periodMonth" text, "valueMonth" text, "bookingMonth" text)`;
}

/**
 * What a partner received itself it owes us: an expense record in the month of booking (D12). The charge point's owner
 * received it, a further recipient did not. A reversal names the expense that it takes back.
 */
export async function bookReceivedByPartner(tx: Tx, { now, createdBy }: Pick<BookingFacts, "now" | "createdBy">) {
  await driverOf(tx)`
    insert into expense_records (id, partner_id, organization_id, currency, period_month, origin_month, origin, source_id,
      cdr_id, corrects_id, occurred_at, quantity, unit_price, amount, params, steps, reason, created_at, created_by)
    select ${uuidV7(tx, now)}, b.partner_id, b.organization_id, b.currency, b.booking_month, d.origin_month,
      'received_by_partner', b.source_id, b.cdr_id, o.id, b.value_date::timestamp at time zone g.time_zone, sign(b.amount),
      abs(b.amount), b.amount, jsonb_build_object('location', l.name, 'evse', v.uid, 'collection', b.id), '[]', b.reason,
      b.created_at, ${createdBy}::uuid
    from collections_booked b
    join cdrs d on d.source_id = b.source_id and d.cdr_id = b.cdr_id and d.owner_id = b.partner_id
    join organizations g on g.id = b.organization_id
    join locations l on l.id = d.location_id
    join evses v on v.id = d.evse_id
    left join expense_records o on o.partner_id = b.partner_id and o.source_id = b.source_id and o.cdr_id = b.cdr_id
      and o.origin = 'received_by_partner' and o.params ->> 'collection' = b.reverses_id::text
    where b.received_by = 'partner'`;
}

/** Adds to the rollups what the booking changed of each record's collected part. Call it last. */
export async function addBookedToRollups(tx: Tx): Promise<void> {
  const rows = await tx.execute<
    Record<Exclude<keyof SumPlace, "contractId"> | "revenue" | "share", string> & Pick<SumPlace, "contractId">
  >(sql`
    with booked as (
      select partner_id, source_id, cdr_id, sum(amount) as amount from collections_booked group by 1, 2, 3
    ), moved as (
      select b.*, (select sum(e.amount) from ${collections} e where e.partner_id = b.partner_id
        and e.source_id = b.source_id and e.cdr_id = b.cdr_id) as after
      from booked b
    )
    select "revenue_records".partner_id as "partnerId", "revenue_records".organization_id as "organizationId",
      "revenue_records".currency, to_char(period_month, 'YYYY-MM') as "periodMonth",
      to_char(origin_month, 'YYYY-MM') as "originMonth", location_id as "locationId", contract_id as "contractId", origin,
      (ended_at at time zone o.time_zone)::date::text as day,
      sum(${change(revenueRecords.revenue)})::numeric(19, 4)::text as revenue,
      sum(${change(revenueRecords.partnerShare)})::numeric(19, 4)::text as share
    from moved m
    join ${revenueRecords} on ${revenueRecords.partnerId} = m.partner_id and ${revenueRecords.sourceId} = m.source_id
      and ${revenueRecords.cdrId} = m.cdr_id
    join organizations o on o.id = ${revenueRecords.organizationId}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9`);
  const deltas = new RollupDeltas();
  for (const { revenue, share, ...key } of rows) {
    deltas.collect(key, { revenue: parseDecimalExact(revenue), share: parseDecimalExact(share) });
  }
  await addToRollups(tx, deltas);
}

function change(share: typeof revenueRecords.revenue | typeof revenueRecords.partnerShare) {
  return sql`${collectedPart(share, sql`m.after`)} - ${collectedPart(share, sql`(m.after - m.amount)`)}`;
}

export type Booked = { partnerId: string; currency: string; cdrs: number; amount: Amount };

/** What was booked, by partner and currency. */
export async function bookedByPartner(tx: Tx): Promise<Booked[]> {
  const rows = await tx.execute<{ partnerId: string; currency: string; cdrs: number; amount: string }>(sql`
    select partner_id as "partnerId", currency, count(*)::int as cdrs, sum(amount)::text as amount
    from collections_booked group by 1, 2 order by 1, 2`);
  return rows.map((row) => ({ ...row, amount: parseDecimalExact(row.amount) }));
}

/** One collection, or null. */
export async function findCollection(tx: Tx, key: { partnerId: string; collectionId: string }) {
  const [row] = await tx
    .select()
    .from(collections)
    .where(and(eq(collections.partnerId, key.partnerId), eq(collections.id, key.collectionId)));
  return row ?? null;
}

/** Whether a collection was taken back. */
export async function isReversed(tx: Tx, key: { partnerId: string; collectionId: string }): Promise<boolean> {
  const rows = await tx
    .select({ id: collections.id })
    .from(collections)
    .where(and(eq(collections.partnerId, key.partnerId), eq(collections.reversesId, key.collectionId)));
  return rows.length > 0;
}

/** A UUIDv7 per row (RFC 9562 section 5.7), for rows that are made by a statement. */
function uuidV7(tx: Tx, now: Instant) {
  return driverOf(tx)`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(${now}::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;
}

const at = (now: Instant) => new Date(now).toISOString();
