/** What an import writes besides records: CDRs, CDRs that wait, tokens, unknown EVSEs, billing groups. */
import { and, eq, sql } from "drizzle-orm";
import { arrayText, asJson, type Column, copyRows, instantText, isOneOf, monthText } from "@/db/bulk";
import { driverOf, type Tx } from "@/db/client";
import { cdrs, heldCdrs } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";
import type { CdrRow } from "@/lib/cdrs/cdr-row";
import type { StoredCdr } from "@/lib/cdrs/stored-cdr";
import { groupBy } from "@/lib/collections/group-by";
import { formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import type { PricedComponent, RatingStep } from "@/lib/rating/types";
import type { PricedOriginal } from "@/lib/records/cdr-context";
import type { CrossCheck } from "@/lib/records/cross-check";
import { priceOfChain } from "@/lib/records/price-chain";

/** A priced component as it is stored: whole numbers as decimal text. */
export type StoredComponent = Omit<PricedComponent, "quantity" | "amount" | "vat"> & {
  quantity: string;
  amount: string;
  vat: string | null;
};

const decimal = (value: bigint | null) => (value === null ? null : formatDecimal(value));

const CDR_COLUMNS: readonly Column<CdrRow>[] = [
  ["source_id", (r) => r.sourceId],
  ["cdr_id", (r) => r.cdrId],
  ["kind", (r) => r.kind],
  ["original_cdr_id", (r) => r.originalCdrId],
  ["content_hash", (r) => r.contentHash],
  ["content", (r) => ({ json: r.content })],
  ["import_id", (r) => r.importId],
  ["line", (r) => r.line],
  ["started_at", (r) => instantText(r.startedAt)],
  ["ended_at", (r) => instantText(r.endedAt)],
  ["energy_kwh", (r) => formatDecimal(r.energyKwh)],
  ["organization_id", (r) => r.organizationId],
  ["origin_month", (r) => monthText(r.originMonth)],
  ["location_id", (r) => r.locationId],
  ["evse_id", (r) => r.evseId],
  ["connector_id", (r) => r.connectorId],
  ["current", (r) => r.current],
  ["token_id", (r) => r.tokenId],
  ["payer", (r) => r.payer],
  ["payer_reason", (r) => r.payerReason],
  ["payer_id", (r) => r.payerId],
  ["billing_group_id", (r) => r.billingGroupId],
  ["non_rated_reason", (r) => r.nonRatedReason],
  ["tariff_version_id", (r) => r.tariffVersionId],
  ["price_configuration_id", (r) => r.priceConfigurationId],
  ["tariff_reason", (r) => r.tariffReason],
  ["purchase_version_id", (r) => r.purchaseVersionId],
  ["purchase_configuration_id", (r) => r.purchaseConfigurationId],
  ["purchase_reason", (r) => r.purchaseReason],
  ["purchase_discount_basis_points", (r) => r.purchaseDiscountBasisPoints],
  ["cross_check", (r) => (r.crossCheck === null ? null : { json: r.crossCheck })],
  ["currency", (r) => r.currency],
  ["revenue", (r) => decimal(r.revenue)],
  ["vat", (r) => decimal(r.vat)],
  ["gross", (r) => decimal(r.gross)],
  ["components", (r) => (r.components === null ? null : { json: r.components.map(storeComponent) })],
  ["rating_trace", (r) => (r.ratingTrace === null ? null : { json: r.ratingTrace })],
  ["owner_id", (r) => r.ownerId],
  ["contract_version_id", (r) => r.contractVersionId],
  ["settlement", (r) => r.settlement],
  ["flags", (r) => r.flags],
  ["created_at", (r) => instantText(r.createdAt)],
];

/** For jsonb. */
export function storeComponent(component: PricedComponent): StoredComponent {
  return {
    ...component,
    quantity: formatDecimal(component.quantity),
    amount: formatDecimal(component.amount),
    vat: decimal(component.vat),
  };
}

/** What `storeComponent` wrote. */
export function readComponent(stored: StoredComponent): PricedComponent {
  return {
    ...stored,
    quantity: parseDecimalExact(stored.quantity),
    amount: parseDecimalExact(stored.amount),
    vat: stored.vat === null ? null : parseDecimalExact(stored.vat),
  };
}

export const insertCdrs = (tx: Tx, rows: readonly CdrRow[]) => copyRows(tx, "cdrs", CDR_COLUMNS, rows);

/** A CDR that waits for a person (table `held_cdrs`). */
export type HeldRow = {
  sourceId: string;
  cdrId: string;
  contentHash: Uint8Array;
  kind: "hold" | "conflict";
  reasons: readonly string[];
  /** The prices that differ, where that holds it (D19). */
  crossCheck: CrossCheck | null;
  evseUid: string | null;
  content: StoredCdr;
  importId: string;
  line: number;
  endedAt: Instant;
  energyKwh: bigint;
  createdAt: Instant;
};

const HELD_COLUMNS: readonly Column<HeldRow>[] = [
  ["source_id", (r) => r.sourceId],
  ["cdr_id", (r) => r.cdrId],
  ["content_hash", (r) => r.contentHash],
  ["kind", (r) => r.kind],
  ["state", () => "waiting"],
  ["reasons", (r) => r.reasons],
  ["cross_check", (r) => (r.crossCheck === null ? null : { json: r.crossCheck })],
  ["evse_uid", (r) => r.evseUid],
  ["content", (r) => ({ json: r.content })],
  ["import_id", (r) => r.importId],
  ["line", (r) => r.line],
  ["ended_at", (r) => instantText(r.endedAt)],
  ["energy_kwh", (r) => formatDecimal(r.energyKwh)],
  ["created_at", (r) => instantText(r.createdAt)],
];

export const insertHeldCdrs = (tx: Tx, rows: readonly HeldRow[]) => copyRows(tx, "held_cdrs", HELD_COLUMNS, rows);

/** What is known under an id: the content that stands, and contents that wait or were discarded. */
export type KnownCdr = {
  /** Hex of the content hash of the imported CDR; null while it is only held. */
  imported: string | null;
  held: { hash: string; kind: "hold" | "conflict"; state: "waiting" | "released" | "discarded" }[];
};

/** Which of these ids the source has already delivered. */
export async function findKnownCdrs(tx: Tx, sourceId: string, ids: readonly string[]): Promise<Map<string, KnownCdr>> {
  const found = new Map<string, KnownCdr>();
  if (ids.length === 0) return found;
  const list = [...new Set(ids)];
  const imported = tx
    .select({ cdrId: cdrs.cdrId, hash: hexOf(cdrs.contentHash) })
    .from(cdrs)
    .where(and(eq(cdrs.sourceId, sourceId), isOneOf(cdrs.cdrId, list)));
  // What was last accepted for a session whose price was stated stands in its last difference (D9).
  const corrected = tx
    .select({ cdrId: sql<string>`${cdrs.originalCdrId}`, hash: hexOf(cdrs.contentHash) })
    .from(cdrs)
    .where(and(eq(cdrs.sourceId, sourceId), isDifferenceOf(list)))
    .orderBy(sql`length(${cdrs.cdrId})`, cdrs.cdrId);
  const held = tx
    .select({ cdrId: heldCdrs.cdrId, hash: hexOf(heldCdrs.contentHash), kind: heldCdrs.kind, state: heldCdrs.state })
    .from(heldCdrs)
    .where(and(eq(heldCdrs.sourceId, sourceId), isOneOf(heldCdrs.cdrId, list)));
  const [standing, later, waiting] = await Promise.all([imported, corrected, held]);
  for (const { cdrId, hash } of standing) found.set(cdrId, { imported: hash, held: [] });
  for (const { cdrId, hash } of later) found.set(cdrId, { imported: hash, held: [] });
  for (const { cdrId, ...row } of waiting) {
    const known = found.get(cdrId) ?? { imported: null, held: [] };
    known.held.push(row);
    found.set(cdrId, known);
  }
  return found;
}

const hexOf = (column: typeof cdrs.contentHash | typeof heldCdrs.contentHash) => sql<string>`encode(${column}, 'hex')`;

/** Which of these ids the source has delivered before as CDRs that stand. */
export async function findStandingIds(tx: Tx, sourceId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ cdrId: cdrs.cdrId })
    .from(cdrs)
    .where(and(eq(cdrs.sourceId, sourceId), isOneOf(cdrs.cdrId, ids)));
  return new Set(rows.map((row) => row.cdrId));
}

