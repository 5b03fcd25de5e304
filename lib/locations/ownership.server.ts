/** Rules that every change of owners keeps, and what follows from one (B27, D2, D9). */
import type { Tx } from "@/db/client";
import { findCompany } from "@/db/queries/companies";
import { type Ownership, siteNamesOf } from "@/db/queries/owners";
import type { AuditEvent } from "@/lib/audit/event";
import type { IsoDate } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import type { Holding } from "./day-ranges";

export const ownershipConstraints = {
  evse_owners_one_a_day: () => new UserError("locations.twoOwners", { field: "from" }),
};

/** Who owns: a partner, or our own company at stations of our own (D3). */
export async function requireOwner(tx: Tx, companyId: string): Promise<{ id: string; name: string }> {
  const company = await findCompany(tx, companyId);
  if (!company || company.archivedAt !== null || !(company.isPartner || company.isOwn)) {
    throw new UserError("locations.ownerNotPartner", { field: "partnerId" });
  }
  return company;
}

/** Sessions that were imported already follow the owners: they are calculated again from the day on. */
export async function ownersChanged(tx: Tx, evseIds: readonly string[], from: IsoDate): Promise<void> {
  if (evseIds.length > 0) await enqueue(tx, "recalculate", { evseIds, from });
}

/** An ownership as ranges of days are calculated with. */
export function asHolding({ id, partnerId, days }: Ownership): Holding & { id: string } {
  return { id, holder: partnerId, days };
}

type OwnerEvent = Pick<AuditEvent, "actor" | "verb" | "partnerId" | "changes" | "reason" | "at">;

/** One event per site for a change of its EVSEs' owners. */
export async function ownerEvents(tx: Tx, evseIds: readonly string[], event: OwnerEvent): Promise<AuditEvent[]> {
  const sites = await siteNamesOf(tx, evseIds);
  return sites.map((site) => ({
    ...event,
    objectType: "owner",
    objectId: site.locationId,
    label: site.name,
    changes: { ...event.changes, evses: [null, site.evses] },
  }));
}
