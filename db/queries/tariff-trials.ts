/** What trying and comparing tariffs reads: versions to choose from, and real sessions to price by them. */
import { asc, desc, eq, isNull, or, sql } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import { tariffs, tariffVersions } from "@/db/schema";
import type { Instant, IsoDate, Month } from "@/lib/calendar/calendar";
import type { CdrPeriod } from "@/lib/cdrs/cdr";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import type { RateableFields } from "@/lib/cdrs/rateable";
import { parseDecimalExact } from "@/lib/money/amount";

export type TariffVersionChoice = {
  id: string;
  tariffId: string;
  name: string;
  currency: string;
  version: number;
  validFrom: IsoDate;
  hasSales: boolean;
  hasPurchase: boolean;
};

/** Every version of the tariffs that are not archived, and of those named anyway; by name, the latest first. */
export function tariffVersionChoices(tx: Tx, versionIds: readonly string[] = []): Promise<TariffVersionChoice[]> {
  return tx
    .select({
      id: tariffVersions.id,
      tariffId: tariffs.id,
      name: tariffs.name,
      currency: tariffs.currency,
      version: tariffVersions.version,
      validFrom: tariffVersions.validFrom,
      hasSales: sql<boolean>`${tariffVersions.sales} is not null`,
      hasPurchase: sql<boolean>`${tariffVersions.purchase} is not null`,
    })
    .from(tariffVersions)
    .innerJoin(tariffs, eq(tariffs.id, tariffVersions.tariffId))
    .where(or(isNull(tariffs.archivedAt), sql`${tariffVersions.id} = any(${sql.param([...versionIds])}::uuid[])`))
    .orderBy(sql`lower(${tariffs.name})`, asc(tariffs.id), desc(tariffVersions.validFrom));
}

/** The tariff object of one side of a version; null where there is none. */
export async function tariffObject(tx: Tx, versionId: string, side: "sales" | "purchase"): Promise<unknown> {
  const [row] = await tx
    .select({ json: tariffVersions[side] })
    .from(tariffVersions)
    .where(eq(tariffVersions.id, versionId));
  return row?.json ?? null;
}

/** A condition on `cdrs c` (of organization `o`): the tariff was assigned for the session on the day of its start. */
function hasTariff(tx: Tx, tariffId: string) {
  const query = driverOf(tx);
  const startDate = query`(c.started_at at time zone o.time_zone)::date`;
  return query`(
    exists (select 1 from tariff_assignments a where a.tariff_id = ${tariffId} and a.connector_id = c.connector_id
      and a.days @> ${startDate})
    or exists (select 1 from sales_tariff_assignments s left join tokens t on t.id = c.token_id
      where s.tariff_id = ${tariffId} and (s.token_id = c.token_id or s.company_id = t.issuer_id)
        and s.days @> ${startDate}))`;
}

export type RecentSession = CdrKey & {
  startedAt: Instant;
  zone: string;
  locationName: string;
  evseUid: string;
  energyKwh: bigint;
};

/** The last sessions of a tariff's connectors or tokens, or those whose id begins with a text. */
export async function sessionsToTry(
  tx: Tx,
  find: { tariffId: string; cdrId: string | null },
  limit: number,
): Promise<RecentSession[]> {
  const query = driverOf(tx);
  const rows = await query<
    (CdrKey & Record<"startedAt" | "energyKwh" | "zone" | "locationName" | "evseUid", string>)[]
  >`
    select c.source_id as "sourceId", c.cdr_id as "cdrId", c.started_at as "startedAt", c.energy_kwh as "energyKwh",
      l.time_zone as zone, l.name as "locationName", e.uid as "evseUid"
    from cdrs c
    join organizations o on o.id = c.organization_id
    join locations l on l.id = c.location_id
    join evses e on e.id = c.evse_id
    where c.kind = 'session'
      and ${find.cdrId === null ? hasTariff(tx, find.tariffId) : query`starts_with(c.cdr_id, ${find.cdrId})`}
    order by c.ended_at desc, c.source_id, c.cdr_id
    limit ${limit}`;
  return rows.map((row) => ({
    ...row,
    startedAt: Date.parse(row.startedAt),
    energyKwh: parseDecimalExact(row.energyKwh),
  }));
}

/** What pricing a session needs of it, and where it took place. */
export type SessionToCompare = CdrKey & RateableFields & { timeZone: string; locationName: string };

/** Sessions that ended in a month: at one site, or those that had a tariff. */
export type SessionChoice = { month: Month; locationId: string | null; tariffId: string };

const SESSIONS_AT_ONCE = 2_000;

type SessionRow = CdrKey & {
  started_at: string;
  ended_at: string;
  energy_kwh: string;
  charging: number | null;
  parking: number | null;
  periods: CdrPeriod[];
  time_zone: string;
  location_name: string;
};

/** The newest `limit` of them, in pieces; the transaction stays open meanwhile. Credits and differences are none. */
export async function* streamSessions(
  tx: Tx,
  choice: SessionChoice,
  limit: number,
): AsyncGenerator<SessionToCompare[]> {
  const query = driverOf(tx);
  const cursor = query<SessionRow[]>`
    select c.source_id as "sourceId", c.cdr_id as "cdrId", c.started_at, c.ended_at, c.energy_kwh,
      (c.content->>'chargingTimeSeconds')::float8 as charging, (c.content->>'parkingTimeSeconds')::float8 as parking,
      c.content->'periods' as periods, l.time_zone, l.name as location_name
    from cdrs c
    join organizations o on o.id = c.organization_id
    join locations l on l.id = c.location_id
    where c.kind = 'session' and c.origin_month = ${`${choice.month}-01`}::date
      and ${choice.locationId === null ? hasTariff(tx, choice.tariffId) : query`c.location_id = ${choice.locationId}`}
    order by c.ended_at desc, c.source_id, c.cdr_id
    limit ${limit}`.cursor(SESSIONS_AT_ONCE);
  for await (const rows of cursor) yield rows.map(sessionOf);
}

function sessionOf(row: SessionRow): SessionToCompare {
  return {
    sourceId: row.sourceId,
    cdrId: row.cdrId,
    startAt: Date.parse(row.started_at),
    endAt: Date.parse(row.ended_at),
    energyKwh: parseDecimalExact(row.energy_kwh),
    chargingTimeSeconds: row.charging,
    parkingTimeSeconds: row.parking,
    periods: row.periods,
    timeZone: row.time_zone,
    locationName: row.location_name,
  };
}