/**
 * The prices of the originals that credits take back, their differences included (D9): a credit negates all of it.
 * Those of non-rated ones are null.
 */
export async function findOriginals(
  tx: Tx,
  sourceId: string,
  ids: readonly string[],
): Promise<Map<string, PricedOriginal | null>> {
  if (ids.length === 0) return new Map();
  const price = {
    tariffVersionId: cdrs.tariffVersionId,
    currency: cdrs.currency,
    components: cdrs.components,
    revenue: cdrs.revenue,
    vat: cdrs.vat,
    gross: cdrs.gross,
    trace: cdrs.ratingTrace,
  };
  const originals = await tx
    .select({ cdrId: cdrs.cdrId, ...price })
    .from(cdrs)
    .where(and(eq(cdrs.sourceId, sourceId), isOneOf(cdrs.cdrId, ids)));
  const differences = await tx
    .select({ originalCdrId: cdrs.originalCdrId, ...price })
    .from(cdrs)
    .where(and(eq(cdrs.sourceId, sourceId), isDifferenceOf(ids)))
    .orderBy(sql`length(${cdrs.cdrId})`, cdrs.cdrId);
  const later = groupBy(differences, (row) => row.originalCdrId!);
  return new Map(
    originals.map(({ cdrId, ...original }) => {
      const prices = [original, ...(later.get(cdrId) ?? [])].map(storedPrice);
      const known = prices.filter((one) => one !== null);
      return [cdrId, prices[0] === null ? null : priceOfChain(known)];
    }),
  );
}

