import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  insertMovements,
  ledgersWithAccount,
  lockAccounts,
  readAccount,
  type WaitingSession,
} from "@/db/queries/balances";
import { bookTargets, openBooking, targetPayments } from "@/db/queries/collections";
import { type LedgerKey, lastIssuedMonths, ledgerText } from "@/db/queries/periods";
import { loadReference } from "@/db/queries/reference";
import { SYSTEM } from "@/lib/audit/event";
import { dateOf, type Instant, type Month } from "@/lib/calendar/calendar";
import { type Amount, formatDecimal, sum } from "@/lib/money/amount";
import { finishBooking, lockBooking } from "@/lib/records/booking.server";
import type { Reference } from "@/lib/records/reference";
import { resettleChunk } from "@/lib/records/resettle.server";
import { ReadTooEarly, tryAgain } from "@/lib/records/try-again.server";
import { periodForRecord } from "@/lib/settlement/period";
import { payFromBalance } from "./pay-sessions";

/** A session of which the balance pays something else than it did so far. */
type Change = WaitingSession & { id: string; change: Amount };

/**
 * The job `pay_from_balance`: a partner's balance pays its users' sessions of open months (D5). What it pays is
 * collected at once, and the partner's expense record says only the rest. Repeating it changes nothing.
 */
export async function paySessions(ledger: LedgerKey, now: Instant): Promise<void> {
  await tryAgain(() =>
    asOwner(async (tx) => {
      await lockAccounts(tx, [ledger], now);
      const lastIssued = (await lastIssuedMonths(tx, [ledger])).get(ledgerText(ledger)) ?? null;
      const { topUps, settled, open } = await readAccount(tx, ledger, lastIssued);
      const paid = payFromBalance(topUps, settled, open);
      const changes = open.flatMap((session) => {
        const change = paid.get(session.key)! - session.paid;
        return change === 0n ? [] : [{ ...session, id: uuidv7(), change }];
      });
      if (changes.length > 0) await write(tx, ledger, changes, { lastIssued, now });
    }),
  );
}

/** The same for those of the ledgers that have a balance: before their reports are made. */
export async function payOpenSessions(ledgers: readonly LedgerKey[], now: Instant): Promise<void> {
  const accounts = await asOwner((tx) => ledgersWithAccount(tx, ledgers));
  for (const ledger of accounts) await paySessions(ledger, now);
}

type When = { lastIssued: Month | null; now: Instant };

async function write(tx: Tx, ledger: LedgerKey, changes: readonly Change[], { lastIssued, now }: When): Promise<void> {
  const reference = await loadReference(tx);
  await insertMovements(
    tx,
    changes.map(({ id, change, endAt, originMonth, sourceId, cdrId }) => ({
      ...ledger,
      id,
      kind: "session" as const,
      amount: -change,
      occurredAt: endAt,
      periodMonth: periodForRecord(originMonth, lastIssued),
      sourceId,
      cdrId,
      createdAt: now,
    })),
    now,
  );
  await resettleChunk(tx, changes, reference, { reason: null, now });
  // It holds the periods of what was owed: none of them may have been issued since the account was read.
  if (((await lastIssuedMonths(tx, [ledger])).get(ledgerText(ledger)) ?? null) !== lastIssued) {
    throw new ReadTooEarly("a period was issued meanwhile");
  }
  await collect(tx, changes, zoneOf(ledger, reference), now);
  await appendAuditEvent(tx, {
    actor: SYSTEM,
    verb: "collected",
    objectType: "balance",
    objectId: `${ledger.partnerId}/${ledger.organizationId}/${ledger.currency}`,
    label: changes.length === 1 ? changes[0]!.cdrId : `${changes.length} CDRs`,
    partnerId: ledger.partnerId,
    changes: {
      amount: [null, formatDecimal(sum(changes.map(({ change }) => change)))],
      currency: [null, ledger.currency],
      cdrs: [null, changes.length],
    },
    at: now,
  });
}

function zoneOf({ organizationId }: LedgerKey, { organizations }: Reference): string {
  return organizations.find(({ id }) => id === organizationId)!.timeZone;
}

/** The stations' owners have it at once; at our own stations an internal session is collected anyway. */
async function collect(tx: Tx, changes: readonly Change[], timeZone: string, now: Instant): Promise<void> {
  const payments = changes
    .filter(({ isOwnStation }) => !isOwnStation)
    .map(({ id, sourceId, cdrId, change, endAt }) => ({
      sourceId,
      cdrId,
      amount: change,
      valueDate: dateOf(endAt, timeZone),
      paymentKey: `balance ${id}`,
    }));
  if (payments.length === 0) return;
  await openBooking(tx);
  await targetPayments(tx, payments);
  const bookings = await lockBooking(tx, now);
  const facts = { now, createdBy: null };
  await bookTargets(tx, bookings, { ...facts, kind: "balance", receivedBy: "operator", reason: null });
  await finishBooking(tx, facts);
}
