/**
 * What the demo's people did until today: each month they imported the files, drafted and issued the reports and
 * booked what was paid, all with the product's own verbs at the time of day it happened. Last month is left to close.
 */
import { uuidv7 } from "uuidv7";
import { asOwner } from "@/db/client";
import { insertSource } from "@/db/queries/imports";
import type { Viewer } from "@/lib/access/viewer";
import { createTopUp } from "@/lib/balances/create-top-ups.server";
import { paySessions } from "@/lib/balances/pay-sessions.server";
import { addMonths, type Instant, type IsoDate, type Month, startOfDay } from "@/lib/calendar/calendar";
import type { ColumnMapping } from "@/lib/cdrs/csv-mapping";
import { importCdrs } from "@/lib/cdrs/import-cdrs.server";
import { queueImport } from "@/lib/cdrs/queue-import.server";
import { uploadFile } from "@/lib/cdrs/upload-file.server";
import { parseDecimalExact } from "@/lib/money/amount";
import { collectRecords } from "@/lib/records/collect-records.server";
import { createManualExpense } from "@/lib/records/create-manual-expense.server";
import { recalculate } from "@/lib/records/recalculate.server";
import { runClose } from "@/lib/settlement/run-close.server";
import { startRun } from "@/lib/settlement/start-run.server";
import { type DemoCalendar, monthToClose } from "./calendar";
import type { EmpKey, Market } from "./companies";
import { fileOf, LAYOUTS } from "./files";
import type { MasterData } from "./master-data";
import { awaitedRecords } from "./queries";
import { type DemoSession, sessionsByFile } from "./sessions";

const HOME_ZONE = "Europe/London";
const HOUR = 3_600_000;
const MARKETS: readonly Market[] = ["GB", "DE"];

/** When each payer settles a month: how many months later and on which day. Bornelune never pays. */
const PAYS: readonly { payer: EmpKey | "own_driver"; monthsLater: number; day: string; reason: string }[] = [
  { payer: "own_driver", monthsLater: 1, day: "08", reason: "Direct debit of the driver app" },
  { payer: "plugmoor", monthsLater: 1, day: "20", reason: "Plugmoor Energy, bank transfer" },
  { payer: "voltanker", monthsLater: 1, day: "28", reason: "Voltanker Mobility, bank transfer" },
  { payer: "stromdeich", monthsLater: 2, day: "15", reason: "Stromdeich Karte, bank transfer" },
];

type Deed = { at: Instant; act: (at: Instant) => Promise<unknown> };
type Actors = { finance: Viewer; operations: Viewer };

/** Plays the demo's months up to `now`. */
export async function playHistory(
  calendar: DemoCalendar,
  sessions: readonly DemoSession[],
  data: MasterData,
  actors: Actors,
  now: Instant,
): Promise<void> {
  const sources = await createSources(startOfDay(calendar.opened, HOME_ZONE));
  const deeds = [
    ...importDeeds(calendar, sessions, sources, actors.operations, now),
    ...closeDeeds(calendar, actors.finance),
    ...paymentDeeds(calendar, data, actors.finance),
    manualExpenseDeed(calendar, data, actors.finance),
    ...balanceDeeds(calendar, data, actors.finance, now),
    recalculationDeed(calendar, data, now),
  ];
  const done = deeds.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  for (const { at, act } of done) await act(at);
}

async function createSources(at: Instant): Promise<Map<Market, string>> {
  const ids = new Map<Market, string>(MARKETS.map((market) => [market, uuidv7()]));
  await asOwner(async (tx) => {
    for (const [market, id] of ids) {
      const { source, mapping } = LAYOUTS[market];
      await insertSource(tx, { id, name: source, format: "csv", mapping, createdAt: at });
    }
  });
  return ids;
}

/** Each whole month's files come on the first of the next one; the running month's came just now. */
function importDeeds(
  calendar: DemoCalendar,
  sessions: readonly DemoSession[],
  sources: ReadonlyMap<Market, string>,
  operations: Viewer,
  now: Instant,
): Deed[] {
  const files = [...sessionsByFile(sessions, calendar)];
  return files.flatMap(([month, byMarket]) =>
    MARKETS.map((market, i) => ({
      at: Math.min(onDay(month, 1, "01", 6) + i * HOUR, now),
      act: (at: Instant) => {
        const layout = LAYOUTS[market];
        const file = { name: `${layout.fileName}-${month}.csv`, bytes: fileOf(byMarket[market], layout) };
        return importFile(operations, sources.get(market)!, file, layout.mapping, at);
      },
    })),
  );
}

