/** A version as its page tells it: its costs and, beside them, those of its price configurations. */
import type { configurationsOf, TariffVersionRow } from "@/db/queries/tariffs";
import type { Tariff } from "@/lib/tariffs/tariff";

export type Costs = { sales: Tariff | null; purchase: Tariff | null };
export type Configuration = Awaited<ReturnType<typeof configurationsOf>>[number];
export type VersionContent = { version: TariffVersionRow; costs: Costs; configurations: Configuration[] };

export const COST_NAMES = ["sales", "purchase"] as const;

/** The costs of a version, or of a price configuration. Nothing but checked tariffs is ever stored there. */
export function costsOf(row: { sales: unknown; purchase: unknown }): Costs {
  return { sales: row.sales as Tariff | null, purchase: row.purchase as Tariff | null };
}

/** Each version with its configurations, in the order given. */
export function contentsOf(
  versions: readonly TariffVersionRow[],
  configurations: readonly Configuration[],
): VersionContent[] {
  return versions.map((version) => ({
    version,
    costs: costsOf(version),
    configurations: configurations.filter(({ tariffVersionId }) => tariffVersionId === version.id),
  }));
}

/** What a configuration narrows the tariff to, to find the same one in another version. */
export function scopeKey({ issuerId, ownerId, evseId, connectorStandard }: Configuration): string {
  return [issuerId, ownerId, evseId, connectorStandard].join(" ");
}
