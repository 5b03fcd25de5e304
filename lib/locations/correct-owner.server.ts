import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { findOwnership, lockEvses, updateOwnership } from "@/db/queries/owners";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import { addDays, type Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { permitIssuedMonths } from "./issued-months.server";
import type { CorrectOwnerInput } from "./owner-input";
import { ownersChanged, ownershipConstraints, requireOwner } from "./ownership.server";

/**
 * Corrects one ownership: its partner or its days. Its neighbours stay as they are, so it may not reach into them.
 * @throws UserError locations.ownershipGone, locations.twoOwners, locations.ownerNotPartner,
 * locations.reachesIssuedMonth
 */
export async function correctOwner(viewer: Viewer, input: CorrectOwnerInput, now: Instant): Promise<void> {
  await translateConstraints(ownershipConstraints, () =>
    asStaff(async (tx) => {
      const seen = await findOwnership(tx, input.id);
      if (seen) await lockEvses(tx, [seen.evseId]);
      const old = seen && (await findOwnership(tx, input.id));
      if (!old) throw new UserError("locations.ownershipGone");
      const owner = await requireOwner(tx, input.partnerId);
      const days = { from: input.from, until: input.to === null ? null : addDays(input.to, 1) };
      const [from = days.from] = [days.from, old.days.from].sort();
      const partnerIds = [old.partnerId, owner.id];
      await permitIssuedMonths(tx, viewer, { partnerIds, from: from.slice(0, 7), reason: input.reason });
      await updateOwnership(tx, old.id, { partnerId: owner.id, days });
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "owner",
        objectId: old.locationId,
        label: `${old.locationName} · ${old.uid}`,
        partnerId: owner.id,
        changes: diff(
          { owner: old.partnerName, from: old.days.from, until: old.days.until },
          { owner: owner.name, ...days },
          ["owner", "from", "until"],
        ),
        reason: input.reason,
        at: now,
      });
      await ownersChanged(tx, [old.evseId], from);
    }),
  );
}
