import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { testDatabase } from "@/scripts/testing/database";
import { asOwner } from "./client";

await testDatabase();

/** Tables that grow with every session, and the column by which a cluster would spread them (docs/scaling.md). */
const SPREAD_BY: Readonly<Record<string, string>> = {
  revenue_records: "partner_id",
  expense_records: "partner_id",
  collections: "partner_id",
  record_rollups: "partner_id",
  line_rollups: "partner_id",
  month_rollups: "partner_id",
  expense_rollups: "partner_id",
  open_records: "partner_id",
  open_rollups: "partner_id",
  periods: "partner_id",
  settlement_reports: "partner_id",
  settlement_lines: "partner_id",
  payables: "partner_id",
  term_payables: "partner_id",
  balance_movements: "partner_id",
  cdrs: "source_id",
  cdr_rollups: "source_id",
  held_cdrs: "source_id",
};
const tables = sql.join(
  Object.keys(SPREAD_BY).map((name) => sql`${name}`),
  sql`, `,
);

async function select<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await asOwner((tx) => tx.execute(query))) as unknown as Row[];
}

it("[X18] leads every unique key of records, collections and lines with the partner, of CDRs with the source", async () => {
  const keys = await select<{ table: string; first: string }>(sql`
    select c.relname as "table", a.attname as first
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname in (${tables})`);
  expect(new Set(keys.map((key) => key.table))).toEqual(new Set(Object.keys(SPREAD_BY)));
  expect(keys.filter((key) => SPREAD_BY[key.table] !== key.first)).toEqual([]);
});

it("[X18] takes no number for a row from a sequence", async () => {
  const sequences = await select(sql`
    select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`);
  expect(sequences).toEqual([]);
});

it("[X18] lets no table that would stay in one place point at one that is spread", async () => {
  const pointers = await select<{ from: string; to: string }>(sql`
    select f.relname as "from", t.relname as "to"
    from pg_constraint k
    join pg_class f on f.oid = k.conrelid
    join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and t.relnamespace = 'public'::regnamespace and t.relname in (${tables})`);
  expect(pointers.filter(({ from, to }) => SPREAD_BY[from] !== SPREAD_BY[to])).toEqual([]);
});
