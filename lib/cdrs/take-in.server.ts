/**
 * Takes a batch of CDRs in: classified, resolved, rated, split and written with their records and sums, in the
 * caller's transaction. Import, release of held rows and creation of EVSEs all come through here.
 */
import type { Tx } from "@/db/client";
import { addToBillingGroups, lockOpenGroups } from "@/db/queries/billing-groups";
import {
  createTokens,
  findKnownCdrs,
  findOriginals,
  insertCdrs,
  insertHeldCdrs,
  noteUnknownEvses,
} from "@/db/queries/cdr-writes";
import { updateHeldReasons } from "@/db/queries/held-decisions";
import { lastIssuedMonths, ledgerOf, ledgerText, lockPeriods, lockSource, periodText } from "@/db/queries/periods";
import {
  addToRollups,
  insertCollections,
  insertExpenseRecords,
  insertRevenueRecords,
} from "@/db/queries/record-writes";
import { findTokens, holdReferenceVersion } from "@/db/queries/reference";
import { requestPayments } from "@/lib/balances/request-payments.server";
import type { Instant } from "@/lib/calendar/calendar";
import { billingText } from "@/lib/invoicing/billing-group";
import { sum } from "@/lib/money/amount";
import type { PricedOriginal } from "@/lib/records/cdr-context";
import { type ComparedPrice, type CrossCheck, differenceIn } from "@/lib/records/cross-check";
import type { SourcePayer } from "@/lib/records/payer";
import { findConnector, type KnownToken, partyOfContractId, type Reference } from "@/lib/records/reference";
import { RollupDeltas } from "@/lib/records/rollups";
import { type SettledCdr, settleCdr } from "@/lib/records/settle-cdr";
import type { SourcePricing } from "@/lib/records/source-pricing";
import { ReadTooEarly } from "@/lib/records/try-again.server";
import { chargePointOf } from "./cdr";
import { billingKeyOf, billingLinesOf, type CdrRow, cdrRowOf } from "./cdr-row";
import { type Again, type Classified, classify, type Incoming } from "./classify";
import { countryCode } from "./country-code";
import { finding, type RowFinding } from "./findings";
import type { Foresight } from "./foresee.server";
import { storeCdr } from "./stored-cdr";
import { type CdrRows, collectedOfRecord, ledgersOf, rowsOf } from "./take-in";
import type { ValidationRules } from "./validation";

export type TakeInContext = {
  sourceId: string;
  importId: string;
  rules: ValidationRules;
  sourcePayer: SourcePayer | null;
  pricing: SourcePricing;
  reference: Reference;
  now: Instant;
  newId: () => string;
  /** Set when the batch are rows that wait already. */
  again?: Again;
  /** What was computed of the batch beforehand, if anything was. */
  foresight?: Foresight | null;
};

/** A row that waits, with the prices that differ when that is why. */
type Waiting = Classified & { crossCheck?: CrossCheck | null };
type Settled = Classified & { settled: SettledCdr; tokenId: string | null };
type Written = Settled & CdrRows;

/**
 * Writes a batch and says what became of each row.
 * @throws ReadTooEarly when `context.reference` is older than the locks; nothing is kept then.
 */
export async function takeIn(
  tx: Tx,
  batch: readonly Incoming[],
  context: TakeInContext,
): Promise<{ classified: Classified[]; nonRatedIds: Set<string> }> {
  await lockSource(tx, context.sourceId);
  const ids = batch.map(({ cdr }) => cdr.cdrId);
  const credited = batch.flatMap(({ cdr }) => cdr.creditReferenceId ?? []);
  const known = await findKnownCdrs(tx, context.sourceId, ids);
  const originals = await findOriginals(tx, context.sourceId, credited);
  const { reference, rules, again } = context;
  const facts = { reference, rules, known, originals: new Set(originals.keys()), again };
  const classified = classify(batch, facts);
  const { settled, waiting: heldNow } = await settle(tx, classified, originals, context);
  await writeSettled(tx, settled, context);
  const waiting = [...heldNow, ...classified.filter((row) => row.outcome === "held" || row.outcome === "conflicting")];
  await writeWaiting(tx, waiting, context);
  const replaced = new Map(heldNow.map((row) => [row.row, row]));
  const nonRated = settled.filter((row) => row.settled.settlement === "non_rated");
  return {
    classified: classified.map((row) => replaced.get(row.row) ?? row),
    nonRatedIds: new Set(nonRated.map((row) => row.cdr.cdrId)),
  };
}

