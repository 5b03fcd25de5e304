/** Settles CDRs again and writes what differs from what stands, one chunk in one transaction. */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { addToBillingGroups, lockGroupStates, lockOpenGroups } from "@/db/queries/billing-groups";
import { insertCdrs } from "@/db/queries/cdr-writes";
import {
  type LedgerKey,
  lastIssuedMonths,
  ledgerOf,
  ledgerText,
  lockPeriods,
  type PeriodKey,
  periodText,
} from "@/db/queries/periods";
import {
  addToRollups,
  insertCollections,
  insertExpenseRecords,
  insertRevenueRecords,
} from "@/db/queries/record-writes";
import { holdReferenceVersion, loadReference } from "@/db/queries/reference";
import { type CdrChange, countCollections, deleteRecords, storedComponents, updateCdrs } from "@/db/queries/resettle";
import { requestPayments } from "@/lib/balances/request-payments.server";
import type { Instant } from "@/lib/calendar/calendar";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import { billingKeyOf, billingLines, type CdrRow, cdrRowOf, settlementColumns } from "@/lib/cdrs/cdr-row";
import { storeCdr } from "@/lib/cdrs/stored-cdr";
import { collectedOfRecord, energyOf } from "@/lib/cdrs/take-in";
import { type BillingLineDelta, billingText } from "@/lib/invoicing/billing-group";
import { type ChangeSums, sumChanges } from "./change-sums";
import { type About, type Change, type Changes, changesToday } from "./family-changes.server";
import type { Reference } from "./reference";
import { collectedFor } from "./resettle";
import { RollupDeltas } from "./rollups";
import { ReadTooEarly, tryAgain } from "./try-again.server";

/** Settles these CDRs again; repeats the chunk when the master data or a period changed while it worked. */
export function resettle(
  keys: readonly CdrKey[],
  about: About,
  /** What else belongs into the transaction. */
  also: (tx: Tx, sums: ChangeSums) => Promise<void> = async () => {},
): Promise<ChangeSums> {
  return tryAgain(() =>
    asOwner(async (tx) => {
      const sums = await resettleChunk(tx, keys, await loadReference(tx), about);
      await also(tx, sums);
      return sums;
    }),
  );
}

/** The same in the caller's transaction, with reference data read in it. */
export async function resettleChunk(
  tx: Tx,
  keys: readonly CdrKey[],
  reference: Reference,
  about: About,
): Promise<ChangeSums> {
  const changes = await changesToday(tx, keys, reference, about, { lock: true });
  await lockAndCheck(tx, changes, reference, about.now);
  await write(tx, changes.changes, about.now);
  return sumChanges(changes);
}

/** Exclusive locks on every period that loses or gains a row; then nothing may have moved since it was read (D8). */
async function lockAndCheck(
  tx: Tx,
  { changes, ledgers, lastIssued }: Changes,
  reference: Reference,
  now: Instant,
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
  const standing = changes.flatMap((change) => change.standing ?? []);
  const known = standing.reduce((count, { collections }) => count + collections.length, 0);
  const rows = standing.map(({ row }) => row);
  if ((await countCollections(tx, rows)) !== known) throw new ReadTooEarly("money came in meanwhile");
}

async function write(tx: Tx, changes: readonly Change[], now: Instant): Promise<void> {
  const revenue = changes.map((change) => change.revenue);
  const expense = changes.map((change) => change.expense);
  await deleteRecords(
    tx,
    "revenue_records",
    revenue.flatMap(({ remove }) => remove),
  );
  await deleteRecords(
    tx,
    "expense_records",
    expense.flatMap(({ remove }) => remove),
  );
  await writeCdrs(tx, changes, now);
  await insertRevenueRecords(
    tx,
    revenue.flatMap(({ insert }) => insert),
  );
  await insertExpenseRecords(
    tx,
    expense.flatMap(({ insert }) => insert),
  );
  await insertCollections(
    tx,
    changes.flatMap(({ moved }) => moved),
  );
  await requestPayments(tx, changes.flatMap(payerLedgers));
  await addToRollups(tx, deltasOf(changes));
}

/** Whose balances have to look again: what they owe changes, or what they paid for may not be owed any more. */
function payerLedgers({ expense, settled, standing }: Change): LedgerKey[] {
  const owed = [...expense.remove, ...expense.insert].filter(({ origin }) => origin === "session").map(ledgerOf);
  if (!standing || standing.paidFromBalance === 0n) return owed;
  const { payerId, currency } = standing.row;
  if (payerId === null || currency === null) return owed;
  return [...owed, { partnerId: payerId, organizationId: settled.organization.id, currency }];
}

