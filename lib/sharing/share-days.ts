/** How long a shared link lives, in days. */

export const DEFAULT_SHARE_DAYS = 30;
export const LONGEST_SHARE_DAYS = 365;

/** The choices of the dialog. */
export const SHARE_DAYS = [7, DEFAULT_SHARE_DAYS, 90, LONGEST_SHARE_DAYS] as const;
