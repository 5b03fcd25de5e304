/** Reads CDRs with all that was written for them, and writes what settling them again changes. */
import { and, asc, eq, gte, inArray, or, type SQL, sql } from "drizzle-orm";
import { asJson } from "@/db/bulk";
import { driverOf, type Tx } from "@/db/client";
import {
  billingGroups,
  cdrs,
  collections,
  connectors,
  evseOwners,
  expenseRecords,
  revenueRecords,
  runs,
} from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import type { settlementColumns } from "@/lib/cdrs/cdr-row";
import { parseDecimalExact } from "@/lib/money/amount";
import type { RecordPart } from "@/lib/records/line";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "@/lib/records/record";
import { readComponent, type StoredComponent, storeComponent } from "./cdr-writes";
import type { StoredPart } from "./record-writes";

export type StandingCdr = Awaited<ReturnType<typeof readCdrs>>[number];

/** The next CDRs of these connectors that ended since an instant, in the order of (end, source, id), after a place. */
export async function nextCdrKeys(
  tx: Tx,
  connectorIds: readonly string[],
  since: Instant,
  after: (CdrKey & { endedAt: Instant }) | null,
  limit: number,
): Promise<(CdrKey & { endedAt: Instant })[]> {
  if (connectorIds.length === 0) return [];
  return tx
    .select({ sourceId: cdrs.sourceId, cdrId: cdrs.cdrId, endedAt: cdrs.endedAt })
    .from(cdrs)
    .where(
      and(
        inArray(cdrs.connectorId, [...connectorIds]),
        sql`${cdrs.kind} <> 'difference'`,
        after
          ? sql`(${cdrs.endedAt}, ${cdrs.sourceId}, ${cdrs.cdrId}) > (${new Date(after.endedAt).toISOString()}::timestamptz, ${after.sourceId}::uuid, ${after.cdrId})`
          : gte(cdrs.endedAt, since),
      ),
    )
    .orderBy(asc(cdrs.endedAt), asc(cdrs.sourceId), asc(cdrs.cdrId))
    .limit(limit);
}

/** Connectors of EVSEs, of those a partner ever owned, and those named. */
export async function connectorsOf(
  tx: Tx,
  what: { connectorIds?: readonly string[]; evseIds?: readonly string[]; partnerIds?: readonly string[] },
): Promise<string[]> {
  const conditions: SQL[] = [];
  if (what.connectorIds?.length) conditions.push(inArray(connectors.id, [...what.connectorIds]));
  if (what.evseIds?.length) conditions.push(inArray(connectors.evseId, [...what.evseIds]));
  if (what.partnerIds?.length) {
    const owned = tx
      .select({ id: evseOwners.evseId })
      .from(evseOwners)
      .where(inArray(evseOwners.partnerId, [...what.partnerIds]));
    conditions.push(inArray(connectors.evseId, owned));
  }
  if (conditions.length === 0) return [];
  const rows = await tx
    .select({ id: connectors.id })
    .from(connectors)
    .where(or(...conditions));
  return rows.map((row) => row.id);
}

/** CDRs by key, locked until the transaction ends. */
export function readCdrs(tx: Tx, keys: readonly CdrKey[]) {
  return tx
    .select({
      sourceId: cdrs.sourceId,
      cdrId: cdrs.cdrId,
      content: cdrs.content,
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
    })
    .from(cdrs)
    .leftJoin(billingGroups, eq(billingGroups.id, cdrs.billingGroupId))
    .where(inCdrs(cdrs.sourceId, cdrs.cdrId, keys))
    .orderBy(asc(cdrs.sourceId), asc(cdrs.cdrId))
    .for("update", { of: cdrs });
}

function inCdrs(
  sourceId: SQL | (typeof cdrs)["sourceId"],
  cdrId: SQL | (typeof cdrs)["cdrId"],
  keys: readonly CdrKey[],
): SQL {
  return sql`(${sourceId}, ${cdrId}) in (
    select k."sourceId", k."cdrId" from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb)
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

/** All expense records of CDRs, oldest first. */
export async function readExpenseRecords(tx: Tx, keys: readonly CdrKey[]): Promise<ExpenseRecord[]> {
  const t = expenseRecords;
  const rows = await tx
    .select()
    .from(t)
    .where(inCdrs(sql`${t.sourceId}`, sql`${t.cdrId}`, keys))
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

export type CdrChange = CdrKey & ReturnType<typeof settlementColumns> & { billingGroupId: string | null };

/** Writes the columns that settling again changes. */
export async function updateCdrs(tx: Tx, rows: readonly CdrChange[]): Promise<void> {
  if (rows.length === 0) return;
  const stored = rows.map(({ components, ...row }) => ({
    ...row,
    components: components?.map(storeComponent) ?? null,
  }));
  await driverOf(tx)`
    update cdrs c set
      organization_id = n."organizationId", origin_month = n."originMonth", location_id = n."locationId",
      evse_id = n."evseId", connector_id = n."connectorId", current = n.current, payer = n.payer,
      payer_reason = n."payerReason", payer_id = n."payerId", billing_group_id = n."billingGroupId",
      non_rated_reason = n."nonRatedReason", tariff_version_id = n."tariffVersionId", currency = n.currency,
      revenue = n.revenue, vat = n.vat, gross = n.gross, components = n.components, rating_trace = n."ratingTrace",
      owner_id = n."ownerId", contract_version_id = n."contractVersionId", settlement = n.settlement,
      revision = c.revision + 1
    from jsonb_to_recordset(${asJson(stored)}::text::jsonb) as n("sourceId" uuid, "cdrId" text, "organizationId" uuid,
      "originMonth" date, "locationId" uuid, "evseId" uuid, "connectorId" uuid, current text, payer text,
      "payerReason" text, "payerId" uuid, "billingGroupId" uuid, "nonRatedReason" text, "tariffVersionId" uuid,
      currency text, revenue numeric, vat numeric, gross numeric, components jsonb, "ratingTrace" jsonb, "ownerId" uuid,
      "contractVersionId" uuid, settlement text)
    where c.source_id = n."sourceId" and c.cdr_id = n."cdrId"`;
}

/** What a CDR was priced at, as stored. */
export function storedComponents(components: unknown) {
  return (components as StoredComponent[]).map(readComponent);
}

/** A recalculation is a run of its own, with sums before and after. */
export async function beginRecalculation(tx: Tx, id: string, input: object, now: Instant): Promise<void> {
  await tx.insert(runs).values({ id, kind: "recalculate", state: "running", input, createdAt: now, startedAt: now });
}

export async function endRecalculation(tx: Tx, id: string, result: object, now: Instant): Promise<void> {
  await tx.update(runs).set({ state: "done", finishedAt: now, result }).where(eq(runs.id, id));
}
