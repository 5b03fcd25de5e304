"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldSet } from "@/components/ui/field";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { EMPTY_TERMS, type TermsFormValues } from "@/lib/contracts/terms-form";
import { change, create, edit } from "./actions";
import { type EvseOption, ExtentFields, type ExtentValues } from "./extent-fields";
import { TermsFields } from "./terms-fields";

type OrganizationOption = { id: string; name: string; currency: string };

const EMPTY_EXTENT: ExtentValues = {
  name: "",
  scope: "all_sites",
  siteIds: [],
  evseIds: [],
  endsIn: "",
  externalReference: "",
};

/** A new contract of a partner: extent and first terms. */
export function NewContractForm({
  partnerId,
  organizations,
  evses,
  month,
}: {
  partnerId: string;
  organizations: readonly OrganizationOption[];
  evses: readonly EvseOption[];
  month: string;
}) {
  const t = useTranslations("contracts");
  const [currency, setCurrency] = useState(organizations[0]?.currency ?? "");
  function choose(id: string) {
    setCurrency(organizations.find((organization) => organization.id === id)?.currency ?? currency);
  }
  return (
    <ActionForm action={create} className="gap-8">
      <input type="hidden" name="partnerId" value={partnerId} />
      <FieldSet legend={t("form.extent")}>
        <div className="grid gap-4 sm:grid-cols-3">
          <FormField name="organizationId" label={t("fields.organization")}>
            <NativeSelect required onChange={(event) => choose(event.target.value)}>
              {organizations.map((organization) => (
                <option key={organization.id} value={organization.id}>
                  {organization.name}
                </option>
              ))}
            </NativeSelect>
          </FormField>
          <FormField name="currency" label={t("fields.currency")}>
            <Input
              required
              maxLength={3}
              value={currency}
              onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            />
          </FormField>
          <FormField name="startsIn" label={t("fields.startsIn")} description={t("form.startsInHint")}>
            <Input type="month" required defaultValue={month} />
          </FormField>
        </div>
        <ExtentFields values={EMPTY_EXTENT} evses={evses} />
      </FieldSet>
      <TermsFields values={EMPTY_TERMS} kindFixed={false} />
      <Reason />
      <Buttons verb={t("form.create")} />
    </ActionForm>
  );
}

/** Name, end and scope of a contract. */
export function EditContractForm({
  contract,
  evses,
}: {
  contract: ExtentValues & { id: string; version: number };
  evses: readonly EvseOption[];
}) {
  const t = useTranslations("contracts");
  return (
    <ActionForm action={edit} className="gap-6">
      <input type="hidden" name="id" value={contract.id} />
      <input type="hidden" name="version" value={contract.version} />
      <ExtentFields values={contract} evses={evses} />
      <Reason />
      <Buttons verb={t("form.save")} />
    </ActionForm>
  );
}

/** The terms of a contract from a month on. */
export function TermsForm({ id, values, month }: { id: string; values: TermsFormValues; month: string }) {
  const t = useTranslations("contracts");
  return (
    <ActionForm action={change} className="gap-8">
      <input type="hidden" name="id" value={id} />
      <FormField
        name="validFrom"
        label={t("fields.validFrom")}
        description={t("form.validFromHint")}
        className="max-w-xs"
      >
        <Input type="month" required defaultValue={month} />
      </FormField>
      <TermsFields values={values} kindFixed />
      <Reason />
      <Buttons verb={t("form.saveVersion")} />
    </ActionForm>
  );
}

function Reason() {
  const t = useTranslations("contracts");
  return (
    <FormField name="reason" label={t("fields.reason")} description={t("form.reasonHint")}>
      <Textarea className="min-h-8" />
    </FormField>
  );
}

function Buttons({ verb }: { verb: string }) {
  const t = useTranslations("contracts");
  return (
    <div className="flex gap-2">
      <SubmitButton>{verb}</SubmitButton>
      <Button variant="ghost" onClick={() => window.history.back()}>
        {t("form.cancel")}
      </Button>
    </div>
  );
}
