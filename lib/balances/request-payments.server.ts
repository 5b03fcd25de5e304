import type { Tx } from "@/db/client";
import { ledgersWithAccount } from "@/db/queries/balances";
import type { LedgerKey } from "@/db/queries/periods";
import { enqueueAll } from "@/lib/jobs/enqueue.server";

/** Has the balances among these ledgers pay what they reach, once the transaction has committed. */
export async function requestPayments(tx: Tx, ledgers: readonly LedgerKey[]): Promise<void> {
  const accounts = await ledgersWithAccount(tx, ledgers);
  await enqueueAll(
    tx,
    "pay_from_balance",
    accounts.map((payload) => ({
      payload,
      jobKey: `balance ${payload.partnerId} ${payload.organizationId} ${payload.currency}`,
    })),
  );
}
