import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  type Assignment,
  assignmentsOf,
  type ConnectorTariffKind,
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
import type { AssignTariffInput, WithdrawTariffInput } from "./tariff-input";

/**
 * Gives the connectors of sites and charge points (all, or AC or DC only) a charge point rate, or chooses a COMMUNITY
 * tariff there, for some days; what they had of that kind on those days ends.
 * @returns how many connectors have another tariff now.
 * @throws UserError tariffs.gone, tariffs.notForConnectors, tariffs.noConnectors, locations.reachesIssuedMonth
 */
export async function assignTariff(viewer: Viewer, input: AssignTariffInput, now: Instant): Promise<number> {
  return translateConstraints(tariffConstraints, () =>
    asStaff(async (tx) => {
      const tariff = await findTariff(tx, input.tariffId);
      if (!tariff) throw new UserError("tariffs.gone");
      if (tariff.kind === "emp_sales") throw new UserError("tariffs.notForConnectors", { field: "tariffId" });
      const assigned = { kind: tariff.kind, tariffId: tariff.id, label: tariff.name };
      return assign(tx, viewer, input, assigned, now);
    }),
  );
}

/**
 * Takes the charge point rate or the COMMUNITY tariff of connectors away for some days: a certain one, or whichever
 * they have.
 * @returns how many connectors had it.
 * @throws UserError tariffs.gone, tariffs.noConnectors, locations.reachesIssuedMonth
 */
export async function withdrawTariff(viewer: Viewer, input: WithdrawTariffInput, now: Instant): Promise<number> {
  return asStaff(async (tx) => {
    const tariff = input.tariffId === null ? null : await findTariff(tx, input.tariffId);
    if (input.tariffId !== null && !tariff) throw new UserError("tariffs.gone");
    const none = { kind: input.kind, tariffId: null, only: input.tariffId, label: tariff?.name ?? input.kind };
    return assign(tx, viewer, input, none, now);
  });
}

type Assigned = {
  kind: ConnectorTariffKind;
  tariffId: string | null;
  /** When taken away: only where it is this one. */
  only?: string | null;
  label: string;
};

async function assign(
  tx: Tx,
  viewer: Viewer,
  input: Omit<AssignTariffInput, "tariffId">,
  { kind, tariffId, only = null, label }: Assigned,
  now: Instant,
): Promise<number> {
  const { from, to, reason, locationIds, evseIds } = input;
  const connectorIds = await lockConnectors(tx, input);
  if (connectorIds.length === 0) throw new UserError("tariffs.noConnectors", { field: "locationIds" });
  const days = { from, until: to === null ? null : addDays(to, 1) };
  const change = changeOf(connectorIds, await assignmentsOf(tx, connectorIds, kind), days, { kind, tariffId, only });
  if (change.connectorIds.length === 0) return 0;
  await permitTariffChange(tx, viewer, { connectorIds: change.connectorIds, from, reason });
  await deleteAssignments(tx, change.gone);
  await insertAssignments(tx, change.come, now);
  await appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb: tariffId === null ? "ended" : "assigned",
    objectType: "tariff_assignment",
    objectId: tariffId ?? only ?? kind,
    label,
    changes: {
      connectors: [null, change.connectorIds.length],
      from: [null, from],
      to: [null, to],
      locations: [null, locationIds],
      ...(evseIds.length > 0 ? { evses: [null, evseIds] } : {}),
    },
    reason,
    at: now,
  });
  await tariffsChanged(tx, change.connectorIds, from);
  return change.connectorIds.length;
}

type Change = { connectorIds: string[]; gone: string[]; come: Assignment[] };

/** Which rows go and which come, over all connectors; those whose tariff stays are left out. */
function changeOf(
  connectorIds: readonly string[],
  assignments: readonly Assignment[],
  days: DayRange,
  { kind, tariffId, only }: Pick<Assigned, "kind" | "tariffId" | "only">,
): Change {
  const change: Change = { connectorIds: [], gone: [], come: [] };
  const byConnector = groupBy(assignments, (assignment) => assignment.connectorId);
  for (const connectorId of connectorIds) {
    const before = (byConnector.get(connectorId) ?? []).map((row) => ({ ...row, holder: row.tariffId }));
    const touched = before.filter((row) => !only || row.tariffId === only);
    const { gone, come } = changesBetween(touched, give(touched, days, tariffId));
    if (gone.length + come.length === 0) continue;
    change.connectorIds.push(connectorId);
    change.gone.push(...gone);
    change.come.push(
      ...come.map((part) => ({ id: uuidv7(), connectorId, kind, tariffId: part.holder, days: part.days })),
    );
  }
  return change;
}
