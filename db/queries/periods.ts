/** Periods and their locks (D8): inserting holds a shared lock until commit, issuing and recalculating an exclusive one. */
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { driverOf } from "@/db/client";
import { periods } from "@/db/schema";
import type { Instant, Month } from "@/lib/calendar/calendar";
import type { PeriodState } from "@/lib/settlement/period";

export type PeriodKey = { partnerId: string; organizationId: string; currency: string; month: Month };
/** What a partner's periods are ordered in. */
export type LedgerKey = Omit<PeriodKey, "month">;

/** The ledger of anything that belongs to one. */
export function ledgerOf({ partnerId, organizationId, currency }: LedgerKey): LedgerKey {
  return { partnerId, organizationId, currency };
}

/** `partner organization currency`, for maps. */
export function ledgerText(key: LedgerKey): string {
  return `${key.partnerId} ${key.organizationId} ${key.currency}`;
}

/** `partner organization currency month`, for maps. */
export function periodText(key: PeriodKey): string {
  return `${ledgerText(key)} ${key.month}`;
}

/** The last issued month of each ledger; ledgers without one are missing. */
export async function lastIssuedMonths(tx: Tx, keys: readonly LedgerKey[]): Promise<Map<string, Month>> {
  if (keys.length === 0) return new Map();
  const distinct = [...new Map(keys.map((key) => [ledgerText(key), ledgerOf(key)])).values()];
  const rows = await driverOf(tx)<{ partner: string; organization: string; currency: string; month: string }[]>`
    select p.partner_id as partner, p.organization_id as organization, p.currency, max(p.month)::text as month
    from jsonb_to_recordset(${JSON.stringify(distinct)}::text::jsonb)
      as k("partnerId" uuid, "organizationId" uuid, currency text)
    join periods p on p.partner_id = k."partnerId" and p.organization_id = k."organizationId" and p.currency = k.currency
    where p.state = 'issued'
    group by 1, 2, 3`;
  return new Map(
    rows.map((row) => [
      ledgerText({ partnerId: row.partner, organizationId: row.organization, currency: row.currency }),
      row.month.slice(0, 7),
    ]),
  );
}

/**
 * Makes sure that the periods exist and locks them until the transaction ends, in key order.
 *
 * Creating a period and issuing one of the same ledger exclude each other by a lock on the ledger, taken before any
 * row's: otherwise June could be issued while May is being born. Whoever created one has to read the last issued
 * month again.
 * @returns the state of each, by `periodText`.
 */
export async function lockPeriods(
  tx: Tx,
  keys: readonly PeriodKey[],
  mode: "shared" | "exclusive",
  now: Instant,
): Promise<Map<string, PeriodState>> {
  if (keys.length === 0) return new Map();
  const distinct = [...new Map(keys.map((key) => [periodText(key), { ...ledgerOf(key), month: key.month }]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => key);
  const existing = await selectPeriods(tx, distinct, "none");
  const missing = distinct.filter((key) => !existing.has(periodText(key)));
  await lockLedgers(tx, mode === "exclusive" ? distinct : missing);
  if (missing.length > 0) {
    await tx
      .insert(periods)
      .values(missing.map((key) => ({ ...key, state: "open" as const, createdAt: now })))
      .onConflictDoNothing();
  }
  return selectPeriods(tx, distinct, mode);
}

async function selectPeriods(
  tx: Tx,
  keys: readonly PeriodKey[],
  mode: "none" | "shared" | "exclusive",
): Promise<Map<string, PeriodState>> {
  const client = driverOf(tx);
  const lock = { none: client``, shared: client`for share`, exclusive: client`for update` }[mode];
  const rows = await client<
    { partner: string; organization: string; currency: string; month: string; state: PeriodState }[]
  >`
    select p.partner_id as partner, p.organization_id as organization, p.currency, p.month::text as month, p.state
    from periods p
    where (p.partner_id, p.organization_id, p.currency, p.month) in (
      select k."partnerId", k."organizationId", k.currency, (k.month || '-01')::date
      from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb)
        as k("partnerId" uuid, "organizationId" uuid, currency text, month text))
    order by p.partner_id, p.organization_id, p.currency, p.month
    ${lock}`;
  return new Map(
    rows.map((row) => [
      periodText({
        partnerId: row.partner,
        organizationId: row.organization,
        currency: row.currency,
        month: row.month.slice(0, 7),
      }),
      row.state,
    ]),
  );
}

async function lockLedgers(tx: Tx, keys: readonly LedgerKey[]): Promise<void> {
  const ledgers = [...new Set(keys.map(ledgerText))].sort();
  if (ledgers.length === 0) return;
  await driverOf(tx)`
    select pg_advisory_xact_lock(hashtextextended('ledger ' || ledger, 0))
    from (select ledger from unnest(${ledgers}::text[]) with ordinality as l(ledger, n) order by n) l`;
}

/** One importer of a source at a time; two files of one source follow each other, chunk by chunk. */
export async function lockSource(tx: Tx, sourceId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`source ${sourceId}`}, 0))`);
}
