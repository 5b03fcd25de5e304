/** Writes records, collections and their sums: COPY for rows, one upsert for each kind of sum. */
import { asJson, type Column, copyRows, instantText, monthText } from "@/db/bulk";
import { driverOf, type Tx } from "@/db/client";
import { formatDecimal } from "@/lib/money/amount";
import type { RecordPart } from "@/lib/records/line";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "@/lib/records/record";
import type { LineDelta, RecordDelta, RollupDeltas } from "@/lib/records/rollups";

/** A record's parts as they are stored: amounts as decimal text. */
export type StoredPart = Omit<RecordPart, "revenue" | "partnerShare"> & { revenue: string; partnerShare: string };

/** Parts for jsonb. */
export function storeParts(parts: readonly RecordPart[]): StoredPart[] {
  return parts.map((part) => ({
    ...part,
    revenue: formatDecimal(part.revenue),
    partnerShare: formatDecimal(part.partnerShare),
  }));
}

const REVENUE_COLUMNS: readonly Column<RevenueRecord>[] = [
  ["id", (r) => r.id],
  ["partner_id", (r) => r.partnerId],
  ["organization_id", (r) => r.organizationId],
  ["currency", (r) => r.currency],
  ["period_month", (r) => monthText(r.periodMonth)],
  ["origin_month", (r) => monthText(r.originMonth)],
  ["origin", (r) => r.origin],
  ["source_id", (r) => r.sourceId],
  ["cdr_id", (r) => r.cdrId],
  ["corrects_id", (r) => r.correctsId],
  ["owner_record_id", (r) => r.ownerRecordId],
  ["started_at", (r) => instantText(r.startedAt)],
  ["ended_at", (r) => instantText(r.endedAt)],
  ["location_id", (r) => r.locationId],
  ["location_name", (r) => r.locationName],
  ["evse_id", (r) => r.evseId],
  ["evse_uid", (r) => r.evseUid],
  ["connector_id", (r) => r.connectorId],
  ["current", (r) => r.current],
  ["energy_kwh", (r) => formatDecimal(r.energyKwh)],
  ["driver", (r) => r.driver],
  ["payer", (r) => r.payer],
  ["revenue", (r) => formatDecimal(r.revenue)],
  ["operator_share", (r) => formatDecimal(r.operatorShare)],
  ["partner_share", (r) => formatDecimal(r.partnerShare)],
  ["gross", (r) => formatDecimal(r.gross)],
  ["electricity_cost", (r) => (r.electricityCost === null ? null : formatDecimal(r.electricityCost))],
  ["due", (r) => formatDecimal(r.due)],
  ["basis", (r) => r.basis],
  ["components", (r) => ({ json: storeParts(r.parts) })],
  ["steps", (r) => ({ json: r.steps })],
  ["flags", (r) => r.flags],
  ["contract_id", (r) => r.contractId],
  ["contract_version_id", (r) => r.contractVersionId],
  ["tariff_version_id", (r) => r.tariffVersionId],
  ["reason", (r) => r.reason],
  ["created_at", (r) => instantText(r.createdAt)],
];

const EXPENSE_COLUMNS: readonly Column<ExpenseRecord>[] = [
  ["id", (r) => r.id],
  ["partner_id", (r) => r.partnerId],
  ["organization_id", (r) => r.organizationId],
  ["currency", (r) => r.currency],
  ["period_month", (r) => monthText(r.periodMonth)],
  ["origin_month", (r) => monthText(r.originMonth)],
  ["origin", (r) => r.origin],
  ["source_id", (r) => r.sourceId],
  ["cdr_id", (r) => r.cdrId],
  ["corrects_id", (r) => r.correctsId],
  ["occurred_at", (r) => instantText(r.occurredAt)],
  ["quantity", (r) => formatDecimal(r.quantity)],
  ["unit_price", (r) => formatDecimal(r.unitPrice)],
  ["amount", (r) => formatDecimal(r.amount)],
  ["params", (r) => ({ json: r.params })],
  ["steps", (r) => ({ json: r.steps })],
  ["contract_id", (r) => r.contractId],
  ["contract_version_id", (r) => r.contractVersionId],
  ["reason", (r) => r.reason],
  ["created_at", (r) => instantText(r.createdAt)],
  ["created_by", (r) => r.createdBy],
];

