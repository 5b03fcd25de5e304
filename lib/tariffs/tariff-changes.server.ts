/** What follows from a change of tariffs. */
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { insertConfigurations, insertTariffVersion, ownersOfConnectors } from "@/db/queries/tariffs";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant, IsoDate } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { permitIssuedMonths } from "@/lib/locations/issued-months.server";
import type { VersionCosts } from "./read-costs";

export const tariffConstraints = {
  tariffs_name: () => new UserError("tariffs.nameTaken", { field: "name" }),
  tariff_versions_valid_from: () => new UserError("tariffs.versionExists", { field: "validFrom" }),
  tariff_assignments_one_a_day: () => new UserError("tariffs.twoTariffs", { field: "from" }),
  sales_tariff_assignments_one_a_day: () => new UserError("tariffs.twoTariffs", { field: "from" }),
  sales_tariff_assignments_company_one_a_day: () => new UserError("tariffs.twoTariffs", { field: "from" }),
};

/** Adds the next version of a tariff that is locked, with its price configurations. */
export async function writeVersion(
  tx: Tx,
  version: { tariffId: string; validFrom: IsoDate; costs: VersionCosts; createdAt: Instant; createdBy: string },
): Promise<number> {
  const { costs, ...row } = version;
  const { sales, purchase, configurations } = costs;
  const id = uuidv7();
  const number = await insertTariffVersion(tx, { ...row, id, sales, purchase });
  await insertConfigurations(
    tx,
    configurations.map((one) => ({ ...one, id: uuidv7(), tariffVersionId: id })),
  );
  return number;
}

/** Sessions that were imported already are priced again from the day on. */
export async function tariffsChanged(tx: Tx, connectorIds: readonly string[], from: IsoDate): Promise<void> {
  if (connectorIds.length > 0) await enqueue(tx, "recalculate", { connectorIds, from });
}

/** Whether the viewer may change what these connectors cost from a day on (D9). */
export async function permitTariffChange(
  tx: Tx,
  viewer: Viewer,
  change: { connectorIds: readonly string[]; payerIds?: readonly string[]; from: IsoDate; reason: string | null },
): Promise<void> {
  const { connectorIds, payerIds = [], from, reason } = change;
  const owners = await ownersOfConnectors(tx, connectorIds, from);
  const partnerIds = [...new Set([...owners, ...payerIds])];
  await permitIssuedMonths(tx, viewer, { partnerIds, from: from.slice(0, 7), reason });
}