function isDifferenceOf(ids: readonly string[]) {
  return and(eq(cdrs.kind, "difference"), isOneOf(cdrs.originalCdrId, ids));
}

type StoredPrice = Pick<typeof cdrs.$inferSelect, "tariffVersionId" | "currency" | "components" | "revenue"> &
  Pick<typeof cdrs.$inferSelect, "vat" | "gross"> & { trace: unknown };

/** A price as it was stored; null for what has none. */
export function storedPrice({ tariffVersionId, currency, components, revenue, vat, gross, trace }: StoredPrice) {
  if (currency === null || revenue === null) return null;
  return {
    tariffVersionId,
    currency,
    components: (components as StoredComponent[]).map(readComponent),
    revenue,
    vat,
    gross,
    trace: trace as RatingStep[],
  };
}

/** Creates tokens that nobody knew as media of the EMP that their contract names, if any (D1). */
export async function createTokens(
  tx: Tx,
  rows: readonly { id: string; uid: string; contractId: string | null; type: string; issuerId: string | null }[],
  now: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  await driverOf(tx)`
    insert into tokens (id, uid, contract_id, type, issuer_id, created_at)
    select t.id, t.uid, t."contractId", t.type, t."issuerId", ${instantText(now)}::timestamptz
    from jsonb_to_recordset(${asJson(rows)}::text::jsonb)
      as t(id uuid, uid text, "contractId" text, type text, "issuerId" uuid)
    order by t.uid
    on conflict (uid) do nothing`;
}

/** EVSEs to be offered for creation, with the connectors seen so far. */
export async function noteUnknownEvses(
  tx: Tx,
  rows: readonly {
    uid: string;
    locationName: string | null;
    country: string | null;
    model: string | null;
    connectorIds: readonly string[];
  }[],
  now: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  const flat = rows.map((row) => ({ ...row, connectorIds: arrayText(row.connectorIds) }));
  await driverOf(tx)`
    insert into unknown_evses as u (uid, location_name, country, model, connector_ids, first_seen_at)
    select e.uid, e."locationName", e.country, e.model, e."connectorIds"::text[], ${instantText(now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(flat)}::text::jsonb)
      as e(uid text, "locationName" text, country text, model text, "connectorIds" text)
    order by e.uid
    on conflict (uid) do update set
      location_name = coalesce(u.location_name, excluded.location_name),
      model = coalesce(u.model, excluded.model),
      connector_ids = (
        select array_agg(distinct c order by c) from unnest(u.connector_ids || excluded.connector_ids) as c)`;
}

/** Shifts rows of an import from one count to another when a person decides about them (D20 stays true). */
export async function moveImportCounts(
  tx: Tx,
  moves: readonly { importId: string; from: "on_hold" | "conflicting"; to: "imported" | "rejected"; rows: number }[],
): Promise<void> {
  for (const [from, to] of [
    ["on_hold", "imported"],
    ["on_hold", "rejected"],
    ["conflicting", "imported"],
    ["conflicting", "rejected"],
  ] as const) {
    const counts = moves.filter((move) => move.from === from && move.to === to);
    if (counts.length === 0) continue;
    await tx.execute(sql`
      update imports set ${sql.identifier(from)} = ${sql.identifier(from)} - m.rows,
        ${sql.identifier(to)} = ${sql.identifier(to)} + m.rows
      from jsonb_to_recordset(${JSON.stringify(counts)}::text::jsonb) as m("importId" uuid, rows int)
      where imports.id = m."importId"`);
  }
}
