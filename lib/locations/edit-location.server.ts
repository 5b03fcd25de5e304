import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { evsesAt, findLocation, updateLocation } from "@/db/queries/locations";
import { hasCdrs } from "@/db/queries/owners";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { LOCATION_FIELDS, locationConstraints } from "./create-location.server";
import type { LocationInput } from "./location-input";

/**
 * Changes a location that still has the version its form was filled from. Its country stays once it has sessions:
 * they are in the books of the organization that serves it (D3).
 * @throws UserError locations.gone, locations.changedMeanwhile, locations.countryInUse, locations.externalIdTaken
 */
export async function editLocation(
  viewer: Viewer,
  input: LocationInput & { id: string; version: number },
  now: Instant,
): Promise<void> {
  const { id, version, ...rest } = input;
  const fields = { ...rest, externalId: rest.externalId || rest.name };
  await translateConstraints(locationConstraints, () =>
    asStaff(async (tx) => {
      const old = await findLocation(tx, id, { forUpdate: true });
      if (!old) throw new UserError("locations.gone");
      if (old.country !== fields.country) {
        const evses = await evsesAt(tx, [id]);
        const used = await hasCdrs(
          tx,
          evses.map((evse) => evse.id),
        );
        if (used) throw new UserError("locations.countryInUse", { field: "country" });
      }
      if (!(await updateLocation(tx, id, version, fields))) throw new UserError("locations.changedMeanwhile");
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "location",
        objectId: id,
        label: fields.name,
        changes: diff(old, { ...old, ...fields }, LOCATION_FIELDS),
        at: now,
      });
    }),
  );
}
