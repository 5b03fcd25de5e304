/** Starts simulations (X3). They change nothing that anybody is paid by, so the history does not tell of them. */
import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { countUnfinishedSimulations, findSimulation, insertSimulation } from "@/db/queries/contract-simulations";
import { findContract, scopeOf } from "@/db/queries/contracts";
import { findOrganization } from "@/db/queries/organizations";
import type { Viewer } from "@/lib/access/viewer";
import { type Instant, monthOf } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import type { NewContractInput } from "./contract-input";
import { requireParties, requireRecipients } from "./parties.server";
import type { ContractScope } from "./scope";
import { type SimulatedMonths, usualMonths } from "./simulation-input";
import { parseTerms, type StoredTerms, serializeTerms } from "./terms";
import { type TermsForm, termsOf } from "./terms-form";

/** One person's simulations take turns; more of them waiting help nobody. */
const MOST_UNFINISHED = 10;

type Ledger = { partnerId: string; organizationId: string; currency: string };
type Proposal = Ledger & { contractId: string | null; scope: ContractScope; terms: StoredTerms };

/**
 * Other terms of a contract, over the months before this one unless others are named.
 * @returns the simulation's id.
 * @throws UserError contracts.gone, contracts.recipientUnknown, contracts.recipientIsOwner, contracts.monthNotOver,
 * contracts.tooManySimulations
 */
export function simulateTerms(
  viewer: Viewer,
  input: { id: string; terms: TermsForm; months?: SimulatedMonths },
  now: Instant,
): Promise<string> {
  return asStaff(async (tx) => {
    const contract = await findContract(tx, input.id);
    if (!contract) throw new UserError("contracts.gone");
    const { partnerId, organizationId, currency } = contract;
    const terms = await checkedTerms(tx, partnerId, input.terms);
    const chosen = { siteIds: contract.sites.map(({ id }) => id), evseIds: contract.evses.map(({ id }) => id) };
    const scope = scopeOf(contract.scope, chosen);
    return start(
      tx,
      viewer,
      { partnerId, organizationId, currency, contractId: input.id, scope, terms },
      input.months,
      now,
    );
  });
}

/**
 * A contract that is not written yet.
 * @returns the simulation's id.
 * @throws UserError contracts.notPartner, contracts.organizationUnknown, contracts.recipientUnknown,
 * contracts.recipientIsOwner, contracts.tooManySimulations
 */
export function simulateNewContract(
  viewer: Viewer,
  input: NewContractInput & { terms: TermsForm },
  now: Instant,
): Promise<string> {
  return asStaff(async (tx) => {
    await requireParties(tx, input);
    const { partnerId, organizationId, currency } = input;
    const terms = await checkedTerms(tx, partnerId, input.terms);
    const proposal = {
      partnerId,
      organizationId,
      currency,
      contractId: null,
      scope: scopeOf(input.scope, input),
      terms,
    };
    return start(tx, viewer, proposal, undefined, now);
  });
}

/**
 * The same proposal over other months.
 * @returns the new simulation's id.
 * @throws UserError contracts.simulationGone, contracts.monthNotOver, contracts.tooManySimulations
 */
export function simulateOtherMonths(
  viewer: Viewer,
  input: { id: string; months: SimulatedMonths },
  now: Instant,
): Promise<string> {
  return asStaff(async (tx) => {
    const before = await findSimulation(tx, input.id);
    if (!before) throw new UserError("contracts.simulationGone");
    const { partnerId, organizationId, currency, contractId, scope, terms } = before;
    return start(tx, viewer, { partnerId, organizationId, currency, contractId, scope, terms }, input.months, now);
  });
}

async function checkedTerms(tx: Tx, partnerId: string, form: TermsForm): Promise<StoredTerms> {
  const terms = parseTerms(termsOf(form));
  await requireRecipients(tx, partnerId, terms);
  return serializeTerms(terms);
}

async function start(
  tx: Tx,
  viewer: Viewer,
  proposal: Proposal,
  asked: SimulatedMonths | undefined,
  now: Instant,
): Promise<string> {
  const organization = await findOrganization(tx, proposal.organizationId);
  const thisMonth = monthOf(now, organization!.timeZone);
  const months = asked ?? usualMonths(thisMonth);
  if (months.untilMonth >= thisMonth) throw new UserError("contracts.monthNotOver", { field: "months.untilMonth" });
  if ((await countUnfinishedSimulations(tx, viewer.userId)) >= MOST_UNFINISHED) {
    throw new UserError("contracts.tooManySimulations", { params: { count: MOST_UNFINISHED } });
  }
  const id = uuidv7();
  const row = { ...proposal, ...months, id, state: "queued" as const, createdAt: now, createdBy: viewer.userId };
  await insertSimulation(tx, row);
  await enqueue(tx, "simulate_contract", { simulationId: id });
  return id;
}
