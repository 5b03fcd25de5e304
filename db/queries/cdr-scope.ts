/** Which CDRs a change of master data concerns, in order, page by page (D9). */
import { and, asc, gte, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cdrs, connectors, evseOwners, tokens } from "@/db/schema";
import type { Instant } from "@/lib/calendar/calendar";
import type { CdrKey } from "@/lib/cdrs/cdr-key";

/** Whose CDRs a change concerns: those at connectors, and those charged with tokens, that ended since an instant. */
export type CdrScope = { connectorIds: readonly string[]; tokenIds: readonly string[]; since: Instant };
export type CdrPlace = CdrKey & { endedAt: Instant };

/** The next sessions and credits in the order of (end, source, id), after a place. Differences follow their originals. */
export async function nextCdrKeys(tx: Tx, scope: CdrScope, after: CdrPlace | null, limit: number): Promise<CdrPlace[]> {
  return tx
    .select({ sourceId: cdrs.sourceId, cdrId: cdrs.cdrId, endedAt: cdrs.endedAt })
    .from(cdrs)
    .where(
      and(
        concerns(scope),
        after
          ? sql`(${cdrs.endedAt}, ${cdrs.sourceId}, ${cdrs.cdrId}) > (${new Date(after.endedAt).toISOString()}::timestamptz, ${after.sourceId}::uuid, ${after.cdrId})`
          : undefined,
      ),
    )
    .orderBy(asc(cdrs.endedAt), asc(cdrs.sourceId), asc(cdrs.cdrId))
    .limit(limit);
}

/** How many there are. */
export async function countCdrs(tx: Tx, scope: CdrScope): Promise<number> {
  const [row] = await tx.select({ n: sql<number>`count(*)::int` }).from(cdrs).where(concerns(scope));
  return row!.n;
}

function concerns({ connectorIds, tokenIds, since }: CdrScope): SQL | undefined {
  return and(
    or(
      sql`${cdrs.connectorId} = any(${sql.param([...connectorIds])}::uuid[])`,
      tokenIds.length > 0 ? sql`${cdrs.tokenId} = any(${sql.param([...tokenIds])}::uuid[])` : undefined,
    ),
    sql`${cdrs.kind} <> 'difference'`,
    gte(cdrs.endedAt, since),
  );
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

/** Tokens that are named, and those that companies issued. */
export async function tokensOf(
  tx: Tx,
  what: { tokenIds?: readonly string[]; issuerIds?: readonly string[] },
): Promise<string[]> {
  if (!what.issuerIds?.length) return [...(what.tokenIds ?? [])];
  const rows = await tx
    .select({ id: tokens.id })
    .from(tokens)
    .where(inArray(tokens.issuerId, [...what.issuerIds]));
  return [...new Set([...(what.tokenIds ?? []), ...rows.map((row) => row.id)])];
}
