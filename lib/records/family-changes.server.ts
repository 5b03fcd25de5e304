/** What settling sessions again would change, CDR by CDR: computed for a preview as for writing it. */
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { lastIssuedMonths, ledgerOf, ledgerText } from "@/db/queries/periods";
import { creditKeys, originalKeys } from "@/db/queries/resettle";
import { restOfExpenses } from "@/lib/balances/pay-sessions";
import type { Instant, Month } from "@/lib/calendar/calendar";
import type { Cdr } from "@/lib/cdrs/cdr";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import { type CdrRows, type Ledger, ledgersOf, rowsOf, type WriteContext } from "@/lib/cdrs/take-in";
import type { Amount } from "@/lib/money/amount";
import { bookingMonth } from "./collected";
import { rowsBetween } from "./difference-rows";
import { type FamilyMember, familyToday } from "./family";
import { differenceCdrId, type Price } from "./price-chain";
import type { CollectionRow, ExpenseRecord, RevenueRecord } from "./record";
import type { Reference } from "./reference";
import { changeExpenses, changeRecords, followDue, moveCollections, type RecordChange } from "./resettle";
import type { SettledCdr } from "./settle-cdr";
import { type Accepted, type Family, readFamilies, type Standing } from "./standing.server";

export type About = { reason: string | null; now: Instant; accepted?: readonly Accepted[] };

/** One CDR with what stands for it, what it would be today, and what therefore has to happen. */
export type Change = FamilyMember & {
  key: CdrKey;
  original: Standing;
  /** Null: a difference CDR that is to be written. */
  standing: Standing | null;
  revenue: RecordChange<RevenueRecord>;
  expense: RecordChange<ExpenseRecord>;
  moved: CollectionRow[];
  /** It corrects what an issued month or a document states, or adds to an issued month. */
  isCorrection: boolean;
};

export type Changes = {
  /** How many sessions were looked at. */
  sessions: number;
  /** Of them those whose stated price stays because today's cannot be compared with it. */
  kept: number;
  changes: Change[];
  /** Every ledger they touch, with the last issued month that they were computed for. */
  ledgers: Ledger[];
  lastIssued: (ledger: Ledger) => Month | null;
};

type Looked = { family: Family; today: NonNullable<ReturnType<typeof familyToday>> };

/** Computes the changes of these CDRs, their differences and their credits; locks them unless only looked at. */
export async function changesToday(
  tx: Tx,
  keys: readonly CdrKey[],
  reference: Reference,
  about: About,
  options: { lock: boolean },
): Promise<Changes> {
  const asked = await originalKeys(tx, keys);
  const credits = await creditKeys(tx, asked);
  const isCredit = new Set(credits.map(keyText));
  const sessions = asked.filter((key) => !isCredit.has(keyText(key)));
  const reading = { lock: options.lock, accepted: about.accepted ?? [] };
  const looked = lookAt(await readFamilies(tx, sessions, reading), reference);
  // A credit is minus its original, differences included: it is settled after it.
  const prices = new Map(looked.map((one) => [keyText(one.family.standing[0].row), priceOf(one)]));
  looked.push(...lookAt(await readFamilies(tx, credits, { ...reading, prices }), reference));
  const ledgers = looked.flatMap(ledgersOfFamily);
  const issuedMonths = await lastIssuedMonths(tx, ledgers);
  const lastIssued = (ledger: Ledger) => issuedMonths.get(ledgerText(ledger)) ?? null;
  return {
    sessions: looked.length,
    kept: looked.filter(({ today }) => today.isKept).length,
    changes: looked.flatMap((one) => changesOf(one, reference, lastIssued, about)),
    ledgers,
    lastIssued,
  };
}

export const keyText = (key: CdrKey) => `${key.sourceId} ${key.cdrId}`;

function lookAt(families: readonly Family[], reference: Reference): Looked[] {
  return families.flatMap((family) => {
    const { row } = family.standing[0];
    const links = family.standing.map(({ link }) => link) as [Standing["link"], ...Standing["link"][]];
    const payer = {
      payer: row.payer,
      companyId: row.payerId,
      reason: row.payerReason as SettledCdr["payer"]["reason"],
      collectedAtOnce: row.payer === "ad_hoc",
    };
    const today = familyToday({ ...family, links, endedAt: row.endedAt, payer, pricing: row.pricing }, reference);
    return today ? [{ family, today }] : [];
  });
}

/** What the session is priced at after its last difference. */
function priceOf({ today }: Looked): Price | null {
  return today.members.at(-1)!.price;
}

