/** Writes the demo's sites with their charge points, connectors and owners. */
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/insert-rows";
import * as schema from "@/db/schema";
import { monthToClose } from "./calendar";
import { type CompanyKey, OWN } from "./companies";
import type { Writing } from "./master-data";
import type { ChargePoint } from "./sessions";
import { marketOf, outletOf, SOLD, UNKNOWN_UIDS } from "./sites";

/** A connector, and what decides on its tariff. */
export type DemoConnector = { id: string; uid: string; connectorId: string; current: "AC" | "DC"; point: ChargePoint };

/** @returns the ids of the sites by their name in the data, and the connectors. */
export async function insertSites(
  writing: Writing,
  chargePoints: readonly ChargePoint[],
  companyIds: ReadonlyMap<CompanyKey, string>,
): Promise<{ locationIds: Map<string, string>; connectors: DemoConnector[] }> {
  const { tx, at } = writing;
  const known = chargePoints.filter(({ uid }) => !UNKNOWN_UIDS.has(uid));
  const locationIds = await insertLocations(writing, known);
  const evses = known.map((point) => ({ id: uuidv7(), point }));
  await insertRows(
    tx,
    schema.evses,
    evses.map(({ id, point }) => ({
      id,
      locationId: locationIds.get(point.siteName)!,
      uid: point.uid,
      evseId: `${marketOf(point.site)}*TAY*E${point.uid}`,
      model: point.model,
      createdAt: at,
    })),
  );
  const connectors = evses.flatMap((evse) =>
    evse.point.connectorIds.map((connectorId) => ({
      id: uuidv7(),
      evseId: evse.id,
      connectorId,
      ...outletOf(evse.point.model, connectorId),
      uid: evse.point.uid,
      point: evse.point,
    })),
  );
  await insertRows(tx, schema.connectors, connectors);
  await insertOwners(writing, evses, companyIds);
  return { locationIds, connectors };
}

/** A site has the address and position of the first of its charge points that has one. */
async function insertLocations(
  { tx, at, created }: Writing,
  chargePoints: readonly ChargePoint[],
): Promise<Map<string, string>> {
  const sites = new Map<string, ChargePoint>();
  for (const point of chargePoints) {
    const first = sites.get(point.siteName);
    if (!first || (first.address === "" && point.address !== "")) sites.set(point.siteName, point);
  }
  const rows = [...sites.values()].map((point) => ({ id: uuidv7(), createdAt: at, version: 1, ...placeOf(point) }));
  await insertRows(tx, schema.locations, rows);
  for (const row of rows) created("location", row.id, row.name);
  return new Map([...sites.keys()].map((site, i) => [site, rows[i]!.id]));
}

function placeOf(point: ChargePoint) {
  const country = marketOf(point.site);
  const { timeZone } = OWN.find(({ market }) => market === country)!;
  const { abroad } = point.site;
  if (abroad) {
    const { street, ...place } = abroad;
    const nowhere = { latitude: null, longitude: null };
    return { ...place, address: street, externalId: abroad.name, country, timeZone, ...nowhere };
  }
  const { siteName, address, postalCode, latitude, longitude } = point;
  const place = { address, postalCode, city: "Dundee", latitude, longitude };
  return { externalId: siteName, name: siteName, country, timeZone, ...place };
}

async function insertOwners(
  { tx, calendar, at }: Writing,
  evses: readonly { id: string; point: ChargePoint }[],
  companyIds: ReadonlyMap<CompanyKey, string>,
): Promise<void> {
  const soldFrom = `${monthToClose(calendar)}-${SOLD.onDay}`;
  const rows = evses.flatMap(({ id, point }) => {
    const owned = (owner: CompanyKey, from: string, until: string | null) => ({
      id: uuidv7(),
      evseId: id,
      partnerId: companyIds.get(owner)!,
      days: { from, until },
      createdAt: at,
    });
    if (point.uid !== SOLD.uid) return [owned(point.site.owner, calendar.from, null)];
    return [owned(point.site.owner, calendar.from, soldFrom), owned(SOLD.to, soldFrom, null)];
  });
  await insertRows(tx, schema.evseOwners, rows);
}
