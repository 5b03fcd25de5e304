import type { Tx } from "@/db/client";
import { type LedgerKey, lastIssuedMonths, ledgerOf, ledgerText, lockPeriods, periodText } from "@/db/queries/periods";
import type { Instant, Month } from "@/lib/calendar/calendar";
import { periodForRecord } from "@/lib/settlement/period";

/**
 * The months that records written now are born into, each locked against issuing until the transaction ends (D8). A
 * month that was issued while we waited is passed over for the next open one.
 * @returns a month for each record, in their order.
 */
export async function lockOpenPeriods(
  tx: Tx,
  records: readonly (LedgerKey & { originMonth: Month })[],
  now: Instant,
): Promise<Month[]> {
  for (;;) {
    const lastIssued = await lastIssuedMonths(tx, records);
    const keys = records.map((record) => ({
      ...ledgerOf(record),
      month: periodForRecord(record.originMonth, lastIssued.get(ledgerText(record)) ?? null),
    }));
    const states = await lockPeriods(tx, keys, "shared", now);
    if (keys.every((key) => states.get(periodText(key)) !== "issued")) return keys.map((key) => key.month);
  }
}
