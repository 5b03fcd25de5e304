/** Settles CDRs again and writes what differs from what stands, one chunk in one transaction. */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { addToBillingGroups, lockOpenGroups } from "@/db/queries/billing-groups";
import { lastIssuedMonths, ledgerOf, ledgerText, lockPeriods, type PeriodKey, periodText } from "@/db/queries/periods";
import {
  addToRollups,
  insertCollections,
  insertExpenseRecords,
  insertRevenueRecords,
} from "@/db/queries/record-writes";
import { holdReferenceVersion, loadReference } from "@/db/queries/reference";
import { type CdrChange, deleteRecords, storedComponents, updateCdrs } from "@/db/queries/resettle";
import type { Instant, Month } from "@/lib/calendar/calendar";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import { billingKeyOf, billingLines, settlementColumns } from "@/lib/cdrs/cdr-row";
import { collectedOfRecord, type Ledger, ledgersOf, rowsOf } from "@/lib/cdrs/take-in";
import { type BillingLineDelta, billingText } from "@/lib/invoicing/billing-group";
import { type Amount, sum } from "@/lib/money/amount";
import { bookingMonth } from "./collected";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "./record";
import type { Reference } from "./reference";
import { changeExpenses, changeRecords, collectedFor, followDue, moveCollections, type RecordChange } from "./resettle";
import { RollupDeltas } from "./rollups";
import { type Case, readCases } from "./standing.server";
import { ReadTooEarly, tryAgain } from "./try-again.server";

export type ResettleSums = { cdrs: number; changed: number; partnerShareBefore: Amount; partnerShareAfter: Amount };
export const NO_CHANGE: ResettleSums = { cdrs: 0, changed: 0, partnerShareBefore: 0n, partnerShareAfter: 0n };

/** Adds two chunks up. */
export function addSums(a: ResettleSums, b: ResettleSums): ResettleSums {
  return {
    cdrs: a.cdrs + b.cdrs,
    changed: a.changed + b.changed,
    partnerShareBefore: a.partnerShareBefore + b.partnerShareBefore,
    partnerShareAfter: a.partnerShareAfter + b.partnerShareAfter,
  };
}

type About = { reason: string | null; now: Instant };

/** Settles these CDRs again; repeats the chunk when the master data or a period changed while it worked. */
export function resettle(keys: readonly CdrKey[], about: About): Promise<ResettleSums> {
  return tryAgain(() => asOwner(async (tx) => resettleChunk(tx, keys, await loadReference(tx), about)));
}

/** A case with the rows it would be written as today, and what has to happen. */
type Change = Case & {
  target: RevenueRecord[];
  revenue: RecordChange<RevenueRecord>;
  expense: RecordChange<ExpenseRecord>;
  moved: CollectionRow[];
};
type LastIssued = (ledger: Ledger) => Month | null;

/** The same in the caller's transaction, with reference data read in it. */
export async function resettleChunk(
  tx: Tx,
  keys: readonly CdrKey[],
  reference: Reference,
  about: About,
): Promise<ResettleSums> {
  const cases = await readCases(tx, keys, reference);
  const ledgers = cases.flatMap((one) => [
    ...one.records,
    ...one.expenses,
    ...one.collections,
    ...ledgersOf(one.settled),
  ]);
  const issuedMonths = await lastIssuedMonths(tx, ledgers);
  const lastIssued: LastIssued = (ledger) => issuedMonths.get(ledgerText(ledger)) ?? null;
  const changes = cases.map((one) => changeOf(one, reference, lastIssued, about));
  await lockAndCheck(tx, changes, ledgers, { reference, lastIssued, now: about.now });
  await write(tx, changes, about.now);
  const moved = changes.filter(({ revenue }) => revenue.insert.length + revenue.remove.length > 0);
  return {
    cdrs: cases.length,
    changed: moved.length,
    partnerShareBefore: sum(moved.flatMap(({ revenue }) => revenue.remove.map((record) => record.partnerShare))),
    partnerShareAfter: sum(moved.flatMap(({ revenue }) => revenue.insert.map((record) => record.partnerShare))),
  };
}

function changeOf(one: Case, reference: Reference, lastIssued: LastIssued, { reason, now }: About): Change {
  const writing = { sourceId: one.row.sourceId, reference, lastIssued, now, newId: uuidv7 };
  const { records: target, expenses, collections: atOnce } = rowsOf(one.cdr, one.settled, writing);
  // Periods of a ledger are issued in order: all up to the last issued one are.
  const isIssued = (row: Ledger & { periodMonth: Month }) => row.periodMonth <= (lastIssued(row) ?? "");
  const context = { isIssued, lastIssued, newId: uuidv7, now, reason };
  const revenue = changeRecords(one.records, target, context);
  const moved = moveCollections(one.collections, {
    partners: target,
    bookingMonthOf: (ledger, valueDate, month) => bookingMonth(valueDate, month, lastIssued(ledgerOf(ledger))),
    newId: uuidv7,
    now,
  });
  const due = followDue(atOnce, [...one.collections, ...moved]);
  const expense = changeExpenses(one.expenses, expenses, context);
  return { ...one, target, revenue, expense, moved: [...moved, ...due] };
}

