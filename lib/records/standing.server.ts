/** CDRs with everything that stands for them, and what they would be today: the input of settling again. */
import type { Tx } from "@/db/client";
import { paidFromBalances } from "@/db/queries/balances";
import { findOriginals, storedPrice } from "@/db/queries/cdr-writes";
import { lastIssuedMonths, ledgerText } from "@/db/queries/periods";
import { findTokens } from "@/db/queries/reference";
import {
  readCdrs,
  readCollections,
  readDifferences,
  readExpenseRecords,
  readRevenueRecords,
  type StandingCdr,
} from "@/db/queries/resettle";
import { dateOf, type Month } from "@/lib/calendar/calendar";
import type { Cdr } from "@/lib/cdrs/cdr";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import { readStoredCdr, type StoredCdr } from "@/lib/cdrs/stored-cdr";
import { groupBy } from "@/lib/collections/group-by";
import type { Amount } from "@/lib/money/amount";
import { type Link, type Price, priceOfChain } from "./price-chain";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "./record";
import type { KnownToken } from "./reference";

/** A CDR with what was written for it, and whether that fixes its price (D9). */
export type Standing = {
  row: StandingCdr;
  records: RevenueRecord[];
  expenses: ExpenseRecord[];
  collections: CollectionRow[];
  /** What its payer's balance paid of it (D5). */
  paidFromBalance: Amount;
  link: Link;
};

/** A session: its original CDR (or a credit), then its differences in order. */
export type Family = {
  standing: [Standing, ...Standing[]];
  /** What was accepted as its content, where that is about to change. */
  accepted: Accepted | null;
  /** By uid: what its tokens say about who charged. */
  tokens: ReadonlyMap<string, KnownToken>;
  /** Of a credit: what its original is priced at today, differences included; null while it has no price. */
  credited: Price | null;
};

/** Other content of a known CDR that a person accepts (D20), by the CDR's key. */
export type Accepted = CdrKey & { content: Cdr; hash: string };

type OfCdr = { sourceId: string | null; cdrId: string | null };
const keyOf = (row: OfCdr) => `${row.sourceId} ${row.cdrId}`;

/** Billing groups in these states state the prices of their CDRs. */
const FIXING_GROUPS = new Set(["drafted", "posted", "paid"]);

/** Reads sessions by the keys of their originals; locked until the transaction ends unless only looked at. */
export async function readFamilies(
  tx: Tx,
  keys: readonly CdrKey[],
  options: { lock: boolean; accepted: readonly Accepted[]; prices?: ReadonlyMap<string, Price | null> },
): Promise<Family[]> {
  const originals = await readCdrs(tx, keys, options);
  const differences = await readDifferences(tx, keys, options);
  const standing = await standingOf(tx, [...originals, ...differences]);
  const later = groupBy(differences, (row) => keyOf({ ...row, cdrId: row.originalCdrId }));
  const contents = [...standing, ...options.accepted].map(({ content }) => content);
  const tokens = await findTokens(tx, [...new Set(contents.flatMap((content) => content.token.uid ?? []))]);
  const accepted = new Map(options.accepted.map((one) => [keyOf(one), one]));
  const credited = await creditedPrices(tx, originals, options.prices ?? new Map());
  const byKey = new Map(standing.map((one) => [keyOf(one.row), one]));
  return originals.map((row): Family => {
    const chain = [row, ...(later.get(keyOf(row)) ?? [])].map((each) => byKey.get(keyOf(each))!);
    return {
      standing: linked(chain),
      accepted: accepted.get(keyOf(row)) ?? null,
      tokens,
      credited: credited.get(keyOf(row)) ?? null,
    };
  });
}

type Unlinked = Omit<Standing, "link"> & { content: Cdr; isStated: boolean };

async function standingOf(tx: Tx, rows: readonly StandingCdr[]): Promise<Unlinked[]> {
  const all = await readRevenueRecords(tx, rows);
  const allExpenses = await readExpenseRecords(tx, rows);
  const records = groupBy(all, keyOf);
  const expenses = groupBy(allExpenses, keyOf);
  const collections = groupBy(await readCollections(tx, rows), keyOf);
  const lastIssued = await lastIssuedMonths(tx, [...all, ...allExpenses]);
  const paid = await paidFromBalances(
    tx,
    rows.map(({ sourceId, cdrId, payerId }) => ({ sourceId, cdrId, payerId })),
  );
  return rows.map((row) => {
    const [own, owed] = [records.get(keyOf(row)) ?? [], expenses.get(keyOf(row)) ?? []];
    return {
      row,
      records: own.map((record) => ({ ...record, day: dateOf(record.endedAt, row.timeZone) })),
      expenses: owed,
      collections: collections.get(keyOf(row)) ?? [],
      paidFromBalance: paid.get(keyOf(row)) ?? 0n,
      content: readStoredCdr(row.content as StoredCdr),
      isStated: isStated(row, [...own, ...owed], lastIssued),
    };
  });
}

/** A live document of its billing group states the price, or an issued report of its payer or of a recipient. */
function isStated(
  row: StandingCdr,
  records: readonly (RevenueRecord | ExpenseRecord)[],
  lastIssued: ReadonlyMap<string, Month>,
): boolean {
  if (row.revenue === null) return false;
  if (FIXING_GROUPS.has(row.billingGroupState ?? "")) return true;
  return records.some((record) => record.periodMonth <= (lastIssued.get(ledgerText(record)) ?? ""));
}

/** Each link's price is that of the session after it: the sum of what stands so far. */
function linked(chain: readonly Unlinked[]): [Standing, ...Standing[]] {
  const prices = chain.map(({ row }) => storedPrice(row));
  const standing = chain.map(({ content, isStated, ...one }, index): Standing => {
    const soFar = prices.slice(0, index + 1).filter((price) => price !== null);
    const price = prices[0] === null ? null : priceOfChain(soFar);
    return { ...one, link: { content, hash: one.row.contentHash.toString("hex"), price, isStated } };
  });
  return standing as [Standing, ...Standing[]];
}

/** @param prices what originals are priced at once they are settled again, by source and id */
async function creditedPrices(
  tx: Tx,
  rows: readonly StandingCdr[],
  prices: ReadonlyMap<string, Price | null>,
): Promise<Map<string, Price | null>> {
  const credited = new Map<string, Price | null>();
  const bySource = groupBy(
    rows.filter((row) => row.originalCdrId !== null),
    (row) => row.sourceId,
  );
  for (const [sourceId, credits] of bySource) {
    const stored = await findOriginals(
      tx,
      sourceId,
      credits.map((row) => row.originalCdrId!),
    );
    for (const row of credits) {
      const original = keyOf({ sourceId, cdrId: row.originalCdrId });
      const price = prices.has(original) ? prices.get(original) : stored.get(row.originalCdrId!);
      credited.set(keyOf(row), price ?? null);
    }
  }
  return credited;
}
