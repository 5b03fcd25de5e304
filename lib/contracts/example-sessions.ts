/** Sessions on which a contract is shown at work; figures of an ordinary stop at an AC and at a DC charger. */
import type { IsoDate } from "@/lib/calendar/calendar";
import { type Amount, type Energy, percentHalfUp, priceEnergyHalfUp } from "@/lib/money/amount";
import { split } from "./split";
import type { Split, SplitSession } from "./split-types";
import type { ContractTerms, PowerType } from "./terms";

const VAT_BASIS_POINTS = 2_000;
const EXAMPLES: Record<PowerType, { energyKwh: Energy; pricePerKwh: Amount }> = {
  AC: { energyKwh: 200_000n, pricePerKwh: 4_500n },
  DC: { energyKwh: 300_000n, pricePerKwh: 6_000n },
};

export type WorkedExample = { powerType: PowerType; energyKwh: Energy; pricePerKwh: Amount; split: Split };

/**
 * The contract at work on an ad hoc session of each power type that ended on `endDate`. None for a purchase price,
 * which the tariff decides.
 */
export function workedExamples(terms: ContractTerms, version: number, endDate: IsoDate): WorkedExample[] {
  if (terms.kind === "purchase_price") return [];
  return (["AC", "DC"] as const).map((powerType) => {
    const { energyKwh, pricePerKwh } = EXAMPLES[powerType];
    const session = sessionOf(powerType, energyKwh, priceEnergyHalfUp(energyKwh, pricePerKwh), endDate);
    return { powerType, energyKwh, pricePerKwh, split: split(session, { version, terms }) };
  });
}

function sessionOf(powerType: PowerType, energyKwh: Energy, amount: Amount, endDate: IsoDate): SplitSession {
  const vat = percentHalfUp(amount, VAT_BASIS_POINTS);
  return {
    components: [{ component: "energy", vatBasisPoints: VAT_BASIS_POINTS, quantity: energyKwh, amount, vat }],
    energyKwh,
    powerType,
    payer: "ad_hoc",
    endDate,
    credit: false,
    ownUse: false,
  };
}
