/**
 * Settling a CDR again after its tariff, owner or contract changed (D9): what is not issued is replaced, what is
 * issued stays and difference records in the open period name it.
 */
import type { Month } from "@/lib/calendar/calendar";
import { waterfallDifference } from "@/lib/contracts/waterfall-difference";
import type { Amount } from "@/lib/money/amount";
import { sum } from "@/lib/money/amount";
import { periodForRecord } from "@/lib/settlement/period";
import { type DifferenceRecord, differenceRecords } from "./difference";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "./record";

export type ResettleContext = {
  isIssued: (row: { partnerId: string; organizationId: string; currency: string; periodMonth: Month }) => boolean;
  lastIssued: (ledger: { partnerId: string; organizationId: string; currency: string }) => Month | null;
  newId: () => string;
  now: number;
  reason: string | null;
};

/** Rows to take away and rows to write; both empty when nothing changes. */
export type RecordChange<Row> = { remove: Row[]; insert: Row[] };

/**
 * What has to happen to a CDR's revenue records.
 * @param standing all its records, oldest first, differences included
 * @param target the records it would get today, with the periods they would be born into
 */
export function changeRecords(
  standing: readonly RevenueRecord[],
  target: readonly RevenueRecord[],
  context: ResettleContext,
): RecordChange<RevenueRecord> {
  const issued = standing.filter(context.isIssued);
  const open = standing.filter((record) => !context.isIssued(record));
  const insert = issued.length === 0 ? [...target] : differencesOf(issued, target, context);
  return sameRecords(open, insert) ? { remove: [], insert: [] } : { remove: open, insert };
}

function differencesOf(
  issued: readonly RevenueRecord[],
  target: readonly RevenueRecord[],
  context: ResettleContext,
): RevenueRecord[] {
  // Contract by contract: month terms go by the contract of each record (D11).
  const contracts = new Set([...issued, ...target].map((record) => record.contractId));
  const rows = [...contracts].flatMap((contractId) => {
    const before = issued.filter((record) => record.contractId === contractId);
    const after = target.filter((record) => record.contractId === contractId);
    return differenceRecords(before, after).map((difference) => {
      const isTheirs = ({ partnerId }: RevenueRecord) => partnerId === difference.partnerId;
      const template = after.find(isTheirs) ?? before.findLast(isTheirs)!;
      const row = differenceRow(template, difference, before, context);
      // A partner that keeps the CDR under another contract has a record to name.
      return { ...row, correctsId: row.correctsId ?? issued.find(isTheirs)?.id ?? null };
    });
  });
  return rows.map((row) => ({ ...row, ownerRecordId: ownerRecordOf(row, [...issued, ...rows], target) }));
}

/** The owner's record that a further recipient's late record names (D10): the one that is there, not the one that would be. */
function ownerRecordOf(
  { ownerRecordId }: RevenueRecord,
  records: readonly RevenueRecord[],
  target: readonly RevenueRecord[],
): string | null {
  const owner = target.find((record) => record.id === ownerRecordId);
  return owner ? (records.find(({ partnerId }) => partnerId === owner.partnerId)?.id ?? null) : ownerRecordId;
}

/** A difference carries the particulars of its session and the amounts of the change. */
function differenceRow(
  template: RevenueRecord,
  difference: DifferenceRecord,
  issued: readonly RevenueRecord[],
  context: ResettleContext,
): RevenueRecord {
  const before = issued.filter((record) => record.partnerId === difference.partnerId);
  const isLate = difference.kind === "late";
  const after = difference.kind === "reversal" ? null : template;
  const changed = (pick: (record: RevenueRecord) => Amount | null) =>
    (after ? (pick(after) ?? 0n) : 0n) - sum(before.map((record) => pick(record) ?? 0n));
  return {
    ...template,
    id: context.newId(),
    periodMonth: periodForRecord(template.originMonth, context.lastIssued(template)),
    correctsId: isLate ? template.correctsId : difference.originalId,
    ownerRecordId: isLate ? template.ownerRecordId : null,
    revenue: difference.revenue,
    partnerShare: difference.partnerShare,
    operatorShare: difference.operatorShare,
    energyKwh: difference.energyKwh,
    gross: changed((record) => record.gross),
    electricityCost: template.electricityCost === null ? null : changed((record) => record.electricityCost),
    parts: difference.parts,
    steps: waterfallDifference(
      after?.steps ?? null,
      before.map((record) => record.steps),
    ),
    reason: context.reason,
    createdAt: context.now,
  };
}

/** The same amounts by the same rules for the same partners: nothing to do. */
function sameRecords(a: readonly RevenueRecord[], b: readonly RevenueRecord[]): boolean {
  const facts = (records: readonly RevenueRecord[]) =>
    records
      .map((record) =>
        [
          record.partnerId,
          record.periodMonth,
          record.revenue,
          record.partnerShare,
          record.gross,
          record.energyKwh,
          record.due,
          record.endedAt,
          record.evseId,
          record.correctsId,
          record.basis,
          record.contractVersionId,
          record.tariffVersionId,
          record.current,
          record.payer,
          ...record.parts.flatMap((part) => [part.line, part.vatBasisPoints, part.revenue, part.partnerShare]),
        ].join(" "),
      )
      .sort()
      .join("\n");
  return facts(a) === facts(b);
}

