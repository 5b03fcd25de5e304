/** When the demo plays: the sessions of 2018, moved by whole weeks so that they end yesterday. */
import {
  addDays,
  addMonths,
  dateOf,
  daysBetween,
  firstDay,
  type Instant,
  type IsoDate,
  lastDay,
  type Month,
  monthsBetween,
  weekday,
} from "@/lib/calendar/calendar";

/** The days of which the shipped file has every session. */
const DATA_FROM = "2018-03-05";
const DATA_TO = "2018-09-06";
const WHOLE_MONTHS = 4;
const HOME_ZONE = "Europe/London";

export type DemoCalendar = {
  /** How far the sessions are moved; a multiple of seven, so that weekdays stay what they are. */
  shiftedByDays: number;
  /** The day on which everything was set up: a month before the first session that counts. */
  opened: IsoDate;
  /** First day of the first whole month: earlier sessions are left out. */
  from: IsoDate;
  /** Yesterday. */
  to: IsoDate;
  /** The calendar months of which every day is there, oldest first. The last one is left to the user to close. */
  wholeMonths: readonly Month[];
  /** Every month with sessions: the whole ones and, unless today is the first, the one that runs. */
  months: readonly Month[];
};

/** The demo's calendar on the day of `now`. */
export function demoCalendar(now: Instant): DemoCalendar {
  const to = addDays(dateOf(now, HOME_ZONE), -1);
  const lastDataDay = addDays(DATA_TO, -((weekday(DATA_TO) - weekday(to) + 7) % 7));
  const lastWhole = to === lastDay(to.slice(0, 7)) ? to.slice(0, 7) : addMonths(to.slice(0, 7), -1);
  const firstWhole = addMonths(lastWhole, 1 - WHOLE_MONTHS);
  const shiftedByDays = daysBetween(lastDataDay, to);
  if (firstDay(firstWhole) < addDays(DATA_FROM, shiftedByDays)) throw new Error("the demo data are too short");
  return {
    shiftedByDays,
    opened: firstDay(addMonths(firstWhole, -1)),
    from: firstDay(firstWhole),
    to,
    wholeMonths: monthsBetween(firstWhole, lastWhole),
    months: monthsBetween(firstWhole, to.slice(0, 7)),
  };
}

/** The last whole month: everything before it is issued. */
export function monthToClose({ wholeMonths }: DemoCalendar): Month {
  return wholeMonths.at(-1)!;
}