/**
 * Resolves and settles what is to be imported. On hold go a country that no organization serves (D3) and, unless a
 * person released it, a price that another differs from beyond the tolerance (D19).
 */
async function settle(
  tx: Tx,
  classified: readonly Classified[],
  originals: ReadonlyMap<string, PricedOriginal | null>,
  context: TakeInContext,
): Promise<{ settled: Settled[]; waiting: Waiting[] }> {
  const rows = classified.filter((row) => row.outcome === "imported");
  const tokens = await tokensOf(tx, rows, context);
  const settled: Settled[] = [];
  const waiting: Waiting[] = [];
  for (const row of rows) {
    const { cdr } = row;
    const place = findConnector(context.reference, cdr.evse)!;
    const token = cdr.token.uid === null ? null : (tokens.get(cdr.token.uid) ?? null);
    const original = cdr.creditReferenceId === null ? null : (originals.get(cdr.creditReferenceId) ?? null);
    const { sourcePayer, pricing, reference } = context;
    const foreseen = original ? null : context.foresight?.of(cdr, token, reference);
    const result = foreseen ?? settleCdr(cdr, { ...place, token, sourcePayer, pricing, original }, reference);
    const difference = result && context.again !== "release" ? differenceIn(result.crossCheck) : null;
    if (!result) waiting.push(onHold(row, notServed(place.evse.location.country)));
    else if (difference) waiting.push({ ...onHold(row, priceDiffers(difference)), crossCheck: result.crossCheck });
    else settled.push({ ...row, settled: result, tokenId: token?.id ?? null });
  }
  return { settled, waiting };
}

function onHold(row: Classified, why: RowFinding): Classified {
  return { ...row, outcome: "held", findings: [...row.findings, why] };
}

const notServed = (country: string) => finding("hold", "country_not_served", { field: "evse.country", value: country });

const priceDiffers = ({ by, side, priced, other, currency }: ComparedPrice) =>
  finding("hold", "price_differs", { field: "totalCost", params: { by, side, priced, other, currency } });

/** Known tokens of the batch; unknown ones are created as roaming media of the EMP their contract names (D1). */
async function tokensOf(
  tx: Tx,
  rows: readonly Classified[],
  { reference, now, newId }: TakeInContext,
): Promise<Map<string, KnownToken>> {
  const byUid = new Map(rows.flatMap(({ cdr }) => (cdr.token.uid === null ? [] : [[cdr.token.uid, cdr.token]])));
  const uids = [...byUid.keys()];
  const known = await findTokens(tx, uids);
  const unknown = [...byUid.values()].filter((token) => !known.has(token.uid!));
  if (unknown.length === 0) return known;
  const rowsToCreate = unknown.map((token) => ({
    id: newId(),
    uid: token.uid!,
    contractId: token.contractId,
    type: ["RFID", "APP_USER", "AD_HOC_USER"].includes(token.type ?? "") ? token.type! : "OTHER",
    issuerId: reference.empsByParty.get(partyOfContractId(token.contractId) ?? "")?.companyId ?? null,
  }));
  await createTokens(tx, rowsToCreate, now);
  return findTokens(tx, uids);
}

/** Rows, locks, checks under the locks, then everything is written at once. */
async function writeSettled(tx: Tx, settled: readonly Settled[], context: TakeInContext): Promise<void> {
  if (settled.length === 0) return;
  const ledgers = settled.flatMap((row) => ledgersOf(row.settled));
  const lastIssued = await lastIssuedMonths(tx, ledgers);
  const writeContext = {
    ...context,
    lastIssued: (ledger: (typeof ledgers)[number]) => lastIssued.get(ledgerText(ledger)) ?? null,
  };
  const written: Written[] = settled.map((row) => ({ ...row, ...rowsOf(row.cdr, row.settled, writeContext) }));
  await lockAndCheck(tx, written, context);
  if (!sameMonths(lastIssued, await lastIssuedMonths(tx, ledgers)))
    throw new ReadTooEarly("a period was issued meanwhile");
  const groups = await lockOpenGroups(
    tx,
    written.flatMap((row) => billingKeyOf(row.settled) ?? []),
    context.now,
    context.newId,
  );
  const groupOf = (row: Settled) => {
    const key = billingKeyOf(row.settled);
    return key ? (groups.get(billingText(key)) ?? null) : null;
  };
  const cdrRows = written.map((row): CdrRow => cdrRowOf(row, { ...context, billingGroupId: groupOf(row) }));
  if (cdrRows.some((row, i) => row.billingGroupId === null && billingKeyOf(written[i]!.settled))) {
    throw new ReadTooEarly("a billing group was drafted meanwhile");
  }
  await insertCdrs(tx, cdrRows);
  // Money first: what is collected at once never counts as missing, not even for a moment.
  await insertCollections(
    tx,
    written.flatMap((row) => row.collections),
  );
  await insertRevenueRecords(
    tx,
    written.flatMap((row) => row.records),
  );
  await insertExpenseRecords(
    tx,
    written.flatMap((row) => row.expenses),
  );
  await addToBillingGroups(
    tx,
    written.flatMap((row) => billingLinesOf(row.settled, groupOf(row))),
  );
  await requestPayments(
    tx,
    written.flatMap((row) => row.expenses.filter(({ origin }) => origin === "session").map(ledgerOf)),
  );
  await addToRollups(tx, deltasOf(written));
}

