/** Reads the tariffs that price CDRs, part of the `Reference`. */
import { isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { salesTariffAssignments, tariffAssignments, tariffPriceConfigurations, tariffVersions } from "@/db/schema";
import type { DayRange } from "@/db/schema/columns";
import type { Dated, Reference } from "@/lib/records/reference";
import type { PriceConfiguration, PricedTariff, PricedTariffVersion } from "@/lib/tariffs/choose-tariff";
import { parseTariff, type TariffVersion } from "@/lib/tariffs/tariff";
import { groupInto } from "./group-into";

type LoadedTariffs = Pick<
  Reference,
  "tariffsById" | "tariffsByConnector" | "communityTariffsByConnector" | "salesTariffsByCompany"
>;

/** Every tariff, and who has which on which days. */
export async function loadTariffs(tx: Tx): Promise<LoadedTariffs> {
  const tariffsById = await loadTariffVersions(tx);
  const atConnectors = await tx.select().from(tariffAssignments);
  const ofCompanies = await tx.select().from(salesTariffAssignments).where(isNotNull(salesTariffAssignments.companyId));
  const dated = (row: { tariffId: string; days: DayRange }): Dated<{ tariff: PricedTariff }> => ({
    tariff: tariffsById.get(row.tariffId) ?? { id: row.tariffId, versions: [] },
    ...row.days,
  });
  const ofKind = (kind: (typeof atConnectors)[number]["kind"]) =>
    groupInto(
      atConnectors.filter((row) => row.kind === kind),
      (row) => [row.connectorId, dated(row)],
    );
  return {
    tariffsById,
    tariffsByConnector: ofKind("charge_point_rate"),
    communityTariffsByConnector: ofKind("community"),
    salesTariffsByCompany: groupInto(ofCompanies, (row) => [row.companyId!, dated(row)]),
  };
}

async function loadTariffVersions(tx: Tx): Promise<Map<string, PricedTariff>> {
  const configurations = groupInto(
    await tx.select().from(tariffPriceConfigurations),
    ({ tariffVersionId, ...row }): [string, PriceConfiguration] => [
      tariffVersionId,
      { ...row, ...costsOf(tariffVersionId, row) },
    ],
  );
  const versions = groupInto(await tx.select().from(tariffVersions), (row): [string, PricedTariffVersion] => [
    row.tariffId,
    {
      id: row.id,
      version: row.version,
      validFrom: row.validFrom,
      ...costsOf(row.id, row),
      configurations: configurations.get(row.id) ?? [],
    },
  ]);
  return new Map([...versions].map(([id, list]) => [id, { id, versions: list }]));
}

function costsOf(versionId: string, { sales, purchase }: { sales: unknown; purchase: unknown }) {
  return {
    sales: sales === null ? null : storedTariff(versionId, sales),
    purchase: purchase === null ? null : storedTariff(versionId, purchase),
  };
}

/** A stored tariff was validated when it was saved; one that is not valid now is a bug. */
function storedTariff(versionId: string, json: unknown): TariffVersion {
  const parsed = parseTariff(json);
  if (!parsed.ok) throw new Error(`tariff version ${versionId} is not a tariff: ${JSON.stringify(parsed.problems)}`);
  return { versionId, tariff: parsed.tariff };
}
