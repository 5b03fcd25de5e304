/**
 * One row of a partner in every table that partners read, made from the catalogue: a new column is filled by its
 * type, so that no table can be left out by forgetting it. For tests of who sees what.
 */
import { randomUUID } from "node:crypto";
import postgres from "postgres";

/** Every table that partners read, parents before children. */
export const PARTNER_TABLES = [
  "companies",
  "organizations",
  "organization_countries",
  "locations",
  "evses",
  "connectors",
  "evse_owners",
  "contracts",
  "contract_versions",
  "contract_locations",
  "contract_evses",
  "files",
  "file_chunks",
  "periods",
  "settlement_reports",
  "settlement_lines",
  "payables",
  "term_payables",
  "documents",
  "revenue_records",
  "expense_records",
  "expense_attachments",
  "collections",
  "balance_accounts",
  "balance_movements",
  "record_rollups",
  "line_rollups",
  "month_rollups",
  "expense_rollups",
  "open_records",
  "open_rollups",
] as const;
type PartnerTable = (typeof PARTNER_TABLES)[number];

/** The database makes their rows of those of other tables. */
const KEPT_BY_TRIGGERS: ReadonlySet<PartnerTable> = new Set([
  "month_rollups",
  "expense_rollups",
  "open_records",
  "open_rollups",
]);

/** The ids of a partner's rows; its own id is that of its company. */
export type PartnerRows = Readonly<Record<PartnerTable, string>>;

const parents: Readonly<Record<string, PartnerTable>> = {
  partner_id: "companies",
  company_id: "companies",
  issuer_id: "companies",
  supplier_id: "companies",
  customer_id: "companies",
  organization_id: "organizations",
  location_id: "locations",
  evse_id: "evses",
  contract_id: "contracts",
  report_id: "settlement_reports",
  file_id: "files",
  pdf_file_id: "files",
};

/** Columns that may be empty, but without which a partner would not see its row, or that of another table. */
const TIES = ["partner_id", "pdf_file_id"];

/** What a CHECK asks for, or what a row needs to be visible. */
const values: Readonly<Record<string, string>> = {
  "contracts.kind": "revenue_share",
  "contracts.scope": "all_sites",
  "connectors.current": "AC",
  "documents.type": "self_bill",
  "documents.state": "posted",
  "documents.number": "1",
  "revenue_records.origin": "session",
  "revenue_records.basis": "generated",
  "revenue_records.due": "1",
  "expense_records.origin": "platform_fee",
  "balance_movements.kind": "paid",
  "collections.kind": "manual",
  "collections.amount": "1",
  "collections.received_by": "operator",
  "periods.state": "open",
  "settlement_reports.state": "issued",
  "settlement_lines.section": "revenue",
  "term_payables.term": "tier",
};

const fillers: Readonly<Record<string, string>> = {
  numeric: "0",
  int4: "1",
  int8: "1",
  date: "2026-09-01",
  daterange: "[2026-01-01,)",
  timestamptz: "2026-09-15T12:00:00Z",
  jsonb: "{}",
  bytea: "\\x00",
  bool: "false",
  _text: "{}",
};

/** Inserts the rows as the owner. */
export async function insertPartnerRows(ownerUrl: string, name: string): Promise<PartnerRows> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const ids = Object.fromEntries(PARTNER_TABLES.map((table) => [table, randomUUID()])) as PartnerRows;
  try {
    for (const table of PARTNER_TABLES) if (!KEPT_BY_TRIGGERS.has(table)) await insertRow(client, table, name, ids);
  } finally {
    await client.end();
  }
  return ids;
}

type Column = { name: string; type: string; length: number | null; needed: boolean };

async function insertRow(client: postgres.Sql, table: PartnerTable, name: string, ids: PartnerRows): Promise<void> {
  const columns = await client<Column[]>`
    select column_name as name, udt_name as type, character_maximum_length as length,
      is_nullable = 'NO' and column_default is null as needed
    from information_schema.columns
    where table_schema = 'public' and table_name = ${table} order by ordinal_position`;
  const filled = columns.filter(
    (column) => column.needed || TIES.includes(column.name) || values[`${table}.${column.name}`] !== undefined,
  );
  const names = filled.map((column) => `"${column.name}"`).join(", ");
  const casts = filled.map((column, index) => `$${index + 1}::text::${column.type}`).join(", ");
  const parameters = filled.map((column) => textOf(table, column, name, ids));
  await client.unsafe(`insert into ${table} (${names}) values (${casts})`, parameters);
}

function textOf(table: PartnerTable, column: Column, name: string, ids: PartnerRows): string {
  const given = values[`${table}.${column.name}`];
  if (given !== undefined) return given;
  if (column.name === "id") return ids[table];
  const parent = parents[column.name];
  if (parent !== undefined) return ids[parent];
  if (column.type === "uuid") return randomUUID();
  // Each country is served by one organization only.
  if (table === "organization_countries" && column.name === "country") return name.slice(-2);
  if (column.type === "bpchar") return column.length === 3 ? "EUR" : "DE";
  return fillers[column.type] ?? `${name} ${column.name}`;
}
