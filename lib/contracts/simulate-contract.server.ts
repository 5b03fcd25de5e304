/** Divides past months' sessions by a proposed contract and by those that hold (X3). */

import { encode } from "zod";
import { asOwner, type Tx } from "@/db/client";
import {
  beginSimulation,
  findSimulation,
  type PricedSession,
  pricedSessions,
  type SimulationRow,
  updateSimulation,
} from "@/db/queries/contract-simulations";
import { loadReference } from "@/db/queries/reference";
import { ownedEvses } from "@/db/queries/settlement-terms";
import { type Instant, monthsBetween } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import type { Connector, Contract, Evse, Reference } from "@/lib/records/reference";
import { type SettledCdr, settleCdr } from "@/lib/records/settle-cdr";
import { chargersOf } from "@/lib/settlement/month-fees.server";
import { isInForce, scopeCovers, versionIn } from "./scope";
import { type ContractOfMonth, type Simulation, simulationSchema } from "./simulation";
import { PROPOSED, proposedContract, sideOfSession } from "./simulation-side";
import { SimulationSums } from "./simulation-sums";
import { parseTerms } from "./terms";

/** The job `simulate_contract`. It begins again where a worker died; one that failed stays so. */
export async function simulateContract(id: string, clock: () => Instant): Promise<void> {
  const simulation = await asOwner(async (tx) => ((await beginSimulation(tx, id)) ? findSimulation(tx, id) : null));
  if (!simulation) return;
  const progress = (sessionsDone: number) => asOwner((tx) => updateSimulation(tx, id, { sessionsDone }));
  try {
    const result = await asOwner((tx) => compute(tx, simulation, progress));
    const done = { result: encode(simulationSchema, result), sessionsDone: result.sessions };
    await asOwner((tx) => updateSimulation(tx, id, { ...done, state: "done", finishedAt: clock() }));
  } catch (error) {
    await asOwner((tx) => updateSimulation(tx, id, { state: "failed", finishedAt: clock() }));
    throw error;
  }
}

async function compute(
  tx: Tx,
  simulation: SimulationRow,
  progress: (sessions: number) => Promise<void>,
): Promise<Simulation> {
  const { partnerId, organizationId, currency, fromMonth, untilMonth, scope } = simulation;
  const present = await loadReference(tx);
  const proposal = proposedContract({ ...simulation, terms: parseTerms(simulation.terms) });
  const proposed: Reference = { ...present, contractsByPartner: new Map([[partnerId, [proposal]]]) };
  const months = monthsBetween(fromMonth, untilMonth);
  const contractsOf = await contractsByMonth(tx, simulation, { present, proposed });
  const places = placesOf(present, (evse) => scopeCovers(scope, { evseId: evse.id, siteId: evse.location.id }));
  const sums = new SimulationSums();
  const which = { partnerId, organizationId, currency, fromMonth, untilMonth, evseIds: [...places.keys()] };
  for await (const sessions of pricedSessions(tx, which)) {
    for (const session of sessions) {
      const evse = places.get(session.evseId)!;
      const [now, then] = [settle(session, evse, present, currency), settle(session, evse, proposed, currency)];
      if (!now || !then) continue;
      sums.add({
        month: now.originMonth,
        site: evse.location,
        energyKwh: session.cdr.energyKwh,
        present: sideOfSession(now, partnerId),
        proposed: sideOfSession(then, partnerId),
      });
    }
    await progress(sums.sessions);
  }
  return sums.finish(months, currency, contractsOf);
}

/** The EVSEs of the scope, by id. */
function placesOf(reference: Reference, isMeant: (evse: Evse) => boolean): Map<string, Evse> {
  return new Map([...reference.evsesByUid.values()].filter(isMeant).map((evse) => [evse.id, evse]));
}

/** A session at the price it has, divided by the contracts of the reference. */
function settle(session: PricedSession, evse: Evse, reference: Reference, currency: string): SettledCdr | null {
  const connector = evse.connectors.find((each): each is Connector => each.id === session.connectorId);
  if (!connector) return null;
  const { tokenIssuerId, payer, payerId, tariffVersionId, components } = session;
  const price = { tariffVersionId, currency, components, revenue: 0n, vat: null, gross: null, trace: [] };
  return settleCdr(
    session.cdr,
    {
      evse,
      connector,
      token: tokenIssuerId
        ? {
            id: "",
            uid: session.cdr.token.uid ?? "",
            issuer: { kind: "partner", companyId: tokenIssuerId },
            salesTariffs: [],
          }
        : null,
      sourcePayer: null,
      original: null,
      payer: { payer, companyId: payerId, reason: "source_default", collectedAtOnce: false },
      fixedPrice: price,
      endedAt: session.endedAt,
    },
    reference,
  );
}

/** The contracts in force in each month on each side, with the chargers that the simulation looks at. */
async function contractsByMonth(
  tx: Tx,
  { partnerId, organizationId, currency, contractId, scope, fromMonth, untilMonth }: SimulationRow,
  references: { present: Reference; proposed: Reference },
) {
  const months = monthsBetween(fromMonth, untilMonth);
  const keys = months.map((month) => ({ partnerId, organizationId, currency, month }));
  const owned = groupBy(await ownedEvses(tx, keys), (evse) => months[evse.i]!);
  return (side: "present" | "proposed", month: string): ContractOfMonth[] => {
    const inScope = (owned.get(month) ?? []).filter((evse) => scopeCovers(scope, evse));
    const ofMonth = (contract: Contract): ContractOfMonth[] => {
      const isOfLedger = contract.organizationId === organizationId && contract.currency === currency;
      const version = isOfLedger && isInForce(contract, month) ? versionIn(contract.versions, month) : null;
      if (!version) return [];
      const chargers = chargersOf(inScope.filter((evse) => scopeCovers(contract.scope, evse)));
      const isMeant = chargers.length > 0 || contract.id === contractId || contract.id === PROPOSED;
      return isMeant ? [{ id: contract.id, monthly: version.terms.monthly, chargers }] : [];
    };
    return (references[side].contractsByPartner.get(partnerId) ?? []).flatMap(ofMonth);
  };
}
