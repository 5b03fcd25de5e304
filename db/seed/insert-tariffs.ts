/** Writes the demo's tariffs and gives every connector a rate, but for a few that were forgotten. */
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/insert-rows";
import * as schema from "@/db/schema";
import { type CompanyKey, OWN } from "./companies";
import type { DemoConnector } from "./insert-sites";
import type { Writing } from "./master-data";
import { WITHOUT_TARIFF } from "./sites";
import { type DemoTariff, demoTariffs } from "./tariffs";

type Stored = DemoTariff & { id: string; currency: string };

/** @returns the ids of the tariffs. */
export async function insertTariffs(
  writing: Writing,
  connectors: readonly DemoConnector[],
  companyIds: ReadonlyMap<CompanyKey, string>,
): Promise<ReadonlyMap<DemoTariff["key"], string>> {
  const { tx, calendar, at, created } = writing;
  const tariffs = demoTariffs(calendar).map((tariff) => ({ ...tariff, id: uuidv7(), currency: currencyOf(tariff) }));
  await insertRows(
    tx,
    schema.tariffs,
    tariffs.map(({ id, kind, name, currency }) => ({ id, kind, name, currency, createdAt: at })),
  );
  await insertVersions(writing, tariffs, companyIds);
  const ids = new Map(tariffs.map(({ key, id }) => [key, id]));
  const assigned = (connectorId: string, key: DemoTariff["key"], kind: "charge_point_rate" | "community") => ({
    id: uuidv7(),
    connectorId,
    tariffId: ids.get(key)!,
    kind,
    days: { from: calendar.opened, until: null },
    createdAt: at,
  });
  const priced = connectors.filter(({ uid, connectorId }) => !WITHOUT_TARIFF.has(`${uid}/${connectorId}`));
  await insertRows(
    tx,
    schema.tariffAssignments,
    priced.flatMap(({ id, current, point: { site } }) => [
      assigned(id, current === "DC" ? site.dc : site.ac, "charge_point_rate"),
      ...(site.community ? [assigned(id, site.community, "community")] : []),
    ]),
  );
  for (const tariff of tariffs) created("tariff", tariff.id, tariff.name);
  return ids;
}

async function insertVersions(
  { tx, at }: Writing,
  tariffs: readonly Stored[],
  companyIds: ReadonlyMap<CompanyKey, string>,
): Promise<void> {
  const versions = tariffs.flatMap((tariff) =>
    tariff.versions.map((version, i) => ({ ...version, tariff, id: uuidv7(), version: i + 1 })),
  );
  await insertRows(
    tx,
    schema.tariffVersions,
    versions.map(({ id, version, validFrom, tariff, elements, purchase }) => ({
      id,
      tariffId: tariff.id,
      version,
      validFrom,
      sales: ocpiTariff(tariff, validFrom, elements),
      purchase: purchase ? ocpiTariff(tariff, validFrom, purchase) : null,
      createdAt: at,
    })),
  );
  await insertRows(
    tx,
    schema.tariffPriceConfigurations,
    versions.flatMap(({ id, tariff, validFrom, purchaseByIssuer = [] }) =>
      purchaseByIssuer.map(({ issuer, elements }) => ({
        id: uuidv7(),
        tariffVersionId: id,
        issuerId: companyIds.get(issuer)!,
        purchase: ocpiTariff(tariff, validFrom, elements),
      })),
    ),
  );
}

function ocpiTariff({ id, market, currency }: Stored, validFrom: string, elements: readonly object[]) {
  return { country_code: market, party_id: "TAY", id, currency, elements, last_updated: `${validFrom}T00:00:00Z` };
}

function currencyOf(tariff: { market: string }): string {
  return OWN.find(({ market }) => market === tariff.market)!.currency;
}
