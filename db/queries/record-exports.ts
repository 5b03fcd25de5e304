/**
 * Lists of records as CSV, as filtered (A33): PostgreSQL writes the CSV itself, and the rows stream through in pieces
 * of about 256 KB, so that a million of them cost neither memory nor a library.
 */
import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, PgDialect } from "drizzle-orm/pg-core";
import { driverOf, type Tx } from "@/db/client";
import { companies, contracts, expenseRecords, organizations, revenueRecords } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { ExpenseFilters, RevenueFilters } from "@/lib/records/record-filters";
import {
  collectedOfRow,
  collectionStateOf,
  expenseConditions,
  organizationZones,
  revenueConditions,
} from "./record-conditions";

/** Takes a piece of the file; false when nobody wants more. */
export type Write = (piece: Buffer) => Promise<boolean>;

/** A column of the file: its header, and what stands below it. */
type ExportColumn = readonly [header: string, value: SQL | AnyPgColumn];

/** The revenue records that match, the latest first. */
export async function exportRevenueRecords(tx: Tx, scope: Scope, filters: RevenueFilters, write: Write): Promise<void> {
  const r = revenueRecords;
  const columns: ExportColumn[] = [
    ["record_id", r.id],
    ["partner", text(companies.name)],
    ["organization", text(organizations.name)],
    ["period", month(r.periodMonth)],
    ["origin_month", month(r.originMonth)],
    ["origin", r.origin],
    ["corrects_record_id", r.correctsId],
    ["cdr_id", text(r.cdrId)],
    ["started_at", localTime(r.startedAt)],
    ["ended_at", localTime(r.endedAt)],
    ["time_zone", organizations.timeZone],
    ["site", text(r.locationName)],
    ["evse", text(r.evseUid)],
    ["connector", text(r.connectorId)],
    ["current", r.current],
    ["driver", text(r.driver)],
    ["payer", r.payer],
    ["energy_kwh", r.energyKwh],
    ["currency", r.currency],
    ["driver_paid", r.gross],
    ["revenue", r.revenue],
    ["operator_share", r.operatorShare],
    ["partner_share", r.partnerShare],
    ["due", r.due],
    ["collected", sql`${collectedOfRow}::numeric(19, 4)`],
    ["collection_state", collectionStateOf(collectedOfRow)],
    ["basis", r.basis],
    ["contract", text(contracts.name)],
    ["reason", text(r.reason)],
  ];
  const from = sql`${r}
    join ${companies} on ${companies.id} = ${r.partnerId}
    join ${organizations} on ${organizations.id} = ${r.organizationId}
    left join ${contracts} on ${contracts.id} = ${r.contractId}`;
  const where = revenueConditions(scope, filters, await organizationZones(tx));
  await copyOut(tx, write, columns, sql`${from} where ${where ?? sql`true`} order by ${r.endedAt} desc, ${r.id} desc`);
}

/** The expense records that match, the latest first. */
export async function exportExpenseRecords(tx: Tx, scope: Scope, filters: ExpenseFilters, write: Write): Promise<void> {
  const e = expenseRecords;
  const columns: ExportColumn[] = [
    ["record_id", e.id],
    ["partner", text(companies.name)],
    ["organization", text(organizations.name)],
    ["period", month(e.periodMonth)],
    ["origin_month", month(e.originMonth)],
    ["origin", e.origin],
    ["corrects_record_id", e.correctsId],
    ["cdr_id", text(e.cdrId)],
    ["occurred_at", localTime(e.occurredAt)],
    ["time_zone", organizations.timeZone],
    ["quantity", e.quantity],
    ["unit_price", e.unitPrice],
    ["amount", e.amount],
    ["currency", e.currency],
    ["contract", text(contracts.name)],
    ["reason", text(e.reason)],
  ];
  const from = sql`${e}
    join ${companies} on ${companies.id} = ${e.partnerId}
    join ${organizations} on ${organizations.id} = ${e.organizationId}
    left join ${contracts} on ${contracts.id} = ${e.contractId}`;
  const where = expenseConditions(scope, filters, await organizationZones(tx));
  await copyOut(
    tx,
    write,
    columns,
    sql`${from} where ${where ?? sql`true`} order by ${e.occurredAt} desc, ${e.id} desc`,
  );
}

/** A spreadsheet takes a text cell that begins with one of these for a formula; numbers are never touched. */
function text(column: AnyPgColumn): SQL {
  return sql`case when ${column} ~ '^[=+@\t\r-]' then '''' || ${column} else ${column} end`;
}

const month = (column: AnyPgColumn) => sql`to_char(${column}, 'YYYY-MM')`;
const localTime = (column: AnyPgColumn) =>
  sql`to_char(${column} at time zone ${organizations.timeZone}, 'YYYY-MM-DD HH24:MI:SS')`;

const PIECE_BYTES = 256 * 1024;

/**
 * COPY takes no parameters, so the values are written into the statement, quoted by the query builder. It gives a row
 * at a time, too little for a network and a compressor. When nobody takes the pieces any more the rest is read and
 * dropped: a connection in the middle of a COPY can be used for nothing else.
 */
async function copyOut(tx: Tx, write: Write, columns: readonly ExportColumn[], rest: SQL): Promise<void> {
  const list = sql.join(
    columns.map(([header, value]) => sql`${value} as ${sql.identifier(header)}`),
    sql`, `,
  );
  const query = new PgDialect().sqlToQuery(sql`select ${list} from ${rest}`.inlineParams());
  const rows = await driverOf(tx).unsafe(`copy (${query.sql}) to stdout with (format csv, header)`).readable();
  let wanted = true;
  let pieces: Buffer[] = [];
  let length = 0;
  const flush = async () => {
    const piece = Buffer.concat(pieces);
    pieces = [];
    length = 0;
    if (wanted && piece.length > 0) wanted = await write(piece);
  };
  for await (const row of rows as AsyncIterable<Buffer>) {
    if (!wanted) continue;
    pieces.push(row);
    length += row.length;
    if (length >= PIECE_BYTES) await flush();
  }
  await flush();
  // The driver pauses its socket while rows are unread and forgets to go on when they end: the commit would never be
  // answered. Asking for more rows resumes it.
  rows._read(0);
}
