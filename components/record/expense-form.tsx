"use client";

import { useTranslations } from "next-intl";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { ChoiceSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";

type Choice = { id: string; name: string };

/** An expense that no contract says. `id` is the record's own: the same form sent twice writes it once. */
export function ExpenseForm({
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
  const t = useTranslations("expenses.new");
  return (
    <ActionForm action={action} className="max-w-lg">
      <input type="hidden" name="id" value={id} />
      <FormField name="partnerId" label={t("partner")}>
        <ChoiceSelect choices={partners} />
      </FormField>
      <FormField name="organizationId" label={t("organization")} description={t("organizationHint")}>
        <ChoiceSelect choices={organizations} />
      </FormField>
      <FormField name="date" label={t("date")}>
        <Input type="date" defaultValue={today} max={today} required />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="quantity" label={t("quantity")}>
          <Input inputMode="decimal" defaultValue="1" required />
        </FormField>
        <FormField name="unitPrice" label={t("unitPrice")}>
          <Input inputMode="decimal" required />
        </FormField>
      </div>
      <FormField name="reason" label={t("reason")}>
        <Textarea required maxLength={500} />
      </FormField>
      <div>
        <SubmitButton>{t("submit")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
