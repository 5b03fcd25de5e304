/** What the addresses of record lists hold, the same for lists and their exports. */
import { currencies, dateRange, ids, manyOf, month, oneOf, text } from "@/components/data-table/filters";
import { EXPORT_FORMATS } from "@/lib/exports/export-kinds";
import { EXPENSE_ORIGINS, REVENUE_ORIGINS } from "@/lib/records/origins";

export const COLLECTION_STATES = ["awaited", "partly", "collected"] as const;

export const revenueShape = {
  date: dateRange,
  period: month,
  partner: ids,
  site: ids,
  origin: manyOf(REVENUE_ORIGINS),
  currency: currencies,
  collected: oneOf(COLLECTION_STATES),
};

export const expenseShape = {
  date: dateRange,
  period: month,
  partner: ids,
  origin: manyOf(EXPENSE_ORIGINS),
  currency: currencies,
};

/** As what a list is exported. */
export const formatShape = { format: oneOf(EXPORT_FORMATS) };

/** Where in the list one is. */
export const placeShape = { after: text, before: text };
