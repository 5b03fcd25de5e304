"use client";

import { useTranslations } from "next-intl";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { ChoiceSelect } from "@/components/ui/native-select";

type Choice = { id: string; name: string };

/** A top-up. `id` is its own: the same form sent twice writes it once. */
export function TopUpForm({
  action,
  id,
  today,
  partners,
  organizations,
}: {
  action: FormAction;
  id: string;
  today: string;
  partners: readonly Choice[];
  organizations: readonly Choice[];
}) {
  const t = useTranslations("balances.new");
  return (
    <ActionForm action={action} className="max-w-lg">
      <input type="hidden" name="id" value={id} />
      <FormField name="partnerId" label={t("partner")}>
        <ChoiceSelect choices={partners} />
      </FormField>
      <FormField name="organizationId" label={t("organization")} description={t("organizationHint")}>
        <ChoiceSelect choices={organizations} />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="amount" label={t("amount")} description={t("amountHint")}>
          <Input inputMode="decimal" required />
        </FormField>
        <FormField name="date" label={t("date")} description={t("dateHint")}>
          <Input type="date" defaultValue={today} max={today} required />
        </FormField>
      </div>
      <FormField name="reference" label={t("reference")} description={t("referenceHint")}>
        <Input required maxLength={80} />
      </FormField>
      <FormField name="account" label={t("account")} description={t("accountHint")}>
        <Input maxLength={120} />
      </FormField>
      <FormField name="paidOn" label={t("paidOn")} description={t("paidOnHint")}>
        <Input type="date" max={today} />
      </FormField>
      <div>
        <SubmitButton>{t("submit")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
