/** EMP sales tariffs: which token, or company that issues tokens, has which on which days. */
import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cdrs, companies, salesTariffAssignments, tariffs, tokens } from "@/db/schema";
import type { DayRange } from "@/db/schema/columns";
import type { Instant, IsoDate } from "@/lib/calendar/calendar";
import { chunksOf, outer } from "./keyset";

/** A token, or a company for all tokens that it issued: one of the two is null. */
export type TariffHolder = { tokenId: string | null; companyId: string | null };
export type SalesAssignment = TariffHolder & { id: string; tariffId: string; days: DayRange };

const { tokenId, companyId, tariffId, days } = salesTariffAssignments;

/** Locks tokens and companies against another change of their tariffs; those that are gone are missing. */
export async function lockHolders(
  tx: Tx,
  asked: { tokenIds: readonly string[]; companyIds: readonly string[] },
): Promise<TariffHolder[]> {
  const ofTokens = await tx
    .select({ id: tokens.id })
    .from(tokens)
    .where(inArray(tokens.id, [...asked.tokenIds]))
    .orderBy(tokens.id)
    .for("update");
  const ofCompanies = await tx
    .select({ id: companies.id })
    .from(companies)
    .where(inArray(companies.id, [...asked.companyIds]))
    .orderBy(companies.id)
    .for("no key update");
  return [
    ...ofTokens.map(({ id }) => ({ tokenId: id, companyId: null })),
    ...ofCompanies.map(({ id }) => ({ tokenId: null, companyId: id })),
  ];
}

function ofHolders(holders: readonly TariffHolder[]): SQL | undefined {
  return or(
    inArray(
      tokenId,
      holders.flatMap((holder) => holder.tokenId ?? []),
    ),
    inArray(
      companyId,
      holders.flatMap((holder) => holder.companyId ?? []),
    ),
  );
}

/** Every assignment of some holders, past and future. */
export function salesAssignmentsOf(tx: Tx, holders: readonly TariffHolder[]): Promise<SalesAssignment[]> {
  return tx
    .select({ id: salesTariffAssignments.id, tokenId, companyId, tariffId, days })
    .from(salesTariffAssignments)
    .where(ofHolders(holders));
}

/** The same with the tariffs' names, the first days first; for the pages of tokens and companies. */
export function salesTariffsOf(tx: Tx, holders: readonly TariffHolder[]) {
  return tx
    .select({ id: salesTariffAssignments.id, tokenId, companyId, tariffId, tariffName: tariffs.name, days })
    .from(salesTariffAssignments)
    .innerJoin(tariffs, eq(tariffs.id, tariffId))
    .where(ofHolders(holders))
    .orderBy(asc(sql`lower(${days})`));
}

/** EMP sales tariffs that can be given, and since when each says something. */
export function salesTariffNames(tx: Tx) {
  return tx
    .select({
      id: tariffs.id,
      name: tariffs.name,
      validFrom: sql<IsoDate>`(select min(v.valid_from)::text from tariff_versions v where v.tariff_id = ${outer(tariffs.id)})`,
    })
    .from(tariffs)
    .where(and(eq(tariffs.kind, "emp_sales"), isNull(tariffs.archivedAt)));
}

/** Who has a tariff, by name: tokens by uid, companies by name. */
export function usesOfSalesTariff(tx: Tx, id: string) {
  const name = sql<string>`coalesce(${tokens.uid}, ${companies.name})`;
  return tx
    .select({ tokenId, companyId, name, days })
    .from(salesTariffAssignments)
    .leftJoin(tokens, eq(tokens.id, tokenId))
    .leftJoin(companies, eq(companies.id, companyId))
    .where(eq(tariffId, id))
    .orderBy(name, asc(sql`lower(${days})`));
}

/** Who has a tariff on any day from `from` on. */
export function holdersOfTariff(tx: Tx, id: string, from: IsoDate): Promise<TariffHolder[]> {
  return tx
    .selectDistinct({ tokenId, companyId })
    .from(salesTariffAssignments)
    .where(and(eq(tariffId, id), sql`${days} && daterange(${from}::date, null)`));
}

/** A local day begins at most fourteen hours before the same day in UTC. */
const EARLIEST_LOCAL = sql`interval '14 hours'`;

/**
 * The connectors at which these tokens, or the tokens of these companies, charged from a day on: where sessions have
 * to be priced again.
 */
export async function connectorsOfHolders(tx: Tx, holders: readonly TariffHolder[], from: IsoDate): Promise<string[]> {
  if (holders.length === 0) return [];
  const companyIds = holders.flatMap((holder) => holder.companyId ?? []);
  const issued = tx.select({ id: tokens.id }).from(tokens).where(inArray(tokens.issuerId, companyIds));
  const rows = await tx
    .selectDistinct({ id: cdrs.connectorId })
    .from(cdrs)
    .where(
      and(
        sql`${cdrs.endedAt} >= ${from}::date - ${EARLIEST_LOCAL}`,
        or(
          inArray(
            cdrs.tokenId,
            holders.flatMap((holder) => holder.tokenId ?? []),
          ),
          inArray(cdrs.payerId, companyIds),
          inArray(cdrs.tokenId, issued),
        ),
      ),
    );
  return rows.map((row) => row.id);
}

/** The companies that issued the tokens, and the companies themselves: whose expense records may change. */
export async function issuersOf(tx: Tx, holders: readonly TariffHolder[]): Promise<string[]> {
  const tokenIds = holders.flatMap((holder) => holder.tokenId ?? []);
  const rows = await tx.selectDistinct({ id: tokens.issuerId }).from(tokens).where(inArray(tokens.id, tokenIds));
  return [...rows.flatMap((row) => row.id ?? []), ...holders.flatMap((holder) => holder.companyId ?? [])];
}

/** Adds assignments; two tariffs of one holder on one day violate an exclusion constraint. */
export async function insertSalesAssignments(
  tx: Tx,
  rows: readonly SalesAssignment[],
  createdAt: Instant,
): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    await tx.insert(salesTariffAssignments).values(chunk.map((row) => ({ ...row, createdAt })));
  }
}

/** Removes assignments. */
export async function deleteSalesAssignments(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const chunk of chunksOf(ids)) {
    await tx.delete(salesTariffAssignments).where(inArray(salesTariffAssignments.id, chunk));
  }
}
