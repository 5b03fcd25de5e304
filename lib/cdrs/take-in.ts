/** The rows that one settled CDR becomes: pure, so that import, release and recalculation write the same. */
import type { Instant, Month } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";
import { bookingMonth, collectedShareTowardZero, fractionCollected } from "@/lib/records/collected";
import { pseudonym } from "@/lib/records/pseudonym";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "@/lib/records/record";
import type { Reference } from "@/lib/records/reference";
import type { ExpenseDraft, RecordDraft, SettledCdr } from "@/lib/records/settle-cdr";
import { periodForRecord } from "@/lib/settlement/period";
import type { Cdr } from "./cdr";

/** The ledger of a partner in one organization and currency. */
export type Ledger = { partnerId: string; organizationId: string; currency: string };

export type WriteContext = {
  sourceId: string;
  reference: Reference;
  /** The last issued month of a ledger, null when none is. */
  lastIssued: (ledger: Ledger) => Month | null;
  now: Instant;
  newId: () => string;
};

export type CdrRows = { records: RevenueRecord[]; expenses: ExpenseRecord[]; collections: CollectionRow[] };

/** Every ledger in which a settled CDR writes. */
export function ledgersOf(settled: SettledCdr): Ledger[] {
  if (settled.rating.kind === "non_rated") return [];
  const { currency } = settled.rating;
  const organizationId = settled.organization.id;
  return [...settled.records, ...settled.expenses].map(({ partnerId }) => ({ partnerId, organizationId, currency }));
}

/** Records, expense records and collections of a settled CDR. */
export function rowsOf(cdr: Cdr, settled: SettledCdr, context: WriteContext): CdrRows {
  if (settled.rating.kind === "non_rated") return { records: [], expenses: [], collections: [] };
  const { currency } = settled.rating;
  const organizationId = settled.organization.id;
  const periodOf = (partnerId: string) =>
    periodForRecord(settled.originMonth, context.lastIssued({ partnerId, organizationId, currency }));
  const ownerRecordId = context.newId();
  const records = settled.records.map((draft) =>
    recordOf(cdr, settled, draft, currency, periodOf(draft.partnerId), ownerRecordId, context),
  );
  const expenses = settled.expenses.map((draft) =>
    expenseOf(cdr, settled, draft, { ...context, currency, periodMonth: periodOf(draft.partnerId) }),
  );
  const collections = collectedAtOnce(settled) ? records.map((record) => atOnce(record, cdr, settled, context)) : [];
  return { records, expenses, collections: collections.filter((event) => event.amount !== 0n) };
}

function expenseOf(
  cdr: Cdr,
  settled: SettledCdr,
  draft: ExpenseDraft,
  context: WriteContext & { currency: string; periodMonth: Month },
): ExpenseRecord {
  // Who charges with its own cards owes the session by no contract, least of all by its owner's.
  const contract = draft.origin === "session" ? null : settled.contract;
  return {
    id: context.newId(),
    partnerId: draft.partnerId,
    organizationId: settled.organization.id,
    currency: context.currency,
    periodMonth: context.periodMonth,
    originMonth: settled.originMonth,
    origin: draft.origin,
    sourceId: context.sourceId,
    cdrId: cdr.cdrId,
    correctsId: null,
    occurredAt: cdr.endAt,
    quantity: draft.quantity,
    unitPrice: draft.unitPrice,
    amount: draft.amount,
    params: { location: settled.evse.location.name, evse: settled.evse.uid },
    steps: [],
    contractId: contract?.contract.id ?? null,
    contractVersionId: contract?.version.id ?? null,
    reason: null,
    createdAt: context.now,
    createdBy: null,
  };
}

/**
 * Paid on the spot is collected at once (D1); so is an internal session at our own station (D5).
 */
export function collectedAtOnce(settled: SettledCdr): boolean {
  return settled.payer.collectedAtOnce || (settled.payer.payer === "internal" && settled.settlement === "own_station");
}

/** Revenue and share of a record that are collected, given what came in for its CDR. */
export function collectedOfRecord(
  record: Pick<RevenueRecord, "due" | "revenue" | "partnerShare">,
  collected: Amount,
): { revenue: Amount; share: Amount } {
  const fraction = fractionCollected(collected, record.due);
  return {
    revenue: collectedShareTowardZero(record.revenue, fraction),
    share: collectedShareTowardZero(record.partnerShare, fraction),
  };
}

function recordOf(
  cdr: Cdr,
  settled: SettledCdr,
  draft: RecordDraft,
  currency: string,
  periodMonth: Month,
  ownerRecordId: string,
  context: WriteContext,
): RevenueRecord {
  const { evse, connector, contract, rating } = settled;
  return {
    id: draft.isOwner ? ownerRecordId : context.newId(),
    partnerId: draft.partnerId,
    organizationId: settled.organization.id,
    currency,
    periodMonth,
    originMonth: settled.originMonth,
    origin: cdr.kind === "credit" ? "credit" : "session",
    sourceId: context.sourceId,
    cdrId: cdr.cdrId,
    correctsId: null,
    ownerRecordId: draft.isOwner ? null : ownerRecordId,
    startedAt: cdr.startAt,
    endedAt: cdr.endAt,
    day: settled.endDate,
    locationId: evse.location.id,
    locationName: evse.location.name,
    evseId: evse.id,
    evseUid: evse.uid,
    connectorId: connector.connectorId,
    current: connector.current,
    energyKwh: draft.isOwner ? energyOf(cdr) : 0n,
    driver: pseudonym(context.reference.pseudonymKey, draft.partnerId, cdr.token.uid ?? cdr.token.contractId),
    payer: settled.payer.payer,
    revenue: draft.revenue,
    operatorShare: draft.operatorShare,
    partnerShare: draft.partnerShare,
    gross: draft.isOwner ? settled.gross : 0n,
    electricityCost: draft.isOwner ? settled.electricityCost : null,
    due: settled.due,
    basis: contract?.version.terms.basis ?? "generated",
    parts: draft.parts,
    steps: draft.steps,
    flags: draft.flags,
    contractId: contract?.contract.id ?? null,
    contractVersionId: contract?.version.id ?? null,
    tariffVersionId: rating.tariffVersionId,
    reason: null,
    createdAt: context.now,
  };
}

/** A credit takes energy back, whatever sign its source writes. */
export function energyOf(cdr: Cdr): bigint {
  return cdr.kind === "credit" && cdr.energyKwh > 0n ? -cdr.energyKwh : cdr.energyKwh;
}

function atOnce(record: RevenueRecord, cdr: Cdr, settled: SettledCdr, context: WriteContext): CollectionRow {
  const { partnerId, organizationId, currency } = record;
  return {
    id: context.newId(),
    partnerId,
    organizationId,
    currency,
    sourceId: context.sourceId,
    cdrId: cdr.cdrId,
    kind: "at_once",
    amount: settled.due,
    valueDate: settled.endDate,
    bookingMonth: bookingMonth(
      settled.endDate,
      record.periodMonth,
      context.lastIssued({ partnerId, organizationId, currency }),
    ),
    receivedBy: "operator",
    reversesId: null,
    paymentKey: `at once ${record.id}`,
    reason: null,
    createdAt: context.now,
    createdBy: null,
  };
}