/** What has to happen to a CDR's expense records: replaced while open, else the difference per partner and origin. */
export function changeExpenses(
  standing: readonly ExpenseRecord[],
  target: readonly ExpenseRecord[],
  context: ResettleContext,
): RecordChange<ExpenseRecord> {
  const issued = standing.filter(context.isIssued);
  const open = standing.filter((record) => !context.isIssued(record));
  const insert = issued.length === 0 ? [...target] : expenseDifferences(issued, target, context);
  const facts = (rows: readonly ExpenseRecord[]) =>
    rows
      .map((row) => `${row.partnerId} ${row.origin} ${row.periodMonth} ${row.amount}`)
      .sort()
      .join("\n");
  return facts(open) === facts(insert) ? { remove: [], insert: [] } : { remove: open, insert };
}

function expenseDifferences(
  issued: readonly ExpenseRecord[],
  target: readonly ExpenseRecord[],
  context: ResettleContext,
): ExpenseRecord[] {
  const keys = new Set([...issued, ...target].map((row) => `${row.partnerId} ${row.origin}`));
  return [...keys].flatMap((key) => {
    const same = (row: ExpenseRecord) => `${row.partnerId} ${row.origin}` === key;
    const before = issued.filter(same);
    const after = target.find(same);
    const amount = (after?.amount ?? 0n) - sum(before.map((row) => row.amount));
    const template = after ?? before.at(-1)!;
    if (amount === 0n) return [];
    return [
      {
        ...template,
        id: context.newId(),
        periodMonth: periodForRecord(template.originMonth, context.lastIssued(template)),
        correctsId: before[0]?.id ?? null,
        quantity: (after?.quantity ?? 0n) - sum(before.map((row) => row.quantity)),
        amount,
        unitPrice: amount,
        reason: context.reason,
        createdAt: context.now,
      },
    ];
  });
}

export type CollectionMove = {
  /** Partners that have records of the CDR afterwards, with the period month of the latest. */
  partners: readonly { partnerId: string; organizationId: string; currency: string; periodMonth: Month }[];
  bookingMonthOf: (
    ledger: { partnerId: string; organizationId: string; currency: string },
    valueDate: string,
    periodMonth: Month,
  ) => Month;
  newId: () => string;
  now: number;
};

/**
 * A collection stands once per partner and CDR (D12). A partner that lost the CDR gets every event of its own
 * reversed, one that gained it a copy of what was collected. While nobody has it, what came in stays where it is, so
 * that the next one gets it; a balance has back what it paid, and pays again (D5).
 */
export function moveCollections(events: readonly CollectionRow[], move: CollectionMove): CollectionRow[] {
  const active = events.filter(
    (event) => event.reversesId === null && !events.some((other) => other.reversesId === event.id),
  );
  const keeping = new Set(move.partners.map((partner) => partner.partnerId));
  const stays = ({ partnerId, kind }: CollectionRow) =>
    keeping.has(partnerId) || (keeping.size === 0 && kind !== "balance");
  const holders = new Set(active.map((event) => event.partnerId));
  const reversed = active
    .filter((event) => !stays(event))
    .map((event) => ({
      ...event,
      id: move.newId(),
      amount: -event.amount,
      bookingMonth: move.bookingMonthOf(event, event.valueDate, event.bookingMonth),
      reversesId: event.id,
      paymentKey: `reverses ${event.id}`,
      createdAt: move.now,
    }));
  const pattern = active.filter((event) => event.partnerId === active[0]?.partnerId);
  const copied = move.partners
    .filter((partner) => !holders.has(partner.partnerId))
    .flatMap((partner) =>
      pattern.map((event) => {
        const id = move.newId();
        return {
          ...event,
          id,
          partnerId: partner.partnerId,
          organizationId: partner.organizationId,
          currency: partner.currency,
          bookingMonth: move.bookingMonthOf(partner, event.valueDate, partner.periodMonth),
          paymentKey: `moved ${event.id} ${id}`,
          createdAt: move.now,
        };
      }),
    );
  return [...reversed, ...copied];
}

/**
 * What is paid on the spot is collected with whatever it is due (D1): the events that bring each partner's sum there.
 * None once a person took such a payment back (chargeback): from then on only payments collect it.
 * @param atOnce the events that a new CDR would get
 */
export function followDue(atOnce: readonly CollectionRow[], events: readonly CollectionRow[]): CollectionRow[] {
  if (events.some(isChargeback)) return [];
  return atOnce.flatMap((event) => {
    const missing = event.amount - collectedFor(event.partnerId, events);
    return missing === 0n ? [] : [{ ...event, amount: missing }];
  });
}

/** Settling again takes payments back too when they move; it does so in nobody's name. */
function isChargeback({ kind, reversesId, createdBy }: CollectionRow): boolean {
  return kind === "at_once" && reversesId !== null && createdBy !== null;
}

/** What of a payment is collected for one partner. */
export function collectedFor(partnerId: string, events: readonly CollectionRow[]): Amount {
  return sum(events.filter((event) => event.partnerId === partnerId).map((event) => event.amount));
}
