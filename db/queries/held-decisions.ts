/** Rows that wait for a decision, and what a decision writes (D20). */
import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import { heldCdrs, imports, sources } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";
import type { HeldKey } from "@/lib/cdrs/cdr-key";
import { type ValidationRules, validationRules } from "@/lib/cdrs/validation";
import type { CrossCheck } from "@/lib/records/cross-check";
import type { SourcePricing } from "@/lib/records/source-pricing";

export type LockedHeld = HeldKey & {
  kind: "hold" | "conflict";
  state: "waiting" | "released" | "discarded";
  content: unknown;
  importId: string;
  line: number;
  /** The mapping its import was read with, and the rules of its source. */
  mapping: unknown;
  rules: ValidationRules;
  pricing: SourcePricing;
};

function inKeys(keys: readonly HeldKey[]): SQL {
  return sql`(${heldCdrs.sourceId}, ${heldCdrs.cdrId}, ${heldCdrs.contentHash}) in (
    select k."sourceId", k."cdrId", decode(k."contentHash", 'hex')
    from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb)
      as k("sourceId" uuid, "cdrId" text, "contentHash" text))`;
}

/** Locks rows until the transaction ends. */
export async function lockHeld(tx: Tx, keys: readonly HeldKey[]): Promise<LockedHeld[]> {
  const rows = await tx
    .select({
      sourceId: heldCdrs.sourceId,
      cdrId: heldCdrs.cdrId,
      contentHash: heldCdrs.contentHash,
      kind: heldCdrs.kind,
      state: heldCdrs.state,
      content: heldCdrs.content,
      importId: heldCdrs.importId,
      line: heldCdrs.line,
      mapping: imports.mapping,
      rules: sources.rules,
      mode: sources.pricing,
      toleranceAmount: sources.toleranceAmount,
      toleranceBasisPoints: sources.toleranceBasisPoints,
    })
    .from(heldCdrs)
    .innerJoin(imports, eq(imports.id, heldCdrs.importId))
    .innerJoin(sources, eq(sources.id, heldCdrs.sourceId))
    .where(inKeys(keys))
    .orderBy(asc(heldCdrs.sourceId), asc(heldCdrs.cdrId), asc(heldCdrs.contentHash))
    .for("update", { of: heldCdrs });
  return rows.map(({ mode, toleranceAmount, toleranceBasisPoints, ...row }) => ({
    ...row,
    contentHash: row.contentHash.toString("hex"),
    rules: validationRules.parse(row.rules),
    pricing: { mode, toleranceAmount, toleranceBasisPoints },
  }));
}

/** Waiting rows of these EVSEs, in key order, after a place. */
export async function heldOfEvses(
  tx: Tx,
  uids: readonly string[],
  after: HeldKey | null,
  limit: number,
): Promise<HeldKey[]> {
  if (uids.length === 0) return [];
  const rows = await tx
    .select({ sourceId: heldCdrs.sourceId, cdrId: heldCdrs.cdrId, contentHash: heldCdrs.contentHash })
    .from(heldCdrs)
    .where(
      and(
        inArray(heldCdrs.evseUid, [...uids]),
        eq(heldCdrs.state, "waiting"),
        eq(heldCdrs.kind, "hold"),
        after
          ? sql`(${heldCdrs.sourceId}, ${heldCdrs.cdrId}, ${heldCdrs.contentHash})
              > (${after.sourceId}::uuid, ${after.cdrId}, decode(${after.contentHash}, 'hex'))`
          : undefined,
      ),
    )
    .orderBy(asc(heldCdrs.sourceId), asc(heldCdrs.cdrId), asc(heldCdrs.contentHash))
    .limit(limit);
  return rows.map((row) => ({ ...row, contentHash: row.contentHash.toString("hex") }));
}

/** Writes who decided what and why. */
export async function decideHeld(
  tx: Tx,
  keys: readonly HeldKey[],
  decision: {
    state: "released" | "discarded";
    decidedAt: Instant;
    decidedBy: string | null;
    decisionReason: string | null;
  },
): Promise<void> {
  await tx
    .update(heldCdrs)
    .set(decision)
    .where(inKeys(keys.map(keyOf)));
}

function keyOf({ sourceId, cdrId, contentHash }: HeldKey): HeldKey {
  return { sourceId, cdrId, contentHash };
}

/** Rows that keep waiting get the reasons that hold them now. */
export async function updateHeldReasons(
  tx: Tx,
  rows: readonly (HeldKey & { reasons: readonly string[]; crossCheck: CrossCheck | null })[],
): Promise<void> {
  if (rows.length === 0) return;
  const json = rows.map((row) => ({
    ...keyOf(row),
    reasons: `{${row.reasons.join(",")}}`,
    crossCheck: row.crossCheck,
  }));
  await driverOf(tx)`
    update held_cdrs h set reasons = k.reasons::text[], cross_check = k."crossCheck"
    from jsonb_to_recordset(${JSON.stringify(json)}::text::jsonb)
      as k("sourceId" uuid, "cdrId" text, "contentHash" text, reasons text, "crossCheck" jsonb)
    where h.source_id = k."sourceId" and h.cdr_id = k."cdrId" and h.content_hash = decode(k."contentHash", 'hex')`;
}
