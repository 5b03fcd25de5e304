/** The day on which money moved. */
import { dateOf, type Instant, type IsoDate } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";

/** The zone in which a day begins first: what is tomorrow there is tomorrow everywhere. */
const EARLIEST_ZONE = "Pacific/Kiritimati";

/** True for a day that has not begun anywhere. */
export function isInFuture(valueDate: IsoDate, now: Instant): boolean {
  return valueDate > dateOf(now, EARLIEST_ZONE);
}

/** @throws UserError records.valueDateInFuture */
export function checkValueDate(valueDate: IsoDate, now: Instant): void {
  if (isInFuture(valueDate, now)) throw new UserError("records.valueDateInFuture", { field: "valueDate" });
}
