/** The lists whose query can be saved under a name. */
export const VIEW_LISTS = ["revenue", "expenses", "reports", "cdrs"] as const;
export type ViewList = (typeof VIEW_LISTS)[number];
