import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import {
  deleteOwnerships,
  evseIdsAt,
  insertOwnerships,
  lockEvses,
  type Ownership,
  ownershipsOf,
} from "@/db/queries/owners";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { addDays, type Instant } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { changesBetween, type DayRange, give } from "./day-ranges";
import { permitIssuedMonths } from "./issued-months.server";
import type { AssignOwnerInput, RemoveOwnerInput } from "./owner-input";
import { asHolding, ownerEvents, ownersChanged, ownershipConstraints, requireOwner } from "./ownership.server";

/**
 * Gives EVSEs, or all EVSEs of sites, to a partner from a day on; whoever owned them before owns them no longer.
 * @returns how many EVSEs have another owner now.
 * @throws UserError locations.ownerNotPartner, locations.noEvses, locations.reachesIssuedMonth
 */
export async function assignOwner(viewer: Viewer, input: AssignOwnerInput, now: Instant): Promise<number> {
  return translateConstraints(ownershipConstraints, () =>
    asStaff(async (tx) => {
      const owner = await requireOwner(tx, input.partnerId);
      return giveEvses(tx, viewer, { ...input, owner, now });
    }),
  );
}

/**
 * Leaves EVSEs, or all EVSEs of sites, without an owner from a day on.
 * @returns how many EVSEs have another owner now.
 * @throws UserError locations.noEvses, locations.reachesIssuedMonth
 */
export async function removeOwner(viewer: Viewer, input: RemoveOwnerInput, now: Instant): Promise<number> {
  return asStaff((tx) => giveEvses(tx, viewer, { ...input, owner: null, now }));
}

type Gift = RemoveOwnerInput & { owner: { id: string; name: string } | null; now: Instant };

async function giveEvses(tx: Tx, viewer: Viewer, gift: Gift): Promise<number> {
  const { owner, reason, now } = gift;
  const asked = [...gift.evseIds, ...(await evseIdsAt(tx, gift.locationIds))];
  const evses = await lockEvses(tx, [...new Set(asked)]);
  if (evses.length === 0) throw new UserError("locations.noEvses", { field: "locationIds" });
  const days: DayRange = { from: gift.from, until: gift.to === null ? null : addDays(gift.to, 1) };
  const change = changeOf(
    evses,
    await ownershipsOf(
      tx,
      evses.map((evse) => evse.id),
    ),
    days,
    owner?.id ?? null,
  );
  if (change.evseIds.length === 0) return 0;

  const from = gift.from.slice(0, 7);
  await permitIssuedMonths(tx, viewer, { partnerIds: change.partnerIds, from, reason });
  await deleteOwnerships(tx, change.gone);
  await insertOwnerships(tx, change.come, now);
  const events = await ownerEvents(tx, change.evseIds, {
    actor: actorOf(viewer),
    verb: owner ? "assigned" : "ended",
    partnerId: owner?.id ?? null,
    changes: { owner: [null, owner?.name ?? null], from: [null, gift.from], to: [null, gift.to] },
    reason,
    at: now,
  });
  await appendAuditEvents(tx, events);
  await ownersChanged(tx, change.evseIds, gift.from);
  return change.evseIds.length;
}

type Change = { evseIds: string[]; partnerIds: string[]; gone: string[]; come: Ownership[] };

/** Which rows go and which come, over all EVSEs; those whose owner stays are left out. */
function changeOf(
  evses: readonly { id: string }[],
  ownerships: readonly Ownership[],
  days: DayRange,
  ownerId: string | null,
): Change {
  const change: Change = { evseIds: [], partnerIds: [], gone: [], come: [] };
  const partners = new Set<string>(ownerId === null ? [] : [ownerId]);
  const byEvse = groupBy(ownerships, (ownership) => ownership.evseId);
  for (const { id: evseId } of evses) {
    const before = (byEvse.get(evseId) ?? []).map(asHolding);
    const { gone, come } = changesBetween(before, give(before, days, ownerId));
    if (gone.length + come.length === 0) continue;
    for (const holding of before) if (gone.includes(holding.id)) partners.add(holding.holder);
    change.evseIds.push(evseId);
    change.gone.push(...gone);
    change.come.push(...come.map(({ holder, days }) => ({ id: uuidv7(), evseId, partnerId: holder, days })));
  }
  change.partnerIds = [...partners];
  return change;
}
