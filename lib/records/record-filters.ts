/** What revenue and expense lists can be narrowed to; null leaves a filter open (A27–A31). */
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import type { CollectionState } from "./collected";

/** Both ends included; an open end is null. Days of each record's organization. */
export type Days = { from: IsoDate | null; to: IsoDate | null };

type LedgerFilters = {
  /** The day on which the session ended, or the expense arose. */
  date: Days | null;
  /** The month a record is settled in. */
  period: Month | null;
  partner: readonly string[] | null;
  currency: readonly string[] | null;
};

export type RevenueFilters = LedgerFilters & {
  site: readonly string[] | null;
  origin: readonly string[] | null;
  collected: CollectionState | null;
};

export type ExpenseFilters = LedgerFilters & { origin: readonly string[] | null };

export const NO_REVENUE_FILTERS: RevenueFilters = {
  date: null,
  period: null,
  partner: null,
  currency: null,
  site: null,
  origin: null,
  collected: null,
};

export const NO_EXPENSE_FILTERS: ExpenseFilters = {
  date: null,
  period: null,
  partner: null,
  currency: null,
  origin: null,
};
