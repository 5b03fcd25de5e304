/** Expense records as people read them: pages, sums, one record (A3, A4), and the ones written by hand. */
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  companies,
  contracts,
  contractVersions,
  expenseRecords,
  expenseRollups,
  organizations,
  settlementReports,
  users,
} from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { Amount } from "@/lib/money/amount";
import type { ExpenseFilters } from "@/lib/records/record-filters";
import { type InstantPageRequest, instantKeyset, instantPage } from "./instant-keyset";
import type { Page } from "./keyset";
import { expenseConditions, expenseRollupConditions, organizationZones, partnerIn } from "./record-conditions";
import { isReportOf, type RecordKey } from "./records";

const e = expenseRecords;

const listed = {
  partnerId: e.partnerId,
  id: e.id,
  partnerName: companies.name,
  timeZone: organizations.timeZone,
  currency: e.currency,
  periodMonth: e.periodMonth,
  originMonth: e.originMonth,
  origin: e.origin,
  correctsId: e.correctsId,
  occurredAt: e.occurredAt,
  quantity: e.quantity,
  unitPrice: e.unitPrice,
  amount: e.amount,
  /** What the sentence needs; written by us, as `ExpenseRecord` of lib/records/record.ts. */
  params: sql<Record<string, string | number>>`${e.params}`,
  reason: e.reason,
};

/** One page of expense records, the latest first; `timeZone` is that of their organization. */
export async function listExpenseRecords(tx: Tx, scope: Scope, filters: ExpenseFilters, page: InstantPageRequest) {
  const zones = await organizationZones(tx);
  const keyset = instantKeyset(e.occurredAt, e.id, page);
  const rows = await tx
    .select(listed)
    .from(e)
    .innerJoin(companies, eq(companies.id, e.partnerId))
    .innerJoin(organizations, eq(organizations.id, e.organizationId))
    .where(and(expenseConditions(scope, filters, zones), keyset.where))
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return instantPage(rows, page, (row) => ({ at: row.occurredAt, id: row.id })) satisfies Page<unknown>;
}

export type ExpenseTotals = { currency: string; records: number; amount: Amount };

/** Sums of everything that matches, per currency, the largest first: from the rollups unless days are asked for. */
export async function sumExpenseRecords(tx: Tx, scope: Scope, filters: ExpenseFilters): Promise<ExpenseTotals[]> {
  const rows = filters.date === null ? await sumRollups(tx, scope, filters) : await sumRows(tx, scope, filters);
  return rows.filter((row) => row.records > 0);
}

/** How many records match. */
export async function countExpenseRecords(tx: Tx, scope: Scope, filters: ExpenseFilters): Promise<number> {
  const totals = await sumExpenseRecords(tx, scope, filters);
  return totals.reduce((sum, { records }) => sum + records, 0);
}

function sumRollups(tx: Tx, scope: Scope, filters: ExpenseFilters): Promise<ExpenseTotals[]> {
  const s = expenseRollups;
  return tx
    .select({
      currency: s.currency,
      records: sql<number>`sum(${s.records})::int`,
      amount: sql<bigint>`sum(${s.amount})`.mapWith(s.amount),
    })
    .from(s)
    .where(expenseRollupConditions(scope, filters))
    .groupBy(s.currency)
    .orderBy(desc(sql`sum(${s.amount})`), asc(s.currency));
}

async function sumRows(tx: Tx, scope: Scope, filters: ExpenseFilters): Promise<ExpenseTotals[]> {
  return tx
    .select({
      currency: e.currency,
      records: sql<number>`count(*)::int`,
      amount: sql<bigint>`sum(${e.amount})`.mapWith(e.amount),
    })
    .from(e)
    .where(expenseConditions(scope, filters, await organizationZones(tx)))
    .groupBy(e.currency)
    .orderBy(desc(sql`sum(${e.amount})`), asc(e.currency));
}

/** One expense record with its contract, report and author, or null when there is none within the scope. */
export async function findExpenseRecord(tx: Tx, scope: Scope, { partnerId, recordId }: RecordKey) {
  const [row] = await tx
    .select({
      ...listed,
      organizationId: e.organizationId,
      organizationName: organizations.name,
      sourceId: e.sourceId,
      cdrId: e.cdrId,
      createdAt: e.createdAt,
      createdBy: e.createdBy,
      contractId: contracts.id,
      contractName: contracts.name,
      contractVersion: contractVersions.version,
      contractValidFrom: contractVersions.validFrom,
      reportId: settlementReports.id,
      reportNumber: settlementReports.number,
      reportState: settlementReports.state,
    })
    .from(e)
    .innerJoin(companies, eq(companies.id, e.partnerId))
    .innerJoin(organizations, eq(organizations.id, e.organizationId))
    .leftJoin(contracts, eq(contracts.id, e.contractId))
    .leftJoin(contractVersions, eq(contractVersions.id, e.contractVersionId))
    .leftJoin(settlementReports, isReportOf(e))
    .where(and(eq(e.partnerId, partnerId), eq(e.id, recordId), partnerIn(e.partnerId, scope, null)));
  return row ?? null;
}

/** The name of who wrote a record by hand: for the back office. */
export async function authorName(tx: Tx, userId: string): Promise<string | null> {
  const [row] = await tx.select({ name: users.name }).from(users).where(eq(users.id, userId));
  return row?.name ?? null;
}
