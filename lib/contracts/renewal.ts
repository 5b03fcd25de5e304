/** A contract with an end goes on by its renewal term, unless notice was given in time. */
import { addMonths, type IsoDate, lastDay, type Month } from "@/lib/calendar/calendar";

/** What decides whether and by how much a contract goes on. */
export type Renewal = {
  /** The last month in force; null: until ended, so that nothing has to be renewed. */
  endsIn: Month | null;
  /** Months by which it goes on; null: it ends. */
  renewalMonths: number | null;
  /** Whole months before the end by which notice has to be given. */
  noticeMonths: number;
  /** The day on which notice was given; null: it was not. */
  noticeGivenOn: IsoDate | null;
};

/** The last day on which notice keeps the contract from going on; null when it does not go on by itself. */
export function lastDayForNotice(renewal: Renewal): IsoDate | null {
  const { endsIn, renewalMonths, noticeMonths, noticeGivenOn } = renewal;
  if (endsIn === null || renewalMonths === null || noticeGivenOn !== null) return null;
  return lastDay(addMonths(endsIn, -noticeMonths));
}

/**
 * The month in which a contract ends once every term that has begun to run is added, or null when nothing changes.
 * The end moves on the day after the last one for notice; days that were missed are made up for.
 */
export function renewedEnd(renewal: Renewal, today: IsoDate): Month | null {
  let end = renewal.endsIn;
  for (;;) {
    const last = lastDayForNotice({ ...renewal, endsIn: end });
    if (last === null || today <= last) return end === renewal.endsIn ? null : end;
    end = addMonths(end!, renewal.renewalMonths!);
  }
}
