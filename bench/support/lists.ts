/** The lists that are measured: what the product reads for a page, and the bare SQL of the same page and its sums. */
import type { Tx } from "@/db/client";
import { type CdrFilter, listCdrs, sumCdrs } from "@/db/queries/cdrs";
import { listExpenseRecords, sumExpenseRecords } from "@/db/queries/expense-records";
import { sumRevenueRecords } from "@/db/queries/record-sums";
import { listRevenueRecords } from "@/db/queries/records";
import { EVERYTHING } from "@/lib/access/scope";
import { cdrKeyText } from "@/lib/cdrs/cdr-key";
import {
  type ExpenseFilters,
  NO_EXPENSE_FILTERS,
  NO_REVENUE_FILTERS,
  type RevenueFilters,
} from "@/lib/records/record-filters";
import { idOf } from "./world";

/** Where a page begins; both null: the newest rows. */
export type Cursor = { after: string | null; before: string | null };
type PlaceRow = { at: string; id: string; sourceId?: string };

export type Asked<Filters> = {
  name: string;
  filters: Filters;
  /** The tables of the page; those of the list where nothing else is said. */
  from?: string;
  where: string;
  /** The bare statement of the sums. */
  sums: string;
};

export type List<Filters> = {
  name: string;
  from: string;
  /** Columns that order the rows, newest first, and the last of which tells rows of one instant apart. */
  order: readonly string[];
  page(tx: Tx, filters: Filters, cursor: Cursor): Promise<unknown>;
  sums(tx: Tx, filters: Filters): Promise<unknown>;
  cursorOf(row: PlaceRow): string;
  asked: readonly Asked<Filters>[];
};

export const LIMIT = 50;
const PERIOD = "2025-06";
const PARTNER = idOf("partner", 0);
const [ofPartner, ofPeriod] = [`partner_id = '${PARTNER}'`, `period_month = '${PERIOD}-01'`];
const instantCursor = ({ at, id }: PlaceRow) => `${Date.parse(at)}-${id}`;

const FIGURES = "sum(energy_kwh), sum(revenue), sum(operator_share), sum(partner_share), sum(collected_share)";
const recordSums = (where: string, table = "month_rollups") =>
  `select currency, sum(records), ${FIGURES} from ${table} where ${where} group by 1`;
const revenue = (name: string, filters: Partial<RevenueFilters>, where: string): Asked<RevenueFilters> => ({
  name,
  filters: { ...NO_REVENUE_FILTERS, ...filters },
  where,
  sums: recordSums(where),
});
const missing = (collected: "awaited" | "partly"): Asked<RevenueFilters> => ({
  name: collected,
  filters: { ...NO_REVENUE_FILTERS, collected },
  from: "(select r.*, o.state from open_records o join revenue_records r on r.partner_id = o.partner_id and r.id = o.record_id)",
  where: `state = '${collected}'`,
  sums: recordSums(`state = '${collected}'`, "open_rollups"),
});

const REVENUE: List<RevenueFilters> = {
  name: "revenue",
  from: "revenue_records",
  order: ["ended_at", "id"],
  page: (tx, filters, cursor) => listRevenueRecords(tx, EVERYTHING, filters, { ...cursor, limit: LIMIT }),
  sums: (tx, filters) => sumRevenueRecords(tx, EVERYTHING, filters),
  cursorOf: instantCursor,
  asked: [
    revenue("no filter", {}, "true"),
    revenue("one filter", { partner: [PARTNER] }, ofPartner),
    revenue("two filters", { partner: [PARTNER], period: PERIOD }, `${ofPartner} and ${ofPeriod}`),
    revenue(
      "three filters",
      { partner: [PARTNER], period: PERIOD, origin: ["session"] },
      `${ofPartner} and ${ofPeriod} and origin = 'session'`,
    ),
    missing("awaited"),
    missing("partly"),
    {
      name: "collected",
      filters: { ...NO_REVENUE_FILTERS, collected: "collected" },
      where: "not exists (select from open_records o where o.partner_id = t.partner_id and o.record_id = t.id)",
      sums: `${recordSums("true")} union all ${recordSums("true", "open_rollups")}`,
    },
  ],
};

const expenses = (name: string, filters: Partial<ExpenseFilters>, where: string): Asked<ExpenseFilters> => ({
  name,
  filters: { ...NO_EXPENSE_FILTERS, ...filters },
  where,
  sums: `select currency, sum(records), sum(amount) from expense_rollups where ${where} group by 1`,
});

const EXPENSES: List<ExpenseFilters> = {
  name: "expenses",
  from: "expense_records",
  order: ["occurred_at", "id"],
  page: (tx, filters, cursor) => listExpenseRecords(tx, EVERYTHING, filters, { ...cursor, limit: LIMIT }),
  sums: (tx, filters) => sumExpenseRecords(tx, EVERYTHING, filters),
  cursorOf: instantCursor,
  asked: [
    expenses("no filter", {}, "true"),
    expenses("one filter", { partner: [PARTNER] }, ofPartner),
    expenses("two filters", { partner: [PARTNER], period: PERIOD }, `${ofPartner} and ${ofPeriod}`),
    expenses(
      "three filters",
      { partner: [PARTNER], period: PERIOD, origin: ["session"] },
      `${ofPartner} and ${ofPeriod} and origin = 'session'`,
    ),
  ],
};

const ORGANIZATION = idOf("organization", 0);
const cdrs = (name: string, filters: CdrFilter, where: string): Asked<CdrFilter> => ({
  name,
  filters,
  where,
  sums: `select settlement, currency, sum(cdrs), sum(energy_kwh), sum(revenue), sum(gross) from cdr_rollups
    where ${where} group by 1, 2`,
});

const CDRS: List<CdrFilter> = {
  name: "cdrs",
  from: "cdrs",
  order: ["ended_at", "source_id", "cdr_id"],
  page: (tx, filter, { after, before }) => listCdrs(tx, filter, { after, before, limit: LIMIT }),
  sums: (tx, filter) => sumCdrs(tx, filter),
  cursorOf: ({ sourceId, id }) => cdrKeyText({ sourceId: sourceId!, cdrId: id }),
  asked: [
    cdrs("no filter", {}, "true"),
    cdrs("one filter", { organizationIds: [ORGANIZATION] }, `organization_id = '${ORGANIZATION}'`),
    cdrs(
      "two filters",
      { organizationIds: [ORGANIZATION], payers: ["roaming"] },
      `organization_id = '${ORGANIZATION}' and payer = 'roaming'`,
    ),
    cdrs(
      "three filters",
      { organizationIds: [ORGANIZATION], payers: ["roaming"], settlement: "recorded" },
      `organization_id = '${ORGANIZATION}' and payer = 'roaming' and settlement = 'recorded'`,
    ),
  ],
};

/** Calls the visitor with each list; what its filters are is known inside only. */
export async function eachList(visit: <Filters>(list: List<Filters>) => Promise<void>): Promise<void> {
  await visit(REVENUE);
  await visit(EXPENSES);
  await visit(CDRS);
}
