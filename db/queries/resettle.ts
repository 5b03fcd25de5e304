/** Reads CDRs with all that was written for them, and writes what settling them again changes. */
import { and, asc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import { asJson, instantText } from "@/db/bulk";
import { driverOf, type Tx } from "@/db/client";
import {
  billingGroups,
  cdrs,
  collections,
  expenseRecords,
  locations,
  organizations,
  revenueRecords,
  sources,
} from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import type { settlementColumns } from "@/lib/cdrs/cdr-row";
import type { StoredCdr } from "@/lib/cdrs/stored-cdr";
import { parseDecimalExact } from "@/lib/money/amount";
import type { RecordPart } from "@/lib/records/line";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "@/lib/records/record";
import { readComponent, type StoredComponent, storeComponent } from "./cdr-writes";
import type { StoredPart } from "./record-writes";

export type StandingCdr = Awaited<ReturnType<typeof selectStanding>>[number];

/** CDRs by key but differences, in key order; locked until the transaction ends unless only looked at. */
export async function readCdrs(tx: Tx, keys: readonly CdrKey[], { lock }: { lock: boolean }) {
  const query = selectStanding(tx)
    .where(and(inCdrs(cdrs.sourceId, cdrs.cdrId, keys), sql`${cdrs.kind} <> 'difference'`))
    .orderBy(asc(cdrs.sourceId), asc(cdrs.cdrId));
  return lock ? query.for("update", { of: cdrs }) : query;
}

/** The differences of CDRs, those of one in the order in which they were written. */
export async function readDifferences(tx: Tx, keys: readonly CdrKey[], { lock }: { lock: boolean }) {
  const query = selectStanding(tx)
    .where(and(inCdrs(cdrs.sourceId, cdrs.originalCdrId, keys), sql`${cdrs.kind} = 'difference'`))
    .orderBy(asc(cdrs.sourceId), asc(cdrs.originalCdrId), sql`length(${cdrs.cdrId})`, asc(cdrs.cdrId));
  return lock ? query.for("update", { of: cdrs }) : query;
}

function selectStanding(tx: Tx) {
  return tx
    .select({
      sourceId: cdrs.sourceId,
      cdrId: cdrs.cdrId,
      content: cdrs.content,
      contentHash: cdrs.contentHash,
      importId: cdrs.importId,
      line: cdrs.line,
      startedAt: cdrs.startedAt,
      endedAt: cdrs.endedAt,
      originalCdrId: cdrs.originalCdrId,
      tokenId: cdrs.tokenId,
      payer: cdrs.payer,
      payerReason: cdrs.payerReason,
      payerId: cdrs.payerId,
      tariffVersionId: cdrs.tariffVersionId,
      currency: cdrs.currency,
      components: cdrs.components,
      revenue: cdrs.revenue,
      vat: cdrs.vat,
      gross: cdrs.gross,
      trace: cdrs.ratingTrace,
      settlement: cdrs.settlement,
      billingGroupId: cdrs.billingGroupId,
      billingGroupState: billingGroups.state,
      pricing: {
        mode: sources.pricing,
        toleranceAmount: sources.toleranceAmount,
        toleranceBasisPoints: sources.toleranceBasisPoints,
      },
      country: locations.country,
      timeZone: organizations.timeZone,
    })
    .from(cdrs)
    .innerJoin(sources, eq(sources.id, cdrs.sourceId))
    .innerJoin(organizations, eq(organizations.id, cdrs.organizationId))
    .innerJoin(locations, eq(locations.id, cdrs.locationId))
    .leftJoin(billingGroups, eq(billingGroups.id, cdrs.billingGroupId))
    .$dynamic();
}

/** The sessions that these keys belong to: a difference's original in its place. */
export async function originalKeys(tx: Tx, keys: readonly CdrKey[]): Promise<CdrKey[]> {
  const rows = await tx
    .select({
      sourceId: cdrs.sourceId,
      cdrId: sql<string>`case when ${cdrs.kind} = 'difference' then ${cdrs.originalCdrId} else ${cdrs.cdrId} end`,
    })
    .from(cdrs)
    .where(inCdrs(cdrs.sourceId, cdrs.cdrId, keys));
  return [...new Map(rows.map((row) => [`${row.sourceId} ${row.cdrId}`, row])).values()];
}

/** Of these CDRs the credits, and the credits of the others: what is priced once the others are. */
export async function creditKeys(tx: Tx, keys: readonly CdrKey[]): Promise<CdrKey[]> {
  return tx
    .select({ sourceId: cdrs.sourceId, cdrId: cdrs.cdrId })
    .from(cdrs)
    .where(
      and(
        sql`${cdrs.kind} = 'credit'`,
        or(inCdrs(cdrs.sourceId, cdrs.cdrId, keys), inCdrs(cdrs.sourceId, cdrs.originalCdrId, keys)),
      ),
    );
}

function inCdrs(
  sourceId: SQL | (typeof cdrs)["sourceId"],
  cdrId: SQL | (typeof cdrs)["cdrId"] | (typeof cdrs)["originalCdrId"],
  keys: readonly CdrKey[],
): SQL {
  const plain = keys.map(({ sourceId, cdrId }) => ({ sourceId, cdrId }));
  return sql`(${sourceId}, ${cdrId}) in (
    select k."sourceId", k."cdrId" from jsonb_to_recordset(${JSON.stringify(plain)}::text::jsonb)
      as k("sourceId" uuid, "cdrId" text))`;
}

/** All revenue records of CDRs, oldest first. */
export async function readRevenueRecords(tx: Tx, keys: readonly CdrKey[]): Promise<RevenueRecord[]> {
  const t = revenueRecords;
  const rows = await tx
    .select()
    .from(t)
    .where(inCdrs(sql`${t.sourceId}`, sql`${t.cdrId}`, keys))
    .orderBy(asc(t.createdAt), asc(t.id));
  return rows.map(({ components, steps, ...row }) => ({
    ...row,
    day: "",
    parts: (components as StoredPart[]).map(readPart),
    steps: steps as RevenueRecord["steps"],
  }));
}

function readPart(stored: StoredPart): RecordPart {
  return {
    ...stored,
    revenue: parseDecimalExact(stored.revenue),
    partnerShare: parseDecimalExact(stored.partnerShare),
  };
}

/** All expense records that follow from CDRs, oldest first; what a partner received for one follows from its payment. */
export async function readExpenseRecords(tx: Tx, keys: readonly CdrKey[]): Promise<ExpenseRecord[]> {
  const t = expenseRecords;
  const rows = await tx
    .select()
    .from(t)
    .where(and(inCdrs(sql`${t.sourceId}`, sql`${t.cdrId}`, keys), ne(t.origin, "received_by_partner")))
    .orderBy(asc(t.createdAt), asc(t.id));
  return rows.map(({ params, steps, ...row }) => ({
    ...row,
    params: params as ExpenseRecord["params"],
    steps: steps as ExpenseRecord["steps"],
  }));
}

/** All collections of CDRs, oldest first. */
export async function readCollections(tx: Tx, keys: readonly CdrKey[]): Promise<CollectionRow[]> {
  const t = collections;
  const rows = await tx
    .select()
    .from(t)
    .where(inCdrs(sql`${t.sourceId}`, sql`${t.cdrId}`, keys))
    .orderBy(asc(t.createdAt), asc(t.id));
  return rows.map(({ billingGroupId: _, ...row }) => row);
}

/** How many collections CDRs have: they are only ever added to, so another number is other money. */
export async function countCollections(tx: Tx, keys: readonly CdrKey[]): Promise<number> {
  const t = collections;
  return keys.length === 0 ? 0 : tx.$count(t, inCdrs(sql`${t.sourceId}`, sql`${t.cdrId}`, keys));
}

/** Takes records of open periods away. */
export async function deleteRecords(
  tx: Tx,
  table: "revenue_records" | "expense_records",
  rows: readonly { partnerId: string; id: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const keys = JSON.stringify(rows.map(({ partnerId, id }) => ({ partnerId, id })));
  await driverOf(tx)`
    delete from ${driverOf(tx)(table)} r using jsonb_to_recordset(${keys}::text::jsonb) as k("partnerId" uuid, id uuid)
    where r.partner_id = k."partnerId" and r.id = k.id`;
}

export type CdrChange = CdrKey &
  ReturnType<typeof settlementColumns> & {
    billingGroupId: string | null;
    content: StoredCdr;
    /** Hexadecimal. */
    contentHash: string;
    startedAt: Instant;
    endedAt: Instant;
    energyKwh: bigint;
  };

/** Writes the columns that settling again changes, and the content where another one was accepted. */
export async function updateCdrs(tx: Tx, rows: readonly CdrChange[]): Promise<void> {
  if (rows.length === 0) return;
  const stored = rows.map(({ components, startedAt, endedAt, ...row }) => ({
    ...row,
    components: components?.map(storeComponent) ?? null,
    startedAt: instantText(startedAt),
    endedAt: instantText(endedAt),
  }));
  await driverOf(tx)`
    update cdrs c set
      organization_id = n."organizationId", origin_month = n."originMonth", location_id = n."locationId",
      evse_id = n."evseId", connector_id = n."connectorId", current = n.current, payer = n.payer,
      payer_reason = n."payerReason", payer_id = n."payerId", billing_group_id = n."billingGroupId",
      non_rated_reason = n."nonRatedReason", tariff_version_id = n."tariffVersionId", currency = n.currency,
      price_configuration_id =
        case n."tariffReason" when 'price_stated' then c.price_configuration_id else n."priceConfigurationId" end,
      tariff_reason = case n."tariffReason" when 'price_stated' then c.tariff_reason else n."tariffReason" end,
      purchase_version_id = n."purchaseVersionId", purchase_configuration_id = n."purchaseConfigurationId",
      purchase_reason = n."purchaseReason", purchase_discount_basis_points = n."purchaseDiscountBasisPoints",
      cross_check = n."crossCheck",
      revenue = n.revenue, vat = n.vat, gross = n.gross, components = n.components, rating_trace = n."ratingTrace",
      owner_id = n."ownerId", contract_version_id = n."contractVersionId", settlement = n.settlement,
      content = n.content, content_hash = decode(n."contentHash", 'hex'), started_at = n."startedAt",
      ended_at = n."endedAt", energy_kwh = n."energyKwh",
      revision = c.revision + 1
    from jsonb_to_recordset(${asJson(stored)}::text::jsonb) as n("sourceId" uuid, "cdrId" text, "organizationId" uuid,
      "originMonth" date, "locationId" uuid, "evseId" uuid, "connectorId" uuid, current text, payer text,
      "payerReason" text, "payerId" uuid, "billingGroupId" uuid, "nonRatedReason" text, "tariffVersionId" uuid,
      "priceConfigurationId" uuid, "tariffReason" text, "purchaseVersionId" uuid, "purchaseConfigurationId" uuid,
      "purchaseReason" text, "purchaseDiscountBasisPoints" int, "crossCheck" jsonb, currency text, revenue numeric, vat numeric, gross numeric, components jsonb, "ratingTrace" jsonb, "ownerId" uuid,
      "contractVersionId" uuid, settlement text, content jsonb, "contentHash" text, "startedAt" timestamptz,
      "endedAt" timestamptz, "energyKwh" numeric)
    where c.source_id = n."sourceId" and c.cdr_id = n."cdrId"`;
}

/** What a CDR was priced at, as stored. */
export function storedComponents(components: unknown) {
  return (components as StoredComponent[]).map(readComponent);
}
