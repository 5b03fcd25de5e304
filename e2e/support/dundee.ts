/** Real rows of Dundee City Council as the back end would export them for a month: moved by whole weeks, with new ids. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { demoCalendar } from "../../db/seed/calendar";
import { addDays } from "../../lib/calendar/calendar";

const DATA = new URL("../../db/seed/data/dundee-sessions.csv.gz", import.meta.url);

/** A CSV with the real columns and the rows of some charge points that began on days 3 to 9 of a month. */
export function exportOfMonth(
  month: string,
  now: number,
  chargePoints: readonly string[],
): { csv: string; rows: number } {
  const [header, ...lines] = gunzipSync(readFileSync(DATA)).toString("utf8").trimEnd().split("\n");
  const { shiftedByDays } = demoCalendar(now);
  const rows = lines
    .filter((line) => chargePoints.some((chargePoint) => line.includes(`,${chargePoint},`)))
    .map((line) => line.replace(/^\d+/, (id) => `E${id}`))
    .map((line) => line.replace(/(\d\d)\/(\d\d)\/(\d{4})/g, (_, d, m, y) => moved(`${y}-${m}-${d}`, shiftedByDays)))
    .filter((line) => new RegExp(`,0[3-9]/${month.slice(5)}/${month.slice(0, 4)},`).test(line));
  return { csv: [header, ...rows].join("\n"), rows: rows.length };
}

function moved(date: string, days: number): string {
  return addDays(date, days).split("-").reverse().join("/");
}
