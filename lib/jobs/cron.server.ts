/** What the worker does by itself, and when (UTC). Every task may run twice and finds out what there is to do. */
import { type ParsedCronItem, parseCronItems } from "graphile-worker";

/** Hourly, because each organization's day begins at its own midnight. */
const HOURLY = "7 * * * *";

export const cronItems: ParsedCronItem[] = parseCronItems([
  { task: "renew_contracts", match: HOURLY },
  { task: "remove_expired_exports", match: "37 * * * *" },
]);
