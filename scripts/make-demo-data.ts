/**
 * Makes the demo's data files from the originals of Dundee City Council, as db/seed/data/README.md describes:
 * `node --import tsx scripts/make-demo-data.ts <folder of the originals>`. Run it again only to change what is shipped.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

const [originals = "."] = process.argv.slice(2);
const target = "db/seed/data";

/** The two newest files, the oldest first. */
const SESSION_FILES = ["dundee-cp-data-mar-may-2018.csv", "dundee-charge-sessions-june-sept.csv"];
const SESSION_COLUMNS = [
  "Charging event",
  "User",
  "CP ID",
  "Connector",
  "Start Date",
  "Start Time",
  "End Date",
  "End Time",
  "Total kWh",
  "Site",
  "Model",
] as const;
const LOCATION_COLUMNS = [
  "CP ID",
  "Site",
  "Address",
  "Post Code",
  "Latitude",
  "Longitude",
  "Model",
  "Connectors",
] as const;

type Cells = Record<string, string>;

/** The rows of an original by column name; columns without a name are left out. */
function readOriginal(name: string): Cells[] {
  const text = readFileSync(join(originals, name));
  return parse(text, { columns: (header: string[]) => header.map((cell) => cell || false), relax_column_count: true });
}

/** Sessions from the oldest to the newest; users become running numbers in the order in which they first appear. */
function readSessions(): Cells[] {
  const rows = SESSION_FILES.flatMap((name) => readOriginal(name).reverse());
  const numbers = new Map<string, string>();
  return rows.map(({ "User ID": user, ...row }) => {
    if (user && !numbers.has(user)) numbers.set(user, String(numbers.size + 1));
    return { ...row, User: user ? numbers.get(user)! : "" };
  });
}

/** One row per charge point that has sessions, with its commonest site and every connector that was used. */
function locationsOf(sessions: readonly Cells[]): Cells[] {
  const places = new Map(readOriginal("dundee-locations.csv").map((row) => [row["CP ID"], row]));
  const uids = [...new Set(sessions.map((row) => row["CP ID"]!))].filter((uid) => uid !== "").sort();
  return uids.map((uid) => {
    const own = sessions.filter((row) => row["CP ID"] === uid);
    const place = places.get(uid);
    return {
      "CP ID": uid,
      Site: siteName(commonest(own.map((row) => row.Site!))),
      ...addressOf(place?.Address ?? ""),
      Latitude: place ? Number(place.Latitude).toFixed(6) : "",
      Longitude: place ? Number(place.Longitude).toFixed(6) : "",
      Model: commonest(own.map((row) => row.Model!)),
      Connectors: [...new Set(own.map((row) => row.Connector!))].sort().join(" "),
    };
  });
}

function siteName(site: string): string {
  return site.replace(/[.,] Dundee$/, "");
}

function addressOf(address: string): Cells {
  const postCode = /\bDD\d \d[A-Z]{2}\b/.exec(address)?.[0] ?? "";
  const street = address.replace(postCode, "").replace(/[, ]*(Dundee|Broughty Ferry)?[, ]*$/, "");
  return { Address: street, "Post Code": postCode };
}

function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}

const sessions = readSessions();
const csv = stringify(sessions, { header: true, columns: [...SESSION_COLUMNS] });
writeFileSync(join(target, "dundee-sessions.csv.gz"), gzipSync(csv, { level: 9 }));
const places = locationsOf(sessions);
writeFileSync(
  join(target, "dundee-locations.csv"),
  stringify(places, { header: true, columns: [...LOCATION_COLUMNS] }),
);
console.log(`${sessions.length} sessions, ${places.length} charge points`);
