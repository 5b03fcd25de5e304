/** The lines on which a record's amounts stand in reports and documents (D13). */
import { EXTRAS, type ExtraKind, type Split } from "@/lib/contracts/split-types";
import type { Amount, BasisPoints, Energy } from "@/lib/money/amount";
import { COMPONENTS, type Component } from "@/lib/rating/types";
import { MONTH_TERMS, type MonthTerm } from "./origins";

/** A price component, an extra of the split, or a month term. */
export type LineKind = Component | ExtraKind | MonthTerm;
/** In the order in which reports list them. */
export const LINE_KINDS: readonly LineKind[] = [...COMPONENTS, ...EXTRAS, ...MONTH_TERMS];

/** The part of a record that stands on one line. */
export type RecordPart = {
  line: LineKind;
  vatBasisPoints: BasisPoints | null;
  revenue: Amount;
  partnerShare: Amount;
};

/** A record's amounts; its parts add up to its revenue and its share. */
export type RecordAmounts = {
  partnerId: string;
  revenue: Amount;
  partnerShare: Amount;
  operatorShare: Amount;
  energyKwh: Energy;
  parts: readonly RecordPart[];
};

/** An amount of a record does not add up: a bug, and nothing may be written from it. */
export class RecordError extends Error {
  override name = "RecordError";
}

/** The parts of an owner's or a further recipient's share: its components, then its extras, which carry no revenue. */
export function partsOf(share: Pick<Split, "components" | "extras">): RecordPart[] {
  const components = share.components.map(({ component, ...amounts }) => ({ line: component, ...amounts }));
  const extras = share.extras.map(({ kind, amount }) => ({
    line: kind,
    vatBasisPoints: null,
    revenue: 0n,
    partnerShare: amount,
  }));
  return [...components, ...extras];
}
