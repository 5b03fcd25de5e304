/** What goes into a split and what comes out of it; amounts are ten-thousandths without VAT unless named gross. */
import type { IsoDate } from "@/lib/calendar/calendar";
import type { Amount, BasisPoints, Energy } from "@/lib/money/amount";
import type { Component, PricedComponent } from "@/lib/rating/types";
import type { Payer } from "@/lib/records/payer";
import type { ContractTerms, PowerType } from "./terms";
import type { WaterfallStep } from "./waterfall";

/** A priced session, as far as its division depends on it. */
export type SplitSession = {
  components: readonly PricedComponent[];
  energyKwh: Energy;
  powerType: PowerType;
  payer: Payer;
  /** The local day, in the organization's zone, on which the session ended. */
  endDate: IsoDate;
  /** A credit of another session: all its amounts and its energy are the original's, negated. */
  credit: boolean;
  /** Charged with a card of the station's owner. */
  ownUse: boolean;
};

/** The contract version that divides the session. */
export type ContractAtVersion<T extends ContractTerms = ContractTerms> = { version: number; terms: T };

/** One price component at one VAT rate, and the part of the share that is attributed to it (D13). */
export type SplitComponent = {
  component: Component;
  vatBasisPoints: BasisPoints | null;
  revenue: Amount;
  partnerShare: Amount;
};

/** What adds to or takes from the share besides the percentages: a line of its own (D13). */
export const EXTRAS = [
  "electricity_reimbursement",
  "tax_reimbursement",
  "session_fee",
  "energy_fee",
  "handling_fee",
  "floor",
  "unattributed_share",
] as const;
export type ExtraKind = (typeof EXTRAS)[number];
/** Signed: a fee is negative. */
export type SplitExtra = { kind: ExtraKind; amount: Amount };

/**
 * What a person should know about a split:
 * `floored` the share would have been negative; `operatorNegative` the operator pays more than it earns;
 * `vatUnknown` gross was taken to be the revenue; `electricityRateMissing` no rate holds on that day, the cost
 * counted as 0; `ownUseFree` nothing is charged or shared.
 */
export const SPLIT_FLAGS = [
  "floored",
  "operatorNegative",
  "vatUnknown",
  "electricityRateMissing",
  "ownUseFree",
] as const;
export type SplitFlag = (typeof SPLIT_FLAGS)[number];

/** A further recipient's part (D10): its record carries revenue 0 and an operator share of minus its part. */
export type RecipientSplit = {
  partnerId: string;
  partnerShare: Amount;
  operatorShare: Amount;
  components: SplitComponent[];
  extras: SplitExtra[];
  steps: WaterfallStep[];
};

/** Electricity tax that the contract puts on the partner's side (D7): an expense record of the session. */
export type SplitExpense = { origin: "tax_reimbursement"; quantityKwh: Energy; ratePerKwh: string; amount: Amount };

export type Split = {
  /** What the driver paid, VAT included; the revenue when VAT is unknown. */
  gross: Amount;
  revenue: Amount;
  /** The owner's share: components plus extras. */
  partnerShare: Amount;
  /** Revenue − the owner's share, as the owner's record states it (D10). */
  operatorShare: Amount;
  /** What is really left to the operator: revenue − every recipient's part. */
  operatorTotal: Amount;
  /** Energy × the rate of the day; null when the contract names none. */
  electricityCost: Amount | null;
  components: SplitComponent[];
  extras: SplitExtra[];
  recipients: RecipientSplit[];
  expenses: SplitExpense[];
  steps: WaterfallStep[];
  flags: SplitFlag[];
};
