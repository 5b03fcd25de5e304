import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { checkTariff } from "@/lib/tariffs/check";
import type { Tariff } from "@/lib/tariffs/tariff";
import { TariffSentences } from "../tariff-sentences";
import { TariffWarnings } from "../tariff-warnings";
import { COST_NAMES, type Configuration, costsOf, type VersionContent } from "./version-content";

/** Everything a version says: sales and purchase cost, and what price configurations say instead. */
export function VersionText({ content, checked = false }: { content: VersionContent; checked?: boolean }) {
  const t = useTranslations("tariffs");
  return (
    <div className="flex flex-col gap-4">
      {COST_NAMES.map((cost) => {
        const tariff = content.costs[cost];
        return tariff && <Cost key={cost} title={t(`cost.${cost}`)} tariff={tariff} checked={checked} />;
      })}
      {content.configurations.map((configuration) => (
        <ConfigurationText key={configuration.id} configuration={configuration} />
      ))}
    </div>
  );
}

function Cost({ title, tariff, checked }: { title: ReactNode; tariff: Tariff; checked: boolean }) {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-medium text-[0.8125rem] text-muted-foreground">{title}</h3>
      <TariffSentences tariff={tariff} />
      {checked && <TariffWarnings warnings={checkTariff(tariff)} />}
    </div>
  );
}

function ConfigurationText({ configuration }: { configuration: Configuration }) {
  const t = useTranslations("tariffs");
  const scope = useScopeText();
  const costs = costsOf(configuration);
  return (
    <div className="flex flex-col gap-1 border-l-2 pl-4">
      <h3 className="font-medium">{scope(configuration)}</h3>
      {COST_NAMES.map((cost) => {
        const tariff = costs[cost];
        return tariff && <Cost key={cost} title={t(`cost.${cost}`)} tariff={tariff} checked={false} />;
      })}
    </div>
  );
}

/** "Token issued by Acme, connector type CHADEMO" */
export function useScopeText(): (configuration: Configuration) => string {
  const t = useTranslations("tariffs.configuration");
  return ({ issuerName, ownerName, evseUid, connectorStandard }) =>
    [
      issuerName && `${t("issuer")} ${issuerName}`,
      ownerName && `${t("owner")} ${ownerName}`,
      evseUid && `${t("chargePoint")} ${evseUid}`,
      connectorStandard && `${t("connectorStandard")} ${connectorStandard}`,
    ]
      .filter(Boolean)
      .join(", ");
}
