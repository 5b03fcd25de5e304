import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  type Contract,
  findContract,
  lockContractsOf,
  replaceScope,
  scopeOf,
  updateContract,
} from "@/db/queries/contracts";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import { addMonths, type Instant, type Month } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { permitIssuedMonths } from "@/lib/locations/issued-months.server";
import { contractConstraints, contractsChanged, refuseIntersection } from "./contract-changes.server";
import type { ContractExtentInput } from "./contract-input";

/**
 * Changes a contract's name, scope, end and renewal, if it still has the version its form was filled from. Its terms change by
 * a new version (`changeTerms`); partner, organization, currency and first month never do.
 * @throws UserError contracts.gone, contracts.changedMeanwhile, contracts.endBeforeStart, contracts.intersects,
 * contracts.nameTaken, locations.reachesIssuedMonth
 */
export async function editContract(
  viewer: Viewer,
  input: ContractExtentInput & { id: string; version: number; reason: string | null },
  now: Instant,
): Promise<void> {
  const { id, version, reason, siteIds, evseIds, ...fields } = input;
  await translateConstraints(contractConstraints, () =>
    asStaff(async (tx) => {
      const seen = await findContract(tx, id);
      if (seen) await lockContractsOf(tx, seen.partnerId);
      const old = seen && (await findContract(tx, id));
      if (!old) throw new UserError("contracts.gone");
      if (fields.endsIn !== null && fields.endsIn < old.startsIn) {
        throw new UserError("contracts.endBeforeStart", { field: "endsIn" });
      }
      const scope = scopeOf(fields.scope, { siteIds, evseIds });
      await refuseIntersection(tx, { ...old, ...fields, scope });
      const next = {
        ...fields,
        sites: scope.kind === "chosen_sites" ? siteIds : [],
        evses: scope.kind === "chosen_evses" ? evseIds : [],
      };
      const before = { ...old, sites: old.sites.map((site) => site.id), evses: old.evses.map((evse) => evse.id) };
      const changes = diff(before, { ...before, ...next }, [
        "name",
        "scope",
        "sites",
        "evses",
        "endsIn",
        "renewalMonths",
        "noticeMonths",
        "noticeGivenOn",
        "externalReference",
      ]);
      const from = firstAffected(old, fields.endsIn, "scope" in changes || "sites" in changes || "evses" in changes);
      if (from) await permitIssuedMonths(tx, viewer, { partnerIds: [old.partnerId], from, reason });
      if (!(await updateContract(tx, id, version, fields))) throw new UserError("contracts.changedMeanwhile");
      await replaceScope(tx, id, scope);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "contract",
        objectId: id,
        label: fields.name,
        partnerId: old.partnerId,
        changes,
        reason,
        at: now,
      });
      if (from) await contractsChanged(tx, old, from);
    }),
  );
}

/** The first month in which sessions are divided otherwise than before; null when there is none. */
function firstAffected(old: Contract, endsIn: Month | null, scopeChanged: boolean): Month | null {
  if (scopeChanged) return old.startsIn;
  if (old.endsIn === endsIn) return null;
  const ends = [old.endsIn, endsIn].filter((month) => month !== null).sort();
  return addMonths(ends[0]!, 1);
}
