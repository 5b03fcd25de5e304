"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { ChargePointChoice } from "./charge-point-choice";
import type { CostDraft } from "./cost-draft";
import { type Costs, CostTabs } from "./cost-tabs";

/** A price configuration while it is edited: whom and what it narrows the tariff to, and its own costs. */
export type ConfigurationDraft = {
  key: number;
  issuerId: string;
  ownerId: string;
  evse: { id: string; uid: string } | null;
  connectorStandard: string;
  costs: Costs;
};

export type NarrowingOptions = {
  companies: readonly { id: string; name: string }[];
  standards: readonly string[];
};

type Props = {
  configurations: readonly ConfigurationDraft[];
  options: NarrowingOptions;
  currency: string;
  complete: boolean;
  newCost: () => CostDraft;
  onChange: (configurations: ConfigurationDraft[]) => void;
};

/** Other prices for some sessions: by who issued the token, who owns the station, charge point or connector type. */
export function ConfigurationFields({ configurations, options, currency, complete, newCost, onChange }: Props) {
  const t = useTranslations("tariffs.configuration");
  const nextKey = Math.max(-1, ...configurations.map(({ key }) => key)) + 1;
  const none = { key: nextKey, issuerId: "", ownerId: "", evse: null, connectorStandard: "" };
  return (
    <div className="flex flex-col gap-4">
      {configurations.map((configuration, index) => (
        <section
          key={configuration.key}
          aria-label={t("number", { number: index + 1 })}
          className="flex flex-col gap-4 rounded-lg border p-4"
        >
          <div className="flex items-center justify-between gap-3">
            <h2 className="font-semibold">{t("number", { number: index + 1 })}</h2>
            <Button
              size="sm"
              variant="ghost"
              onClick={() => onChange(configurations.filter((known) => known !== configuration))}
            >
              <Trash2 aria-hidden />
              {t("remove")}
            </Button>
          </div>
          <Narrowing
            configuration={configuration}
            options={options}
            onChange={(next) => onChange(configurations.map((known) => (known === configuration ? next : known)))}
          />
          <CostTabs
            costs={configuration.costs}
            currency={currency}
            complete={complete}
            newCost={newCost}
            noCost={(cost) => t(`unchanged.${cost}`)}
            onChange={(costs) =>
              onChange(configurations.map((known) => (known === configuration ? { ...known, costs } : known)))
            }
          />
        </section>
      ))}
      <div>
        <Button
          size="sm"
          onClick={() => onChange([...configurations, { ...none, costs: { sales: newCost(), purchase: null } }])}
        >
          <Plus aria-hidden />
          {t("add")}
        </Button>
      </div>
    </div>
  );
}

function Narrowing({
  configuration,
  options,
  onChange,
}: {
  configuration: ConfigurationDraft;
  options: NarrowingOptions;
  onChange: (configuration: ConfigurationDraft) => void;
}) {
  const t = useTranslations("tariffs.configuration");
  const companies = options.companies.map(({ id, name }) => ({ value: id, label: name }));
  const standards = [...new Set([...options.standards, configuration.connectorStandard])].filter(Boolean);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Choice
        label={t("issuer")}
        any={t("anyCompany")}
        value={configuration.issuerId}
        options={companies}
        onChange={(issuerId) => onChange({ ...configuration, issuerId })}
      />
      <Choice
        label={t("owner")}
        any={t("anyCompany")}
        value={configuration.ownerId}
        options={companies}
        onChange={(ownerId) => onChange({ ...configuration, ownerId })}
      />
      <ChargePointChoice value={configuration.evse} onChange={(evse) => onChange({ ...configuration, evse })} />
      <Choice
        label={t("connectorStandard")}
        any={t("anyStandard")}
        value={configuration.connectorStandard}
        options={standards.map((standard) => ({ value: standard, label: standard }))}
        onChange={(connectorStandard) => onChange({ ...configuration, connectorStandard })}
      />
    </div>
  );
}

function Choice({
  label,
  any,
  value,
  options,
  onChange,
}: {
  label: string;
  any: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label}>
      <NativeSelect value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
