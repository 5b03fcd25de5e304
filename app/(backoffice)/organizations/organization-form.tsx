"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FieldSet } from "@/components/ui/field";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { OrganizationValues } from "@/lib/companies/organization-input";

export type OrganizationFormProps = {
  action: FormAction;
  organization: OrganizationValues | null;
  /** Our own companies. */
  companies: readonly { id: string; name: string }[];
  locales: readonly { value: string; label: string }[];
};

/** An invoice organization: whose books, in which currency and zone, for which countries. */
export function OrganizationForm({ action, organization, companies, locales }: OrganizationFormProps) {
  const t = useTranslations("organizations");
  return (
    <ActionForm action={action} className="gap-6">
      {organization && <input type="hidden" name="id" value={organization.id} />}
      {organization && <input type="hidden" name="version" value={organization.version} />}
      <FieldSet legend={t("form.who")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField name="name" label={t("fields.name")}>
            <Input required defaultValue={organization?.name} />
          </FormField>
          <FormField name="companyId" label={t("fields.company")} description={t("form.companyHint")}>
            <NativeSelect required defaultValue={organization?.companyId ?? companies[0]?.id}>
              {companies.map((company) => (
                <option key={company.id} value={company.id}>
                  {company.name}
                </option>
              ))}
            </NativeSelect>
          </FormField>
          <FormField name="countries" label={t("fields.countries")} description={t("form.countriesHint")}>
            <Input defaultValue={organization?.countries.join(", ")} placeholder="DE, AT" />
          </FormField>
          <FormField name="locale" label={t("fields.locale")}>
            <NativeSelect defaultValue={organization?.locale}>
              {locales.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          </FormField>
        </div>
      </FieldSet>
      <Books organization={organization} />
      <div className="flex gap-2">
        <SubmitButton>{organization ? t("form.save") : t("form.create")}</SubmitButton>
        <Button variant="ghost" onClick={() => window.history.back()}>
          {t("form.cancel")}
        </Button>
      </div>
    </ActionForm>
  );
}

function Books({ organization }: Pick<OrganizationFormProps, "organization">) {
  const t = useTranslations("organizations");
  return (
    <FieldSet legend={t("form.books")}>
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField name="currency" label={t("fields.currency")}>
          <Input required defaultValue={organization?.currency ?? "EUR"} maxLength={3} />
        </FormField>
        <FormField name="timeZone" label={t("fields.timeZone")} description={t("form.timeZoneHint")}>
          <Input required defaultValue={organization?.timeZone ?? "Europe/Berlin"} list="time-zones" />
        </FormField>
        <FormField name="cutOffDay" label={t("fields.cutOffDay")} description={t("form.cutOffHint")}>
          <Input type="number" min={1} max={28} required defaultValue={organization?.cutOffDay ?? 1} />
        </FormField>
        <FormField
          name="communityDiscount"
          label={t("fields.communityDiscount")}
          description={t("form.communityDiscountHint")}
        >
          <Input inputMode="decimal" defaultValue={organization ? organization.communityDiscount / 100 : ""} />
        </FormField>
        <FormField
          name="communityDiscountFrom"
          label={t("fields.communityDiscountFrom")}
          description={t("form.communityDiscountFromHint")}
        >
          <Input type="date" />
        </FormField>
      </div>
    </FieldSet>
  );
}
