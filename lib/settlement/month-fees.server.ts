/** The monthly fees of many periods (A11–A13, D11): one expense record per contract and kind of fee. */
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import type { PeriodKey } from "@/db/queries/periods";
import { type ContractInForce, contractsInForce, type OwnedEvse, ownedEvses } from "@/db/queries/settlement-terms";
import type { expenseRecords } from "@/db/schema";
import { endOfMonth, type Instant } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { scopeCovers } from "@/lib/contracts/scope";
import { parseTerms } from "@/lib/contracts/terms";
import { parseDecimalExact, sum } from "@/lib/money/amount";
import { type FeeLine, monthlyFees, type OwnedCharger } from "./fees";
import type { ExpenseRow } from "./report";
import { expenseRow } from "./stored-report";

/** A fee as a row of the report, and the contract it follows from. */
export type Fee = { row: ExpenseRow; contractId: string; contractVersionId: string };

/** The fees of each key, by its place; computing them may fail for one key alone. */
export async function feesOf(tx: Tx, keys: readonly PeriodKey[]): Promise<(i: number) => Fee[]> {
  const contracts = groupBy(await contractsInForce(tx, keys), (contract) => contract.i);
  const evses = groupBy(await ownedEvses(tx, keys), (evse) => evse.i);
  return (i) =>
    (contracts.get(i) ?? []).flatMap((contract) => contractFees(contract, evses.get(i) ?? [], keys[i]!.month));
}

function contractFees(contract: ContractInForce, owned: readonly OwnedEvse[], month: string): Fee[] {
  const terms = parseTerms(contract.terms);
  const chargers = chargersOf(owned.filter((evse) => scopeCovers(contract.scope, evse)));
  const byOrigin = groupBy(monthlyFees(month, terms.monthly, chargers), (line) => line.origin);
  return [...byOrigin.values()].map((lines) => ({
    row: feeRow(contract.name, month, lines),
    contractId: contract.id,
    contractVersionId: contract.versionId,
  }));
}

/** One charger per EVSE, whatever number of times it changed hands. */
export function chargersOf(evses: readonly OwnedEvse[]): OwnedCharger[] {
  return [...groupBy(evses, (evse) => evse.evseId)].map(([evseId, stays]) => ({
    evseId,
    connectors: stays[0]!.connectors,
    owned: stays.map(({ from, until }) => ({ from, until })),
  }));
}

/**
 * The lines of one kind of fee together: "3 DC chargers × 25.00", and where some were not owned all month, the days
 * they were of the days they could have been.
 */
function feeRow(contract: string, month: string, lines: readonly FeeLine[]): ExpenseRow {
  const [first] = lines;
  const count = lines.reduce((total, line) => total + line.quantity, 0);
  const { origin, unitPrice, daysInMonth } = first!;
  return expenseRow(
    { origin, records: 1, amount: sum(lines.map((line) => line.amount)) },
    { originMonth: month, quantity: BigInt(count) * 10_000n, unitPrice },
    {
      contract,
      count,
      days: lines.reduce((total, line) => total + line.quantity * line.days, 0),
      daysInMonth: count * daysInMonth,
    },
  );
}

/** The expense records that issuing writes. They are owed at the end of their month. */
export function feeRecords(
  key: PeriodKey,
  fees: readonly Fee[],
  zone: string,
  by: { at: Instant; userId: string | null },
): (typeof expenseRecords.$inferInsert)[] {
  return fees.map(({ row, contractId, contractVersionId }) => {
    const { originMonth, quantity, unitPrice, ...params } = row.params;
    return {
      id: uuidv7(),
      partnerId: key.partnerId,
      organizationId: key.organizationId,
      currency: key.currency,
      periodMonth: key.month,
      originMonth: String(originMonth),
      origin: row.origin,
      occurredAt: endOfMonth(key.month, zone) - 1,
      quantity: parseDecimalExact(String(quantity)),
      unitPrice: parseDecimalExact(String(unitPrice)),
      amount: row.amount,
      params,
      steps: [],
      contractId,
      contractVersionId,
      createdAt: by.at,
      createdBy: by.userId,
    };
  });
}
