/** Writes the demo's tariffs and gives every connector one, but for a few that were forgotten. */
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/insert-rows";
import * as schema from "@/db/schema";
import { OWN } from "./companies";
import type { DemoConnector } from "./insert-sites";
import type { Writing } from "./master-data";
import { WITHOUT_TARIFF } from "./sites";
import { demoTariffs, type TariffKey } from "./tariffs";

export async function insertTariffs(
  { tx, calendar, at, created }: Writing,
  connectors: readonly DemoConnector[],
): Promise<void> {
  const tariffs = demoTariffs(calendar).map((tariff) => ({ ...tariff, id: uuidv7(), currency: currencyOf(tariff) }));
  await insertRows(
    tx,
    schema.tariffs,
    tariffs.map(({ id, name, currency }) => ({
      id,
      kind: "charge_point_rate" as const,
      name,
      currency,
      createdAt: at,
    })),
  );
  const versions = tariffs.flatMap(({ id, currency, market, versions }) =>
    versions.map(({ validFrom, elements }, i) => ({
      id: uuidv7(),
      tariffId: id,
      version: i + 1,
      validFrom,
      sales: { country_code: market, party_id: "TAY", id, currency, elements, last_updated: `${validFrom}T00:00:00Z` },
      createdAt: at,
    })),
  );
  await insertRows(tx, schema.tariffVersions, versions);
  const ids = new Map<TariffKey, string>(tariffs.map(({ key, id }) => [key, id]));
  const priced = connectors.filter(({ uid, connectorId }) => !WITHOUT_TARIFF.has(`${uid}/${connectorId}`));
  const assignments = priced.map(({ id, current, point }) => ({
    id: uuidv7(),
    connectorId: id,
    tariffId: ids.get(current === "DC" ? point.site.dc : point.site.ac)!,
    days: { from: calendar.opened, until: null },
    createdAt: at,
  }));
  await insertRows(tx, schema.tariffAssignments, assignments);
  for (const tariff of tariffs) created("tariff", tariff.id, tariff.name);
}

function currencyOf(tariff: { market: string }): string {
  return OWN.find(({ market }) => market === tariff.market)!.currency;
}
