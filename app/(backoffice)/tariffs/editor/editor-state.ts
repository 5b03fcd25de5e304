/** What the tariff editor holds, and the input of the actions that is made from it. */
import type { TariffOption } from "@/lib/tariffs/tariff-options";
import type { ConfigurationDraft } from "./configuration-fields";
import { draftOf, jsonOf } from "./cost-draft";
import type { Costs } from "./cost-tabs";
import type { EditedVersion } from "./tariff-editor";

export type EditorState = {
  name: string;
  kind: TariffOption["kind"];
  currency: string;
  validFrom: string;
  reason: string;
  costs: Costs;
  configurations: ConfigurationDraft[];
};

/** The editor at the beginning: an empty tariff, or what a version says. */
export function stateOf(version: EditedVersion | null, today: string): EditorState {
  const currency = version?.sales?.currency ?? version?.purchase?.currency ?? "EUR";
  const side = (tariff: EditedVersion["sales"]) => (tariff ? draftOf(tariff, currency) : null);
  return {
    name: "",
    kind: version?.kind ?? "charge_point_rate",
    currency,
    validFrom: today,
    reason: "",
    costs: version
      ? { sales: side(version.sales), purchase: side(version.purchase) }
      : { sales: draftOf(null, currency), purchase: null },
    configurations: (version?.configurations ?? []).map((known, key) => ({
      key,
      issuerId: known.issuerId ?? "",
      ownerId: known.ownerId ?? "",
      evse: known.evseId === null ? null : { id: known.evseId, uid: known.evseUid ?? "" },
      connectorStandard: known.connectorStandard ?? "",
      costs: { sales: side(known.sales), purchase: side(known.purchase) },
    })),
  };
}

/** What both actions take. */
export function inputOf({ validFrom, currency, costs, configurations }: EditorState) {
  const json = ({ sales, purchase }: Costs) => ({
    json: jsonOf(sales, currency),
    purchaseJson: jsonOf(purchase, currency),
  });
  return {
    validFrom,
    ...json(costs),
    configurations: configurations.map((configuration) => ({
      issuerId: configuration.issuerId || null,
      ownerId: configuration.ownerId || null,
      evseId: configuration.evse?.id ?? null,
      connectorStandard: configuration.connectorStandard || null,
      ...json(configuration.costs),
    })),
  };
}
