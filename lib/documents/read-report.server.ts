/** What a report is downloaded as, for back office, portal and shared link alike: the reader's scope decides. */

import { Readable } from "node:stream";
import type { Tx } from "@/db/client";
import { findFile, readChunk } from "@/db/queries/files";
import { findReport, type ReportDetail, type ReportRecord, streamReportRecords } from "@/db/queries/reports";
import { type Reader, readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import { localDateTime } from "@/lib/calendar/calendar";
import { csvLine } from "@/lib/csv/line";
import { formatDecimal } from "@/lib/money/amount";
import type { StoredLine } from "@/lib/settlement/stored-report";
import { componentWords, expenseWords, termWords } from "./report-words";
import { writingOf } from "./report-writing.server";

/** A file as it is sent. */
export type Download = { name: string; mediaType: string; body: ReadableStream<Uint8Array> };

/** The stored PDF of a report; null when there is none yet, or no such report within the scope. */
export async function readReportPdf(
  tx: Tx,
  scope: Scope,
  partnerId: string,
  reportId: string,
): Promise<{ name: string; bytes: Uint8Array } | null> {
  const report = await findReport(tx, scope, partnerId, reportId);
  const file = report?.pdfFileId ? await findFile(tx, report.pdfFileId) : null;
  if (!file) return null;
  const chunks: Buffer[] = [];
  for (let n = 0; ; n++) {
    const chunk = await readChunk(tx, file.id, n);
    if (chunk === null) return { name: file.name, bytes: Buffer.concat(chunks) };
    chunks.push(chunk);
  }
}

/** Which rows a CSV file holds: the report's lines, or the records behind them (A26). */
export type CsvOf = "lines" | "records";

/** A report as CSV, streamed; null when there is none within the reader's scope. */
export async function streamReportCsv(
  reader: Reader,
  partnerId: string,
  reportId: string,
  of: CsvOf,
): Promise<Download | null> {
  const report = await readAs(reader, (tx, scope) => findReport(tx, scope, partnerId, reportId));
  if (!report) return null;
  const name = of === "lines" ? `${report.number}.csv` : `${report.number}-sessions.csv`;
  const lines = of === "lines" ? [linesCsv(report)] : recordsCsv(reader, report);
  return { name, mediaType: "text/csv; charset=utf-8", body: streamOf(encoded(lines)) };
}

function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>;
}

async function* encoded(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}

const LINE_COLUMNS = [
  ...["report", "section", "origin_month", "description", "site", "component", "vat_percent", "records"],
  ...["energy_kwh", "revenue", "amount", "collected", "awaited", "payable", "currency"],
];

function linesCsv(report: ReportDetail): string {
  const writing = writingOf(report);
  const cells = (line: StoredLine) => [
    report.number,
    line.section,
    line.originMonth,
    line.section === "expense" ? expenseWords(line, writing) : termWords(line, writing),
    line.locationName,
    componentWords(line, writing.words),
    line.vatBasisPoints === null ? null : formatDecimal(BigInt(line.vatBasisPoints), 2),
    line.records,
    line.section === "revenue" && line.component === "energy" ? formatDecimal(line.quantity) : null,
    line.section === "revenue" ? formatDecimal(line.revenue) : null,
    formatDecimal(line.amount),
    line.params.collected ?? null,
    line.params.awaited ?? null,
    line.params.payable ?? null,
    report.currency,
  ];
  return [csvLine(LINE_COLUMNS), ...report.lines.map((line) => csvLine(cells(line)))].join("");
}

const RECORD_COLUMNS = [
  ...["report", "record_id", "origin", "origin_month", "cdr_id", "started_at", "ended_at", "time_zone", "site", "evse"],
  ...["connector", "current", "driver", "energy_kwh", "currency", "revenue", "operator_share", "partner_share", "due"],
  ...["collected", "reason"],
];

/** A transaction that stays open until the last row is read, or the reader goes away. */
async function* recordsCsv(reader: Reader, report: ReportDetail): AsyncGenerator<string> {
  yield csvLine(RECORD_COLUMNS);
  const pieces = new TransformStream<string, string>();
  const writer = pieces.writable.getWriter();
  const reading = readAs(reader, async (tx) => {
    for await (const records of streamReportRecords(tx, report)) {
      await writer.write(records.map((record) => recordLine(record, report)).join(""));
    }
  });
  // An error breaks the download off; a reader who went away has broken it off before.
  reading.then(() => writer.close()).catch((error) => writer.abort(error).catch(() => undefined));
  yield* pieces.readable;
}

function recordLine(record: ReportRecord, { number, currency, parties }: ReportDetail): string {
  const zone = parties.organization.timeZone;
  const local = (at: number) => localDateTime(at, zone).replace("T", " ");
  return csvLine([
    number,
    record.id,
    record.origin,
    record.originMonth,
    record.cdrId,
    local(record.startedAt),
    local(record.endedAt),
    zone,
    record.locationName,
    record.evseUid,
    record.connectorId,
    record.current,
    record.driver,
    formatDecimal(record.energyKwh),
    currency,
    formatDecimal(record.revenue),
    formatDecimal(record.operatorShare),
    formatDecimal(record.partnerShare),
    formatDecimal(record.due),
    formatDecimal(record.collected),
    record.reason,
  ]);
}

/** The answer of a route handler that sends a file. */
export function downloadResponse(file: { name: string; mediaType: string; body: BodyInit }): Response {
  return new Response(file.body, {
    headers: {
      "content-type": file.mediaType,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** The answer of a route handler that sends a report's PDF; 404 while there is none. */
export function pdfResponse(file: { name: string; bytes: Uint8Array } | null): Response {
  if (!file) return new Response(null, { status: 404 });
  return downloadResponse({ name: file.name, mediaType: "application/pdf", body: new Uint8Array(file.bytes) });
}
