/** Tariffs with their versions, and which connector has which on which days. */
import { and, asc, desc, eq, getTableColumns, ilike, inArray, isNotNull, isNull, max, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import {
  type CONNECTOR_TARIFF_KINDS,
  companies,
  connectors,
  evseOwners,
  evses,
  locations,
  salesTariffAssignments,
  tariffAssignments,
  tariffPriceConfigurations,
  tariffs,
  tariffVersions,
} from "@/db/schema";
import type { DayRange } from "@/db/schema/columns";
import type { IsoDate } from "@/lib/calendar/calendar";
import { chunksOf, contains, keysetBy, outer, type Page, type PageRequest, pageOf } from "./keyset";

const issuer = alias(companies, "issuer");
const owner = alias(companies, "owner");

export type TariffRow = typeof tariffs.$inferSelect;
export type TariffVersionRow = typeof tariffVersions.$inferSelect;
export type TariffListRow = TariffRow & {
  versions: number;
  /** First day of the version that holds today; null when none does yet. */
  validFrom: IsoDate | null;
  /** Connectors, tokens and companies that have it today. */
  connectors: number;
  tokens: number;
  companies: number;
};
export type ConnectorTariffKind = (typeof CONNECTOR_TARIFF_KINDS)[number];
export type Assignment = {
  id: string;
  connectorId: string;
  kind: ConnectorTariffKind;
  tariffId: string;
  days: DayRange;
};

/** One page of tariffs by name. */
export async function listTariffs(
  tx: Tx,
  filter: {
    search?: string | undefined;
    currency?: string | undefined;
    kind?: TariffRow["kind"] | undefined;
    archived?: boolean;
  },
  page: PageRequest & { today: IsoDate },
): Promise<Page<TariffListRow>> {
  const keyset = keysetBy(tariffs.name, tariffs.id, page);
  const rows = await tx
    .select({
      id: tariffs.id,
      kind: tariffs.kind,
      name: tariffs.name,
      currency: tariffs.currency,
      archivedAt: tariffs.archivedAt,
      createdAt: tariffs.createdAt,
      versions: sql<number>`(select count(*)::int from ${tariffVersions} v where v.tariff_id = ${outer(tariffs.id)})`,
      validFrom: sql<IsoDate | null>`(select max(v.valid_from)::text from ${tariffVersions} v
        where v.tariff_id = ${outer(tariffs.id)} and v.valid_from <= ${page.today}::date)`,
      connectors: sql<number>`(select count(*)::int from ${tariffAssignments} a
        where a.tariff_id = ${outer(tariffs.id)} and a.days @> ${page.today}::date)`,
      tokens: holdersToday("token_id", page.today),
      companies: holdersToday("company_id", page.today),
    })
    .from(tariffs)
    .where(
      and(
        filter.archived ? isNotNull(tariffs.archivedAt) : isNull(tariffs.archivedAt),
        filter.search?.trim() ? ilike(tariffs.name, contains(filter.search)) : undefined,
        filter.currency ? eq(tariffs.currency, filter.currency) : undefined,
        filter.kind ? eq(tariffs.kind, filter.kind) : undefined,
        keyset.where,
      ),
    )
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return pageOf(rows, page);
}

function holdersToday(holder: "token_id" | "company_id", today: IsoDate) {
  return sql<number>`(select count(a.${sql.identifier(holder)})::int from ${salesTariffAssignments} a
    where a.tariff_id = ${outer(tariffs.id)} and a.days @> ${today}::date)`;
}

/** One tariff, or null. With `forUpdate` it stays locked until the transaction ends. */
export async function findTariff(tx: Tx, id: string, options: { forUpdate?: boolean } = {}): Promise<TariffRow | null> {
  const query = tx.select().from(tariffs).where(eq(tariffs.id, id));
  const [row] = options.forUpdate ? await query.for("update") : await query;
  return row ?? null;
}

/** The versions of a tariff, latest first. */
export async function versionsOfTariff(tx: Tx, tariffId: string): Promise<TariffVersionRow[]> {
  return tx
    .select()
    .from(tariffVersions)
    .where(eq(tariffVersions.tariffId, tariffId))
    .orderBy(desc(tariffVersions.validFrom));
}

/** The price configurations of versions, with the names of what they are narrowed to. */
export function configurationsOf(tx: Tx, versionIds: readonly string[]) {
  return selectConfigurations(tx).where(inArray(tariffPriceConfigurations.tariffVersionId, [...versionIds]));
}

/** Price configurations by id, with the same names. */
export function findConfigurations(tx: Tx, ids: readonly string[]) {
  return selectConfigurations(tx).where(inArray(tariffPriceConfigurations.id, [...ids]));
}

export type NamedConfiguration = Awaited<ReturnType<typeof findConfigurations>>[number];

function selectConfigurations(tx: Tx) {
  const t = tariffPriceConfigurations;
  return tx
    .select({ ...getTableColumns(t), issuerName: issuer.name, ownerName: owner.name, evseUid: evses.uid })
    .from(t)
    .leftJoin(issuer, eq(issuer.id, t.issuerId))
    .leftJoin(owner, eq(owner.id, t.ownerId))
    .leftJoin(evses, eq(evses.id, t.evseId))
    .orderBy(asc(t.id))
    .$dynamic();
}

/** Adds price configurations to a version that was written just now; two that name the same are refused. */
export async function insertConfigurations(
  tx: Tx,
  rows: readonly (typeof tariffPriceConfigurations.$inferInsert)[],
): Promise<void> {
  for (const chunk of chunksOf(rows)) await tx.insert(tariffPriceConfigurations).values(chunk);
}

/** Adds a tariff, without a version. */
export async function insertTariff(tx: Tx, row: typeof tariffs.$inferInsert): Promise<void> {
  await tx.insert(tariffs).values(row);
}

/** Adds the next version of a tariff that is locked. */
export async function insertTariffVersion(
  tx: Tx,
  row: Omit<typeof tariffVersions.$inferInsert, "version">,
): Promise<number> {
  const [last] = await tx
    .select({ version: max(tariffVersions.version) })
    .from(tariffVersions)
    .where(eq(tariffVersions.tariffId, row.tariffId));
  const version = (last?.version ?? 0) + 1;
  await tx.insert(tariffVersions).values({ ...row, version });
  return version;
}

export type TariffUse = {
  locationId: string;
  locationName: string;
  current: "AC" | "DC";
  connectorIds: string[];
  days: DayRange;
};

/** Where a tariff is used: site by site, AC and DC apart, with the days; what holds or comes first. */
export async function usesOfTariff(tx: Tx, tariffId: string): Promise<TariffUse[]> {
  return tx
    .select({
      locationId: locations.id,
      locationName: locations.name,
      current: connectors.current,
      connectorIds: sql<string[]>`array_agg(${connectors.id})`,
      days: tariffAssignments.days,
    })
    .from(tariffAssignments)
    .innerJoin(connectors, eq(connectors.id, tariffAssignments.connectorId))
    .innerJoin(evses, eq(evses.id, connectors.evseId))
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .where(eq(tariffAssignments.tariffId, tariffId))
    .groupBy(locations.id, connectors.current, tariffAssignments.days)
    .orderBy(sql`upper_inf(${tariffAssignments.days}) desc`, sql`lower(${locations.name})`, asc(connectors.current));
}

export type TariffSince = { tariffId: string; name: string; since: IsoDate };

/** The charge point rate, and the COMMUNITY tariff beside it, that each connector of a location has on a day. */
export async function tariffsAtLocation(
  tx: Tx,
  locationId: string,
  day: IsoDate,
): Promise<Map<string, { rate: TariffSince | null; community: TariffSince | null }>> {
  const rows = await tx
    .select({
      connectorId: tariffAssignments.connectorId,
      kind: tariffAssignments.kind,
      tariffId: tariffs.id,
      name: tariffs.name,
      since: sql<IsoDate>`lower(${tariffAssignments.days})::text`,
    })
    .from(tariffAssignments)
    .innerJoin(tariffs, eq(tariffs.id, tariffAssignments.tariffId))
    .innerJoin(connectors, eq(connectors.id, tariffAssignments.connectorId))
    .innerJoin(evses, eq(evses.id, connectors.evseId))
    .where(and(eq(evses.locationId, locationId), sql`${tariffAssignments.days} @> ${day}::date`));
  const found = new Map<string, { rate: TariffSince | null; community: TariffSince | null }>();
  for (const { connectorId, kind, ...tariff } of rows) {
    const known = found.get(connectorId) ?? { rate: null, community: null };
    found.set(connectorId, { ...known, [kind === "community" ? "community" : "rate"]: tariff });
  }
  return found;
}

/**
 * Locks the connectors of some sites and charge points, and single ones (AC, DC or both), against another change of
 * their tariffs, and names them.
 */
export async function lockConnectors(
  tx: Tx,
  asked: {
    locationIds: readonly string[];
    evseIds: readonly string[];
    connectorIds: readonly string[];
    current: "AC" | "DC" | null;
  },
): Promise<string[]> {
  const rows = await tx
    .select({ id: connectors.id })
    .from(connectors)
    .innerJoin(evses, eq(evses.id, connectors.evseId))
    .where(
      and(
        or(
          inArray(evses.locationId, [...asked.locationIds]),
          inArray(evses.id, [...asked.evseIds]),
          inArray(connectors.id, [...asked.connectorIds]),
        ),
        asked.current ? eq(connectors.current, asked.current) : undefined,
      ),
    )
    .orderBy(connectors.id)
    .for("update", { of: connectors });
  return rows.map((row) => row.id);
}

/** Every assignment of some connectors and one kind, past and future. */
export async function assignmentsOf(
  tx: Tx,
  connectorIds: readonly string[],
  kind: ConnectorTariffKind,
): Promise<Assignment[]> {
  if (connectorIds.length === 0) return [];
  return tx
    .select({
      id: tariffAssignments.id,
      connectorId: tariffAssignments.connectorId,
      kind: tariffAssignments.kind,
      tariffId: tariffAssignments.tariffId,
      days: tariffAssignments.days,
    })
    .from(tariffAssignments)
    .where(and(inArray(tariffAssignments.connectorId, [...connectorIds]), eq(tariffAssignments.kind, kind)));
}

/** The connectors that have a tariff on any day from `from` on. */
export async function connectorsWithTariff(tx: Tx, tariffId: string, from: IsoDate): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: tariffAssignments.connectorId })
    .from(tariffAssignments)
    .where(
      and(eq(tariffAssignments.tariffId, tariffId), sql`${tariffAssignments.days} && daterange(${from}::date, null)`),
    );
  return rows.map((row) => row.id);
}

/** Adds assignments; two tariffs of a connector on one day violate `tariff_assignments_one_a_day`. */
export async function insertAssignments(tx: Tx, rows: readonly Assignment[], createdAt: number): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    await tx.insert(tariffAssignments).values(chunk.map((row) => ({ ...row, createdAt })));
  }
}

/** Removes assignments. */
export async function deleteAssignments(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const chunk of chunksOf(ids)) await tx.delete(tariffAssignments).where(inArray(tariffAssignments.id, chunk));
}

/** The partners that own an EVSE of these connectors on any day from `from` on. */
export async function ownersOfConnectors(tx: Tx, connectorIds: readonly string[], from: IsoDate): Promise<string[]> {
  if (connectorIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ id: evseOwners.partnerId })
    .from(evseOwners)
    .innerJoin(connectors, eq(connectors.evseId, evseOwners.evseId))
    .where(and(inArray(connectors.id, [...connectorIds]), sql`${evseOwners.days} && daterange(${from}::date, null)`));
  return rows.map((row) => row.id);
}
