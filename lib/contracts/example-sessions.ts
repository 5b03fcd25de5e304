/** Sessions on which a contract is shown at work; figures of an ordinary stop at an AC and at a DC charger. */
import type { IsoDate } from "@/lib/calendar/calendar";
import { type Amount, type Energy, percentHalfUp, priceEnergyHalfUp } from "@/lib/money/amount";
import type { Component, PricedComponent } from "@/lib/rating/types";
import type { Payer } from "@/lib/records/payer";
import { split } from "./split";
import type { Split } from "./split-types";
import { type ContractTerms, POWER_TYPES, type PowerType } from "./terms";

const VAT_BASIS_POINTS = 2_000;

/** Who may pay in an example: fees differ between these. */
export const EXAMPLE_PAYERS = ["ad_hoc", "roaming"] as const satisfies readonly Payer[];

/** Prices without VAT; a price of 0 makes no component. */
export type ExampleSession = {
  powerType: PowerType;
  energyKwh: Energy;
  pricePerKwh: Amount;
  startPrice: Amount;
  parkingPrice: Amount;
  payer: (typeof EXAMPLE_PAYERS)[number];
};

export type WorkedExample = ExampleSession & { split: Split };

/** The ordinary session at a charger of this power type. */
export function exampleSession(powerType: PowerType): ExampleSession {
  const rest = { powerType, startPrice: 0n, parkingPrice: 0n, payer: "ad_hoc" } as const;
  if (powerType === "AC") return { ...rest, energyKwh: 200_000n, pricePerKwh: 4_500n };
  return { ...rest, energyKwh: 300_000n, pricePerKwh: 6_000n };
}

/** The contract at work on a session that ended on `endDate`; null for a purchase price, which the tariff decides. */
export function workedExample(
  terms: ContractTerms,
  version: number,
  endDate: IsoDate,
  session: ExampleSession,
): WorkedExample | null {
  if (terms.kind === "purchase_price") return null;
  const { powerType, payer, energyKwh } = session;
  const rest = { energyKwh, powerType, payer, endDate, credit: false, ownUse: false };
  return { ...session, split: split({ components: componentsOf(session), ...rest }, { version, terms }) };
}

/** An ordinary session of each power type; none for a purchase price. */
export function workedExamples(terms: ContractTerms, version: number, endDate: IsoDate): WorkedExample[] {
  return POWER_TYPES.flatMap((powerType) => workedExample(terms, version, endDate, exampleSession(powerType)) ?? []);
}

function componentsOf({ energyKwh, pricePerKwh, startPrice, parkingPrice }: ExampleSession): PricedComponent[] {
  const price = (component: Component, quantity: bigint, amount: Amount): PricedComponent[] => {
    if (amount === 0n) return [];
    return [
      { component, vatBasisPoints: VAT_BASIS_POINTS, quantity, amount, vat: percentHalfUp(amount, VAT_BASIS_POINTS) },
    ];
  };
  return [
    ...price("energy", energyKwh, priceEnergyHalfUp(energyKwh, pricePerKwh)),
    ...price("parking", 10_000n, parkingPrice),
    ...price("session", 10_000n, startPrice),
  ];
}
