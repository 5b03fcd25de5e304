import type { Tx } from "@/db/client";
import { lastIssuedMonth } from "@/db/queries/owners";
import { isAllowed } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";
import type { Month } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";

/**
 * A change of owners, tariffs or contracts that reaches into an issued month is finance's, and states its reason (D9).
 * @throws UserError locations.reachesIssuedMonth (names the month)
 */
export async function permitIssuedMonths(
  tx: Tx,
  viewer: Viewer,
  change: { partnerIds: readonly string[]; from: Month; reason: string | null },
): Promise<void> {
  if (change.reason !== null && isAllowed(viewer.role, "settlement:correct")) return;
  const month = await lastIssuedMonth(tx, change.partnerIds, change.from);
  if (month !== null) throw new UserError("locations.reachesIssuedMonth", { field: "reason", params: { month } });
}
