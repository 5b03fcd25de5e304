/** CDRs with everything that stands for them, and what they would be today: the input of settling again. */
import type { Tx } from "@/db/client";
import { findOriginals } from "@/db/queries/cdr-writes";
import { lastIssuedMonths, ledgerText } from "@/db/queries/periods";
import { findTokens } from "@/db/queries/reference";
import {
  readCdrs,
  readCollections,
  readExpenseRecords,
  readRevenueRecords,
  type StandingCdr,
  storedComponents,
} from "@/db/queries/resettle";
import { dateOf, type Month } from "@/lib/calendar/calendar";
import type { Cdr } from "@/lib/cdrs/cdr";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import { readStoredCdr, type StoredCdr } from "@/lib/cdrs/stored-cdr";
import type { RatingStep } from "@/lib/rating/types";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "./record";
import { findConnector, type KnownToken, type Reference } from "./reference";
import { type PricedOriginal, type SettledCdr, settleCdr } from "./settle-cdr";

/** One CDR with what stands for it and what it would be today. */
export type Case = {
  row: StandingCdr;
  cdr: Cdr;
  settled: SettledCdr;
  records: RevenueRecord[];
  expenses: ExpenseRecord[];
  collections: CollectionRow[];
};

type OfCdr = { sourceId: string | null; cdrId: string | null };
const keyOf = (row: OfCdr) => `${row.sourceId} ${row.cdrId}`;

/** Billing groups in these states state the prices of their CDRs. */
const FIXING_GROUPS = new Set(["drafted", "posted", "paid"]);

/** Reads and locks the CDRs; one whose connector is gone, or whose country nobody serves any more, is left as it is. */
export async function readCases(tx: Tx, keys: readonly CdrKey[], reference: Reference): Promise<Case[]> {
  const rows = await readCdrs(tx, keys);
  const cdrs = rows.map((row) => readStoredCdr(row.content as StoredCdr));
  const tokens = await findTokens(tx, [...new Set(cdrs.flatMap((cdr) => cdr.token.uid ?? []))]);
  const originals = await originalsOf(tx, rows);
  const allRecords = await readRevenueRecords(tx, keys);
  const records = groupByCdr(allRecords);
  const expenses = groupByCdr(await readExpenseRecords(tx, keys));
  const collections = groupByCdr(await readCollections(tx, keys));
  const lastIssued = await lastIssuedMonths(tx, allRecords);
  return rows.flatMap((row, index) => {
    const cdr = cdrs[index]!;
    const standing = records.get(keyOf(row)) ?? [];
    const settled = settleAgain(row, cdr, { tokens, originals, standing, lastIssued }, reference);
    if (!settled) return [];
    const { timeZone } = settled.organization;
    return [
      {
        row,
        cdr,
        settled,
        records: standing.map((record) => ({ ...record, day: dateOf(record.endedAt, timeZone) })),
        expenses: expenses.get(keyOf(row)) ?? [],
        collections: collections.get(keyOf(row)) ?? [],
      },
    ];
  });
}

function groupByCdr<Row extends OfCdr>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

async function originalsOf(tx: Tx, rows: readonly StandingCdr[]): Promise<Map<string, PricedOriginal | null>> {
  const originals = new Map<string, PricedOriginal | null>();
  for (const sourceId of new Set(rows.map((row) => row.sourceId))) {
    const ids = rows.filter((row) => row.sourceId === sourceId).flatMap((row) => row.originalCdrId ?? []);
    for (const [cdrId, price] of await findOriginals(tx, sourceId, ids))
      originals.set(keyOf({ sourceId, cdrId }), price);
  }
  return originals;
}

type Standing = {
  tokens: ReadonlyMap<string, KnownToken>;
  originals: ReadonlyMap<string, PricedOriginal | null>;
  standing: readonly RevenueRecord[];
  lastIssued: ReadonlyMap<string, Month>;
};

/** Who pays was decided when the CDR arrived, or by a person since (D1); a stated price does not move (D9). */
function settleAgain(row: StandingCdr, cdr: Cdr, facts: Standing, reference: Reference): SettledCdr | null {
  const place = findConnector(reference, cdr.evse);
  if (!place) return null;
  const token = cdr.token.uid === null ? null : (facts.tokens.get(cdr.token.uid) ?? null);
  const originalKey = keyOf({ sourceId: row.sourceId, cdrId: row.originalCdrId });
  const context = {
    ...place,
    token,
    sourcePayer: null,
    original: row.originalCdrId === null ? null : (facts.originals.get(originalKey) ?? null),
    payer: {
      payer: row.payer,
      companyId: row.payerId,
      reason: row.payerReason as SettledCdr["payer"]["reason"],
      collectedAtOnce: row.payer === "ad_hoc",
    },
    fixedPrice: isStated(row, facts) ? priceOf(row) : null,
  };
  return settleCdr(cdr, context, reference);
}

function isStated(row: StandingCdr, { standing, lastIssued }: Standing): boolean {
  if (FIXING_GROUPS.has(row.billingGroupState ?? "")) return true;
  return standing.some((record) => record.periodMonth <= (lastIssued.get(ledgerText(record)) ?? ""));
}

function priceOf(row: StandingCdr): PricedOriginal | null {
  if (row.currency === null || row.revenue === null) return null;
  return {
    tariffVersionId: row.tariffVersionId,
    currency: row.currency,
    components: storedComponents(row.components),
    revenue: row.revenue,
    vat: row.vat,
    gross: row.gross,
    trace: row.trace as RatingStep[],
  };
}
