/** What follows from a change of tariffs. */
import type { Tx } from "@/db/client";
import { ownersOfConnectors } from "@/db/queries/tariffs";
import type { Viewer } from "@/lib/access/viewer";
import type { IsoDate } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { permitIssuedMonths } from "@/lib/locations/issued-months.server";

export const tariffConstraints = {
  tariffs_name: () => new UserError("tariffs.nameTaken", { field: "name" }),
  tariff_versions_valid_from: () => new UserError("tariffs.versionExists", { field: "validFrom" }),
  tariff_assignments_one_a_day: () => new UserError("tariffs.twoTariffs", { field: "from" }),
};

/** Sessions that were imported already are priced again from the day on. */
export async function tariffsChanged(tx: Tx, connectorIds: readonly string[], from: IsoDate): Promise<void> {
  if (connectorIds.length > 0) await enqueue(tx, "recalculate", { connectorIds, from });
}

/** Whether the viewer may change what these connectors cost from a day on (D9). */
export async function permitTariffChange(
  tx: Tx,
  viewer: Viewer,
  change: { connectorIds: readonly string[]; from: IsoDate; reason: string | null },
): Promise<void> {
  const { connectorIds, from, reason } = change;
  const partnerIds = await ownersOfConnectors(tx, connectorIds, from);
  await permitIssuedMonths(tx, viewer, { partnerIds, from: from.slice(0, 7), reason });
}
