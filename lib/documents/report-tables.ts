/** The tables of a settlement report as a document shows them: every cell already written in its language. */
import { formatAmount, formatCount, formatDateTime, formatEnergy, formatMonth, formatPercent } from "@/lib/i18n/format";
import { type Amount, parseDecimalExact, sum } from "@/lib/money/amount";
import type { StoredLine } from "@/lib/settlement/stored-report";
import type { Cell, Table, TableColumn } from "./pages";
import {
  componentWords,
  expenseWords,
  termArithmetic,
  termTitle,
  type WordedReport,
  type Writing,
} from "./report-words";

/** A record as the annex shows it. */
export type AnnexRecord = {
  origin: string;
  endedAt: number;
  locationName: string;
  evseUid: string;
  energyKwh: bigint;
  revenue: Amount;
  partnerShare: Amount;
};

/** More sessions than this are left to the CSV file: nobody reads two hundred pages. */
export const MOST_ANNEX_ROWS = 10_000;

const start = (title: string, weight: number): TableColumn => ({ title, weight, align: "start" });
const end = (title: string, weight: number): TableColumn => ({ title, weight, align: "end" });

/** Lines by site and component, fees and charges, what was collected for earlier months. */
export function reportTables(report: WordedReport, writing: Writing): Table[] {
  const section = (name: StoredLine["section"]) => report.lines.filter((line) => line.section === name);
  const previous = section("previous");
  return [
    revenueTable(section("revenue"), report, writing),
    ...termsTable(section("revenue"), writing),
    expenseTable(section("expense"), writing),
    ...(previous.length > 0 ? [previousTable(previous, report, writing)] : []),
  ];
}

/** Energy under a column head that names the unit. */
const kwh = (energy: bigint, locale: string): Cell => formatEnergy(energy, locale).replace(/\s*kWh$/, "");

/** An amount that a line carries in its params as decimal text. */
export const paramOf = (line: StoredLine, name: string): Amount => parseDecimalExact(String(line.params[name] ?? "0"));

function revenueTable(lines: readonly StoredLine[], report: WordedReport, writing: Writing): Table {
  const { words, locale, currency } = writing;
  const money = (amount: Amount) => formatAmount(amount, currency, locale);
  const byCollection = report.snapshot.basis === "collected";
  const collected = (line: StoredLine) => paramOf(line, "collected");
  const payable = (line: StoredLine) => paramOf(line, "payable");
  const columns = [
    start(words("lines.site"), 3.2),
    start(words("lines.component"), 2),
    end(words("lines.vat"), 1),
    end(words("annex.energy"), 1.6),
    end(words("lines.revenue"), 1.4),
    end(words("lines.share"), 1.5),
    end(words(byCollection ? "lines.payable" : "lines.collected"), 1.5),
  ];
  const last = byCollection ? payable : collected;
  return {
    title: words("lines.title"),
    columns,
    rows: lines.map((line) => [
      line.locationName ?? words("lines.noSite"),
      componentWords(line, words),
      vatWords(line, writing),
      line.component === "energy" ? kwh(line.quantity, locale) : "",
      money(line.revenue),
      money(line.amount),
      money(last(line)),
    ]),
    total: [
      words("lines.total"),
      "",
      "",
      kwh(sum(lines.map((line) => line.quantity)), locale),
      money(sum(lines.map((line) => line.revenue))),
      money(sum(lines.map((line) => line.amount))),
      money(sum(lines.map(last))),
    ],
    empty: words("lines.none"),
  };
}

/** The rate of VAT that the driver's price had, or nothing for what has no price. */
function vatWords(line: StoredLine, { words, locale }: Writing): Cell {
  if (line.vatBasisPoints !== null) return formatPercent(line.vatBasisPoints, locale);
  return line.revenue === 0n ? "" : words("lines.vatUnknown");
}

/** Each month term with its arithmetic, step by step; no table where the contract has none. */
function termsTable(lines: readonly StoredLine[], writing: Writing): Table[] {
  const { words, locale, currency } = writing;
  const terms = lines.filter((line) => line.steps.length > 0);
  if (terms.length === 0) return [];
  const rows = terms.flatMap((line) => [
    [termTitle(line, writing), formatAmount(line.amount, currency, locale)],
    ...termArithmetic(line, writing).map((step) => [`– ${step}`, ""]),
  ]);
  const columns = [start(words("expenses.description"), 8), end(words("lines.share"), 2)];
  return [{ title: words("terms.title"), columns, rows }];
}

function expenseTable(lines: readonly StoredLine[], writing: Writing): Table {
  const { words, locale, currency } = writing;
  return {
    title: words("expenses.title"),
    columns: [start(words("expenses.description"), 8), end(words("expenses.amount"), 2)],
    rows: lines.map((line) => [expenseWords(line, writing), formatAmount(line.amount, currency, locale)]),
    total: [words("expenses.total"), formatAmount(sum(lines.map((line) => line.amount)), currency, locale)],
    empty: words("expenses.none"),
  };
}

function previousTable(lines: readonly StoredLine[], report: WordedReport, writing: Writing): Table {
  const { words, locale, currency } = writing;
  const money = (amount: Amount) => formatAmount(amount, currency, locale);
  const note = report.snapshot.basis === "collected" ? "previous.note" : "previous.generated";
  return {
    title: words("previous.title"),
    note: words(note),
    columns: [
      start(words("previous.period"), 2),
      start(words("lines.site"), 3.2),
      start(words("lines.component"), 2),
      end(words("lines.records"), 1.2),
      end(words("previous.collected"), 1.6),
      end(words("previous.payable"), 1.6),
    ],
    rows: lines.map((line) => [
      formatMonth(line.originMonth, locale),
      line.locationName ?? words("lines.noSite"),
      componentWords(line, words),
      formatCount(line.records, locale),
      money(line.amount),
      money(paramOf(line, "payable")),
    ]),
    total: [
      words("previous.total"),
      "",
      "",
      "",
      money(sum(lines.map((line) => line.amount))),
      money(sum(lines.map((line) => paramOf(line, "payable")))),
    ],
  };
}

/** The sessions behind the report, one by one, as far as a document can hold them. */
export function annexTable(records: readonly AnnexRecord[], report: WordedReport, writing: Writing): Table {
  const { words, locale, currency } = writing;
  const zone = report.parties.organization.timeZone;
  const stored = (amount: Amount) => formatAmount(amount, currency, locale, { precision: "stored" });
  const tooMany = records.length > MOST_ANNEX_ROWS;
  return {
    title: words("annex.title"),
    note: tooMany ? words("annex.omitted", { count: records.length }) : words("annex.exact"),
    columns: [
      start(words("annex.ended"), 2.4),
      start(words("annex.site"), 3.4),
      start(words("annex.evse"), 1.8),
      end(words("annex.energy"), 1.2),
      end(words("annex.revenue"), 1.5),
      end(words("annex.share"), 1.5),
    ],
    rows: tooMany
      ? []
      : records.map((record) => [
          formatDateTime(record.endedAt, zone, locale),
          record.locationName || words(`component.${record.origin}`),
          record.evseUid,
          kwh(record.energyKwh, locale),
          stored(record.revenue),
          stored(record.partnerShare),
        ]),
  };
}
