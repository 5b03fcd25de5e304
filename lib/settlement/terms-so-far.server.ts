/** What month terms would come to if the month ended now (D11), from the rollups, by the code that drafts reports. */
import type { Tx } from "@/db/client";
import { ledgersWithTerms } from "@/db/queries/month-terms";
import type { Scope } from "@/lib/access/scope";
import type { Month } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { type Amount, sum } from "@/lib/money/amount";
import type { SettledTerm } from "./contract-month";
import { monthTermsOf } from "./month-terms.server";

/** A term of one partner's contract as things stand. */
export type TermSoFar = SettledTerm & { partnerId: string; partnerName: string; currency: string };

/** The terms that add or take something this month, by partner; none of a month that is issued. */
export async function termsSoFar(tx: Tx, scope: Scope, month: Month): Promise<TermSoFar[]> {
  const keys = await ledgersWithTerms(tx, scope, month);
  if (keys.length === 0) return [];
  const termsOf = await monthTermsOf(tx, keys, "own");
  return keys.flatMap(({ partnerId, partnerName, currency }, i) =>
    readable(() => termsOf(i)).map((term) => ({ ...term, partnerId, partnerName, currency })),
  );
}

/** Terms that cannot be computed park their report; here they are left out. */
function readable(terms: () => SettledTerm[]): SettledTerm[] {
  try {
    return terms();
  } catch {
    return [];
  }
}

/** Their sums, one per currency. */
export function sumsOfTerms(terms: readonly TermSoFar[]): { currency: string; amount: Amount }[] {
  return [...groupBy(terms, (term) => term.currency)].map(([currency, ofCurrency]) => ({
    currency,
    amount: sum(ofCurrency.map((term) => term.amount)),
  }));
}
