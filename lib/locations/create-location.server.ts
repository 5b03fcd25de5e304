import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertLocations } from "@/db/queries/locations";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import type { LocationInput } from "./location-input";

/** What the history tells of a location. */
export const LOCATION_FIELDS = [
  "externalId",
  "name",
  "address",
  "postalCode",
  "city",
  "country",
  "timeZone",
  "latitude",
  "longitude",
] as const;

export const locationConstraints = {
  locations_external_id: () => new UserError("locations.externalIdTaken", { field: "externalId" }),
};

/**
 * Creates a location without EVSEs.
 * @returns its id.
 * @throws UserError locations.externalIdTaken
 */
export async function createLocation(viewer: Viewer, input: LocationInput, now: Instant): Promise<string> {
  const id = uuidv7();
  const fields = { ...input, externalId: input.externalId || input.name };
  await translateConstraints(locationConstraints, () =>
    asStaff(async (tx) => {
      await insertLocations(tx, [{ ...fields, id, createdAt: now }]);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "created",
        objectType: "location",
        objectId: id,
        label: input.name,
        changes: diff(null, fields, LOCATION_FIELDS),
        at: now,
      });
    }),
  );
  return id;
}
