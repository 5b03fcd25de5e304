import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import { chunksOf } from "@/db/queries/keyset";
import {
  deleteUnknownEvses,
  evsesByUid,
  insertConnectors,
  insertEvses,
  insertLocations,
  listUnknownEvses,
  locationsByExternalId,
  type NewConnector,
  type NewEvse,
  type NewLocation,
  type UnknownEvse,
} from "@/db/queries/locations";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { guessCurrent } from "./location-input";

/** Where unknown EVSEs stand if their files do not say it, and what a person corrected of the guesses. */
export type UnknownEvseDefaults = {
  country: string;
  timeZone: string;
  /** uid → what its connectors are, where the guess from the model's name is wrong. */
  currents?: Readonly<Record<string, "AC" | "DC">>;
};

/**
 * Creates the EVSEs that files name and the system does not know, with a location per name and the connectors that the
 * rows used, and connectors that a known EVSE lacks; the rows that wait are imported by the job `release_waiting`.
 * @returns how many EVSEs were created.
 * @throws UserError locations.noUnknownEvses
 */
export async function createUnknownEvses(
  viewer: Viewer,
  uids: readonly string[] | "all",
  defaults: UnknownEvseDefaults,
  now: Instant,
): Promise<number> {
  return asStaff(async (tx) => {
    const unknown = await listUnknownEvses(tx, uids === "all" ? undefined : uids);
    if (unknown.length === 0) throw new UserError("locations.noUnknownEvses");
    const known = await evsesByUid(
      tx,
      unknown.map((evse) => evse.uid),
    );
    const missing = unknown.filter((evse) => !known.has(evse.uid));
    const sites = await locationsByExternalId(tx, missing.map(siteOf));
    const plan = planFor(missing, new Map([...sites].map(([name, site]) => [name, site.id])), defaults, now);
    await insertLocations(tx, plan.locations);
    await insertEvses(tx, plan.evses);
    await insertConnectors(tx, [...plan.connectors, ...missingConnectors(unknown, known, defaults)]);
    const created = unknown.map((evse) => evse.uid);
    await deleteUnknownEvses(tx, created);
    const events = plan.evses.map((evse) => ({
      actor: actorOf(viewer),
      verb: "created" as const,
      objectType: "evse" as const,
      objectId: evse.id,
      label: evse.uid,
      changes: { locationId: [null, evse.locationId] as const, model: [null, evse.model ?? null] as const },
      at: now,
    }));
    for (const chunk of chunksOf(events)) await appendAuditEvents(tx, chunk);
    await enqueue(tx, "release_waiting", { uids: created });
    return plan.evses.length;
  });
}

/** The name of the location an EVSE is put to: the file's, else its own uid. */
function siteOf(evse: UnknownEvse): string {
  return evse.locationName?.trim() || evse.uid;
}

type Plan = { locations: NewLocation[]; evses: NewEvse[]; connectors: NewConnector[] };

function planFor(
  unknown: readonly UnknownEvse[],
  siteIds: Map<string, string>,
  defaults: UnknownEvseDefaults,
  now: Instant,
): Plan {
  const plan: Plan = { locations: [], evses: [], connectors: [] };
  for (const evse of unknown) {
    const site = siteOf(evse);
    let locationId = siteIds.get(site);
    if (locationId === undefined) {
      locationId = uuidv7();
      siteIds.set(site, locationId);
      const country = evse.country ?? defaults.country;
      plan.locations.push({
        id: locationId,
        externalId: site,
        name: site,
        country,
        timeZone: defaults.timeZone,
        createdAt: now,
      });
    }
    const id = uuidv7();
    plan.evses.push({ id, locationId, uid: evse.uid, model: evse.model, createdAt: now });
    plan.connectors.push(...connectorsOf(id, evse, defaults.currents?.[evse.uid]));
  }
  return plan;
}

/** An EVSE that is known may lack a connector that a file names. */
function missingConnectors(
  unknown: readonly UnknownEvse[],
  known: Awaited<ReturnType<typeof evsesByUid>>,
  defaults: UnknownEvseDefaults,
): NewConnector[] {
  return unknown.flatMap((evse) => {
    const found = known.get(evse.uid);
    if (!found) return [];
    return connectorsOf(found.id, evse, defaults.currents?.[evse.uid]).filter(
      (connector) => !found.connectorIds.includes(connector.connectorId),
    );
  });
}

function connectorsOf(evseId: string, evse: UnknownEvse, corrected: "AC" | "DC" | undefined): NewConnector[] {
  const current = corrected ?? guessCurrent(evse.model);
  const powerType = current === "DC" ? "DC" : "AC_3_PHASE";
  const connectorIds = evse.connectorIds.length > 0 ? [...new Set(evse.connectorIds)] : ["1"];
  return connectorIds.map((connectorId) => ({ id: uuidv7(), evseId, connectorId, current, powerType }));
}
