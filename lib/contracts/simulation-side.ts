/** A settled session as one side of a simulation, and the contract that is proposed as the settlement reads contracts. */
import type { Month } from "@/lib/calendar/calendar";
import { sum } from "@/lib/money/amount";
import type { Contract } from "@/lib/records/reference";
import type { SettledCdr } from "@/lib/records/settle-cdr";
import type { ContractScope } from "./scope";
import type { SessionSide, SideLine } from "./simulation";
import type { ContractTerms } from "./terms";

/** A contract to be tried out: one version that holds over all of the months. */
export type ProposedContract = {
  partnerId: string;
  organizationId: string;
  currency: string;
  scope: ContractScope;
  fromMonth: Month;
  untilMonth: Month;
  terms: ContractTerms;
};

/** The id under which the proposed contract stands in a simulation. */
export const PROPOSED = "proposed";

/** The proposal as a contract of its partner. */
export function proposedContract({ fromMonth, untilMonth, terms, ...extent }: ProposedContract): Contract {
  return {
    ...extent,
    id: PROPOSED,
    name: PROPOSED,
    startsIn: fromMonth,
    endsIn: untilMonth,
    versions: [{ id: PROPOSED, version: 1, validFrom: fromMonth, terms }],
  };
}

/** What settling a session gave, line by line; where nothing divided it, its revenue stays with the operator. */
export function sideOfSession(settled: SettledCdr, ownerId: string): SessionSide {
  if (settled.settlement !== "recorded") {
    return { contractId: null, lines: undividedLines(settled, ownerId), tax: 0n, flags: [] };
  }
  const lines = settled.records.flatMap((record) =>
    record.parts.map(
      (part): SideLine => ({
        recipientId: record.partnerId,
        isOwner: record.isOwner,
        line: part.line,
        vatBasisPoints: part.vatBasisPoints,
        revenue: part.revenue,
        share: part.partnerShare,
      }),
    ),
  );
  const taxes = settled.expenses.filter((expense) => expense.origin === "tax_reimbursement");
  return {
    contractId: settled.contract?.contract.id ?? null,
    lines,
    tax: sum(taxes.map((expense) => expense.amount)),
    flags: settled.records.flatMap((record) => record.flags),
  };
}

function undividedLines({ rating }: SettledCdr, ownerId: string): SideLine[] {
  if (rating.kind === "non_rated") return [];
  return rating.components.map(({ component, vatBasisPoints, amount }) => ({
    recipientId: ownerId,
    isOwner: true,
    line: component,
    vatBasisPoints,
    revenue: amount,
    share: 0n,
  }));
}
