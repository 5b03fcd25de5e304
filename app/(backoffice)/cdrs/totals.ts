import type { Total } from "@/components/data-table";
import type { CdrSums, SettlementState } from "@/db/queries/cdrs";
import { parseDecimalExact, sum } from "@/lib/money/amount";
import type { CdrWords } from "./columns";

/** These have become records; the money of all others is at stake until somebody mends what is missing. */
const SETTLED: readonly SettlementState[] = ["recorded", "own_station"];

/** How many CDRs are in each state. */
export function countBySettlement(sums: readonly CdrSums[]): Map<SettlementState, number> {
  const counts = new Map<SettlementState, number>();
  for (const { settlement, cdrs } of sums) counts.set(settlement, (counts.get(settlement) ?? 0) + cdrs);
  return counts;
}

/** Per currency: revenue, what drivers and EMPs pay, and the revenue that no partner gets anything of yet. */
export function totalsOf(t: CdrWords, sums: readonly CdrSums[], settlement: SettlementState | null): Total[] {
  const asked = settlement === null ? sums : sums.filter((each) => each.settlement === settlement);
  const currencies = [...new Set(asked.flatMap((each) => each.currency ?? []))].sort();
  return currencies.map((currency) => {
    const own = asked.filter((each) => each.currency === currency);
    const atStake = own.filter((each) => !SETTLED.includes(each.settlement));
    return {
      currency,
      figures: [
        { label: t("totals.revenue"), value: totalOf(own, "revenue") },
        { label: t("totals.gross"), value: totalOf(own, "gross") },
        { label: t("totals.atStake"), value: totalOf(atStake, "revenue"), muted: atStake.length === 0 },
      ],
    };
  });
}

function totalOf(sums: readonly CdrSums[], field: "revenue" | "gross"): bigint {
  return sum(sums.map((each) => parseDecimalExact(each[field])));
}
