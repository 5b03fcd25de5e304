"use client";

import { useTranslations } from "next-intl";
import { useContext, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormField, useFaultyFields } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ContractKind } from "@/lib/contracts/terms";
import { TIER_MEASURES } from "@/lib/contracts/terms-form";
import { COMPONENTS } from "@/lib/rating/types";
import { Check, Figure, RowList, TermsGroup, TermsValues } from "./terms-inputs";

const PAIR = "grid gap-4 sm:grid-cols-2";

/** Step 2 of the waterfall: what is shared at all. */
export function BaseTerms() {
  const t = useTranslations("contracts");
  const { values } = useContext(TermsValues);
  const isFaulty = useFaultyFields().includes("terms.components");
  return (
    <TermsGroup
      title={t("form.base")}
      hint={t("form.baseHint")}
      fields={["components", "connectionFeeExcluded", "parkingPercent"]}
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium">{t("terms.components")}</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {COMPONENTS.map((component) => (
            <Field key={component} layout="inline" label={t(`components.${component}`)}>
              <Checkbox
                name="terms.components[]"
                value={component}
                defaultChecked={values.components.includes(component)}
              />
            </Field>
          ))}
        </div>
        {isFaulty && <p className="text-danger text-xs">{t("errors.noComponent")}</p>}
      </fieldset>
      <Check name="connectionFeeExcluded" />
      <div className={PAIR}>
        <Figure name="parkingPercent" />
      </div>
    </TermsGroup>
  );
}

/** Step 3. */
export function FeeTerms() {
  const t = useTranslations("contracts");
  return (
    <TermsGroup
      title={t("form.fees")}
      hint={t("form.feesHint")}
      fields={["paymentPercent", "paymentFixed", "roamingPercent", "roamingFixed"]}
    >
      <div className={PAIR}>
        <Figure name="paymentPercent" />
        <Figure name="paymentFixed" />
        <Figure name="roamingPercent" />
        <Figure name="roamingFixed" />
      </div>
    </TermsGroup>
  );
}

/** Steps 4 and 7: deducted first, reimbursed on top, or both. */
export function ElectricityTerms() {
  const t = useTranslations("contracts");
  const { values } = useContext(TermsValues);
  return (
    <TermsGroup
      title={t("form.electricity")}
      hint={t("form.electricityHint")}
      fields={["rates", "electricityDeducted", "electricityReimbursed", "taxPerKwh"]}
    >
      <RowList name="rates" add={t("form.addRate")}>
        {(path, index) => {
          const rate = index === null ? null : values.rates[index];
          return (
            <>
              <FormField name={`${path}.from`} label={t("terms.rateFrom")}>
                <Input type="date" defaultValue={rate?.from} />
              </FormField>
              <FormField name={`${path}.perKwh`} label={t("terms.ratePerKwh")}>
                <Input inputMode="decimal" defaultValue={rate?.perKwh} />
              </FormField>
            </>
          );
        }}
      </RowList>
      <Check name="electricityDeducted" />
      <Check name="electricityReimbursed" />
      <div className={PAIR}>
        <Figure name="taxPerKwh" />
        <FormField name="terms.taxSide" label={t("terms.taxSide")}>
          <NativeSelect defaultValue={values.taxSide}>
            <option value="revenue">{t("taxSides.revenue")}</option>
            <option value="expense">{t("taxSides.expense")}</option>
          </NativeSelect>
        </FormField>
      </div>
    </TermsGroup>
  );
}

