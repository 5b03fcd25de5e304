/** Where a record comes from (A30, D7): the words that the database holds. */

export const REVENUE_ORIGINS = [
  "session",
  "electricity_reimbursement",
  "tax_reimbursement",
  "guarantee",
  "tier",
  "cap",
  "adjustment",
  "credit",
] as const;
export type RevenueOrigin = (typeof REVENUE_ORIGINS)[number];

/** Origins that a month's terms make, each a record and a report line of its own (D11); no session stands behind them. */
export const MONTH_TERMS = ["tier", "cap", "guarantee"] as const satisfies readonly RevenueOrigin[];
export type MonthTerm = (typeof MONTH_TERMS)[number];

export const EXPENSE_ORIGINS = [
  "platform_fee",
  "ac_fee",
  "dc_fee",
  "session",
  "top_up",
  "tax_reimbursement",
  "manual",
  "received_by_partner",
] as const;
export type ExpenseOrigin = (typeof EXPENSE_ORIGINS)[number];
