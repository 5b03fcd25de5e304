/** CDRs whose payer a person sets (D1). */
import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cdrs, companies } from "@/db/schema";
import type { CdrKey } from "@/lib/cdrs/cdr-key";

/** How many CDRs one decision may concern. */
export const MOST_PAYERS = 1_000;

/** The CDR, or all CDRs of unknown payer that were charged with the same token. */
export async function cdrsToBePaid(tx: Tx, key: CdrKey, sameToken: boolean): Promise<CdrKey[]> {
  const one = and(eq(cdrs.sourceId, key.sourceId), eq(cdrs.cdrId, key.cdrId));
  const columns = { sourceId: cdrs.sourceId, cdrId: cdrs.cdrId, tokenId: cdrs.tokenId };
  const [found] = await tx.select(columns).from(cdrs).where(one);
  if (!found) return [];
  if (!sameToken || found.tokenId === null) return [key];
  const rows = await tx
    .select(columns)
    .from(cdrs)
    .where(and(eq(cdrs.tokenId, found.tokenId), eq(cdrs.payer, "unknown")))
    .orderBy(asc(cdrs.endedAt))
    .limit(MOST_PAYERS);
  return rows.map(({ sourceId, cdrId }) => ({ sourceId, cdrId }));
}

/** Locks CDRs and says why the payer of each may no longer be set: it is invoiced, or money came in for it. */
export async function lockPayers(tx: Tx, keys: readonly CdrKey[]) {
  return tx
    .select({
      sourceId: cdrs.sourceId,
      cdrId: cdrs.cdrId,
      payer: cdrs.payer,
      invoiced: sql<boolean>`exists (
        select from billing_groups g where g.id = "cdrs"."billing_group_id" and g.state in ('drafted', 'posted', 'paid'))`,
      collected: sql<boolean>`coalesce((
        select sum(e.amount) from collections e
        where e.source_id = "cdrs"."source_id" and e.cdr_id = "cdrs"."cdr_id"), 0) <> 0`,
    })
    .from(cdrs)
    .where(inKeys(keys))
    .orderBy(asc(cdrs.sourceId), asc(cdrs.cdrId))
    .for("update", { of: cdrs });
}

/** Writes who pays; settling again writes what follows from it. */
export async function updatePayers(
  tx: Tx,
  keys: readonly CdrKey[],
  payer: { payer: "ad_hoc" | "internal" | "own_driver" | "roaming"; payerId: string | null },
): Promise<void> {
  await tx
    .update(cdrs)
    .set({ ...payer, payerReason: "person" })
    .where(inKeys(keys));
}

/** Whether the company may pay as what it is named for. */
export async function mayPayAs(tx: Tx, companyId: string, payer: "internal" | "roaming"): Promise<boolean> {
  const is = payer === "internal" ? companies.isPartner : companies.isEmp;
  const rows = await tx
    .select({ id: companies.id })
    .from(companies)
    .where(and(inArray(companies.id, [companyId]), eq(is, true)));
  return rows.length === 1;
}

function inKeys(keys: readonly CdrKey[]): SQL {
  return sql`(${cdrs.sourceId}, ${cdrs.cdrId}) in (
    select k."sourceId", k."cdrId" from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb)
      as k("sourceId" uuid, "cdrId" text))`;
}
