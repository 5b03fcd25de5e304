/** What happens to a top-up afterwards: it is paid otherwise than by settlement, or taken back. */
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { appendAuditEvent } from "@/db/queries/audit";
import { findTopUp, insertMovements, lockAccounts } from "@/db/queries/balances";
import { findOrganization } from "@/db/queries/organizations";
import { expenseRecords } from "@/db/schema";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { dateOf, type Instant, type IsoDate, startOfDay } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { type Amount, formatDecimal } from "@/lib/money/amount";
import { lockOpenPeriods } from "@/lib/records/open-periods.server";
import { asStaffAgain } from "@/lib/records/try-again.server";
import { isInFuture } from "@/lib/records/value-date";
import { requestPayments } from "./request-payments.server";
import { topUpExpense } from "./top-up";

type TopUpKey = { partnerId: string; topUpId: string };
type Standing = NonNullable<Awaited<ReturnType<typeof findTopUp>>>;
type Deed = {
  kind: "paid" | "taken_back";
  date: IsoDate;
  /** What leaves the balance. */
  moved: Amount;
  reason: string | null;
};

/**
 * Says that a partner paid a top-up by other means, so that its settlement no longer asks for it.
 * @throws UserError balances.noSuchTopUp, balances.dateInFuture, balances.alreadyPaid, balances.alreadyTakenBack
 */
export async function markTopUpPaid(
  viewer: Viewer,
  input: TopUpKey & { paidOn: IsoDate },
  now: Instant,
): Promise<void> {
  if (isInFuture(input.paidOn, now)) throw new UserError("balances.dateInFuture", { field: "paidOn" });
  await asStaffAgain(async (tx) => {
    const topUp = await lockTopUp(tx, input, now);
    if (topUp.isPaid) throw new UserError("balances.alreadyPaid");
    await settle(tx, viewer, topUp, { kind: "paid", date: input.paidOn, moved: 0n, reason: input.paidOn }, now);
  });
}

/**
 * Takes a top-up back: its amount leaves the balance, and what it asked for is given back. Sessions of open months
 * that it paid are owed again.
 * @throws UserError balances.noSuchTopUp, balances.alreadyTakenBack
 */
export async function takeTopUpBack(viewer: Viewer, input: TopUpKey & { reason: string }, now: Instant): Promise<void> {
  await asStaffAgain(async (tx) => {
    const topUp = await lockTopUp(tx, input, now);
    const { timeZone } = (await findOrganization(tx, topUp.organizationId))!;
    // From the day on which it came: as if it had never been there.
    const date = dateOf(topUp.occurredAt, timeZone);
    const deed = { kind: "taken_back" as const, date, moved: -topUp.amount };
    await settle(tx, viewer, topUp, { ...deed, reason: input.reason }, now);
    await requestPayments(tx, [topUp]);
  });
}

async function lockTopUp(tx: Tx, key: TopUpKey, now: Instant): Promise<Standing> {
  const found = await findTopUp(tx, key);
  if (!found) throw new UserError("balances.noSuchTopUp");
  await lockAccounts(tx, [found], now);
  const topUp = (await findTopUp(tx, key))!;
  if (topUp.isTakenBack) throw new UserError("balances.alreadyTakenBack");
  return topUp;
}

async function settle(tx: Tx, viewer: Viewer, topUp: Standing, deed: Deed, now: Instant): Promise<void> {
  const { partnerId, organizationId, currency, reference, amount } = topUp;
  const { timeZone } = (await findOrganization(tx, organizationId))!;
  const originMonth = deed.date.slice(0, 7);
  const [periodMonth] = await lockOpenPeriods(tx, [{ partnerId, organizationId, currency, originMonth }], now);
  const occurredAt = startOfDay(deed.date, timeZone);
  const place = { partnerId, organizationId, currency, periodMonth: periodMonth!, occurredAt };
  const id = uuidv7();
  const by = { now, createdBy: viewer.userId };
  const movement = {
    id,
    ...place,
    kind: deed.kind,
    amount: deed.moved,
    sourceId: null,
    cdrId: null,
    reference: null,
    account: topUp.account,
    paidOn: deed.kind === "paid" ? deed.date : null,
    topUpId: topUp.id,
    reason: deed.kind === "paid" ? null : deed.reason,
    createdAt: now,
    createdBy: viewer.userId,
  };
  await insertMovements(tx, [movement], now);
  const facts = { id, amount: -amount, reference: reference!, reason: deed.reason, corrects: topUp.id };
  const expense = topUpExpense(facts, { ...place, originMonth }, by);
  await insertRows(tx, expenseRecords, [expense as typeof expenseRecords.$inferInsert]);
  await appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb: deed.kind === "paid" ? "collected" : "reversed",
    objectType: "top_up",
    objectId: topUp.id,
    label: reference!,
    partnerId,
    changes: { amount: [null, formatDecimal(amount)], currency: [null, currency], date: [null, deed.date] },
    reason: deed.kind === "paid" ? null : deed.reason,
    at: now,
  });
}
