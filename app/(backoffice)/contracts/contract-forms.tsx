"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldSet } from "@/components/ui/field";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import type { SimulatedMonths } from "@/lib/contracts/simulation-input";
import type { TermsFormValues } from "@/lib/contracts/terms-form-values";
import { change, create, edit, simulateChange, simulateNew } from "./actions";
import { EMPTY_EXTENT, type EvseOption, ExtentFields, type ExtentValues } from "./extent-fields";
import { MonthFields } from "./simulations/[id]/month-fields";
import { TermsFields } from "./terms-fields";
import { TermsPreview } from "./terms-preview";
import { useTermsPreview } from "./use-terms-preview";

type Choice = { id: string; name: string };
type OrganizationOption = Choice & { currency: string };

/** What every form of terms knows besides the terms. */
export type TermsFormFacts = {
  values: TermsFormValues;
  partner: Choice;
  /** Other partners, as further recipients. */
  partners: readonly Choice[];
  today: IsoDate;
  /** The number that the terms would have. */
  version: number;
};

/** The button that was pressed decides whether the form writes a contract or tries one out. */
const SIMULATE = "simulate";
function either(write: FormAction, simulate: FormAction): FormAction {
  return (state, form) => (form.get("intent") === SIMULATE ? simulate(state, form) : write(state, form));
}
const createOrSimulate = either(create, simulateNew);
const changeOrSimulate = either(change, simulateChange);

/** A new contract of a partner: extent and first terms. */
export function NewContractForm({
  organizations,
  evses,
  month,
  ...facts
}: TermsFormFacts & { organizations: readonly OrganizationOption[]; evses: readonly EvseOption[]; month: Month }) {
  const t = useTranslations("contracts");
  const [currency, setCurrency] = useState(organizations[0]?.currency ?? "");
  function choose(id: string) {
    setCurrency(organizations.find((organization) => organization.id === id)?.currency ?? currency);
  }
  return (
    <TermsEditor
      action={createOrSimulate}
      currency={currency}
      kindFixed={false}
      decision={<Decision verb={t("form.create")} />}
      {...facts}
    >
      <input type="hidden" name="partnerId" value={facts.partner.id} />
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
    </TermsEditor>
  );
}

/** The terms of a contract from a month on. */
export function TermsForm({
  id,
  currency,
  month,
  ...facts
}: TermsFormFacts & { id: string; currency: string; month: Month }) {
  const t = useTranslations("contracts");
  return (
    <TermsEditor
      action={changeOrSimulate}
      currency={currency}
      kindFixed
      decision={<Decision verb={t("form.saveVersion")} />}
      {...facts}
    >
      <input type="hidden" name="id" value={id} />
      <FormField
        name="validFrom"
        label={t("fields.validFrom")}
        description={t("form.validFromHint")}
        className="max-w-xs"
      >
        <Input type="month" required defaultValue={month} />
      </FormField>
    </TermsEditor>
  );
}

/** Other terms, only to see what they would have given. */
export function SimulateForm({
  id,
  currency,
  months,
  ...facts
}: TermsFormFacts & { id: string; currency: string; months: SimulatedMonths }) {
  const t = useTranslations("contracts");
  const verb = <SubmitButton className="self-start">{t("simulation.start")}</SubmitButton>;
  return (
    <TermsEditor action={simulateChange} currency={currency} kindFixed={false} decision={verb} {...facts}>
      <input type="hidden" name="id" value={id} />
      <MonthFields months={months} />
    </TermsEditor>
  );
}

/** Fields on the left, what they mean for the partner on the right. */
function TermsEditor({
  action,
  values,
  partner,
  partners,
  today,
  version,
  currency,
  kindFixed,
  decision,
  children,
}: TermsFormFacts & {
  action: FormAction;
  currency: string;
  kindFixed: boolean;
  /** What stands below the terms: why they change, and the buttons. */
  decision: ReactNode;
  children: ReactNode;
}) {
  const preview = useTermsPreview(values);
  const names = new Map([partner, ...partners].map((each) => [each.id, each.name]));
  return (
    <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,44rem)_minmax(20rem,30rem)]">
      <ActionForm action={action} onChange={preview.read} className="gap-8">
        {children}
        <TermsFields values={values} kindFixed={kindFixed} partners={partners} onRows={preview.onRows} />
        {decision}
      </ActionForm>
      <TermsPreview
        {...preview}
        currency={currency}
        partner={partner.name}
        partnerNames={names}
        today={today}
        version={version}
      />
    </div>
  );
}

/** Why the terms hold, and the buttons: write them, try them out, or leave. */
function Decision({ verb }: { verb: string }) {
  const t = useTranslations("contracts");
  return (
    <>
      <Reason />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{verb}</SubmitButton>
        <SubmitButton variant="secondary" name="intent" value={SIMULATE}>
          {t("form.simulate")}
        </SubmitButton>
        <Cancel />
      </div>
    </>
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
      <ExtentFields values={contract} evses={evses} noticeShown />
      <Reason />
      <div className="flex gap-2">
        <SubmitButton>{t("form.save")}</SubmitButton>
        <Cancel />
      </div>
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

function Cancel() {
  const t = useTranslations("contracts");
  return (
    <Button variant="ghost" onClick={() => window.history.back()}>
      {t("form.cancel")}
    </Button>
  );
}
