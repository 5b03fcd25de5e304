"use client";

import { useTranslations } from "next-intl";
import { createContext, useContext, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { BASES, CONTRACT_KINDS, type ContractKind } from "@/lib/contracts/terms";
import { EMPTY_TERMS, type TermsFormValues } from "@/lib/contracts/terms-form";

type TextField = { [F in keyof TermsFormValues]: TermsFormValues[F] extends string ? F : never }[keyof TermsFormValues];
type CheckField = Exclude<keyof TermsFormValues, TextField>;

const Values = createContext<TermsFormValues>(EMPTY_TERMS);

/** What a contract says: share, basis and monthly fees first, everything else under "more terms". */
export function TermsFields({ values, kindFixed }: { values: TermsFormValues; kindFixed: boolean }) {
  const t = useTranslations("contracts");
  const [kind, setKind] = useState(values.kind as ContractKind);
  const isShare = kind === "revenue_share";
  return (
    <Values value={values}>
      <FieldSet legend={t("form.terms")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField name="terms.kind" label={t("terms.kind")}>
            <NativeSelect value={kind} onChange={(event) => setKind(event.target.value as ContractKind)}>
              {CONTRACT_KINDS.filter((each) => !kindFixed || each === kind).map((each) => (
                <option key={each} value={each}>
                  {t(`kinds.${each}`)}
                </option>
              ))}
            </NativeSelect>
          </FormField>
          <FormField name="terms.basis" label={t("terms.basis")}>
            <NativeSelect defaultValue={values.basis}>
              {BASES.map((basis) => (
                <option key={basis} value={basis}>
                  {t(`bases.${basis}`)}
                </option>
              ))}
            </NativeSelect>
          </FormField>
          {isShare && <Figure name="acPercent" />}
          {isShare && <Figure name="dcPercent" />}
          {kind === "purchase_price" && <Figure name="discountPercent" />}
          {kind === "payment_facilitation" && <Figure name="handlingPercent" />}
        </div>
      </FieldSet>
      <FieldSet legend={t("form.monthly")}>
        <div className="grid gap-4 sm:grid-cols-3">
          <Figure name="platformFee" />
          <Figure name="acChargerFee" />
          <Figure name="dcChargerFee" />
        </div>
      </FieldSet>
      <details>
        <summary className="font-semibold">{t("form.more")}</summary>
        <div className="mt-4 flex flex-col gap-6">
          {isShare && <ShareTerms />}
          {kind !== "purchase_price" && <SessionFees isShare={isShare} />}
          <FieldSet legend={t("form.limits")}>
            <div className="grid gap-4 sm:grid-cols-2">
              <Figure name="cap" />
              <Figure name="guarantee" />
            </div>
            <Check name="ownUseFree" />
            <Check name="mayBeNegative" />
          </FieldSet>
        </div>
      </details>
    </Values>
  );
}

function ShareTerms() {
  const t = useTranslations("contracts");
  const values = useContext(Values);
  return (
    <>
      <FieldSet legend={t("form.base")}>
        <Check name="connectionFeeExcluded" />
        <div className="grid gap-4 sm:grid-cols-2">
          <Figure name="parkingPercent" />
        </div>
        <div className="grid gap-4 sm:grid-cols-4">
          <Figure name="paymentPercent" />
          <Figure name="paymentFixed" />
          <Figure name="roamingPercent" />
          <Figure name="roamingFixed" />
        </div>
      </FieldSet>
      <FieldSet legend={t("form.electricity")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Figure name="electricityPerKwh" />
          <FormField name="terms.electricityFrom" label={t("terms.electricityFrom")}>
            <Input type="date" defaultValue={values.electricityFrom} />
          </FormField>
        </div>
        <Check name="electricityDeducted" />
        <Check name="electricityReimbursed" />
        <div className="grid gap-4 sm:grid-cols-2">
          <Figure name="taxPerKwh" />
          <FormField name="terms.taxSide" label={t("terms.taxSide")}>
            <NativeSelect defaultValue={values.taxSide}>
              <option value="revenue">{t("taxSides.revenue")}</option>
              <option value="expense">{t("taxSides.expense")}</option>
            </NativeSelect>
          </FormField>
        </div>
      </FieldSet>
    </>
  );
}

function SessionFees({ isShare }: { isShare: boolean }) {
  const t = useTranslations("contracts");
  return (
    <FieldSet legend={t("form.sessionFees")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Figure name="acSessionFee" />
        <Figure name="dcSessionFee" />
        {isShare && <Figure name="acEnergyFee" />}
        {isShare && <Figure name="dcEnergyFee" />}
        {isShare && <Figure name="handlingPercent" />}
      </div>
    </FieldSet>
  );
}

/** A percentage, an amount or a rate; what is left empty is not agreed. */
function Figure({ name }: { name: TextField }) {
  const t = useTranslations("contracts.terms");
  const values = useContext(Values);
  return (
    <FormField name={`terms.${name}`} label={t(name)}>
      <Input inputMode="decimal" defaultValue={values[name]} />
    </FormField>
  );
}

function Check({ name }: { name: CheckField }) {
  const t = useTranslations("contracts.terms");
  const values = useContext(Values);
  return (
    <FormField name={`terms.${name}`} layout="inline" label={t(name)}>
      <Checkbox defaultChecked={values[name]} />
    </FormField>
  );
}
