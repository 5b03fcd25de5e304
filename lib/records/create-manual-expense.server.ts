import { asStaff, type Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { appendAuditEvent } from "@/db/queries/audit";
import { findCompany } from "@/db/queries/companies";
import { findOrganization } from "@/db/queries/organizations";
import { expenseRecords } from "@/db/schema";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { type Instant, type IsoDate, type Month, startOfDay } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { type Amount, divideHalfUp, formatDecimal } from "@/lib/money/amount";
import { lockOpenPeriods } from "./open-periods.server";
import { isInFuture } from "./value-date";

export type ManualExpense = {
  /** Made once per form: the same expense sent twice is written once. */
  id: string;
  partnerId: string;
  organizationId: string;
  /** The day the expense arose; its month is the origin month. */
  date: IsoDate;
  /** Ten-thousandths of a unit. */
  quantity: bigint;
  unitPrice: Amount;
  reason: string;
};

/**
 * Writes what a partner owes for something that no contract says, with the reason that its report will show. In the
 * organization's currency; negative amounts are in the partner's favour.
 * @throws UserError records.noSuchPartner, records.noSuchOrganization, records.dateInFuture, records.nothing,
 * records.alreadyWritten
 */
export async function createManualExpense(viewer: Viewer, input: ManualExpense, now: Instant): Promise<void> {
  if (isInFuture(input.date, now)) throw new UserError("records.dateInFuture", { field: "date" });
  const amount = divideHalfUp(input.quantity * input.unitPrice, 10_000n);
  if (amount === 0n) throw new UserError("records.nothing", { field: "unitPrice" });
  const alreadyWritten = () => new UserError("records.alreadyWritten");
  await translateConstraints({ expense_records_partner_id_id_pk: alreadyWritten }, () =>
    asStaff((tx) => write(tx, viewer, input, amount, now)),
  );
}

async function write(tx: Tx, viewer: Viewer, input: ManualExpense, amount: Amount, now: Instant): Promise<void> {
  const partner = await findCompany(tx, input.partnerId);
  if (!partner?.isPartner) throw new UserError("records.noSuchPartner", { field: "partnerId" });
  const organization = await findOrganization(tx, input.organizationId);
  if (!organization) throw new UserError("records.noSuchOrganization", { field: "organizationId" });
  const { currency, timeZone } = organization;
  const ledger = { partnerId: partner.id, organizationId: organization.id, currency };
  const originMonth = input.date.slice(0, 7);
  const [periodMonth] = (await lockOpenPeriods(tx, [{ ...ledger, originMonth }], now)) as [Month];
  const row = {
    id: input.id,
    ...ledger,
    periodMonth,
    originMonth,
    origin: "manual" as const,
    occurredAt: startOfDay(input.date, timeZone),
    quantity: input.quantity,
    unitPrice: input.unitPrice,
    amount,
    params: {},
    steps: [],
    reason: input.reason,
    createdAt: now,
    createdBy: viewer.userId,
  };
  await insertRows(tx, expenseRecords, [row]);
  await appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb: "created",
    objectType: "record",
    objectId: input.id,
    label: input.reason,
    partnerId: partner.id,
    changes: { amount: [null, formatDecimal(amount)], currency: [null, currency], period: [null, periodMonth] },
    reason: input.reason,
    at: now,
  });
}
