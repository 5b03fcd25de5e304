/** Writes settlement reports: drafts, their lines, and what issuing freezes. For many reports at once. */
import { driverOf, type Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { settlementLines, settlementReports } from "@/db/schema";
import type { Instant, Month } from "@/lib/calendar/calendar";
import { type Amount, parseDecimalExact } from "@/lib/money/amount";
import type { PeriodState } from "@/lib/settlement/period";
import type { PeriodKey } from "./periods";
import { keyTable } from "./settlement";

export type NewReport = typeof settlementReports.$inferInsert;
export type NewLine = typeof settlementLines.$inferInsert;

/** A stored report as far as drafting, issuing and the month's page look at it. */
export type StoredReport = {
  i: number;
  id: string;
  number: string;
  state: "draft" | "issued";
  revision: number;
  snapshot: unknown;
  pdfFileId: string | null;
  figures: Record<(typeof FIGURES)[number][0], Amount> & { sessions: number };
};

const FIGURES = [
  ["revenue", "revenue"],
  ["partnerShare", "partner_share"],
  ["collected", "collected_share"],
  ["awaited", "awaited_share"],
  ["previous", "previous_share"],
  ["payableShare", "payable_share"],
  ["expenses", "expenses"],
  ["carriedIn", "carried_in"],
  ["balance", "balance"],
] as const;

/** The report of each period that has one. */
export async function reportsOf(tx: Tx, keys: readonly PeriodKey[]): Promise<Map<number, StoredReport>> {
  const driver = driverOf(tx);
  const amounts = driver.unsafe(FIGURES.map(([name, column]) => `t.${column} as "${name}"`).join(", "));
  const rows = await driver<(Omit<StoredReport, "figures"> & Record<string, string> & { sessions: number })[]>`
    select k.i, t.id, t.number, t.state, t.revision, t.snapshot, t.pdf_file_id as "pdfFileId", t.sessions, ${amounts}
    from ${keyTable(tx, keys)} join settlement_reports t on t.partner_id = k."partnerId"
      and t.organization_id = k."organizationId" and t.currency = k.currency and t.month = k.month`;
  return new Map(
    rows.map(({ i, id, number, state, revision, snapshot, pdfFileId, sessions, ...texts }) => {
      const amounts = Object.fromEntries(FIGURES.map(([name]) => [name, parseDecimalExact(texts[name]!)]));
      const figures = { ...amounts, sessions } as StoredReport["figures"];
      return [i, { i, id, number, state, revision, snapshot, pdfFileId, figures }];
    }),
  );
}

/** Stores drafts with their lines. */
export async function insertReports(tx: Tx, reports: readonly NewReport[], lines: readonly NewLine[]): Promise<void> {
  await insertRows(tx, settlementReports, reports);
  await insertRows(tx, settlementLines, lines);
}

/** Removes drafts with their lines and the files of their previews. */
export async function deleteDrafts(
  tx: Tx,
  drafts: readonly { partnerId: string; id: string; pdfFileId: string | null }[],
): Promise<void> {
  if (drafts.length === 0) return;
  const list = JSON.stringify(drafts.map(({ partnerId, id, pdfFileId }) => ({ partnerId, id, pdfFileId })));
  const driver = driverOf(tx);
  const d = () => driver`jsonb_to_recordset(${list}::text::jsonb) as d("partnerId" uuid, id uuid, "pdfFileId" uuid)`;
  await driver`delete from settlement_lines t using ${d()} where t.partner_id = d."partnerId" and t.report_id = d.id`;
  await driver`delete from settlement_reports t using ${d()}
    where t.partner_id = d."partnerId" and t.id = d.id and t.state = 'draft'`;
  await driver`delete from files t using ${d()} where t.id = d."pdfFileId"`;
}

/** Sets the state of periods that the transaction holds exclusively; `issuedAt` for issued ones only. */
export async function setPeriodStates(
  tx: Tx,
  keys: readonly PeriodKey[],
  state: PeriodState,
  issuedAt: Instant | null = null,
): Promise<void> {
  if (keys.length === 0) return;
  const at = issuedAt === null ? null : new Date(issuedAt).toISOString();
  await driverOf(tx)`
    update periods t set state = ${state}, issued_at = ${at}::timestamptz
    from ${keyTable(tx, keys)}
    where t.partner_id = k."partnerId" and t.organization_id = k."organizationId" and t.currency = k.currency
      and t.month = k.month`;
}

export type Issuing = PeriodKey & { reportId: string; parties: unknown };

/** Freezes drafts: who issued them when, and the parties as they are now. A preview is no longer theirs. */
export async function markIssued(
  tx: Tx,
  reports: readonly Issuing[],
  by: { at: Instant; userId: string | null },
): Promise<void> {
  const driver = driverOf(tx);
  const list = JSON.stringify(reports.map(({ partnerId, reportId, parties }) => ({ partnerId, reportId, parties })));
  const r = () =>
    driver`jsonb_to_recordset(${list}::text::jsonb) as r("partnerId" uuid, "reportId" uuid, parties jsonb)`;
  const previews = await driver<{ id: string }[]>`
    select t.pdf_file_id as id from settlement_reports t join ${r()} on t.partner_id = r."partnerId" and t.id = r."reportId"
    where t.pdf_file_id is not null`;
  await driver`
    update settlement_reports t set state = 'issued', issued_at = ${new Date(by.at).toISOString()}::timestamptz,
      issued_by = ${by.userId}::uuid, parties = r.parties, pdf_file_id = null
    from ${r()} where t.partner_id = r."partnerId" and t.id = r."reportId"`;
  if (previews.length > 0) await driver`delete from files where id in ${driver(previews.map((file) => file.id))}`;
}

/** Creates the row of the next month wherever a negative balance is carried into it (D8, D16). */
export async function openNextPeriods(tx: Tx, keys: readonly PeriodKey[], at: Instant): Promise<void> {
  if (keys.length === 0) return;
  await driverOf(tx)`
    insert into periods (partner_id, organization_id, currency, month, state, created_at)
    select k."partnerId", k."organizationId", k.currency, (k.month + interval '1 month')::date, 'open',
      ${new Date(at).toISOString()}::timestamptz
    from ${keyTable(tx, keys)} order by 1, 2, 3, 4
    on conflict do nothing`;
}

/** A session that the payer of a report is charged for with it. */
export type ChargedSession = { organizationId: string; sourceId: string; cdrId: string; reportId: string };

/** The sessions that partners' own cards charged and that these reports bill to them (D5). */
export async function chargedSessions(
  tx: Tx,
  keys: readonly (PeriodKey & { reportId: string })[],
): Promise<ChargedSession[]> {
  const reports = JSON.stringify(keys.map((key, i) => ({ i, reportId: key.reportId })));
  return driverOf(tx)<ChargedSession[]>`
    select distinct k."organizationId", t.source_id as "sourceId", t.cdr_id as "cdrId", r."reportId"
    from ${keyTable(tx, keys)} join jsonb_to_recordset(${reports}::text::jsonb) as r(i int, "reportId" uuid) using (i)
    join expense_records t on t.partner_id = k."partnerId" and t.organization_id = k."organizationId"
      and t.currency = k.currency and t.period_month = k.month
    where t.origin = 'session' and t.cdr_id is not null
    order by 2, 3`;
}

/** The periods of a month that have a draft. */
export async function draftedKeys(tx: Tx, month: Month): Promise<PeriodKey[]> {
  return driverOf(tx)<PeriodKey[]>`
    select partner_id as "partnerId", organization_id as "organizationId", currency, to_char(month, 'YYYY-MM') as month
    from periods where month = ${`${month}-01`}::date and state = 'draft' order by 1, 2, 3`;
}