/** Shared locks on every period that gains a row; then nothing may have moved since the reference was read (D8). */
async function lockAndCheck(tx: Tx, written: readonly Written[], { reference, now }: TakeInContext): Promise<void> {
  const keys = written.flatMap((row) => [
    ...[...row.records, ...row.expenses].map(({ periodMonth, ...key }) => ({ ...ledgerOf(key), month: periodMonth })),
    ...row.collections.map(({ bookingMonth, ...key }) => ({ ...ledgerOf(key), month: bookingMonth })),
  ]);
  const states = await lockPeriods(tx, keys, "shared", now);
  if (keys.some((key) => states.get(periodText(key)) === "issued"))
    throw new ReadTooEarly("a period was issued meanwhile");
  if ((await holdReferenceVersion(tx)) !== reference.version)
    throw new ReadTooEarly("the master data changed meanwhile");
}

function sameMonths(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([ledger, month]) => b.get(ledger) === month);
}

function deltasOf(written: readonly Written[]): RollupDeltas {
  const deltas = new RollupDeltas();
  for (const { records, collections } of written) {
    for (const record of records) {
      const events = collections.filter((event) => event.partnerId === record.partnerId);
      deltas.add(record, 1, collectedOfRecord(record, sum(events.map((event) => event.amount))));
    }
  }
  return deltas;
}

/** Keeps what waits for a person, and offers the EVSEs that nobody knows. */
async function writeWaiting(tx: Tx, rows: readonly Waiting[], context: TakeInContext): Promise<void> {
  const kept = rows.filter((row) => !row.waitsAlready);
  await insertHeldCdrs(
    tx,
    kept.map((row) => ({
      sourceId: context.sourceId,
      cdrId: row.cdr.cdrId,
      contentHash: Buffer.from(row.hash, "hex"),
      kind: row.outcome === "conflicting" ? ("conflict" as const) : ("hold" as const),
      reasons: row.outcome === "conflicting" ? ["other_content"] : holdCodes(row),
      crossCheck: row.crossCheck ?? null,
      evseUid: chargePointOf(row.cdr.evse),
      content: storeCdr(row.cdr),
      importId: context.importId,
      line: row.line,
      endedAt: row.cdr.endAt,
      energyKwh: row.cdr.energyKwh,
      createdAt: context.now,
    })),
  );
  if (context.again)
    await updateHeldReasons(
      tx,
      rows.filter((row) => row.waitsAlready).map((row) => stillHeld(row, context)),
    );
  await noteUnknownEvses(tx, unknownEvsesOf(kept), context.now);
}

function stillHeld(row: Waiting, { sourceId }: TakeInContext) {
  const crossCheck = row.crossCheck ?? null;
  return { sourceId, cdrId: row.cdr.cdrId, contentHash: row.hash, reasons: holdCodes(row), crossCheck };
}

function holdCodes(row: Classified): string[] {
  return row.findings.filter((one) => one.severity === "hold").map((one) => one.code);
}

function unknownEvsesOf(rows: readonly Classified[]): Parameters<typeof noteUnknownEvses>[1] {
  const byUid = new Map<string, Parameters<typeof noteUnknownEvses>[1][number] & { connectorIds: string[] }>();
  for (const row of rows) {
    const uid = chargePointOf(row.cdr.evse);
    if (uid === null || !holdCodes(row).includes("unknown_evse")) continue;
    const { locationName, country, model, connectorId } = row.cdr.evse;
    const known = byUid.get(uid) ?? { uid, locationName, country: countryCode(country), model, connectorIds: [] };
    known.connectorIds = [...new Set([...known.connectorIds, connectorId ?? "1"])];
    byUid.set(uid, known);
  }
  return [...byUid.values()];
}
