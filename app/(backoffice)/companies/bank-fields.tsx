"use client";

import { useTranslations } from "next-intl";
import { FieldSet } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { CompanyValues } from "@/lib/companies/company-values";

/** Tax numbers and the bank account that payouts go to. */
export function BankFields({ company }: { company: CompanyValues | null }) {
  const t = useTranslations("companies");
  return (
    <FieldSet legend={t("form.taxAndBank")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="vatId" label={t("fields.vatId")} description={t("form.vatIdHint")}>
          <Input defaultValue={company?.vatId ?? ""} placeholder="DE123456789" />
        </FormField>
        <FormField name="taxNumber" label={t("fields.taxNumber")}>
          <Input defaultValue={company?.taxNumber ?? ""} />
        </FormField>
        <FormField name="iban" label={t("fields.iban")}>
          <Input defaultValue={company?.iban ?? ""} />
        </FormField>
        <FormField name="bic" label={t("fields.bic")}>
          <Input defaultValue={company?.bic ?? ""} />
        </FormField>
        <FormField name="bankName" label={t("fields.bankName")}>
          <Input defaultValue={company?.bankName ?? ""} />
        </FormField>
      </div>
    </FieldSet>
  );
}
