/** Moves the end of contracts that go on by themselves. */
import { asOwner, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { renewingContracts, setContractEnd } from "@/db/queries/contract-renewals";
import { type Contract, extentsOf, findContract, lockContractsOf, sitesOfEvses } from "@/db/queries/contracts";
import { SYSTEM } from "@/lib/audit/event";
import { addMonths, dateOf, type Instant, type Month } from "@/lib/calendar/calendar";
import { contractsChanged } from "./contract-changes.server";
import { renewedEnd } from "./renewal";
import { type ContractExtent, intersectingContract } from "./scope";

/**
 * The job `renew_contracts`: each contract whose last day for notice is over, on its organization's calendar, goes on,
 * one transaction each. One that another contract follows in the same places ends as agreed. Repeating it changes
 * nothing.
 * @returns how many went on.
 */
export async function renewContracts(now: Instant): Promise<number> {
  const candidates = await asOwner((tx) => renewingContracts(tx));
  let renewed = 0;
  for (const { timeZone, ...candidate } of candidates) {
    const today = dateOf(now, timeZone);
    if (renewedEnd(candidate, today) === null) continue;
    if (await asOwner((tx) => renew(tx, candidate.id, today, now))) renewed += 1;
  }
  return renewed;
}

/** Looks again under the partner's lock: somebody may have given notice meanwhile. */
async function renew(tx: Tx, id: string, today: string, now: Instant): Promise<boolean> {
  const seen = await findContract(tx, id);
  if (seen) await lockContractsOf(tx, seen.partnerId);
  const contract = seen && (await findContract(tx, id));
  const end = contract ? renewedEnd(contract, today) : null;
  if (!contract || end === null || (await isFollowed(tx, contract, end))) return false;
  await setContractEnd(tx, id, end);
  await appendAuditEvent(tx, {
    actor: SYSTEM,
    verb: "renewed",
    objectType: "contract",
    objectId: id,
    label: contract.name,
    partnerId: contract.partnerId,
    changes: { endsIn: [contract.endsIn, end] },
    at: now,
  });
  await contractsChanged(tx, contract, addMonths(contract.endsIn!, 1));
  return true;
}

/** Whether another contract covers what this one would in the months it gains. */
async function isFollowed(tx: Tx, { id, partnerId }: Contract, end: Month): Promise<boolean> {
  const extents = await extentsOf(tx, partnerId);
  const longer: ContractExtent = { ...extents.find((extent) => extent.id === id)!, endsIn: end };
  const named = extents.flatMap(({ scope }) => (scope.kind === "chosen_evses" ? scope.evseIds : []));
  const sites = await sitesOfEvses(tx, named);
  return intersectingContract(longer, extents, (evseId) => sites.get(evseId) ?? null) !== null;
}
