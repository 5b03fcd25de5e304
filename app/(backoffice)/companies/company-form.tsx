"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { CompanyValues } from "@/lib/companies/company-values";
import type { CountryOption } from "@/lib/input/countries";
import { BankFields } from "./bank-fields";

export type CompanyFormProps = {
  action: FormAction;
  /** The company that is changed; null for a new one. */
  company: CompanyValues | null;
  parents: readonly { id: string; name: string }[];
  locales: readonly { value: string; label: string }[];
  countries: readonly CountryOption[];
};

/** Master data of a company: who it is, where it hangs, where its documents and its money go. */
export function CompanyForm({ action, company, parents, locales, countries }: CompanyFormProps) {
  const t = useTranslations("companies");
  const [isEmp, setIsEmp] = useState(company?.isEmp ?? false);
  return (
    <ActionForm action={action} className="gap-8">
      {company && <input type="hidden" name="id" value={company.id} />}
      {company && <input type="hidden" name="version" value={company.version} />}
      <FieldSet legend={t("form.who")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField name="name" label={t("fields.name")}>
            <Input required defaultValue={company?.name} />
          </FormField>
          <FormField name="legalName" label={t("fields.legalName")} description={t("form.legalNameHint")}>
            <Input defaultValue={company?.legalName} />
          </FormField>
          <FormField name="parentId" label={t("fields.parent")}>
            <NativeSelect defaultValue={company?.parentId ?? ""}>
              <option value="">{t("form.noParent")}</option>
              {parents.map((parent) => (
                <option key={parent.id} value={parent.id}>
                  {parent.name}
                </option>
              ))}
            </NativeSelect>
          </FormField>
          <FormField name="externalReference" label={t("fields.reference")} description={t("form.referenceHint")}>
            <Input defaultValue={company?.externalReference ?? ""} />
          </FormField>
        </div>
        <div className="flex flex-col gap-2.5">
          <FormField name="isPartner" layout="inline" label={t("form.isPartner")}>
            <Checkbox defaultChecked={company?.isPartner ?? true} />
          </FormField>
          <FormField name="isEmp" layout="inline" label={t("form.isEmp")}>
            <Checkbox defaultChecked={isEmp} onChange={(event) => setIsEmp(event.target.checked)} />
          </FormField>
          <FormField name="isOwn" layout="inline" label={t("form.isOwn")}>
            <Checkbox defaultChecked={company?.isOwn} />
          </FormField>
          <FormField name="isPerson" layout="inline" label={t("form.isPerson")}>
            <Checkbox defaultChecked={company?.isPerson} />
          </FormField>
        </div>
        {isEmp && (
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField name="roaming" label={t("fields.roaming")}>
              <NativeSelect defaultValue={company?.roaming ?? "hub"}>
                <option value="hub">{t("roaming.hub")}</option>
                <option value="bilateral">{t("roaming.bilateral")}</option>
              </NativeSelect>
            </FormField>
            <FormField name="parties" label={t("fields.parties")} description={t("form.partiesHint")}>
              <Textarea defaultValue={company?.parties} className="min-h-8" />
            </FormField>
          </div>
        )}
      </FieldSet>
      <AddressFields company={company} locales={locales} countries={countries} />
      <BankFields company={company} />
      <div className="flex gap-2">
        <SubmitButton>{company ? t("form.save") : t("form.create")}</SubmitButton>
        <Button variant="ghost" onClick={() => window.history.back()}>
          {t("form.cancel")}
        </Button>
      </div>
    </ActionForm>
  );
}

function AddressFields({ company, locales, countries }: Pick<CompanyFormProps, "company" | "locales" | "countries">) {
  const t = useTranslations("companies");
  return (
    <FieldSet legend={t("form.address")}>
      <div className="grid gap-4 sm:grid-cols-6">
        <FormField name="street" label={t("fields.street")} className="sm:col-span-6">
          <Input autoComplete="off" defaultValue={company?.street} />
        </FormField>
        <FormField name="postalCode" label={t("fields.postalCode")} className="sm:col-span-2">
          <Input defaultValue={company?.postalCode} />
        </FormField>
        <FormField name="city" label={t("fields.city")} className="sm:col-span-2">
          <Input defaultValue={company?.city} />
        </FormField>
        <FormField name="country" label={t("fields.country")} className="sm:col-span-2">
          <NativeSelect required defaultValue={company?.country ?? ""}>
            <option value="" disabled />
            {countries.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField name="email" label={t("fields.email")} className="sm:col-span-3">
          <Input type="email" defaultValue={company?.email ?? ""} />
        </FormField>
        <FormField name="phone" label={t("fields.phone")} className="sm:col-span-3">
          <Input type="tel" defaultValue={company?.phone ?? ""} />
        </FormField>
        <FormField
          name="locale"
          label={t("fields.locale")}
          description={t("form.localeHint")}
          className="sm:col-span-3"
        >
          <NativeSelect defaultValue={company?.locale ?? ""}>
            <option value="">{t("form.localeOfOrganization")}</option>
            {locales.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </FormField>
      </div>
    </FieldSet>
  );
}
