/**
 * Lists of records as they are exported, as filtered (A33): PostgreSQL writes the rows itself by COPY, and they stream
 * through in pieces of about 256 KB, so that a million of them cost neither memory nor a library.
 */
import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, PgDialect } from "drizzle-orm/pg-core";
import { driverOf, type Tx } from "@/db/client";
import { companies, contracts, expenseRecords, organizations, revenueRecords } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { CellKind } from "@/lib/exports/xlsx-xml";
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

/** A column of the file: its header, what kind of value it has, and the value. */
type ExportColumn = readonly [header: string, kind: CellKind, value: SQL | AnyPgColumn];

/** What is exported: its columns, and the statement behind `select …`. */
export type ExportQuery = { columns: readonly ExportColumn[]; rest: SQL };

/** The revenue records that match, the latest first. */
export async function revenueExport(tx: Tx, scope: Scope, filters: RevenueFilters): Promise<ExportQuery> {
  const r = revenueRecords;
  const columns: ExportColumn[] = [
    ["record_id", "text", r.id],
    ["partner", "text", text(companies.name)],
    ["organization", "text", text(organizations.name)],
    ["period", "month", month(r.periodMonth)],
    ["origin_month", "month", month(r.originMonth)],
    ["origin", "text", r.origin],
    ["corrects_record_id", "text", r.correctsId],
    ["cdr_id", "text", text(r.cdrId)],
    ["started_at", "time", localTime(r.startedAt)],
    ["ended_at", "time", localTime(r.endedAt)],
    ["time_zone", "text", organizations.timeZone],
    ["site", "text", text(r.locationName)],
    ["evse", "text", text(r.evseUid)],
    ["connector", "text", text(r.connectorId)],
    ["current", "text", r.current],
    ["driver", "text", text(r.driver)],
    ["payer", "text", r.payer],
    ["energy_kwh", "number", r.energyKwh],
    ["currency", "text", r.currency],
    ["driver_paid", "amount", r.gross],
    ["revenue", "amount", r.revenue],
    ["operator_share", "amount", r.operatorShare],
    ["partner_share", "amount", r.partnerShare],
    ["due", "amount", r.due],
    ["collected", "amount", sql`${collectedOfRow}::numeric(19, 4)`],
    ["collection_state", "text", collectionStateOf(collectedOfRow)],
    ["basis", "text", r.basis],
    ["contract", "text", text(contracts.name)],
    ["reason", "text", text(r.reason)],
  ];
  const where = revenueConditions(tx, scope, filters, await organizationZones(tx));
  const rest = sql`from ${r}
    join ${companies} on ${companies.id} = ${r.partnerId}
    join ${organizations} on ${organizations.id} = ${r.organizationId}
    left join ${contracts} on ${contracts.id} = ${r.contractId}
    where ${where ?? sql`true`} order by ${r.endedAt} desc, ${r.id} desc`;
  return { columns, rest };
}

/** The expense records that match, the latest first. */
export async function expenseExport(tx: Tx, scope: Scope, filters: ExpenseFilters): Promise<ExportQuery> {
  const e = expenseRecords;
  const columns: ExportColumn[] = [
    ["record_id", "text", e.id],
    ["partner", "text", text(companies.name)],
    ["organization", "text", text(organizations.name)],
    ["period", "month", month(e.periodMonth)],
    ["origin_month", "month", month(e.originMonth)],
    ["origin", "text", e.origin],
    ["corrects_record_id", "text", e.correctsId],
    ["cdr_id", "text", text(e.cdrId)],
    ["occurred_at", "time", localTime(e.occurredAt)],
    ["time_zone", "text", organizations.timeZone],
    ["quantity", "number", e.quantity],
    ["unit_price", "amount", e.unitPrice],
    ["amount", "amount", e.amount],
    ["currency", "text", e.currency],
    ["contract", "text", text(contracts.name)],
    ["reason", "text", text(e.reason)],
  ];
  const where = expenseConditions(scope, filters, await organizationZones(tx));
  const rest = sql`from ${e}
    join ${companies} on ${companies.id} = ${e.partnerId}
    join ${organizations} on ${organizations.id} = ${e.organizationId}
    left join ${contracts} on ${contracts.id} = ${e.contractId}
    where ${where ?? sql`true`} order by ${e.occurredAt} desc, ${e.id} desc`;
  return { columns, rest };
}

/**
 * A spreadsheet takes a text cell that begins with one of these for a formula, and some end a cell at a semicolon or a
 * line break, quoted or not; numbers are never touched. Most texts hold neither, which is cheap to see.
 */
function text(column: AnyPgColumn): SQL {
  return sql`case
    when strpos(${column}, ';') = 0 and strpos(${column}, e'\\n') = 0 and ${column} !~ '^[=+@\t\r-]' then ${column}
    else regexp_replace(${column}, e'(^|[;\\r\\n])(?=[=+@\\t\\r-])', e'\\\\1\'\'', 'g')
  end`;
}

const month = (column: AnyPgColumn) => sql`to_char(${column}, 'YYYY-MM')`;
const localTime = (column: AnyPgColumn) =>
  sql`to_char(${column} at time zone ${organizations.timeZone}, 'YYYY-MM-DD HH24:MI:SS')`;

/** Streams the rows as a CSV file with a header. */
export function copyCsv(tx: Tx, query: ExportQuery, write: Write): Promise<void> {
  return copyOut(tx, query, "format csv, header", write);
}

/** Takes rows as text, null where there is none; false when nobody wants more. */
export type WriteRows = (rows: (string | null)[][]) => Promise<boolean>;

/** Streams the rows as lists of cells. */
export function copyCells(tx: Tx, query: ExportQuery, write: WriteRows): Promise<void> {
  return copyOut(tx, query, "format text", (piece) => write(cellsOf(piece)));
}

/** Whole rows in COPY's text format. */
function cellsOf(piece: Buffer): (string | null)[][] {
  const lines = piece.toString().split("\n");
  lines.pop();
  return lines.map((line) => line.split("\t").map((cell) => (cell === "\\N" ? null : plainText(cell))));
}

const ESCAPED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

function plainText(cell: string): string {
  return cell.includes("\\") ? cell.replace(/\\(.)/g, (_, character: string) => ESCAPED[character] ?? character) : cell;
}

const PIECE_BYTES = 256 * 1024;

/**
 * COPY takes no parameters, so the values are written into the statement, quoted by the query builder. It gives a row
 * at a time, too little for a network and a compressor; a piece always ends with a row. When nobody takes the pieces any
 * more the rest is read and dropped: a connection in the middle of a COPY can be used for nothing else.
 */
async function copyOut(tx: Tx, { columns, rest }: ExportQuery, format: string, write: Write): Promise<void> {
  const list = sql.join(
    columns.map(([header, , value]) => sql`${value} as ${sql.identifier(header)}`),
    sql`, `,
  );
  const query = new PgDialect().sqlToQuery(sql`select ${list} ${rest}`.inlineParams());
  const rows = await driverOf(tx).unsafe(`copy (${query.sql}) to stdout with (${format})`).readable();
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
