/** Monthly fees (A11–A13, D11): what a partner owes for the platform and for its chargers, as expense lines. */
import { addDays, daysInMonth, firstDay, type IsoDate, type Month } from "@/lib/calendar/calendar";
import type { MonthlyTerms, PowerType } from "@/lib/contracts/terms";
import { type Amount, multiplyHalfUp } from "@/lib/money/amount";

/** Days from `from` up to but without `until`; null: open. */
export type DayRange = { from: IsoDate; until: IsoDate | null };

/** An EVSE in the contract's scope, with the days on which the partner owned it. */
export type OwnedCharger = { evseId: string; connectors: readonly PowerType[]; owned: readonly DayRange[] };

export const FEE_ORIGINS = ["platform_fee", "ac_fee", "dc_fee"] as const;
export type FeeOrigin = (typeof FEE_ORIGINS)[number];

/**
 * One expense record: `quantity` × `unitPrice` × `days` ÷ `daysInMonth`. Chargers owned for the same number of days
 * are one line, so that it reads "3 DC chargers × 25.00" or "1 AC charger × 10.00, 12 of 31 days".
 */
export type FeeLine = {
  origin: FeeOrigin;
  quantity: number;
  unitPrice: Amount;
  /** Days charged for; the whole month for the platform fee. */
  days: number;
  daysInMonth: number;
  /** Half-up to ten-thousandths; what the partner owes is positive. */
  amount: Amount;
  /** The chargers counted, sorted; empty for the platform fee. */
  evseIds: string[];
};

/** An EVSE is DC if any of its connectors is (D11). */
export function powerTypeOf(connectors: readonly PowerType[]): PowerType {
  return connectors.includes("DC") ? "DC" : "AC";
}

/** Days of the month that any of the ranges covers; a day in two ranges counts once. */
export function daysOwnedIn(month: Month, ranges: readonly DayRange[]): number {
  const owned = (day: IsoDate) => ranges.some(({ from, until }) => from <= day && (until === null || day < until));
  let days = 0;
  for (let index = 0; index < daysInMonth(month); index++) if (owned(addDays(firstDay(month), index))) days++;
  return days;
}

/** The fees of one contract for a month in which it is in force; a fee of 0 or for no charger makes no line. */
export function monthlyFees(month: Month, monthly: MonthlyTerms, chargers: readonly OwnedCharger[]): FeeLine[] {
  const lines: FeeLine[] = [];
  if (monthly.platformFee) {
    const days = daysInMonth(month);
    lines.push(feeLine("platform_fee", month, monthly.platformFee, days, { quantity: 1, evseIds: [] }));
  }
  if (monthly.chargerFee) {
    lines.push(...chargerFees("ac_fee", month, monthly.chargerFee.ac, ofPowerType("AC", chargers)));
    lines.push(...chargerFees("dc_fee", month, monthly.chargerFee.dc, ofPowerType("DC", chargers)));
  }
  return lines;
}

function ofPowerType(powerType: PowerType, chargers: readonly OwnedCharger[]): OwnedCharger[] {
  return chargers.filter((charger) => powerTypeOf(charger.connectors) === powerType);
}

function chargerFees(origin: FeeOrigin, month: Month, fee: Amount, chargers: readonly OwnedCharger[]): FeeLine[] {
  if (fee === 0n) return [];
  const byDays = new Map<number, string[]>();
  for (const { evseId, owned } of chargers) {
    const days = daysOwnedIn(month, owned);
    if (days > 0) byDays.set(days, [...(byDays.get(days) ?? []), evseId]);
  }
  return [...byDays]
    .sort(([a], [b]) => b - a)
    .map(([days, evseIds]) => feeLine(origin, month, fee, days, { quantity: evseIds.length, evseIds: evseIds.sort() }));
}

function feeLine(
  origin: FeeOrigin,
  month: Month,
  unitPrice: Amount,
  days: number,
  counted: { quantity: number; evseIds: string[] },
): FeeLine {
  const total = daysInMonth(month);
  const amount = multiplyHalfUp(unitPrice, BigInt(counted.quantity) * BigInt(days), BigInt(total));
  return { origin, unitPrice, days, daysInMonth: total, amount, ...counted };
}
