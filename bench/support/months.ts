/**
 * Fills months with copies of one month that was imported for real: every row that such a month would have, in a few
 * statements. Sums follow by multiplication, and those that triggers keep follow by themselves.
 */
import type postgres from "postgres";
import { ownerClient } from "@/db/client";
import { addMonths, firstDay, type Month } from "@/lib/calendar/calendar";

/** Tables of a month's rows, and the column that says which month a row is of. */
const ROWS = {
  periods: "month",
  cdrs: "origin_month",
  collections: "booking_month",
  revenue_records: "origin_month",
  expense_records: "origin_month",
} as const;
/** Rows that triggers write, with indexes of their own. */
const KEPT = ["open_records"];
const SUMS = { record_rollups: "origin_month", line_rollups: "origin_month" } as const;

type Column = { name: string; type: string; isKey: boolean };

/**
 * Adds `copies` of the template month's rows to another month. Money comes before its records, which have nothing to
 * look for then.
 */
export async function copyMonth(template: Month, to: Month, copies: number): Promise<void> {
  const months = monthsBetween(template, to);
  const owner = ownerClient();
  await owner`alter table collections disable trigger collections_open_insert`;
  for (const [table, monthColumn] of Object.entries({ ...ROWS, ...SUMS })) {
    const columns = await columnsOf(owner, table);
    const isSum = table in SUMS;
    const once = isSum || table === "periods";
    const values = columns.map((column) => (isSum ? sumOf(column, copies, months) : copyOf(column, months)));
    await owner.unsafe(`
      insert into ${table} (${columns.map((column) => column.name).join(", ")})
      select ${values.join(", ")}
      from ${table} t cross join generate_series(1, ${once ? 1 : copies}) copy
      where t.${monthColumn} = '${firstDay(template)}'
      ${table === "periods" ? "on conflict do nothing" : ""}`);
  }
  await owner`alter table collections enable trigger collections_open_insert`;
}

/** Closes a month without reports: history needs none. */
export async function markIssued(months: readonly Month[]): Promise<void> {
  const owner = ownerClient();
  await owner`update periods set state = 'issued', issued_at = now() where month = any(${listOf(months.map(firstDay))}::text::date[])`;
}

/** Rows in the books of a month. */
export async function recordsIn(month: Month): Promise<number> {
  const [row] = await ownerClient()`
    select coalesce(sum(records), 0)::int as records from record_rollups where origin_month = ${firstDay(month)}`;
  return row!.records as number;
}

/** Runs while the secondary indexes of the large tables are away, and builds them again. */
export async function withoutIndexes(run: () => Promise<void>): Promise<void> {
  const owner = ownerClient();
  const indexes = await owner`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where not i.indisunique and i.indrelid = any(${listOf([...Object.keys(ROWS), ...KEPT])}::text::regclass[])`;
  for (const { name } of indexes) await owner.unsafe(`drop index ${name}`);
  await run();
  for (const { definition } of indexes) await owner.unsafe(definition as string);
  await owner.unsafe("vacuum analyze");
}

/** An array literal; the driver's own arrays are switched off under Drizzle. */
function listOf(values: readonly string[]): string {
  return `{${values.join(",")}}`;
}

function monthsBetween(from: Month, to: Month): number {
  let months = 0;
  for (let month = from; month < to; month = addMonths(month, 1)) months++;
  return months;
}

async function columnsOf(owner: postgres.Sql, table: string): Promise<Column[]> {
  const rows = await owner`
    select a.attname as name, format_type(a.atttypid, null) as type,
      exists (
        select from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey)) as "isKey"
    from pg_attribute a
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped
    order by a.attnum`;
  return rows as unknown as Column[];
}

/** A row of another month: another identity, the same facts so many months later. */
function copyOf({ name, type }: Column, months: number): string {
  if (name === "state") return "'open'";
  if (name === "issued_at") return "null";
  if (name === "id") return "gen_random_uuid()";
  if (name === "cdr_id" || name === "payment_key") return `t.${name} || '+${months}-' || copy`;
  if (name === "billing_group_id") return "null";
  return shifted(name, type, months);
}

function sumOf({ name, type, isKey }: Column, copies: number, months: number): string {
  if (!isKey && (type === "integer" || type === "numeric")) return `t.${name} * ${copies}`;
  return shifted(name, type, months);
}

/** Whole months in the calendar; instants by as many days as the firsts of the months lie apart. */
function shifted(name: string, type: string, months: number): string {
  if (type === "date") return `(t.${name} + interval '${months} months')::date`;
  if (type !== "timestamp with time zone") return `t.${name}`;
  return `t.${name} + ((date_trunc('month', t.${name}) + interval '${months} months') - date_trunc('month', t.${name}))`;
}
