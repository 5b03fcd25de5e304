import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  type Assignment,
  assignmentsOf,
  deleteAssignments,
  findTariff,
  insertAssignments,
  lockConnectors,
} from "@/db/queries/tariffs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { addDays, type Instant } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { changesBetween, type DayRange, give } from "@/lib/locations/day-ranges";
import { permitTariffChange, tariffConstraints, tariffsChanged } from "./tariff-changes.server";
import type { AssignTariffInput } from "./tariff-input";

/**
 * Gives the connectors of sites (all, or AC or DC only) a tariff for some days; what they had on those days ends.
 * @returns how many connectors have another tariff now.
 * @throws UserError tariffs.gone, tariffs.noConnectors, locations.reachesIssuedMonth
 */
export async function assignTariff(viewer: Viewer, input: AssignTariffInput, now: Instant): Promise<number> {
  const { tariffId, from, to, reason } = input;
  return translateConstraints(tariffConstraints, () =>
    asStaff(async (tx) => {
      const tariff = await findTariff(tx, tariffId);
      if (!tariff) throw new UserError("tariffs.gone");
      const connectorIds = await lockConnectors(tx, input);
      if (connectorIds.length === 0) throw new UserError("tariffs.noConnectors", { field: "locationIds" });
      const days = { from, until: to === null ? null : addDays(to, 1) };
      const change = changeOf(connectorIds, await assignmentsOf(tx, connectorIds), days, tariffId);
      if (change.connectorIds.length === 0) return 0;
      await permitTariffChange(tx, viewer, { connectorIds: change.connectorIds, from, reason });
      await deleteAssignments(tx, change.gone);
      await insertAssignments(tx, change.come, now);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "assigned",
        objectType: "tariff_assignment",
        objectId: tariffId,
        label: tariff.name,
        changes: {
          connectors: [null, change.connectorIds.length],
          from: [null, from],
          to: [null, to],
          locations: [null, input.locationIds],
        },
        reason,
        at: now,
      });
      await tariffsChanged(tx, change.connectorIds, from);
      return change.connectorIds.length;
    }),
  );
}

type Change = { connectorIds: string[]; gone: string[]; come: Assignment[] };

/** Which rows go and which come, over all connectors; those whose tariff stays are left out. */
function changeOf(
  connectorIds: readonly string[],
  assignments: readonly Assignment[],
  days: DayRange,
  tariffId: string,
): Change {
  const change: Change = { connectorIds: [], gone: [], come: [] };
  const byConnector = groupBy(assignments, (assignment) => assignment.connectorId);
  for (const connectorId of connectorIds) {
    const before = (byConnector.get(connectorId) ?? []).map((row) => ({ ...row, holder: row.tariffId }));
    const { gone, come } = changesBetween(before, give(before, days, tariffId));
    if (gone.length + come.length === 0) continue;
    change.connectorIds.push(connectorId);
    change.gone.push(...gone);
    change.come.push(...come.map((part) => ({ id: uuidv7(), connectorId, tariffId: part.holder, days: part.days })));
  }
  return change;
}