function ledgersOfFamily({ family, today }: Looked): Ledger[] {
  return [
    ...family.standing.flatMap((one) => [...one.records, ...one.expenses, ...one.collections]),
    ...today.members.flatMap(({ settled, before }) =>
      [settled, ...(before ? [before.settled] : [])].flatMap(ledgersOf),
    ),
  ].map(ledgerOf);
}

/** The original first: differences name what stands of its records afterwards. */
function changesOf(
  { family, today }: Looked,
  reference: Reference,
  lastIssued: Changes["lastIssued"],
  about: About,
): Change[] {
  const original = family.standing[0];
  const writing = { sourceId: original.row.sourceId, reference, lastIssued, now: about.now, newId: uuidv7 };
  const changes: Change[] = [];
  for (const [index, member] of today.members.entries()) {
    const cdrId = index === 0 ? original.row.cdrId : differenceCdrId(original.row.cdrId, index);
    const standing = family.standing[index] ?? null;
    const after = rowsOf(named(member.content, cdrId, member), member.settled, writing);
    const whole = member.before ? difference(after, member, cdrId, changes[0]!, { ...writing, ...about }) : after;
    const target = { ...whole, expenses: restOfExpenses(whole.expenses, owedFor(member, standing)) };
    const holders = [...after.records, ...target.records];
    const rows = rowChanges(standing, target, holders, lastIssued, about);
    changes.push({
      ...member,
      key: { sourceId: original.row.sourceId, cdrId },
      original,
      standing,
      ...rows,
      isCorrection: member.before !== null || corrects(standing?.records ?? [], rows.revenue.insert, lastIssued),
    });
  }
  return changes;
}

/** What the payer owes for this CDR, and what its balance paid of that. */
function owedFor({ settled, before }: FamilyMember, standing: Standing | null): { due: Amount; paid: Amount } {
  return { due: settled.due - (before?.settled.due ?? 0n), paid: standing?.paidFromBalance ?? 0n };
}

/** Something of it is issued, or it comes late into a month that is. */
function corrects(
  standing: readonly RevenueRecord[],
  insert: readonly RevenueRecord[],
  lastIssued: Changes["lastIssued"],
): boolean {
  if (standing.length === 0) return insert.some((record) => record.originMonth < record.periodMonth);
  return standing.some((record) => record.periodMonth <= (lastIssued(record) ?? ""));
}

/** The content as its rows name it: by the CDR's own id, ended when the session is booked. */
function named(content: Cdr, cdrId: string, { endedAt }: FamilyMember): Cdr {
  return { ...content, cdrId, endAt: endedAt };
}

function difference(
  after: CdrRows,
  member: FamilyMember,
  cdrId: string,
  original: Change,
  writing: WriteContext & About,
): CdrRows {
  const { content, settled } = member.before!;
  const before = rowsOf(named(content, cdrId, member), settled, writing);
  const removed = new Set(original.revenue.remove.map((record) => record.id));
  const standing = original.standing!.records.filter((record) => !removed.has(record.id));
  const records = [...standing, ...original.revenue.insert];
  const correctsId = (partnerId: string) => records.find((record) => record.partnerId === partnerId)?.id ?? null;
  return rowsBetween({ after, before, correctsId, reason: writing.reason });
}

function rowChanges(
  standing: Standing | null,
  target: CdrRows,
  holders: readonly RevenueRecord[],
  lastIssued: Changes["lastIssued"],
  { now, reason }: About,
): Pick<Change, "revenue" | "expense" | "moved"> {
  const { records, expenses, collections } = standing ?? { records: [], expenses: [], collections: [] };
  // Periods of a ledger are issued in order: all up to the last issued one are.
  const isIssued = (row: Ledger & { periodMonth: Month }) => row.periodMonth <= (lastIssued(row) ?? "");
  const context = { isIssued, lastIssued, newId: uuidv7, now, reason };
  const moved = moveCollections(collections, {
    partners: onePerPartner(holders),
    bookingMonthOf: (ledger, valueDate, month) => bookingMonth(valueDate, month, lastIssued(ledgerOf(ledger))),
    newId: uuidv7,
    now,
  });
  return {
    revenue: changeRecords(records, target.records, context),
    expense: changeExpenses(expenses, target.expenses, context),
    moved: [...moved, ...followDue(target.collections, [...collections, ...moved])],
  };
}

function onePerPartner(records: readonly RevenueRecord[]): RevenueRecord[] {
  return [...new Map(records.map((record) => [record.partnerId, record])).values()];
}