async function importFile(
  viewer: Viewer,
  sourceId: string,
  { name, bytes }: { name: string; bytes: Buffer },
  mapping: ColumnMapping,
  at: Instant,
): Promise<void> {
  const upload = { fileName: name, bytes: stream(bytes), announcedBytes: bytes.length };
  const importId = await uploadFile(viewer, { id: sourceId }, upload, at);
  await queueImport(viewer, { importId, mapping }, at);
  await importCdrs(importId, () => at);
}

async function* stream(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Reports are drafted on the third and issued on the fifth, all but those of the last whole month. */
function closeDeeds(calendar: DemoCalendar, finance: Viewer): Deed[] {
  return calendar.wholeMonths
    .filter((month) => month !== monthToClose(calendar))
    .flatMap((month) => [
      { at: onDay(month, 1, "03", 9), act: (at: Instant) => closeWith(finance, "draft_reports", month, at) },
      { at: onDay(month, 1, "05", 10), act: (at: Instant) => closeWith(finance, "issue_reports", month, at) },
    ]);
}

async function closeWith(
  finance: Viewer,
  kind: "draft_reports" | "issue_reports",
  month: Month,
  at: Instant,
): Promise<void> {
  const runId = await startRun(finance, kind, { month }, at);
  await runClose(runId, () => at);
}

function paymentDeeds(calendar: DemoCalendar, { companyIds }: MasterData, finance: Viewer): Deed[] {
  return calendar.wholeMonths.flatMap((month) =>
    PAYS.map(({ payer, monthsLater, day, reason }) => ({
      at: onDay(month, monthsLater, day, 9),
      act: async (at: Instant) => {
        const payerId = payer === "own_driver" ? null : companyIds.get(payer)!;
        const records = await asOwner((tx) => awaitedRecords(tx, payerId, month));
        const chosen = { kind: "records" as const, records, amount: null };
        const valueDate = `${addMonths(month, monthsLater)}-${day}`;
        const payment = { paymentId: uuidv7(), chosen, valueDate, receivedBy: "operator" as const, reason };
        await collectRecords(finance, payment, at);
      },
    })),
  );
}

/** Settles the last days of a host again, as a change of its contract would: nothing has changed. */
function recalculationDeed(calendar: DemoCalendar, { companyIds }: MasterData, now: Instant): Deed {
  const input = { partnerIds: [companyIds.get("strathkeil")!], from: `${monthToClose(calendar)}-25` };
  return { at: now, act: (at) => recalculate(input, at) };
}

/** Something that no contract says. */
function manualExpenseDeed(calendar: DemoCalendar, data: MasterData, finance: Viewer): Deed {
  const month = monthToClose(calendar);
  const date: IsoDate = `${month}-18`;
  return {
    at: onDay(month, 0, "19", 11),
    act: (at) =>
      createManualExpense(
        finance,
        {
          id: uuidv7(),
          partnerId: data.companyIds.get("strathkeil")!,
          organizationId: data.organizationIds.get("GB")!,
          date,
          quantity: parseDecimalExact("3"),
          unitPrice: parseDecimalExact("85"),
          reason: "Three bays repainted after the cable trench was closed",
        },
        at,
      ),
  };
}

/** A fleet that pays ahead: what it added reaches for a part of its drivers' charging. */
function balanceDeeds(
  calendar: DemoCalendar,
  { companyIds, organizationIds }: MasterData,
  finance: Viewer,
  now: Instant,
): Deed[] {
  const month = monthToClose(calendar);
  const ledger = { partnerId: companyIds.get("nordspeicher")!, organizationId: organizationIds.get("DE")! };
  const topUp = (at: Instant) =>
    createTopUp(
      finance,
      {
        id: uuidv7(),
        ...ledger,
        date: `${month}-04`,
        amount: parseDecimalExact("120"),
        reference: `NS-${month}`,
        account: "Delivery vans",
        paidOn: null,
      },
      at,
    );
  return [
    { at: onDay(month, 0, "04", 9), act: topUp },
    { at: now, act: (at) => paySessions({ ...ledger, currency: "EUR" }, at) },
  ];
}

/** An hour of a day, `monthsLater` after a month. */
function onDay(month: Month, monthsLater: number, day: string, hour: number): Instant {
  return startOfDay(`${addMonths(month, monthsLater)}-${day}`, HOME_ZONE) + hour * HOUR;
}
