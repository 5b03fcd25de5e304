"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { FieldSet } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { NativeSelect } from "@/components/ui/native-select";
import { BASES, CONTRACT_KINDS, type ContractKind } from "@/lib/contracts/terms";
import type { TermsFormValues } from "@/lib/contracts/terms-form-values";
import {
  BaseTerms,
  ElectricityTerms,
  ExceptionTerms,
  FeeTerms,
  MonthlyFeeTerms,
  MonthTerms,
  RecipientTerms,
  SessionFeeTerms,
} from "./terms-groups";
import { Figure, TermsValues } from "./terms-inputs";

/**
 * What a contract says: kind, basis and percentages at once, everything else folded below in the order in which the
 * terms act (lib/contracts/split). `onRows` is called when rows come or go, which no change event tells.
 */
export function TermsFields({
  values,
  kindFixed,
  partners,
  onRows,
}: {
  values: TermsFormValues;
  kindFixed: boolean;
  partners: readonly { id: string; name: string }[];
  onRows: (inside: Element) => void;
}) {
  const t = useTranslations("contracts");
  const [kind, setKind] = useState(values.kind as ContractKind);
  const context = useMemo(() => ({ values, onRows }), [values, onRows]);
  const isShare = kind === "revenue_share";
  return (
    <TermsValues value={context}>
      <FieldSet legend={t("form.terms")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField name="terms.kind" label={t("terms.kind")} description={t(`kindHints.${kind}`)}>
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
          {isShare && <Figure name="acPercent" required />}
          {isShare && <Figure name="dcPercent" required />}
          {kind === "purchase_price" && <Figure name="discountPercent" />}
          {kind === "payment_facilitation" && <Figure name="handlingPercent" />}
        </div>
      </FieldSet>
      <div>
        <h2 className="mb-3 font-semibold">{t("form.more")}</h2>
        {isShare && <BaseTerms />}
        {isShare && <FeeTerms />}
        {isShare && <ElectricityTerms />}
        {isShare && <RecipientTerms partners={partners} />}
        {kind !== "purchase_price" && <SessionFeeTerms kind={kind} />}
        <MonthlyFeeTerms />
        <MonthTerms />
        <ExceptionTerms />
      </div>
    </TermsValues>
  );
}