/** Step 6 (D10). */
export function RecipientTerms({ partners }: { partners: readonly { id: string; name: string }[] }) {
  const t = useTranslations("contracts");
  const { values } = useContext(TermsValues);
  return (
    <TermsGroup title={t("form.recipients")} hint={t("form.recipientsHint")} fields={["recipients"]}>
      <RowList name="recipients" add={t("form.addRecipient")}>
        {(path, index) => {
          const recipient = index === null ? null : values.recipients[index];
          return (
            <>
              <FormField name={`${path}.partnerId`} label={t("terms.recipient")}>
                <NativeSelect defaultValue={recipient?.partnerId ?? ""}>
                  <option value="">{t("form.choose")}</option>
                  {partners.map((partner) => (
                    <option key={partner.id} value={partner.id}>
                      {partner.name}
                    </option>
                  ))}
                </NativeSelect>
              </FormField>
              <FormField name={`${path}.percent`} label={t("terms.recipientPercent")}>
                <Input inputMode="decimal" defaultValue={recipient?.percent} />
              </FormField>
            </>
          );
        }}
      </RowList>
    </TermsGroup>
  );
}

/** Step 8. */
export function SessionFeeTerms({ kind }: { kind: ContractKind }) {
  const t = useTranslations("contracts");
  const isShare = kind === "revenue_share";
  return (
    <TermsGroup
      title={t("form.sessionFees")}
      hint={t("form.sessionFeesHint")}
      fields={[
        "acSessionFee",
        "dcSessionFee",
        "acEnergyFee",
        "dcEnergyFee",
        ...(isShare ? (["handlingPercent"] as const) : []),
      ]}
    >
      <div className={PAIR}>
        <Figure name="acSessionFee" />
        <Figure name="dcSessionFee" />
        {isShare && <Figure name="acEnergyFee" />}
        {isShare && <Figure name="dcEnergyFee" />}
        {isShare && <Figure name="handlingPercent" />}
      </div>
    </TermsGroup>
  );
}

/** What is owed once per month (A11–A13). */
export function MonthlyFeeTerms() {
  const t = useTranslations("contracts");
  return (
    <TermsGroup
      title={t("form.monthly")}
      hint={t("form.monthlyHint")}
      fields={["platformFee", "acChargerFee", "dcChargerFee"]}
    >
      <div className="grid gap-4 sm:grid-cols-3">
        <Figure name="platformFee" />
        <Figure name="acChargerFee" />
        <Figure name="dcChargerFee" />
      </div>
    </TermsGroup>
  );
}

/** Tiers, cap and guarantee of a month (D11). */
export function MonthTerms() {
  const t = useTranslations("contracts");
  const { values } = useContext(TermsValues);
  const [measure, setMeasure] = useState(values.tierMeasure);
  const list = measure === "energy" ? "energyBands" : "revenueBands";
  return (
    <TermsGroup
      title={t("form.limits")}
      hint={t("form.limitsHint")}
      fields={["revenueBands", "energyBands", "cap", "guarantee"]}
    >
      <div className={PAIR}>
        <FormField name="terms.tierMeasure" label={t("terms.tierMeasure")}>
          <NativeSelect value={measure} onChange={(event) => setMeasure(event.target.value)}>
            {TIER_MEASURES.map((each) => (
              <option key={each} value={each}>
                {t(`tierMeasures.${each}`)}
              </option>
            ))}
          </NativeSelect>
        </FormField>
      </div>
      <RowList key={list} name={list} add={t("form.addBand")}>
        {(path, index) => {
          const band = index === null ? null : values[list][index];
          return (
            <>
              <FormField name={`${path}.above`} label={t(`terms.${list}Above`)}>
                <Input inputMode="decimal" defaultValue={band?.above} />
              </FormField>
              <FormField name={`${path}.extra`} label={t(`terms.${list}Extra`)}>
                <Input inputMode="decimal" defaultValue={band?.extra} />
              </FormField>
            </>
          );
        }}
      </RowList>
      <div className={PAIR}>
        <Figure name="cap" />
        <Figure name="guarantee" />
      </div>
    </TermsGroup>
  );
}

export function ExceptionTerms() {
  const t = useTranslations("contracts");
  return (
    <TermsGroup title={t("form.exceptions")} hint={t("form.exceptionsHint")} fields={["ownUseFree", "mayBeNegative"]}>
      <Check name="ownUseFree" />
      <Check name="mayBeNegative" />
    </TermsGroup>
  );
}
