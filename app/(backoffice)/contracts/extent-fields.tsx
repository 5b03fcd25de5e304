"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { CONTRACT_SCOPES, type ContractScopeKind } from "@/lib/contracts/scope-kinds";

export type EvseOption = { id: string; uid: string; locationId: string; locationName: string };
export type ExtentValues = {
  name: string;
  scope: ContractScopeKind;
  siteIds: readonly string[];
  evseIds: readonly string[];
  endsIn: string;
  renewalMonths: string;
  noticeMonths: string;
  noticeGivenOn: string;
  externalReference: string;
};

/** The form of a new contract. */
export const EMPTY_EXTENT: ExtentValues = {
  name: "",
  scope: "all_sites",
  siteIds: [],
  evseIds: [],
  endsIn: "",
  renewalMonths: "",
  noticeMonths: "",
  noticeGivenOn: "",
  externalReference: "",
};

/** What a contract is called, until when it holds, whether it goes on, and which sites or EVSEs it covers. */
export function ExtentFields({
  values,
  evses,
  noticeShown = false,
}: {
  values: ExtentValues;
  evses: readonly EvseOption[];
  /** Nobody gives notice of a contract that is being written. */
  noticeShown?: boolean;
}) {
  const t = useTranslations("contracts");
  const [scope, setScope] = useState(values.scope);
  const sites = [...new Map(evses.map((evse) => [evse.locationId, evse.locationName]))];
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField name="name" label={t("fields.name")}>
          <Input required defaultValue={values.name} />
        </FormField>
        <FormField name="endsIn" label={t("fields.endsIn")} description={t("form.endsInHint")}>
          <Input type="month" defaultValue={values.endsIn} />
        </FormField>
        <FormField name="externalReference" label={t("fields.reference")}>
          <Input defaultValue={values.externalReference} />
        </FormField>
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField name="renewalMonths" label={t("fields.renewalMonths")} description={t("form.renewalHint")}>
          <Input inputMode="numeric" defaultValue={values.renewalMonths} />
        </FormField>
        <FormField name="noticeMonths" label={t("fields.noticeMonths")} description={t("form.noticeHint")}>
          <Input inputMode="numeric" defaultValue={values.noticeMonths} />
        </FormField>
        {noticeShown && (
          <FormField name="noticeGivenOn" label={t("fields.noticeGivenOn")} description={t("form.noticeGivenHint")}>
            <Input type="date" defaultValue={values.noticeGivenOn} />
          </FormField>
        )}
      </div>
      <FieldSet legend={t("form.scope")}>
        <FormField name="scope" label={t("fields.scope")} description={t("form.scopeHint")} className="max-w-xs">
          <NativeSelect value={scope} onChange={(event) => setScope(event.target.value as ContractScopeKind)}>
            {CONTRACT_SCOPES.map((each) => (
              <option key={each} value={each}>
                {t(`scopes.${each}`)}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        {scope === "chosen_sites" && (
          <Choices
            name="siteIds[]"
            chosen={values.siteIds}
            options={sites.map(([id, name]) => ({ id, label: name }))}
          />
        )}
        {scope === "chosen_evses" && (
          <Choices
            name="evseIds[]"
            chosen={values.evseIds}
            options={evses.map((evse) => ({ id: evse.id, label: `${evse.locationName} · ${evse.uid}` }))}
          />
        )}
      </FieldSet>
    </>
  );
}

function Choices({
  name,
  chosen,
  options,
}: {
  name: string;
  chosen: readonly string[];
  options: readonly { id: string; label: string }[];
}) {
  const t = useTranslations("contracts");
  if (options.length === 0) return <p className="text-muted-foreground">{t("form.nothingOwned")}</p>;
  return (
    <div className="grid max-h-72 gap-2 overflow-y-auto rounded-md border p-3 sm:grid-cols-2">
      {options.map((option) => (
        <Field key={option.id} layout="inline" label={option.label}>
          <Checkbox name={name} value={option.id} defaultChecked={chosen.includes(option.id)} />
        </Field>
      ))}
    </div>
  );
}
