/** Revenue records as people read them: pages, sums and one record with all that explains it (A3, A6–A10, A27–A31). */
import { and, asc, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import {
  collections,
  companies,
  contracts,
  contractVersions,
  openRecords,
  organizations,
  recordRollups,
  revenueRecords,
  settlementReports,
  tariffs,
  tariffVersions,
} from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { Payer } from "@/lib/records/payer";
import type { RevenueFilters } from "@/lib/records/record-filters";
import { type InstantPageRequest, instantKeyset, instantPage } from "./instant-keyset";
import type { Page } from "./keyset";
import {
  asksForOpen,
  collectedOfRow,
  collectionStateOf,
  isSameRecord,
  openConditions,
  organizationZones,
  partnerIn,
  revenueConditions,
} from "./record-conditions";

const listed = {
  partnerId: revenueRecords.partnerId,
  id: revenueRecords.id,
  partnerName: companies.name,
  timeZone: organizations.timeZone,
  currency: revenueRecords.currency,
  periodMonth: revenueRecords.periodMonth,
  originMonth: revenueRecords.originMonth,
  origin: revenueRecords.origin,
  correctsId: revenueRecords.correctsId,
  startedAt: revenueRecords.startedAt,
  endedAt: revenueRecords.endedAt,
  locationId: revenueRecords.locationId,
  locationName: revenueRecords.locationName,
  evseUid: revenueRecords.evseUid,
  connectorId: revenueRecords.connectorId,
  current: revenueRecords.current,
  driver: revenueRecords.driver,
  energyKwh: revenueRecords.energyKwh,
  revenue: revenueRecords.revenue,
  operatorShare: revenueRecords.operatorShare,
  partnerShare: revenueRecords.partnerShare,
  due: revenueRecords.due,
  collected: collectedOfRow,
  state: collectionStateOf(collectedOfRow),
};

/**
 * One page of revenue records, those that ended last first. `collected` is what came in for a record's CDR, `timeZone`
 * that of its organization.
 */
export async function listRevenueRecords(tx: Tx, scope: Scope, filters: RevenueFilters, page: InstantPageRequest) {
  const zones = await organizationZones(tx);
  const narrowed = { ...filters, partner: filters.partner ?? (await partnersOfSites(tx, filters.site)) };
  const rows = await (asksForOpen(narrowed)
    ? openPage(tx, openConditions(scope, narrowed, zones), page)
    : recordPage(tx, revenueConditions(tx, scope, narrowed, zones), page));
  return instantPage(rows, page, (row) => ({ at: row.endedAt, id: row.id })) satisfies Page<unknown>;
}

function recordPage(tx: Tx, where: SQL | undefined, page: InstantPageRequest) {
  const keyset = instantKeyset(revenueRecords.endedAt, revenueRecords.id, page);
  return tx
    .select(listed)
    .from(revenueRecords)
    .innerJoin(companies, eq(companies.id, revenueRecords.partnerId))
    .innerJoin(organizations, eq(organizations.id, revenueRecords.organizationId))
    .where(and(where, keyset.where))
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
}

/** The page of what is still missing is found in the table of that, in the order of its index. */
function openPage(tx: Tx, where: SQL | undefined, page: InstantPageRequest) {
  const keyset = instantKeyset(openRecords.endedAt, openRecords.recordId, page);
  return tx
    .select(listed)
    .from(openRecords)
    .innerJoin(revenueRecords, isSameRecord())
    .innerJoin(companies, eq(companies.id, openRecords.partnerId))
    .innerJoin(organizations, eq(organizations.id, openRecords.organizationId))
    .where(and(where, keyset.where))
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
}

/** Who ever earned at these sites; null where no site is asked for. Records are found by their partner. */
async function partnersOfSites(tx: Tx, sites: readonly string[] | null): Promise<string[] | null> {
  if (sites === null) return null;
  const s = recordRollups;
  const rows = await tx
    .selectDistinct({ id: s.partnerId })
    .from(s)
    .where(inArray(s.locationId, [...sites]));
  return rows.map((row) => row.id);
}

/**
 * `collectedShareTowardZero` in SQL, exact: `div` truncates toward zero and, other than `/`, never rounds its
 * quotient first.
 */
export function collectedPart(share: SQL | AnyPgColumn, collected: SQL): SQL {
  const { due } = revenueRecords;
  const toward = sql`least(greatest(${collected} * sign(${due}), 0), abs(${due}))`;
  return sql`case when ${due} = 0 then ${share} else div(${share} * ${toward} * 10000, abs(${due})) / 10000 end`;
}

export type RecordKey = { partnerId: string; recordId: string };

/** One revenue record with its contract and report, or null when there is none within the scope. */
export async function findRevenueRecord(tx: Tx, scope: Scope, { partnerId, recordId }: RecordKey) {
  const r = revenueRecords;
  const [row] = await tx
    .select({
      ...listed,
      organizationId: r.organizationId,
      organizationName: organizations.name,
      sourceId: r.sourceId,
      cdrId: r.cdrId,
      ownerRecordId: r.ownerRecordId,
      payer: sql<Payer>`${r.payer}`,
      gross: r.gross,
      basis: r.basis,
      steps: r.steps,
      flags: r.flags,
      tariffVersionId: r.tariffVersionId,
      reason: r.reason,
      contractId: contracts.id,
      contractName: contracts.name,
      contractVersion: contractVersions.version,
      contractValidFrom: contractVersions.validFrom,
      reportId: settlementReports.id,
      reportNumber: settlementReports.number,
      reportState: settlementReports.state,
    })
    .from(r)
    .innerJoin(companies, eq(companies.id, r.partnerId))
    .innerJoin(organizations, eq(organizations.id, r.organizationId))
    .leftJoin(contracts, eq(contracts.id, r.contractId))
    .leftJoin(contractVersions, eq(contractVersions.id, r.contractVersionId))
    .leftJoin(settlementReports, isReportOf(r))
    .where(and(eq(r.partnerId, partnerId), eq(r.id, recordId), partnerIn(r.partnerId, scope, null)));
  return row ?? null;
}

export type RevenueDetail = NonNullable<Awaited<ReturnType<typeof findRevenueRecord>>>;

/** The report that settles a record's period. */
export function isReportOf(record: {
  partnerId: AnyPgColumn;
  organizationId: AnyPgColumn;
  currency: AnyPgColumn;
  periodMonth: AnyPgColumn;
}): SQL | undefined {
  return and(
    eq(settlementReports.partnerId, record.partnerId),
    eq(settlementReports.organizationId, record.organizationId),
    eq(settlementReports.currency, record.currency),
    eq(settlementReports.month, record.periodMonth),
  );
}

/** A CDR as a partner's records name it. */
export type PartnerCdr = { partnerId: string; sourceId: string; cdrId: string };

/** The other revenue records of the same CDR and partner, oldest first: what corrects the record, or is corrected by it. */
export async function recordsOfSameCdr(tx: Tx, cdr: PartnerCdr, recordId: string) {
  const r = revenueRecords;
  return tx
    .select({
      id: r.id,
      partnerId: r.partnerId,
      correctsId: r.correctsId,
      periodMonth: r.periodMonth,
      revenue: r.revenue,
      partnerShare: r.partnerShare,
      reason: r.reason,
      createdAt: r.createdAt,
    })
    .from(r)
    .where(
      and(
        eq(r.partnerId, cdr.partnerId),
        ne(r.id, recordId),
        or(
          and(eq(r.sourceId, cdr.sourceId), eq(r.cdrId, cdr.cdrId)),
          eq(r.correctsId, recordId),
          // The record of a difference CDR corrects one of another CDR.
          sql`${r.id} = (select d.corrects_id from revenue_records d
            where d.partner_id = ${cdr.partnerId} and d.id = ${recordId})`,
        ),
      ),
    )
    .orderBy(asc(r.createdAt), asc(r.id));
}

/** What came in and went back for a CDR, for one partner, in order of booking. */
export async function collectionsOfCdr(tx: Tx, { partnerId, sourceId, cdrId }: PartnerCdr) {
  const c = collections;
  return tx
    .select({
      id: c.id,
      kind: c.kind,
      amount: c.amount,
      valueDate: c.valueDate,
      bookingMonth: c.bookingMonth,
      receivedBy: c.receivedBy,
      reversesId: c.reversesId,
      reason: c.reason,
    })
    .from(c)
    .where(and(eq(c.partnerId, partnerId), eq(c.sourceId, sourceId), eq(c.cdrId, cdrId)))
    .orderBy(asc(c.createdAt), asc(c.id));
}

/** The tariff version that priced a record: for the back office, partners may not read tariffs. */
export async function findPricing(tx: Tx, tariffVersionId: string) {
  const [row] = await tx
    .select({
      tariffId: tariffs.id,
      name: tariffs.name,
      version: tariffVersions.version,
      validFrom: tariffVersions.validFrom,
    })
    .from(tariffVersions)
    .innerJoin(tariffs, eq(tariffs.id, tariffVersions.tariffId))
    .where(eq(tariffVersions.id, tariffVersionId));
  return row ?? null;
}