/** Exclusive locks on every period that loses or gains a row; then nothing may have moved since it was read (D8). */
async function lockAndCheck(
  tx: Tx,
  changes: readonly Change[],
  ledgers: readonly Ledger[],
  { reference, lastIssued, now }: { reference: Reference; lastIssued: LastIssued; now: Instant },
): Promise<void> {
  const keys = changes.flatMap(({ revenue, expense, moved }): PeriodKey[] => [
    ...[...revenue.remove, ...revenue.insert, ...expense.remove, ...expense.insert].map((row) => ({
      ...ledgerOf(row),
      month: row.periodMonth,
    })),
    ...moved.map((event) => ({ ...ledgerOf(event), month: event.bookingMonth })),
  ]);
  const states = await lockPeriods(tx, keys, "exclusive", now);
  if (keys.some((key) => states.get(periodText(key)) === "issued"))
    throw new ReadTooEarly("a period was issued meanwhile");
  const again = await lastIssuedMonths(tx, ledgers);
  if (ledgers.some((ledger) => (again.get(ledgerText(ledger)) ?? null) !== lastIssued(ledger))) {
    throw new ReadTooEarly("a period was issued meanwhile");
  }
  if ((await holdReferenceVersion(tx)) !== reference.version)
    throw new ReadTooEarly("the master data changed meanwhile");
}

async function write(tx: Tx, changes: readonly Change[], now: Instant): Promise<void> {
  await deleteRecords(
    tx,
    "revenue_records",
    changes.flatMap(({ revenue }) => revenue.remove),
  );
  await deleteRecords(
    tx,
    "expense_records",
    changes.flatMap(({ expense }) => expense.remove),
  );
  await insertRevenueRecords(
    tx,
    changes.flatMap(({ revenue }) => revenue.insert),
  );
  await insertExpenseRecords(
    tx,
    changes.flatMap(({ expense }) => expense.insert),
  );
  await insertCollections(
    tx,
    changes.flatMap(({ moved }) => moved),
  );
  await writeCdrs(tx, changes, now);
  await addToRollups(tx, deltasOf(changes));
}

/** The CDRs' own columns, and their open billing groups, where the price changed. */
async function writeCdrs(tx: Tx, changes: readonly Change[], now: Instant): Promise<void> {
  const groups = await lockOpenGroups(tx, changes.flatMap(joiningKey), now, uuidv7);
  const rows: CdrChange[] = [];
  const lines: BillingLineDelta[] = [];
  for (const change of changes) {
    const { row, settled } = change;
    const key = joiningKey(change)[0];
    const joined = key ? (groups.get(billingText(key)) ?? null) : null;
    const billingGroupId = isOpenGroup(change) ? joined : row.billingGroupId;
    if (isOpenGroup(change)) {
      const country = settled.evse.location.country;
      if (row.billingGroupId && row.components) {
        lines.push(...billingLines(storedComponents(row.components), country, row.billingGroupId, -1));
      }
      if (joined && settled.rating.kind === "rated")
        lines.push(...billingLines(settled.rating.components, country, joined, 1));
    }
    rows.push({ sourceId: row.sourceId, cdrId: row.cdrId, ...settlementColumns(settled), billingGroupId });
  }
  await updateCdrs(tx, rows);
  await addToBillingGroups(tx, lines);
}

/** A CDR whose group is open, or that has none yet, may join the open group of its key. */
function isOpenGroup({ row }: Change): boolean {
  return row.billingGroupId === null || row.billingGroupState === "open";
}

function joiningKey(change: Change) {
  const key = billingKeyOf(change.settled);
  return key && isOpenGroup(change) ? [key] : [];
}

/** Removed records leave the sums with what was collected for them, new ones come with it; moved payments follow. */
function deltasOf(changes: readonly Change[]): RollupDeltas {
  const deltas = new RollupDeltas();
  for (const { records, revenue, collections, moved } of changes) {
    const events = [...collections, ...moved];
    const removed = new Set(revenue.remove.map((record) => record.id));
    for (const record of revenue.remove) {
      deltas.add(record, -1, collectedOfRecord(record, collectedFor(record.partnerId, collections)));
    }
    for (const record of revenue.insert) {
      deltas.add(record, 1, collectedOfRecord(record, collectedFor(record.partnerId, events)));
    }
    for (const record of records) {
      if (removed.has(record.id) || moved.length === 0) continue;
      const before = collectedOfRecord(record, collectedFor(record.partnerId, collections));
      const after = collectedOfRecord(record, collectedFor(record.partnerId, events));
      deltas.collect(record, { revenue: after.revenue - before.revenue, share: after.share - before.share });
    }
  }
  return deltas;
}
