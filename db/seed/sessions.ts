/** The shipped data: sessions moved to the demo's days, and the charge points they took place at. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { addDays, type IsoDate, lastDay, type Month } from "@/lib/calendar/calendar";
import type { DemoCalendar } from "./calendar";
import type { Market } from "./companies";
import { type Driver, driverOf, hash } from "./drivers";
import { type DemoSite, LATE_UID, marketOf, SITES } from "./sites";

const folder = fileURLToPath(new URL("./data/", import.meta.url));
/** So many days before a month's end the late station loses its connection. */
const LATE_DAYS = 4;

export type ChargePoint = {
  uid: string;
  siteName: string;
  site: DemoSite;
  address: string;
  postalCode: string;
  latitude: string | null;
  longitude: string | null;
  model: string;
  connectorIds: readonly string[];
};

export type DemoSession = {
  id: string;
  chargePoint: ChargePoint;
  connectorId: string;
  startDate: IsoDate;
  startTime: string;
  /** Empty, like the end's time and the energy, where the charge point never reported an end. */
  endDate: string;
  endTime: string;
  energyKwh: string;
  siteLabel: string;
  driver: Driver;
};

/** Every charge point of the data. */
export function readChargePoints(): ChargePoint[] {
  return parseCsv(readFileSync(`${folder}dundee-locations.csv`)).map((row) => ({
    uid: row["CP ID"]!,
    siteName: row.Site!,
    site: SITES[row.Site!]!,
    address: row.Address!,
    postalCode: row["Post Code"]!,
    latitude: row.Latitude || null,
    longitude: row.Longitude || null,
    model: row.Model!,
    connectorIds: row.Connectors!.split(" "),
  }));
}

/** The sessions that end (or, without an end, begin) within the demo's days, oldest first, on their new days. */
export function readSessions(calendar: DemoCalendar, chargePoints: readonly ChargePoint[]): DemoSession[] {
  const rows = parseCsv(gunzipSync(readFileSync(`${folder}dundee-sessions.csv.gz`)));
  const byUid = new Map(chargePoints.map((point) => [point.uid, point]));
  const drivers = rows.flatMap((row) => (row.User ? [Number(row.User)] : []));
  const move = mover(calendar.shiftedByDays);
  return rows
    .map((row): DemoSession => {
      const chargePoint = byUid.get(row["CP ID"]!)!;
      const id = row["Charging event"]!;
      const number = row.User ? Number(row.User) : drivers[hash(id) % drivers.length]!;
      return {
        id,
        chargePoint,
        connectorId: row.Connector!,
        startDate: move(row["Start Date"]!),
        startTime: row["Start Time"]!,
        endDate: row["End Date"] ? move(row["End Date"]) : "",
        endTime: row["End Time"]!,
        energyKwh: row["Total kWh"]!,
        siteLabel: chargePoint.site.abroad?.name ?? row.Site!,
        driver: driverOf(number, marketOf(chargePoint.site)),
      };
    })
    .filter((session) => calendar.from <= lastDayOf(session) && lastDayOf(session) <= calendar.to);
}

/** From `06/09/2018` to the day it is moved to. */
function mover(days: number): (text: string) => IsoDate {
  const known = new Map<string, IsoDate>();
  return (text) => {
    const moved = known.get(text) ?? addDays(text.split("/").reverse().join("-"), days);
    known.set(text, moved);
    return moved;
  };
}

function lastDayOf({ startDate, endDate }: DemoSession): IsoDate {
  return endDate || startDate;
}

/** The sessions of each country's file of a month. The late station's last days come with the file after. */
export function sessionsByFile(
  sessions: readonly DemoSession[],
  calendar: DemoCalendar,
): Map<Month, Record<Market, DemoSession[]>> {
  const files = new Map(calendar.months.map((month) => [month, { GB: [], DE: [] } as Record<Market, DemoSession[]>]));
  for (const session of sessions) {
    files.get(fileMonth(session, calendar))![marketOf(session.chargePoint.site)].push(session);
  }
  return files;
}

function fileMonth(session: DemoSession, { months }: DemoCalendar): Month {
  const day = lastDayOf(session);
  const month = day.slice(0, 7);
  const next = months[months.indexOf(month) + 1];
  const isLate = session.chargePoint.uid === LATE_UID && day > addDays(lastDay(month), -LATE_DAYS);
  return isLate && next ? next : month;
}

function parseCsv(bytes: Buffer): Record<string, string>[] {
  return parse(bytes, { columns: true });
}
