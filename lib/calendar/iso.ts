/** Whether texts are months and dates of the calendar. Apart from calendar.ts, so that browsers need no zone rules. */

/** True for a month that exists. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/**
 * True for a month or date in whose years business is done. What people send is held to it: at the calendar's ends
 * there is no month before or after, and the database counts its years differently.
 */
export function isOfOurTime(text: string): boolean {
  return text >= "1900" && text < "2200";
}

/** True for a date that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}
