/**
 * A proposed contract over past months' real sessions, beside what holds (X3). Both sides are divided by the code that
 * divides a session when it arrives; their results are added up as reports state them (simulation-sums.ts). Everything
 * is as generated, whether it was collected or not.
 */
import { z } from "zod";
import type { Month } from "@/lib/calendar/calendar";
import { type Amount, formatDecimal, parseDecimalExact, sum } from "@/lib/money/amount";
import type { LineKind } from "@/lib/records/line";
import type { OwnedCharger } from "@/lib/settlement/fees";
import type { MonthlyTerms } from "./terms";

/** Ten-thousandths in memory, a decimal string where it is stored. */
const amount = z.codec(z.string(), z.bigint(), {
  decode: (text) => parseDecimalExact(text),
  encode: (value) => formatDecimal(value),
});

const siteSide = z.object({
  revenue: amount,
  /** The owner's share of the sessions. */
  share: amount,
  /** What further recipients get (D10). */
  further: amount,
});
const monthSide = siteSide.extend({
  tier: amount,
  cap: amount,
  guarantee: amount,
  /** Monthly fees and electricity tax that the partner owes. */
  fees: amount,
});
const row = { sessions: z.int(), energyKwh: amount };

export const simulationSchema = z.object({
  sessions: z.int(),
  /** Sessions that no contract, or no rate, divides: on that side the partner gets nothing for them. */
  undivided: z.object({ present: z.int(), proposed: z.int() }),
  /** Sessions whose share was lifted to 0, and those that cost the operator more than they bring. */
  floored: z.object({ present: z.int(), proposed: z.int() }),
  operatorNegative: z.object({ present: z.int(), proposed: z.int() }),
  months: z.array(z.object({ month: z.string(), ...row, present: monthSide, proposed: monthSide })),
  sites: z.array(
    z.object({
      month: z.string(),
      siteId: z.string(),
      siteName: z.string(),
      ...row,
      present: siteSide,
      proposed: siteSide,
    }),
  ),
});

/** The result; every amount in whole minor units of the contract's currency. */
export type Simulation = z.output<typeof simulationSchema>;
export type StoredSimulation = z.input<typeof simulationSchema>;
export type SiteSide = z.output<typeof siteSide>;
export type MonthSide = z.output<typeof monthSide>;

export const SIDES = ["present", "proposed"] as const;
export type Side = (typeof SIDES)[number];

/** An amount on one line of a recipient's report. */
export type SideLine = {
  recipientId: string;
  isOwner: boolean;
  line: LineKind;
  vatBasisPoints: number | null;
  revenue: Amount;
  share: Amount;
};

/** What one side makes of a session. */
export type SessionSide = {
  /** Null: nothing divides it. */
  contractId: string | null;
  lines: readonly SideLine[];
  /** Electricity tax that the owner owes (D7). */
  tax: Amount;
  flags: readonly string[];
};
export type SimulatedSession = {
  month: Month;
  site: { id: string; name: string };
  energyKwh: bigint;
} & Record<Side, SessionSide>;

/** A contract in force in a month, with the chargers in its scope and in that of the simulation. */
export type ContractOfMonth = { id: string; monthly: MonthlyTerms; chargers: readonly OwnedCharger[] };

/** What the partner gets: its share after month terms, less what it owes. */
export function partnerNet(side: MonthSide): Amount {
  return shareOfMonth(side) - side.fees;
}

/** The share of the month after tiers, cap and guarantee. */
export function shareOfMonth(side: MonthSide): Amount {
  return side.share + side.tier + side.cap + side.guarantee;
}

/** What is left to the operator: the revenue less every recipient's part, and the fees it is owed. */
export function operatorNet(side: MonthSide): Amount {
  return side.revenue - shareOfMonth(side) - side.further + side.fees;
}

/** Both sides of all months together. */
export function totalOf(months: Simulation["months"], side: Side): MonthSide {
  const of = (figure: keyof MonthSide) => sum(months.map((month) => month[side][figure]));
  return {
    revenue: of("revenue"),
    share: of("share"),
    further: of("further"),
    tier: of("tier"),
    cap: of("cap"),
    guarantee: of("guarantee"),
    fees: of("fees"),
  };
}
