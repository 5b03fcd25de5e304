import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { appendAuditEvents } from "@/db/queries/audit";
import { insertMovements, lockAccounts, type NewMovement } from "@/db/queries/balances";
import { findCompany } from "@/db/queries/companies";
import { findOrganization } from "@/db/queries/organizations";
import { expenseRecords } from "@/db/schema";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { type Instant, startOfDay } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { formatDecimal } from "@/lib/money/amount";
import { lockOpenPeriods } from "@/lib/records/open-periods.server";
import type { ExpenseRecord } from "@/lib/records/record";
import { asStaffAgain } from "@/lib/records/try-again.server";
import { isInFuture } from "@/lib/records/value-date";
import { requestPayments } from "./request-payments.server";
import { amountProblem, type Place, type TopUp, topUpExpense } from "./top-up";

/** A top-up whose partner and organization are known. */
export type ResolvedTopUp = TopUp & { currency: string; timeZone: string };

/**
 * Writes one top-up as a form sends it, in the organization's currency.
 * @throws UserError balances.noSuchPartner, balances.noSuchOrganization, balances.dateInFuture, balances.notPositive,
 * balances.amount, balances.alreadyWritten, balances.referenceKnown
 */
export async function createTopUp(viewer: Viewer, topUp: TopUp, now: Instant): Promise<void> {
  if (isInFuture(topUp.date, now)) throw new UserError("balances.dateInFuture", { field: "date" });
  if (topUp.paidOn !== null && isInFuture(topUp.paidOn, now))
    throw new UserError("balances.dateInFuture", { field: "paidOn" });
  await translateConstraints(
    {
      balance_movements_partner_id_id_pk: () => new UserError("balances.alreadyWritten"),
      balance_movements_reference: () => new UserError("balances.referenceKnown", { field: "reference" }),
    },
    () =>
      asStaffAgain(async (tx) => {
        const partner = await findCompany(tx, topUp.partnerId);
        if (!partner?.isPartner) throw new UserError("balances.noSuchPartner", { field: "partnerId" });
        const organization = await findOrganization(tx, topUp.organizationId);
        if (!organization) throw new UserError("balances.noSuchOrganization", { field: "organizationId" });
        const { currency, timeZone } = organization;
        const problem = amountProblem(topUp.amount, currency);
        if (problem) throw new UserError(problem, { field: "amount" });
        await writeTopUps(tx, viewer, [{ ...topUp, currency, timeZone }], now);
      }),
  );
}

/** Writes top-ups with what they ask for, in the caller's transaction; then their balances pay what they reach. */
export async function writeTopUps(
  tx: Tx,
  viewer: Viewer,
  topUps: readonly ResolvedTopUp[],
  now: Instant,
): Promise<void> {
  if (topUps.length === 0) return;
  await lockAccounts(tx, topUps, now);
  const origins = topUps.map((topUp) => ({ ...topUp, originMonth: topUp.date.slice(0, 7) }));
  const months = await lockOpenPeriods(tx, origins, now);
  const by = { now, createdBy: viewer.userId };
  const written = topUps.map((topUp, index) => rowsOf(topUp, months[index]!, by));
  await insertMovements(
    tx,
    written.flatMap((one) => one.movements),
    now,
  );
  await insertRows(
    tx,
    expenseRecords,
    written.flatMap((one) => one.expenses) as (typeof expenseRecords.$inferInsert)[],
  );
  await appendAuditEvents(
    tx,
    topUps.map((topUp) => createdEvent(viewer, topUp, now)),
  );
  await requestPayments(tx, topUps);
}

function rowsOf(
  topUp: ResolvedTopUp,
  periodMonth: string,
  by: { now: Instant; createdBy: string },
): { movements: NewMovement[]; expenses: ExpenseRecord[] } {
  const place = placeOf(topUp, periodMonth);
  const { id, amount, reference, paidOn } = topUp;
  const movement = movementOf(topUp, place, by);
  const asked = topUpExpense({ id, amount, reference, reason: topUp.account }, place, by);
  if (paidOn === null) return { movements: [movement], expenses: [asked] };
  const paidId = uuidv7();
  return {
    movements: [movement, { ...movement, id: paidId, kind: "paid", amount: 0n, reference: null, paidOn, topUpId: id }],
    expenses: [
      asked,
      topUpExpense({ id: paidId, amount: -amount, reference, reason: paidOn, corrects: id }, place, by),
    ],
  };
}

function placeOf(topUp: ResolvedTopUp, periodMonth: string): Place {
  return {
    partnerId: topUp.partnerId,
    organizationId: topUp.organizationId,
    currency: topUp.currency,
    periodMonth,
    originMonth: topUp.date.slice(0, 7),
    occurredAt: startOfDay(topUp.date, topUp.timeZone),
  };
}

function movementOf(
  { id, amount, reference, account }: ResolvedTopUp,
  { originMonth: _, ...place }: Place,
  by: { now: Instant; createdBy: string },
) {
  return {
    id,
    ...place,
    kind: "top_up" as const,
    amount,
    sourceId: null,
    cdrId: null,
    reference,
    account,
    paidOn: null,
    topUpId: null,
    reason: null,
    createdAt: by.now,
    createdBy: by.createdBy,
  } satisfies NewMovement;
}

function createdEvent(viewer: Viewer, topUp: ResolvedTopUp, at: Instant) {
  return {
    actor: actorOf(viewer),
    verb: "created" as const,
    objectType: "top_up" as const,
    objectId: topUp.id,
    label: topUp.reference,
    partnerId: topUp.partnerId,
    changes: {
      amount: [null, formatDecimal(topUp.amount)] as const,
      currency: [null, topUp.currency] as const,
      date: [null, topUp.date] as const,
      ...(topUp.paidOn && { paidOn: [null, topUp.paidOn] as const }),
    },
    at,
  };
}