/** The CDRs' own columns, new difference CDRs, and the billing groups whose prices change. */
async function writeCdrs(tx: Tx, changes: readonly Change[], now: Instant): Promise<void> {
  const read = new Map(changes.flatMap(({ standing }) => groupOf(standing?.row)));
  const states = await lockGroupStates(tx, [...read.keys()]);
  if ([...read].some(([id, state]) => states.get(id) !== state)) {
    throw new ReadTooEarly("a billing group was drafted or freed meanwhile");
  }
  const groups = await lockOpenGroups(tx, changes.flatMap(joiningKey), now, uuidv7);
  const rows: CdrChange[] = [];
  const inserts: CdrRow[] = [];
  const lines: BillingLineDelta[] = [];
  for (const change of changes) {
    const { standing } = change;
    const key = joiningKey(change)[0];
    const billingGroupId = mayJoin(change)
      ? key
        ? (groups.get(billingText(key)) ?? null)
        : null
      : standing!.row.billingGroupId;
    lines.push(...linesOf(change, billingGroupId));
    if (standing) rows.push(cdrChange(change, billingGroupId));
    else inserts.push(differenceRow(change, billingGroupId, now));
  }
  await updateCdrs(tx, rows);
  await insertCdrs(tx, inserts);
  await addToBillingGroups(tx, lines);
}

type Row = NonNullable<Change["standing"]>["row"];

function groupOf(row: Row | undefined): [string, string][] {
  return row?.billingGroupId ? [[row.billingGroupId, row.billingGroupState!]] : [];
}

/** A CDR whose group is open, or that has none yet, may join the open group of its key; elsewhere it stays (D17). */
function mayJoin({ standing }: Change): boolean {
  return !standing?.row.billingGroupId || standing.row.billingGroupState === "open";
}

function joiningKey(change: Change) {
  const { rating } = change.settled;
  const key = billingKeyOf(change.settled);
  const addsNothing = change.before !== null && rating.kind === "rated" && rating.components.length === 0;
  return key && mayJoin(change) && !addsNothing ? [key] : [];
}

/** What the CDR takes from the group it stands in and adds to the one it will; a stated price does neither. */
function linesOf({ standing, settled }: Change, groupId: string | null): BillingLineDelta[] {
  const { rating, evse } = settled;
  const row = standing?.row;
  const before =
    row?.billingGroupId && row.components
      ? billingLines(storedComponents(row.components), row.country, row.billingGroupId, -1)
      : [];
  const after =
    groupId && rating.kind === "rated" ? billingLines(rating.components, evse.location.country, groupId, 1) : [];
  return [...before, ...after];
}

function cdrChange(change: Change, billingGroupId: string | null): CdrChange {
  const { key, original, content, settled, endedAt } = change;
  const startedAt = change.before ? original.row.startedAt : content.startAt;
  return {
    ...key,
    ...settlementColumns(settled),
    billingGroupId,
    content: storeCdr(content),
    contentHash: change.hash,
    startedAt,
    endedAt,
    energyKwh: energyAdded(change),
  };
}

/** A difference CDR stands where its original does: same source, line, start and end. */
function differenceRow(change: Change, billingGroupId: string | null, now: Instant): CdrRow {
  const { key, original, content, hash, settled, endedAt } = change;
  const { row } = original;
  const incoming = { line: row.line, cdr: content, hash, findings: [], settled, tokenId: row.tokenId };
  return {
    ...cdrRowOf(incoming, { sourceId: key.sourceId, importId: row.importId, billingGroupId, now }),
    cdrId: key.cdrId,
    kind: "difference",
    originalCdrId: row.cdrId,
    startedAt: row.startedAt,
    endedAt,
    energyKwh: energyAdded(change),
  };
}

function energyAdded({ content, before }: Change): bigint {
  return energyOf(content) - (before ? energyOf(before.content) : 0n);
}

/** Removed records leave the sums with what was collected for them, new ones come with it; moved payments follow. */
function deltasOf(changes: readonly Change[]): RollupDeltas {
  const deltas = new RollupDeltas();
  for (const { standing, revenue, moved } of changes) {
    const { records, collections } = standing ?? { records: [], collections: [] };
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