const COLLECTION_COLUMNS: readonly Column<CollectionRow>[] = [
  ["id", (r) => r.id],
  ["partner_id", (r) => r.partnerId],
  ["organization_id", (r) => r.organizationId],
  ["currency", (r) => r.currency],
  ["source_id", (r) => r.sourceId],
  ["cdr_id", (r) => r.cdrId],
  ["kind", (r) => r.kind],
  ["amount", (r) => formatDecimal(r.amount)],
  ["value_date", (r) => r.valueDate],
  ["booking_month", (r) => monthText(r.bookingMonth)],
  ["received_by", (r) => r.receivedBy],
  ["reverses_id", (r) => r.reversesId],
  ["payment_key", (r) => r.paymentKey],
  ["reason", (r) => r.reason],
  ["created_at", (r) => instantText(r.createdAt)],
  ["created_by", (r) => r.createdBy],
];

export const insertRevenueRecords = (tx: Tx, rows: readonly RevenueRecord[]) =>
  copyRows(tx, "revenue_records", REVENUE_COLUMNS, rows);

export const insertExpenseRecords = (tx: Tx, rows: readonly ExpenseRecord[]) =>
  copyRows(tx, "expense_records", EXPENSE_COLUMNS, rows);

export const insertCollections = (tx: Tx, rows: readonly CollectionRow[]) =>
  copyRows(tx, "collections", COLLECTION_COLUMNS, rows);

/** Adds a transaction's deltas to both kinds of sums. Call it once, last, so that the rows are locked briefly. */
export async function addToRollups(tx: Tx, deltas: RollupDeltas): Promise<void> {
  if (deltas.records.length > 0) await addRecordDeltas(tx, deltas.records);
  if (deltas.lines.length > 0) await addLineDeltas(tx, deltas.lines);
}

async function addRecordDeltas(tx: Tx, deltas: readonly RecordDelta[]): Promise<void> {
  await driverOf(tx)`
    insert into record_rollups as r (partner_id, organization_id, currency, period_month, origin_month, day, location_id,
      contract_id, origin, records, energy_kwh, revenue, operator_share, partner_share, collected_revenue, collected_share)
    select d."partnerId", d."organizationId", d.currency, d."periodMonth", d."originMonth", d.day, d."locationId",
      d."contractId", d.origin, d.records, d."energyKwh", d.revenue, d."operatorShare", d."partnerShare", d."collectedRevenue",
      d."collectedShare"
    from jsonb_to_recordset(${asJson(deltas)}::text::jsonb) as d("partnerId" uuid, "organizationId" uuid, currency text,
      "periodMonth" date, "originMonth" date, day date, "locationId" uuid, "contractId" uuid, origin text, records int, "energyKwh" numeric,
      revenue numeric, "operatorShare" numeric, "partnerShare" numeric, "collectedRevenue" numeric,
      "collectedShare" numeric)
    on conflict (partner_id, organization_id, currency, period_month, origin_month, day, location_id, contract_id, origin)
      do update set
      records = r.records + excluded.records,
      energy_kwh = r.energy_kwh + excluded.energy_kwh,
      revenue = r.revenue + excluded.revenue,
      operator_share = r.operator_share + excluded.operator_share,
      partner_share = r.partner_share + excluded.partner_share,
      collected_revenue = r.collected_revenue + excluded.collected_revenue,
      collected_share = r.collected_share + excluded.collected_share`;
}

async function addLineDeltas(tx: Tx, deltas: readonly LineDelta[]): Promise<void> {
  await driverOf(tx)`
    insert into line_rollups as r (partner_id, organization_id, currency, period_month, origin_month, location_id,
      contract_id, origin, component, vat_basis_points, records, quantity, revenue, partner_share)
    select d."partnerId", d."organizationId", d.currency, d."periodMonth", d."originMonth", d."locationId",
      d."contractId", d.origin, d.component, d."vatBasisPoints", d.records, d.quantity, d.revenue, d."partnerShare"
    from jsonb_to_recordset(${asJson(deltas)}::text::jsonb) as d("partnerId" uuid, "organizationId" uuid, currency text,
      "periodMonth" date, "originMonth" date, "locationId" uuid, "contractId" uuid, origin text, component text, "vatBasisPoints" int,
      records int, quantity numeric, revenue numeric, "partnerShare" numeric)
    on conflict (partner_id, organization_id, currency, period_month, origin_month, location_id, contract_id, origin,
      component, vat_basis_points) do update set
      records = r.records + excluded.records,
      quantity = r.quantity + excluded.quantity,
      revenue = r.revenue + excluded.revenue,
      partner_share = r.partner_share + excluded.partner_share`;
}
