/** The days of a month that have begun, and those of the month before that they compare with. */
import { addDays, addMonths, daysBetween, firstDay, type IsoDate, lastDay, type Month } from "@/lib/calendar/calendar";

/** Days, both included. */
export type Days = { from: IsoDate; to: IsoDate };

/** From the first of the month to today. */
export function monthSoFar(today: IsoDate): Days & { month: Month } {
  const month = today.slice(0, 7);
  return { month, from: firstDay(month), to: today };
}

/** As many days of the month before; all of it where it is shorter. */
export function sameDaysBefore(today: IsoDate): Days & { month: Month; count: number } {
  const month = addMonths(today.slice(0, 7), -1);
  const [from, last] = [firstDay(month), lastDay(month)];
  const same = addDays(from, daysBetween(firstDay(today.slice(0, 7)), today));
  const to = [same, last].sort()[0]!;
  return { month, from, to, count: daysBetween(from, to) + 1 };
}

/** Every day of the range. */
export function daysOf({ from, to }: Days): IsoDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

/** How much more or less than before, in whole hundredths of a percent rounded toward zero; null without a before. */
export function changeBasisPoints(now: bigint, before: bigint): number | null {
  return before <= 0n ? null : Number(((now - before) * 10_000n) / before);
}
