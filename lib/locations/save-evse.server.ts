import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  type EvseWithConnectors,
  findEvse,
  findLocation,
  insertEvses,
  updateEvse,
  upsertConnectors,
} from "@/db/queries/locations";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { type ConnectorInput, currentOf, type EvseInput } from "./location-input";

const EVSE_FIELDS = ["uid", "evseId", "model", "connectors"] as const;

export const evseConstraints = {
  evses_uid: () => new UserError("locations.uidTaken", { field: "uid" }),
  evses_evse_id: () => new UserError("locations.evseIdTaken", { field: "evseId" }),
};

/**
 * Adds an EVSE with its connectors to a location.
 * @returns its id.
 * @throws UserError locations.gone, locations.uidTaken, locations.evseIdTaken
 */
export async function createEvse(
  viewer: Viewer,
  input: EvseInput & { locationId: string },
  now: Instant,
): Promise<string> {
  const id = uuidv7();
  const { connectors, locationId, ...fields } = input;
  await translateConstraints(evseConstraints, () =>
    asStaff(async (tx) => {
      if (!(await findLocation(tx, locationId))) throw new UserError("locations.gone");
      await insertEvses(tx, [{ ...fields, id, locationId, createdAt: now }]);
      await upsertConnectors(tx, rowsOf(id, connectors));
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "created",
        objectType: "evse",
        objectId: id,
        label: input.uid,
        changes: diff(null, input, EVSE_FIELDS),
        at: now,
      });
    }),
  );
  return id;
}

/**
 * Changes an EVSE and its connectors. A connector is never removed: sessions name it.
 * @throws UserError locations.evseGone, locations.connectorMissing, locations.uidTaken, locations.evseIdTaken
 */
export async function editEvse(viewer: Viewer, input: EvseInput & { id: string }, now: Instant): Promise<void> {
  const { id, connectors, ...fields } = input;
  await translateConstraints(evseConstraints, () =>
    asStaff(async (tx) => {
      const old = await requireEvse(tx, id);
      const missing = old.connectors.find((known) => connectors.every((row) => row.connectorId !== known.connectorId));
      if (missing) throw new UserError("locations.connectorMissing", { params: { connector: missing.connectorId } });
      await updateEvse(tx, id, fields);
      await upsertConnectors(tx, rowsOf(id, connectors));
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "evse",
        objectId: id,
        label: fields.uid,
        changes: diff(
          { ...old, connectors: old.connectors.map(statedOf) },
          { ...old, ...fields, connectors },
          EVSE_FIELDS,
        ),
        at: now,
      });
    }),
  );
}

async function requireEvse(tx: Tx, id: string): Promise<EvseWithConnectors> {
  const evse = await findEvse(tx, id);
  if (!evse) throw new UserError("locations.evseGone");
  return evse;
}

function statedOf(
  connector: EvseWithConnectors["connectors"][number],
): Record<keyof ConnectorInput, string | number | null> {
  const { connectorId, powerType, standard, maxPowerWatts } = connector;
  return { connectorId, powerType, standard, maxPowerWatts };
}

function rowsOf(evseId: string, connectors: readonly ConnectorInput[]) {
  return connectors.map((row) => ({ ...row, id: uuidv7(), evseId, current: currentOf(row.powerType) }));
}
