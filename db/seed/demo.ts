/**
 * Loads the demo: a CPO with two organizations, ten partners and half a year of real charging sessions, moved to end
 * yesterday. Master data are written at once; everything after that is done by the product's own verbs.
 */
import { asOwner } from "@/db/client";
import { type Instant, startOfDay } from "@/lib/calendar/calendar";
import { demoCalendar } from "./calendar";
import { playHistory } from "./history";
import { insertMasterData } from "./master-data";
import { hasCompanies, markDemo } from "./queries";
import { readChargePoints, readSessions } from "./sessions";
import { insertUsers, inventSignIns, type SignIn, writeSignIns } from "./sign-ins";

export type LoadedDemo = { shiftedByDays: number; signIns: readonly SignIn[] };

/**
 * Loads the demo into an empty database and writes the sign-ins into the data folder. People come last: a database
 * in which nobody can sign in has no complete demo.
 * @throws Error when the database is not empty, which it is not either after a load that was interrupted.
 */
export async function loadDemo(options: { now?: Instant; dataDir?: string } = {}): Promise<LoadedDemo> {
  const { now = Date.now(), dataDir = process.env.DATA_DIR ?? ".data" } = options;
  if (await asOwner(hasCompanies)) {
    throw new Error("The demo needs an empty database: drop and create it, then start again.");
  }
  const calendar = demoCalendar(now);
  const chargePoints = readChargePoints();
  const sessions = readSessions(calendar, chargePoints);
  const data = await asOwner((tx) => insertMasterData(tx, calendar, chargePoints, sessions));
  const signIns = inventSignIns(data.companyIds);
  const person = (role: SignIn["role"]) => signIns.find((signIn) => signIn.role === role)!;
  await playHistory(calendar, sessions, data, { finance: person("finance"), operations: person("operations") }, now);
  writeSignIns(dataDir, signIns);
  await asOwner(async (tx) => {
    await insertUsers(tx, signIns, startOfDay(calendar.opened, "Europe/London"));
    await markDemo(tx, now, calendar.shiftedByDays);
  });
  return { shiftedByDays: calendar.shiftedByDays, signIns };
}
