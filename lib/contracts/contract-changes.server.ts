/** Rules that every change of a contract keeps, and what follows from one (D4, D9). */
import type { Tx } from "@/db/client";
import { extentsOf, sitesOfEvses } from "@/db/queries/contracts";
import { firstDay, type Month } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { type ContractExtent, intersectingContract } from "./scope";

export const contractConstraints = {
  contracts_name: () => new UserError("contracts.nameTaken", { field: "name" }),
  contract_versions_valid_from: () => new UserError("contracts.versionExists", { field: "validFrom" }),
};

/** Records of sessions that were imported already follow the contract: they are calculated again from the month on. */
export async function contractsChanged(
  tx: Tx,
  contract: { id: string; partnerId: string },
  from: Month,
): Promise<void> {
  const { id, partnerId } = contract;
  await enqueue(tx, "recalculate", { partnerIds: [partnerId], contractIds: [id], from: firstDay(from) });
}

/**
 * Refuses a contract that covers a session of another one, and names that other. Call it with the partner's contracts
 * locked.
 * @throws UserError contracts.intersects
 */
export async function refuseIntersection(tx: Tx, contract: ContractExtent): Promise<void> {
  const others = await extentsOf(tx, contract.partnerId);
  const named = [contract, ...others].flatMap(({ scope }) => (scope.kind === "chosen_evses" ? scope.evseIds : []));
  const sites = await sitesOfEvses(tx, named);
  const other = intersectingContract(contract, others, (evseId) => sites.get(evseId) ?? null);
  if (other) throw new UserError("contracts.intersects", { field: "scope", params: { contract: other.name } });
}
