/** Records and money for tests of settlement, written as an import and a payment write them, amounts in plain words. */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { lockPeriods } from "@/db/queries/periods";
import {
  addToRollups,
  insertCollections,
  insertExpenseRecords,
  insertRevenueRecords,
} from "@/db/queries/record-writes";
import { dateOf, type Month } from "@/lib/calendar/calendar";
import { absolute, parseDecimalExact, sum } from "@/lib/money/amount";
import { collectedShareTowardZero, fractionCollected } from "@/lib/records/collected";
import type { LineKind, RecordPart } from "@/lib/records/line";
import type { RevenueRecord } from "@/lib/records/record";
import { RollupDeltas } from "@/lib/records/rollups";

const ZONE = "Europe/London";
const decimal = (text: string) => parseDecimalExact(text);

/** Whose books, and where sessions stand. */
export type Ledger = { partnerId: string; organizationId: string; currency?: string };
export type Stand = { evseId: string; locationId: string; locationName: string };

export type SessionFacts = Ledger &
  Stand & {
    /** When it ended, in UTC: "2026-10-03T10:00". */
    ended: string;
    /** Line → [revenue, share]; VAT 20 %. */
    parts: Partial<Record<LineKind, readonly [revenue: string, share: string]>>;
    basis?: "generated" | "collected";
    /** What the payer owes; the revenue with 20 % VAT unless said otherwise. */
    due?: string;
    kwh?: string;
    /** The contract that divides it; none unless named. */
    contractId?: string;
    /** A further recipient's record names the owner's and has no energy (D10). */
    ownerRecordId?: string;
    /** Unlike the month of its end. */
    period?: Month;
    correctsId?: string;
    /** An earlier CDR that this record belongs to. */
    cdr?: { sourceId: string; cdrId: string };
  };

/** A revenue record as `RevenueRecord`. */
export function sessionRecord(facts: SessionFacts): RevenueRecord {
  const endedAt = Date.parse(`${facts.ended}Z`);
  const parts: RecordPart[] = Object.entries(facts.parts).map(([line, [revenue, share]]) => ({
    line: line as LineKind,
    vatBasisPoints: 2000,
    revenue: decimal(revenue),
    partnerShare: decimal(share),
  }));
  const revenue = sum(parts.map((part) => part.revenue));
  const partnerShare = sum(parts.map((part) => part.partnerShare));
  const day = dateOf(endedAt, ZONE);
  const gross = (revenue * 12n) / 10n;
  const id = uuidv7();
  return {
    id,
    partnerId: facts.partnerId,
    organizationId: facts.organizationId,
    currency: facts.currency ?? "GBP",
    periodMonth: facts.period ?? day.slice(0, 7),
    originMonth: day.slice(0, 7),
    origin: "session",
    sourceId: facts.cdr?.sourceId ?? uuidv7(),
    cdrId: facts.cdr?.cdrId ?? `cdr ${id}`,
    correctsId: facts.correctsId ?? null,
    ownerRecordId: facts.ownerRecordId ?? null,
    startedAt: endedAt - 3_600_000,
    endedAt,
    day,
    locationId: facts.locationId,
    locationName: facts.locationName,
    evseId: facts.evseId,
    evseUid: "50911",
    connectorId: "1",
    current: "AC",
    energyKwh: decimal(facts.kwh ?? "10"),
    driver: "D-1",
    payer: "roaming",
    revenue,
    operatorShare: revenue - partnerShare,
    partnerShare,
    gross,
    electricityCost: null,
    due: facts.due === undefined ? gross : decimal(facts.due),
    basis: facts.basis ?? "generated",
    parts,
    steps: [],
    flags: [],
    contractId: facts.contractId ?? null,
    contractVersionId: null,
    tariffVersionId: null,
    reason: null,
    createdAt: endedAt,
  };
}

/** Writes records as an import does: under a shared lock on their periods, with their sums. */
export async function writeRecords(tx: Tx, records: readonly RevenueRecord[]): Promise<void> {
  await lockPeriods(
    tx,
    records.map(({ partnerId, organizationId, currency, periodMonth }) => ({
      partnerId,
      organizationId,
      currency,
      month: periodMonth,
    })),
    "shared",
    0,
  );
  await insertRevenueRecords(tx, records);
  const deltas = new RollupDeltas();
  for (const record of records) deltas.add(record, 1, { revenue: 0n, share: 0n });
  await addToRollups(tx, deltas);
}

/** Adds one session. */
export async function addSession(facts: SessionFacts): Promise<RevenueRecord> {
  const record = sessionRecord(facts);
  await asOwner((tx) => writeRecords(tx, [record]));
  return record;
}

/** Books money for a session. `before` is what came in for it earlier; `reverses` takes a payment back. */
export async function collect(
  record: RevenueRecord,
  amount: string,
  booking: { month: Month; kind?: "at_once" | "manual"; before?: string; reverses?: boolean },
): Promise<void> {
  const before = decimal(booking.before ?? "0");
  const paid = decimal(amount);
  const part = (figure: bigint) =>
    collectedShareTowardZero(figure, fractionCollected(before + paid, record.due)) -
    collectedShareTowardZero(figure, fractionCollected(before, record.due));
  await asOwner(async (tx) => {
    const id = uuidv7();
    const { partnerId, organizationId, currency } = record;
    const period = { partnerId, organizationId, currency, month: booking.month };
    await lockPeriods(tx, [period], "shared", 0);
    await insertCollections(tx, [
      {
        id,
        partnerId,
        organizationId,
        currency,
        sourceId: record.sourceId!,
        cdrId: record.cdrId!,
        kind: booking.kind ?? "manual",
        amount: paid,
        valueDate: `${booking.month}-15`,
        bookingMonth: booking.month,
        receivedBy: "operator",
        reversesId: booking.reverses ? uuidv7() : null,
        paymentKey: id,
        reason: null,
        createdAt: 0,
        createdBy: null,
      },
    ]);
    const deltas = new RollupDeltas();
    deltas.collect(record, { revenue: part(record.revenue), share: part(record.partnerShare) });
    await addToRollups(tx, deltas);
  });
}

/** What a partner owes for a session that one of its cards charged. */
export async function chargePayer(ledger: Ledger, of: RevenueRecord): Promise<void> {
  await asOwner(async (tx) => {
    const currency = ledger.currency ?? "GBP";
    const period = { ...ledger, currency, month: of.periodMonth };
    await lockPeriods(tx, [period], "shared", 0);
    await insertExpenseRecords(tx, [
      {
        id: uuidv7(),
        partnerId: ledger.partnerId,
        organizationId: ledger.organizationId,
        currency,
        periodMonth: of.periodMonth,
        originMonth: of.originMonth,
        origin: "session",
        sourceId: of.sourceId,
        cdrId: of.cdrId,
        correctsId: null,
        occurredAt: of.endedAt,
        quantity: absolute(of.energyKwh),
        unitPrice: of.revenue,
        amount: of.revenue,
        params: {},
        steps: [],
        contractId: null,
        contractVersionId: null,
        reason: null,
        createdAt: 0,
        createdBy: null,
      },
    ]);
  });
}
