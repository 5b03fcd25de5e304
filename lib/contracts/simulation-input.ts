/** What a person may ask a simulation: which months. */
import { z } from "zod";
import { addMonths, type Month } from "@/lib/calendar/calendar";
import { month } from "@/lib/input/fields";

/** More months than a negotiation looks at; the result stays small. */
export const MOST_MONTHS = 24;

export const simulatedMonths = z
  .object({ fromMonth: month, untilMonth: month })
  .refine(({ fromMonth, untilMonth }) => fromMonth <= untilMonth, {
    path: ["untilMonth"],
    message: "contracts.monthsReversed",
  })
  .refine(({ fromMonth, untilMonth }) => untilMonth < addMonths(fromMonth, MOST_MONTHS), {
    path: ["fromMonth"],
    message: "contracts.tooManyMonths",
  });
export type SimulatedMonths = z.output<typeof simulatedMonths>;

/** The three months before this one: a season, and soon there. */
export function usualMonths(thisMonth: Month): SimulatedMonths {
  return { fromMonth: addMonths(thisMonth, -3), untilMonth: addMonths(thisMonth, -1) };
}
